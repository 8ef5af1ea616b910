// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import TestSupport
import Testing

@Suite("A tally of costs and dates")
struct CostTallyTests {
  typealias Replication = (cost: Amount, completion: Day?)

  private let first = Day(number: 20_000)

  private func tally(_ replications: [Replication]) -> CostTally {
    CostTally(planned: Amount(1), of: first...(first + 200), replications: replications)
  }

  /// Replications at random; what costs more tends to be later, and some are never complete.
  private func sample(seed: UInt64) -> [Replication] {
    var random = SplitMix64(seed: seed)
    let neverPercent = random.number(in: 0...35)
    return (0..<random.number(in: 1...150)).map { _ in
      let cost = random.number(in: 1...12)
      let day = first + cost * random.number(in: 0...4) + random.number(in: 0...60)
      return (Amount(cost), random.chance(neverPercent) ? nil : day)
    }
  }

  @Test("finds all by counting replications", arguments: UInt64(1)...40)
  func bruteForce(seed: UInt64) {
    let replications = sample(seed: seed)
    let tally = tally(replications)
    let count = replications.count
    #expect(tally.replications == count)
    let costs = replications.map(\.cost).sorted()
    let days = replications.compactMap(\.completion).sorted()
    var joint: JointConfidence?
    for percent in 1...100 {
      let rank = (percent * count + 99) / 100
      let cost = costs[rank - 1]
      #expect(tally.percentile(Double(percent) / 100) == cost)
      guard rank <= days.count else { continue }
      let kept = replications.count {
        guard let day = $0.completion else { return false }
        return day <= days[rank - 1] && $0.cost <= cost
      }
      #expect(tally.probability(by: days[rank - 1], within: cost) == Proportion(kept, of: count))
      if joint == nil, kept * 10 >= count * 7 {
        joint = JointConfidence(
          percent: percent, date: days[rank - 1], cost: cost,
          probability: Proportion(kept, of: count))
      }
    }
    #expect(tally.jointConfidence() == joint)
  }

  @Test("needs no more than the probability itself when cost and date rise together")
  func comonotone() {
    let tally = tally((1...100).map { (Amount($0), first + $0) })
    #expect(
      tally.jointConfidence()
        == JointConfidence(
          percent: 70, date: first + 70, cost: Amount(70), probability: Proportion(70, of: 100)))
  }

  @Test("needs its root when cost and date are independent")
  func independent() {
    let tally = tally(
      (1...10).flatMap { cost in (1...10).map { (Amount(cost), first + $0) } })
    // 0.8 x 0.8 is less than 0.7, and the ninth of ten begins above 80 per cent.
    #expect(
      tally.jointConfidence()
        == JointConfidence(
          percent: 81, date: first + 9, cost: Amount(9), probability: Proportion(81, of: 100)))
  }

  @Test("has no joint confidence when too many are never complete")
  func never() {
    let cost = Amount(5)
    let often = (1...7).map { (cost: cost, completion: Day?.some(first + $0)) }
    let never = [(cost: cost, completion: Day?.none)]
    #expect(tally(often + never + never + never).jointConfidence()?.date == first + 7)
    #expect(tally(often + never + never + never + never).jointConfidence() == nil)
    #expect(tally([]).jointConfidence() == nil)
    #expect(tally([]).percentile(0.5) == nil)
  }

  @Test("has no joint confidence when nothing was counted at any cost")
  func empty() {
    let empty = CostTally(
      planned: Amount(1), byCost: [(Amount(5), DayTally(of: first...(first + 200)))])
    #expect(empty.replications == 0)
    #expect(empty.jointConfidence() == nil)
    #expect(empty.percentile(0.5) == nil)
  }
}
