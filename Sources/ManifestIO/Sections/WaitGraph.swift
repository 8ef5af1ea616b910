// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

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

  /// A cycle in a strong component because of which its elements cannot fly; nil when there is none.
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
