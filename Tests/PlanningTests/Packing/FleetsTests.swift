// SPDX-License-Identifier: GPL-3.0-or-later

import Planning
import TestSupport
import Testing

@Suite("Fleets to pack into")
struct FleetsTests {
  @Test("are all the full ones that can be afforded", arguments: UInt64(0)..<100)
  func completeness(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let count = random.number(in: 1...3)
    let costs = (0..<count).map { _ in random.number(in: 1...5) }
    let limits = (0..<count).map { _ in random.number(in: 0...4) }
    let budget = random.number(in: 0...12)
    let none = costs.map { _ in 0.0 }
    let found = Fleets(costs: costs, limits: limits).near(
      none, costingAtMost: budget, count: .max)
    #expect(Set(found) == Self.full(costs, limits, budget))
    #expect(Set(found).count == found.count)
  }

  @Test("are near what the relaxation uses, the nearest first")
  func order() {
    let fleets = Fleets(costs: [3, 2], limits: [9, 9])
    #expect(fleets.near([2.5, 4.2], costingAtMost: 17, count: 8) == [[3, 4], [2, 5]])
    #expect(fleets.near([2.5, 4.2], costingAtMost: 17, count: 1) == [[3, 4]])
  }

  @Test("have every flight that costs nothing")
  func freeFlights() {
    let found = Fleets(costs: [0, 1], limits: [3, 3]).near(
      [1, 0.5], costingAtMost: 1, count: 8)
    #expect(found == [[3, 1]])
  }

  @Test("do not exist where the relaxation's own cost more")
  func beyondTheBudget() {
    #expect(Fleets(costs: [2], limits: [9]).near([4], costingAtMost: 7, count: 8).isEmpty)
  }

  private static func full(_ costs: [Int], _ limits: [Int], _ budget: Int) -> Set<[Int]> {
    var fleets: [[Int]] = [[]]
    for limit in limits { fleets = fleets.flatMap { fleet in (0...limit).map { fleet + [$0] } } }
    return Set(
      fleets.filter { fleet in
        let left = fleet.indices.reduce(budget) { $0 - costs[$1] * fleet[$1] }
        return left >= 0
          && fleet.indices.allSatisfy { costs[$0] > left || fleet[$0] == limits[$0] }
      })
  }
}
