// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Two launches of a vehicle, or from a pad, are as many days apart as its turnaround.
///
/// Only neighbours in date order need a look: when two launches are too close, so is any launch
/// between them to its neighbour. Two flights that have happened break nothing.
struct TurnaroundRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    var found: [Violation] = []
    for (vehicle, flights) in logbook.flightsByVehicle {
      found += tooClose(
        flights, turnaround: vehicle.turnaround, what: "launches of \(vehicle.id)",
        path: ManifestPath("vehicles", vehicle.id.text, "turnaround"))
    }
    var byPad: [[LoggedFlight]] = Array(repeating: [], count: logbook.campaign.pads.count)
    for flight in logbook.flights {
      if let pad = logbook.facts.pad(flight.pad) { byPad[pad].append(flight) }
    }
    for (pad, flights) in zip(logbook.campaign.pads, byPad) {
      found += tooClose(
        flights, turnaround: pad.turnaround, what: "launches from \(pad.id)",
        path: ManifestPath("pads", pad.id.text, "turnaround"))
    }
    return found
  }

  private func tooClose(
    _ flights: [LoggedFlight], turnaround: Int, what: String, path: ManifestPath
  ) -> [Violation] {
    zip(flights, flights.dropFirst()).compactMap { earlier, later in
      let gap = later.launch - earlier.launch
      guard gap < turnaround, !(earlier.isPast && later.isPast) else { return nil }
      return .of(
        .turnaround, later, against: [earlier],
        "\(later.name) launches on \(later.launch), \(Figures.count(gap, "day")) after "
          + "\(earlier.name); two \(what) are at least \(Figures.count(turnaround, "day")) apart",
        path)
    }
  }
}
