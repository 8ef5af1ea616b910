// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  /// Reports elements that wait for one another: a cycle of each group of such elements.
  mutating func checkCycles(in campaign: Campaign) {
    var graph = WaitGraph(campaign)
    for component in StrongComponents.cyclic(graph.all) {
      guard let cycle = graph.cycle(in: component), cycle.count > 1 else { continue }
      report(cycle.map { campaign.elements[$0] })
    }
  }

  private mutating func report(_ cycle: [Element]) {
    var names = cycle.map(\.id.text)
    if names.count > Self.mostNames {
      names.replaceSubrange(
        (Self.mostNames / 2)..<(names.count - Self.mostNames / 2), with: ["…"])
    }
    let waits = zip(cycle, cycle.dropFirst()).map { wait(of: $0, for: $1.id) }
    let chain = names.joined(separator: " -> ")
    let isAlone = cycle.count == 2
    let message: String
    let help: String
    if waits.contains(where: \.isTransfer) {
      message =
        isAlone ? "\(names[0]) is to meet itself" : "these elements wait for one another: \(chain)"
      help =
        isAlone
        ? "remove it from its own 'with'"
        : "each is 'after' the next one or meets it in its 'transfer': remove one of these"
    } else {
      message =
        isAlone ? "\(names[0]) is after itself" : "these elements wait for one another: \(chain)"
      help =
        isAlone
        ? "remove it from its own 'after'"
        : "each is 'after' the next one: remove one of these precedences"
    }
    report(.cycle, at: waits.first?.place ?? root.place, message, help: help)
  }

  /// A longer cycle is named by its two ends.
  private static let mostNames = 100

  /// Where it stands that an element waits for another one.
  private func wait(of element: Element, for other: Element.ID) -> (place: Place, isTransfer: Bool)
  {
    let origin = origins[element.id.text]
    guard let record = names.records[origin?.key ?? element.id.text] else {
      return (root.place, false)
    }
    guard let index = element.after.firstIndex(where: { $0.element == other }) else {
      let met = record.record("transfer")?.list("with") ?? []
      return (met.first { $0.text == other.text }?.place ?? record.place(of: "transfer"), true)
    }
    guard let entry = origin.map({ $0.after[index] }) ?? index else {
      return (record.place(of: "repeat"), false)
    }
    let value = record.list("after")?[entry]
    return (value?.record?["element"]?.place ?? value?.place ?? record.place, false)
  }
}

/// Which elements wait for which: those that they are after, and those that they meet.
struct WaitGraph {
  /// By element, all that it waits for.
  private(set) var all: [[Int]] = []
  /// By element, those without which it does not fly.
  private var needed: [[Int]] = []
  /// The choice that each element is of.
  private var choice: [Int?]
  /// The steps that looking for cycles among choices has taken.
  private var work = 0

  init(_ campaign: Campaign) {
    let index = Dictionary(
      campaign.elements.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for element in campaign.elements {
      let needed =
        element.after.filter { !$0.ifFlown }.map(\.element) + (element.transfer?.with ?? [])
      let others = element.after.filter(\.ifFlown).map(\.element)
      self.needed.append(needed.compactMap { index[$0] })
      all.append((needed + others).compactMap { index[$0] })
    }
    choice = Array(repeating: nil, count: all.count)
    for (number, choice) in campaign.choices.enumerated() {
      for id in choice.oneOf { if let element = index[id] { self.choice[element] = number } }
    }
  }

  /// A cycle in a strong component that keeps its elements on the ground or a campaign from being
  /// possible; nil when there is none.
  ///
  /// A cycle of needs always does. One that a precedence `ifFlown` closes does only if all its
  /// elements can fly together, so it has at most one of each choice. To find such cycles is hard
  /// in general; the search drops all but one member of a choice, for each member in turn, and
  /// gives up after much work: then planning finds that there is no plan.
  mutating func cycle(in component: [Int]) -> [Int]? {
    let needs = Self.part(of: needed, component)
    if let needy = StrongComponents.cyclic(needs).first {
      return StrongComponents.shortestCycle(from: needy[0], in: needy, needs).map { component[$0] }
    }
    var groups = [component]
    while let group = groups.popLast(), work < Self.mostWork {
      let waits = Self.part(of: all, group)
      work += waits.reduce(waits.count) { $0 + $1.count }
      for part in StrongComponents.cyclic(waits) {
        let cycle = StrongComponents.shortestCycle(from: part[0], in: part, waits).map { group[$0] }
        guard let double = doubleChoice(among: cycle.dropLast()) else { return cycle }
        let members = part.map { group[$0] }
        for kept in members.reversed() where choice[kept] == double {
          groups.append(members.filter { choice[$0] != double || $0 == kept })
          work += members.count
          guard work < Self.mostWork else { return nil }
        }
      }
    }
    return nil
  }

  private static let mostWork = 5_000_000

  /// A choice of which there are two elements.
  private func doubleChoice(among elements: some Sequence<Int>) -> Int? {
    var seen = Set<Int>()
    return elements.lazy.compactMap { choice[$0] }.first { !seen.insert($0).inserted }
  }

  /// The graph of some elements, by their position among them.
  private static func part(of successors: [[Int]], _ elements: [Int]) -> [[Int]] {
    let position = Dictionary(uniqueKeysWithValues: elements.enumerated().map { ($1, $0) })
    return elements.map { element in successors[element].compactMap { position[$0] } }
  }
}
