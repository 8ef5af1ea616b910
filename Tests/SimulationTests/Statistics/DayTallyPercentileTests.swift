// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import TestSupport
import Testing

@Suite("The percentiles of a tally of days")
struct DayTallyPercentileTests {
  private static let first = Day(number: 20_000)

  private func tally(_ days: [Day?], length: Int = 40) -> DayTally {
    var tally = DayTally(of: Self.first...(Self.first + (length - 1)))
    for day in days { tally.count(day) }
    return tally
  }

  /// Days at random, among them some that never come, and often the same.
  private func sample(seed: UInt64) -> [Day?] {
    var random = SplitMix64(seed: seed)
    return (0..<random.number(in: 1...130)).map { _ in
      random.chance(15) ? nil : Self.first + random.number(in: 0...39) * random.number(in: 0...1)
    }
  }

  @Test("are those of the sorted list", arguments: UInt64(1)...40)
  func sortedList(seed: UInt64) {
    let days = sample(seed: seed)
    let sorted = days.compactMap(\.self).sorted() + days.filter { $0 == nil }
    let tally = tally(days)
    for percent in 1...100 {
      let p = Double(percent) / 100
      #expect(tally.percentile(p) == sorted[(percent * days.count + 99) / 100 - 1])
      let ranks = PercentileRanks(of: p, in: days.count, confidence: 0.9)
      let interval = tally.interval(of: p, confidence: 0.9)
      #expect(interval.lower == (ranks.lower == 0 ? Self.first : sorted[ranks.lower - 1]))
      #expect(interval.upper == (ranks.upper > days.count ? nil : sorted[ranks.upper - 1]))
    }
  }

  @Test("are never when it does not happen often enough")
  func never() {
    let tally = tally([Self.first, Self.first + 9, nil, nil])
    #expect(tally.percentile(0.5) == Self.first + 9)
    #expect(tally.percentile(0.51) == nil)
    #expect(tally.replications == 4)
    #expect(tally.happened == 2)
  }

  @Test("have half the length of their interval as half-width")
  func halfWidth() {
    // One replication a day: the ranks 40 and 61 of 100 are 21 days apart.
    let days = tally((0..<100).map { Self.first + $0 }, length: 100)
    #expect(days.interval(of: 0.5) == DayInterval(lower: Self.first + 39, upper: Self.first + 60))
    #expect(days.halfWidth(of: 0.5) == 10.5)
    #expect(tally([Self.first, nil]).halfWidth(of: 0.5) == nil)
  }

  @Test("are unknown without replications")
  func empty() {
    #expect(tally([]).percentile(0.5) == nil)
    #expect(tally([]).interval(of: 0.5) == DayInterval(lower: Self.first, upper: nil))
  }

  /// A distribution of days, and how often none comes at all.
  struct Population: Sendable {
    var distribution: Distribution
    var never: Double

    /// A day of an experiment; nil for never.
    func day(_ table: DayTable, _ draws: Draws, _ index: UInt32) -> Day? {
      if Double(draws.bits(source: 1, index: index)) * 0x1p-64 < never { return nil }
      return DayTallyPercentileTests.first + table.days(draws.bits(source: 0, index: index))
    }

    /// The first day by which the part p has come.
    func percentile(_ p: Double, _ table: DayTable) -> Day? {
      var sum = 0.0
      for days in table.range {
        sum += table.probability(of: days) * (1 - never)
        if sum >= p { return DayTallyPercentileTests.first + days }
      }
      return nil
    }
  }

  /// Days that hardly ever occur twice, days that do, and never at the end.
  static let populations = [
    Population(distribution: Distribution(.uniform(0, 9999)), never: 0),
    Population(distribution: Distribution(.weibull(shape: 1.02, scale: 26)), never: 0.15),
    Population(distribution: Distribution(.empirical([0, 0, 0, 4, 9, 9, 30, 31])), never: 0.25),
  ]

  @Test("lie in their intervals as often as promised", arguments: populations)
  func coverage(_ population: Population) {
    let table = DayTable(population.distribution)
    let levels = [0.1, 0.5, 0.8]
    let truth = levels.map { population.percentile($0, table) }
    var hits = [Int](repeating: 0, count: levels.count)
    for experiment in 0..<2000 {
      let draws = Draws(seed: 11, replication: experiment)
      let tally = tally(
        (0..<200).map { population.day(table, draws, $0) }, length: table.range.count)
      for (level, p) in levels.enumerated() {
        let interval = tally.interval(of: p)
        let number = { (day: Day?) in day?.number ?? .max }
        if (number(interval.lower)...number(interval.upper)).contains(number(truth[level])) {
          hits[level] += 1
        }
      }
    }
    for (p, hits) in zip(levels, hits) {
      let ranks = PercentileRanks(of: p, in: 200, confidence: 0.95)
      let binomial = Binomial(count: 200, p: p)
      let promised = binomial.atMost(ranks.upper - 1) - binomial.atMost(ranks.lower - 1)
      #expect(promised >= 0.95)
      // Four standard deviations of the hits of 2000 experiments.
      let noise = 4 * (2000 * promised * (1 - promised)).squareRoot()
      #expect(Double(hits) >= 2000 * promised - noise)
      if population.never == 0 { #expect(Double(hits) <= 2000 * promised + noise) }
    }
  }
}
