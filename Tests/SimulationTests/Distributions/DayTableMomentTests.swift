// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import Simulation
import Testing

@Suite("The moments and limits of a table of days")
struct DayTableMomentTests {
  /// Distributions whose mean in whole days has a closed form.
  static let means: [(Distribution, mean: Double)] = [
    (Distribution(.uniform(180, 720)), 450), (Distribution(.uniform(-7, 3)), -2),
    (Distribution(.triangular(0, 30, 60)), 30), (Distribution(.pert(-20, 5, 30)), 5),
    (Distribution(.uniform(0, 100), none: 0.25), 37.5),
    (Distribution(.discrete([.init(2, weight: 6), .init(30, weight: 2)])), 9),
    (Distribution(.empirical([-3, 0, 0, 4, 9])), 2),
    // The sum over d of P(more than d days) = exp(-(d + 1/2) / mean).
    (Distribution(.exponential(mean: 40)), exp(-0.5 / 40) / (1 - exp(-1.0 / 40))),
    (Distribution(.exponential(mean: 2)), exp(-0.25) / (1 - exp(-0.5))),
  ]

  @Test("has the exact mean", arguments: means)
  func mean(_ distribution: Distribution, mean: Double) {
    #expect((DayTable(distribution).mean - mean).magnitude < 1e-9)
  }

  /// Smooth distributions with mean and variance in days.
  ///
  /// Rounding to whole days adds 1/12 to the variance (W. F. Sheppard's correction) and nothing to
  /// the mean, but for what is negligible when the density is smooth.
  static let smooth: [(Distribution.Shape, mean: Double, variance: Double)] = [
    (.pert(0, 60, 300), 90, 90 * 210 / 7.0),
    (
      .lognormal(median: 180, sigma: 0.5), 180 * exp(0.125),
      180 * 180 * exp(0.25) * (exp(0.25) - 1)
    ),
    (
      .weibull(shape: 4, scale: 200), 200 * tgamma(1.25),
      200 * 200 * (tgamma(1.5) - tgamma(1.25) * tgamma(1.25))
    ),
  ]

  @Test("has the mean and variance of its family", arguments: smooth)
  func moments(_ shape: Distribution.Shape, mean: Double, variance: Double) {
    let table = DayTable(Distribution(shape))
    let second = table.range.reduce(0) {
      $0 + Double($1 * $1) * table.probability(of: $1)
    }
    #expect((table.mean - mean).magnitude < 1e-6 * mean)
    #expect((second - table.mean * table.mean - variance - 1 / 12.0).magnitude < 1e-6 * variance)
  }

  @Test(
    "rounds halves up",
    arguments: [(2.5, 3), (2.49, 2), (-2.5, -2), (-2.51, -3), (0, 0), (-0.5, 0)])
  func halves(_ days: Double, _ rounded: Int) {
    for shape in [Distribution.Shape.constant(days), .uniform(days, days), .pert(days, days, days)]
    {
      #expect(DayTable(Distribution(shape)).constant == rounded)
    }
  }

  @Test("moves what is beyond its limits to them")
  func limits() {
    let table = DayTable(Distribution(.uniform(-10, 10), none: 0.2, least: -2, most: 5))
    #expect(table.range == -2...5)
    // Below -1.5 lie 8.5 of 20 days, above 4.5 lie 5.5.
    #expect((table.probability(of: -2) - 0.8 * 8.5 / 20).magnitude < 1e-15)
    #expect((table.probability(of: 5) - 0.8 * 5.5 / 20).magnitude < 1e-15)
    #expect((table.probability(of: 0) - 0.2 - 0.8 / 20).magnitude < 1e-15)
    #expect(table.constant == nil)
  }

  @Test("keeps no days at all within its limits too")
  func noneWithinLimits() {
    let table = DayTable(Distribution(.constant(9), none: 0.75, least: 4))
    #expect(table.range == 4...9)
    #expect(table.probability(of: 4) == 0.75)
    #expect(table.probability(of: 9) == 0.25)
    #expect(DayTable(Distribution(.constant(9), none: 1)).constant == 0)
    #expect(DayTable(Distribution(.exponential(mean: 9), least: 3, most: 3)).constant == 3)
  }

  @Test("goes no farther than 73,000 days from zero")
  func farthest() {
    #expect(DayTable(.always(1_000_000)).constant == 73_000)
    #expect(DayTable(.always(-1_000_000)).constant == -73_000)
    #expect(DayTable(Distribution(.constant(1), least: 1_000_000)).constant == 73_000)
    #expect(DayTable(Distribution(.constant(1), most: -1_000_000)).constant == -73_000)
    let wide = DayTable(Distribution(.uniform(-146_000, 146_000)))
    #expect(wide.range == -73_000...73_000)
    #expect((wide.probability(of: 73_000) - (73_000.5 / 292_000)).magnitude < 1e-12)
    let heavy = DayTable(Distribution(.lognormal(median: 300, sigma: 3)))
    #expect(heavy.range == 0...73_000)
    #expect(heavy.days(.max) == 73_000)
  }

  @Test("cuts off what is less likely than 2^-40")
  func tails() {
    // P(more than d days) = exp(-(d + 1/2) / 40) < 2^-40 first for d = 1109.
    #expect(DayTable(Distribution(.exponential(mean: 40))).range == 0...1109)
    let rare = Distribution.Shape.discrete([
      .init(-5, weight: 1e-13), .init(0, weight: 1), .init(5, weight: 1e-13),
    ])
    #expect(DayTable(Distribution(rare)).constant == 0)
  }
}
