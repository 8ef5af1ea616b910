// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A vehicle makes no more flights than it has, in all and in each calendar year.
///
/// Past flights count; a limit that they break by themselves is broken only by one more.
struct FlightsRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    var found: [Violation] = []
    for (vehicle, flights) in logbook.flightsByVehicle {
      let path = ManifestPath("vehicles", vehicle.id.text)
      if let limit = vehicle.flights, flights.count > limit,
        let last = flights.last(where: { !$0.isPast })
      {
        found.append(
          .of(
            .flights, last, against: flights.filter { $0.row != last.row },
            "\(vehicle.id) flies \(Figures.count(flights.count, "time")), \(last.name) on "
              + "\(last.launch) last; it has \(Figures.count(limit, "flight"))",
            path.appending("flights")))
      }
      guard let limit = vehicle.perYear else { continue }
      for (year, flights) in byYear(flights) where flights.count > limit {
        guard let last = flights.last(where: { !$0.isPast }) else { continue }
        found.append(
          .of(
            .perYear, last, against: flights.filter { $0.row != last.row },
            "\(vehicle.id) flies \(Figures.count(flights.count, "time")) in \(year), "
              + "\(last.name) on \(last.launch) last; it may \(Figures.count(limit, "time")) a year",
            path.appending("perYear")))
      }
    }
    return found
  }
}

/// The launches of a calendar year cost no more than the budget.
struct BudgetRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    guard let budget = logbook.campaign.budgetPerYear else { return [] }
    let currency = logbook.campaign.currency.map { " " + $0 } ?? ""
    return byYear(logbook.flights).compactMap { year, flights in
      let cost = flights.reduce(Int128(0)) {
        $0 + Int128(logbook.vehicle(of: $1)?.cost.thousandths ?? 0)
      }
      guard cost > Int128(budget.thousandths), let last = flights.last(where: { !$0.isPast })
      else { return nil }
      return .of(
        .budget, last, against: flights.filter { $0.row != last.row },
        "the launches of \(year), \(last.name) on \(last.launch) last, cost "
          + "\(Figures.quantity(cost))\(currency); the budget is "
          + "\(Figures.quantity(budget))\(currency) a year",
        ManifestPath("budget", "perYear"))
    }
  }
}

/// Flights, in date order, by the calendar year of their launch.
private func byYear(_ flights: [LoggedFlight]) -> [(year: Int, flights: [LoggedFlight])] {
  var years: [(year: Int, flights: [LoggedFlight])] = []
  for flight in flights {
    if years.last?.year != flight.launch.year { years.append((flight.launch.year, [])) }
    years[years.count - 1].flights.append(flight)
  }
  return years
}
