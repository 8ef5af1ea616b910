// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Rows come by date, then by kind, then in manifest order; the completion comes last.
struct RowOrderRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    var found: [Violation] = []
    var previous: Key?
    let flightOfRow = Dictionary(
      logbook.flights.enumerated().map { ($0.element.row, $0.offset) }
    ) { first, _ in first }
    for (index, row) in logbook.rows.enumerated() {
      let order =
        switch row.kind {
        case .launch: flightOfRow[index]
        case .loss, .arrival, .operational, .departure: logbook.facts.element(row.element)
        case .milestone: logbook.facts.milestone(Milestone.ID(row.detail))
        case .complete: 0
        }
      let key = Key(
        isLast: row.kind == .complete, date: row.date, kind: rank(row.kind), order: order ?? .max)
      if let previous, key < previous {
        found.append(
          Violation(
            kind: .timeline, date: row.date, flight: row.flight, element: row.element,
            message: "row \(index + 1) (\(row.kind.rawValue) on \(row.date)) is out of order: rows "
              + "come by date, then launch, loss, arrival, operational, departure, "
              + "milestone, then in the manifest's order",
            path: ManifestPath("elements")))
      }
      previous = key
    }
    return found
  }

  private func rank(_ kind: TimelineEvent.Kind) -> Int {
    switch kind {
    case .launch: 0
    case .loss: 1
    case .arrival: 2
    case .operational: 3
    case .departure: 4
    case .milestone: 5
    case .complete: 6
    }
  }

  private struct Key: Comparable {
    var isLast: Bool
    var date: Day
    var kind: Int
    var order: Int

    static func < (left: Key, right: Key) -> Bool {
      if left.isLast != right.isLast { return right.isLast }
      return (left.date, left.kind, left.order) < (right.date, right.kind, right.order)
    }
  }
}
