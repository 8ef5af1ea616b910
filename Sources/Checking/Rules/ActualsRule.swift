// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// The flights that have happened are in the timeline as they were, and no others are lost.
struct ActualsRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    changed(in: logbook) + lost(in: logbook)
  }

  private func changed(in logbook: Logbook) -> [Violation] {
    logbook.campaign.actuals.enumerated().compactMap { index, past in
      let path = ManifestPath("actuals", String(index))
      let cargo = past.elements.map(\.text).joined(separator: ", ")
      let story =
        "\(past.vehicle) launched \(cargo.isEmpty ? "nothing" : cargo) on \(past.launched)"
        + (past.pad.map { " from \($0)" } ?? "") + (past.isLost ? " and was lost" : "")
      guard let position = logbook.flightOfPast[index] else {
        return Violation(
          kind: .actuals, date: past.launched, element: past.elements.first,
          message: "\(story); the timeline does not have that flight", path: path)
      }
      let flight = logbook.flights[position]
      guard !isUnchanged(flight, past, in: logbook) else { return nil }
      return .of(.actuals, flight, "\(story); \(flight.name) is not that flight", path)
    }
  }

  private func lost(in logbook: Logbook) -> [Violation] {
    logbook.flights.compactMap { flight in
      guard flight.isLost, !flight.isPast else { return nil }
      return .of(
        .actuals, flight,
        "\(flight.name) on \(flight.launch) is lost, but is none of the flights that have happened",
        ManifestPath("actuals"))
    }
  }

  private func isUnchanged(
    _ flight: LoggedFlight, _ past: PastFlight, in logbook: Logbook
  ) -> Bool {
    let aboard = past.elements.compactMap { logbook.facts.element($0) }.sorted()
    return flight.vehicle == logbook.facts.vehicle(past.vehicle) && flight.launch == past.launched
      && flight.pad == past.pad && flight.aboard == aboard
      // Without anything aboard there is no row that could say so.
      && (flight.isLost == past.isLost || aboard.isEmpty)
      && aboard.first.map { logbook.campaign.elements[$0].launchNode == flight.node } ?? true
  }
}
