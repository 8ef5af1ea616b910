// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// On each day of a commissioning that needs crew, as many are at the node.
///
/// The crew present are what operational elements provide; elements commissioned at once share them,
/// and what elements consume of them does not count.
struct CrewRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    let stays = logbook.firstStays
    guard stays.contains(where: { logbook.element(of: $0).crew > 0 }) else { return [] }
    let present = logbook.provided(Resource.crew).mapValues(StepLevels.init)
    let end = logbook.campaign.end.advanced(1)
    return stays.compactMap { stay in
      let (flight, element) = (logbook.flight(of: stay), logbook.element(of: stay))
      guard !flight.isPast, element.crew > 0 else { return nil }
      let last = min(stay.operational, stay.departure ?? stay.operational, end)
      guard stay.arrival < last else { return nil }
      let needed = Int128(element.crew) * 1000
      let levels = present[element.node] ?? StepLevels([])
      guard let (day, level) = levels.first(below: needed, in: stay.arrival..<last) else {
        return nil
      }
      let there =
        level == 0 ? "nobody is there" : "\(Figures.quantity(level)) of crew are there"
      return Violation(
        kind: .crew, date: day, flight: flight.number.isEmpty ? nil : flight.number,
        element: element.id,
        against: logbook.provider(of: Resource.crew, at: element.node, on: day),
        message:
          "\(element.id) needs \(Figures.quantity(needed)) of crew at \(element.node) on each "
          + "day from \(stay.arrival) until it is operational on \(stay.operational); on \(day) "
          + "\(there)",
        path: ManifestPath("elements", element.id.text, "crew"))
    }
  }
}

extension Logbook {
  /// The next element to provide a resource at a node after a day, else the last to have left by
  /// then: the one without whose absence there would be more of it on the day.
  func provider(of resource: Resource.ID, at node: Node.ID, on day: Day) -> [Violation.Party] {
    let providers = firstStays.filter { stay in
      let element = element(of: stay)
      return element.node == node
        && element.provides.contains { $0.resource == resource && $0.amount > .zero }
    }
    let next = providers.filter { $0.operational > day }
      .min { ($0.operational, $0.element) < ($1.operational, $1.element) }
    let last = providers.filter { $0.departure.map { $0 <= day } ?? false }
      .max { ($0.operational, $1.element) < ($1.operational, $0.element) }
    return (next ?? last).map { [.element(element(of: $0).id)] } ?? []
  }

  /// How much of a resource elements begin and cease to provide at each node, in thousandths.
  func provided(_ resource: Resource.ID) -> [Node.ID: [(day: Day, amount: Int128)]] {
    var changes: [Node.ID: [(day: Day, amount: Int128)]] = [:]
    for stay in firstStays {
      let element = element(of: stay)
      let amount = element.provides.filter { $0.resource == resource }
        .reduce(Int128(0)) { $0 + Int128($1.amount.thousandths) }
      guard amount != 0 else { continue }
      if let departure = stay.departure {
        guard departure > stay.operational else { continue }
        changes[element.node, default: []].append((departure, -amount))
      }
      changes[element.node, default: []].append((stay.operational, amount))
    }
    return changes
  }
}
