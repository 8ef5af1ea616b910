// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Every element is delivered exactly once, unless it is optional or one of a choice.
///
/// A flight that is lost delivers nothing: its elements are to fly again.
struct PresenceRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    duplicates(in: logbook) + missing(in: logbook)
  }

  private func duplicates(in logbook: Logbook) -> [Violation] {
    var found: [Violation] = []
    func report(_ id: Element.ID, on flight: LoggedFlight, again first: LoggedFlight) {
      found.append(
        .of(
          .duplicate, flight, element: id,
          "\(id) flies on \(flight.name) on \(flight.launch), but has flown on \(first.name) on "
            + "\(first.launch) already",
          ManifestPath("elements", id.text)))
    }
    for flight in logbook.flights {
      var names: Set<String> = []
      for name in Logbook.names(aboard: logbook.rows[flight.row])
      where !names.insert(name).inserted && logbook.facts.element(Element.ID(name)) != nil {
        report(Element.ID(name), on: flight, again: flight)
      }
    }
    for (index, stay) in logbook.stays.enumerated() {
      guard let first = logbook.stayOfElement[stay.element], first != index else { continue }
      report(
        logbook.element(of: stay).id, on: logbook.flight(of: stay),
        again: logbook.flight(of: logbook.stays[first]))
    }
    return found
  }

  private func missing(in logbook: Logbook) -> [Violation] {
    let chosen = Set(logbook.campaign.choices.flatMap(\.oneOf))
    let losses = Dictionary(logbook.losses.map { ($0.element, $0) }) { $1 }
    return logbook.campaign.elements.enumerated().compactMap { index, element in
      guard logbook.stayOfElement[index] == nil, !element.isOptional, !chosen.contains(element.id)
      else { return nil }
      let story = losses[index].map { " after it was lost with \(logbook.flights[$0.flight].name)" }
      return Violation(
        kind: .missing, element: element.id,
        message: "\(element.id) is on no flight" + (story ?? ""),
        path: ManifestPath("elements", element.id.text))
    }
  }
}
