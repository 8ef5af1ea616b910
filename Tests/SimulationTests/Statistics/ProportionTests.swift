// SPDX-License-Identifier: GPL-3.0-or-later

import Simulation
import Testing

@Suite("A proportion")
struct ProportionTests {
  /// A proportion with its score interval.
  struct Known: Sendable {
    var count, total: Int
    var confidence, lower, upper: Double
  }

  /// `scipy.stats.binomtest(count, total).proportion_ci(confidence, method="wilson")`, SciPy 1.17.1.
  static let known = [
    Known(count: 0, total: 10, confidence: 0.95, lower: 0, upper: 0.27753279986288926),
    Known(
      count: 1, total: 10, confidence: 0.95, lower: 0.017876213095072896,
      upper: 0.4041500267952385),
    Known(
      count: 5, total: 10, confidence: 0.95, lower: 0.236593090512564, upper: 0.7634069094874361),
    Known(count: 10, total: 10, confidence: 0.95, lower: 0.7224672001371109, upper: 1),
    Known(
      count: 70, total: 100, confidence: 0.95, lower: 0.6041514536665333,
      upper: 0.7810511470506725),
    Known(
      count: 70, total: 100, confidence: 0.8, lower: 0.6384270897172278, upper: 0.7551095649522442),
    Known(
      count: 3, total: 10_000, confidence: 0.99, lower: 7.57792553885419e-05,
      upper: 0.0011868726482312194),
    Known(
      count: 9999, total: 10_000, confidence: 0.95, lower: 0.9994337311025987,
      upper: 0.9999823473263989),
    Known(
      count: 123_456, total: 1_000_000, confidence: 0.95, lower: 0.12281269653142284,
      upper: 0.12410219641400437),
  ]

  @Test("has the score interval that SciPy gives", arguments: known)
  func interval(_ known: Known) {
    let interval = Proportion(known.count, of: known.total)
      .interval(confidence: known.confidence)
    #expect((interval.lowerBound - known.lower).magnitude < 1e-14)
    #expect((interval.upperBound - known.upper).magnitude < 1e-14)
    if known.count == 0 { #expect(interval.lowerBound == 0) }
    if known.count == known.total { #expect(interval.upperBound == 1) }
  }

  @Test("is unknown when it could never have been")
  func empty() {
    #expect(Proportion(0, of: 0).interval() == 0...1)
    #expect(Proportion(0, of: 0).estimate == 0)
    #expect(Proportion(1, of: 4).estimate == 0.25)
  }
}
