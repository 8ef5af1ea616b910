// SPDX-License-Identifier: GPL-3.0-or-later

import Simulation
import Testing

@Suite("The ranks of a percentile")
struct PercentileRanksTests {
  /// A percentile of a sample with the ranks of its interval.
  struct Known: Sendable {
    var count: Int
    var p, confidence: Double
    var lower, upper: Int
  }

  /// Lower: the last l with `scipy.stats.binom.cdf(l - 1, n, p) <= (1 - confidence) / 2`; upper: the
  /// first u with `binom.sf(u - 1, n, p)` as small; SciPy 1.17.1.
  static let known = [
    Known(count: 1, p: 0.5, confidence: 0.95, lower: 0, upper: 2),
    Known(count: 5, p: 0.5, confidence: 0.95, lower: 0, upper: 6),
    Known(count: 10, p: 0.5, confidence: 0.95, lower: 2, upper: 9),
    Known(count: 35, p: 0.1, confidence: 0.95, lower: 0, upper: 8),
    Known(count: 36, p: 0.1, confidence: 0.95, lower: 1, upper: 8),
    Known(count: 37, p: 0.1, confidence: 0.95, lower: 1, upper: 9),
    Known(count: 100, p: 0.5, confidence: 0.95, lower: 40, upper: 61),
    Known(count: 100, p: 0.9, confidence: 0.9, lower: 85, upper: 96),
    Known(count: 400, p: 0.7, confidence: 0.95, lower: 262, upper: 299),
    Known(count: 1000, p: 0.1, confidence: 0.99, lower: 76, upper: 126),
    Known(count: 10_000, p: 0.8, confidence: 0.95, lower: 7921, upper: 8079),
    Known(count: 10_000, p: 0.5, confidence: 0.8, lower: 4936, upper: 5065),
    Known(count: 1_000_000, p: 0.9, confidence: 0.95, lower: 899_412, upper: 900_589),
  ]

  @Test("are those of SciPy's binomial distribution", arguments: known)
  func binomial(_ known: Known) {
    let ranks = PercentileRanks(of: known.p, in: known.count, confidence: known.confidence)
    #expect(ranks.lower == known.lower)
    #expect(ranks.upper == known.upper)
  }

  @Test("leave out no more than they may, and could be no closer", arguments: 0...60)
  func coverage(_ count: Int) {
    for p in [0, 0.01, 0.1, 0.3, 0.5, 0.8, 0.9, 1] {
      let below = Binomial(count: count, p: p).atMost
      for confidence in [0.5, 0.9, 0.95, 0.999] {
        let ranks = PercentileRanks(of: p, in: count, confidence: confidence)
        let allowed = (1 - confidence) / 2 + 1e-12
        // P(fewer than lower draws at or below the percentile), P(at least upper draws).
        #expect(below(ranks.lower - 1) <= allowed)
        #expect(1 - below(ranks.upper - 1) <= allowed)
        #expect(below(ranks.lower) > allowed - 2e-12)
        #expect(1 - below(ranks.upper - 2) > allowed - 2e-12)
      }
    }
  }

  @Test("count whole hundredths exactly")
  func estimates() {
    for count in [1, 2, 3, 7, 10, 99, 100, 1000, 10_000, 123_457, 100_000_000] {
      for percent in 1...100 {
        let rank = PercentileRanks.estimate(of: Double(percent) / 100, in: count)
        #expect(rank == (percent * count + 99) / 100)
      }
    }
    #expect(PercentileRanks.estimate(of: 0, in: 10) == 1)
  }
}
