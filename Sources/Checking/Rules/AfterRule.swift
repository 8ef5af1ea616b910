// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// An element arrives when its predecessors have been operational for long enough, and no later.
///
/// When a predecessor stays on the ground so does the element, unless the precedence is `ifFlown`.
struct AfterRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    logbook.stays.flatMap { stay -> [Violation] in
      let flight = logbook.flight(of: stay)
      guard !flight.isPast else { return [] }
      let element = logbook.element(of: stay)
      return element.after.enumerated().compactMap { index, precedence in
        violation(
          of: precedence, by: element, stay, flight, in: logbook,
          path: ManifestPath("elements", element.id.text, "after", String(index)))
      }
    }
  }

  private func violation(
    of precedence: Precedence, by element: Element, _ stay: Stay, _ flight: LoggedFlight,
    in logbook: Logbook, path: ManifestPath
  ) -> Violation? {
    func report(_ kind: Violation.Kind, _ rest: String) -> Violation {
      Violation(
        kind: kind, date: stay.arrival, flight: flight.number.isEmpty ? nil : flight.number,
        element: element.id, against: [.element(precedence.element)],
        message: "\(element.id) arrives on \(stay.arrival)\(rest)", path: path)
    }
    guard let predecessor = logbook.facts.element(precedence.element) else { return nil }
    guard let first = logbook.stayOfElement[predecessor] else {
      guard !precedence.ifFlown else { return nil }
      return report(
        .after, "; \(precedence.element), without which it stays on the ground, does not fly")
    }
    let operational = logbook.stays[first].operational
    let gap = stay.arrival - operational
    let since =
      gap < 0
      ? ", \(Figures.count(-gap, "day")) before \(precedence.element) is operational"
      : ", \(Figures.count(gap, "day")) after \(precedence.element) is operational"
    let dated = "\(since) (\(operational)); it must be at "
    if stay.arrival < operational.advanced(precedence.lag) {
      return report(.after, dated + "least \(Figures.count(precedence.lag, "day")) after")
    }
    if let within = precedence.within, stay.arrival > operational.advanced(within) {
      return report(.within, dated + "most \(Figures.count(within, "day")) after")
    }
    return nil
  }
}
