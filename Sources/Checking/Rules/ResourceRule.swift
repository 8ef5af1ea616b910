// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// The elements at a node provide at least what they consume, on each day of the campaign.
///
/// An element counts from its operational day until it leaves. Days before the first new element at
/// the node is operational are facts; days after the campaign's end are not its business.
struct ResourceRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    let resources = logbook.campaign.resources
    let positions = Dictionary(
      resources.enumerated().map { ($0.element.id, $0.offset) }
    ) { first, _ in first }
    var nodes: [Node.ID] = []
    var ledgers: [Node.ID: Ledger] = [:]
    for (index, stay) in logbook.stays.enumerated()
    where logbook.stayOfElement[stay.element] == index {
      let element = logbook.element(of: stay)
      if ledgers[element.node] == nil { nodes.append(element.node) }
      var ledger = ledgers[element.node] ?? Ledger(resources: resources.count)
      if !logbook.flight(of: stay).isPast {
        ledger.firstNew = min(ledger.firstNew ?? stay.operational, stay.operational)
      }
      let entries =
        element.provides.map { ($0.resource, Int128($0.amount.thousandths), Int128(0)) }
        + element.consumes.map { ($0.resource, Int128(0), Int128($0.amount.thousandths)) }
      for (resource, provided, consumed) in entries {
        guard let position = positions[resource] else { continue }
        if let departure = stay.departure {
          guard departure > stay.operational else { continue }
          ledger.entries[position].append(
            Entry(date: departure, provided: -provided, consumed: -consumed, stay: index))
        }
        ledger.entries[position].append(
          Entry(date: stay.operational, provided: provided, consumed: consumed, stay: index))
      }
      ledgers[element.node] = ledger
    }
    return nodes.flatMap { node -> [Violation] in
      guard let ledger = ledgers[node], let first = ledger.firstNew else { return [] }
      return resources.indices.flatMap { position in
        shortfalls(of: ledger.entries[position], from: first, in: logbook).map { shortfall in
          shortfall.violation(of: resources[position].id, at: node, in: logbook)
        }
      }
    }
  }

  /// The spans of days on which a node falls short, from a certain day to the campaign's end.
  private func shortfalls(
    of entries: [Entry], from first: Day, in logbook: Logbook
  ) -> [Shortfall] {
    let end = logbook.campaign.end
    let sorted = entries.sorted { ($0.date, $0.stay) < ($1.date, $1.stay) }
    var found: [Shortfall] = []
    var (provided, consumed) = (Int128(0), Int128(0))
    var index = 0
    while index < sorted.count {
      let date = sorted[index].date
      var cause: Int?
      while index < sorted.count, sorted[index].date == date {
        provided += sorted[index].provided
        consumed += sorted[index].consumed
        if sorted[index].consumed > sorted[index].provided { cause = cause ?? sorted[index].stay }
        index += 1
      }
      let next = index < sorted.count ? sorted[index].date : end.advanced(1)
      let last = min(next.advanced(-1), end)
      guard provided < consumed, max(date, first) <= last else { continue }
      if let previous = found.last, previous.days.upperBound.advanced(1) == max(date, first) {
        found[found.count - 1].days = previous.days.lowerBound...last
      } else {
        found.append(
          Shortfall(
            days: max(date, first)...last, provided: provided, consumed: consumed, cause: cause))
      }
    }
    return found
  }

  /// What elements at a node provide and consume, per resource.
  private struct Ledger {
    var firstNew: Day?
    var entries: [[Entry]]

    init(resources: Int) {
      entries = Array(repeating: [], count: resources)
    }
  }

  private struct Entry {
    var date: Day
    var provided: Int128
    var consumed: Int128
    var stay: Int
  }

  private struct Shortfall {
    var days: ClosedRange<Day>
    /// What is provided and consumed on the first of the days.
    var provided: Int128
    var consumed: Int128
    /// The stay that brings it about, where one does.
    var cause: Int?

    func violation(
      of resource: Resource.ID, at node: Node.ID, in logbook: Logbook
    ) -> Violation {
      let stay = cause.map { logbook.stays[$0] }
      let number = stay.map { logbook.flight(of: $0).number }
      return Violation(
        kind: .resources, date: days.lowerBound, flight: number.flatMap { $0.isEmpty ? nil : $0 },
        element: stay.map { logbook.element(of: $0).id },
        against: end(of: resource, at: node, in: logbook),
        message: "\(node) has \(Figures.quantity(provided)) of \(resource) and needs "
          + "\(Figures.quantity(consumed)) on \(days.lowerBound)"
          + (days.lowerBound == days.upperBound ? "" : "; it falls short until \(days.upperBound)"),
        path: ManifestPath("resources", resource.text))
    }

    /// Whoever ends it, by providing more or by leaving; else whoever provides more next.
    private func end(
      of resource: Resource.ID, at node: Node.ID, in logbook: Logbook
    ) -> [Violation.Party] {
      let next = days.upperBound.advanced(1)
      let there = logbook.firstStays.filter { logbook.element(of: $0).node == node }
      let found =
        there.first { stay in
          stay.operational == next
            && logbook.element(of: stay).provides.contains { $0.resource == resource }
        }
        ?? there.first { stay in
          stay.departure == next
            && logbook.element(of: stay).consumes.contains { $0.resource == resource }
        }
      return found.map { [.element(logbook.element(of: $0).id)] }
        ?? logbook.provider(of: resource, at: node, on: days.lowerBound)
    }
  }
}
