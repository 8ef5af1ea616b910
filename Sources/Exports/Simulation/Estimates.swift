// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Simulation

/// A percentile and its interval of 95 % confidence; nil is beyond all that was counted.
struct PercentileEstimate<Value: Comparable & Sendable>: Sendable {
  let value: Value?
  let lower: Value?
  let upper: Value?
}

extension PercentileEstimate where Value == Day {
  /// Half the days of the interval; nil when an end is never.
  var halfWidth: Double? { DayInterval(lower: lower, upper: upper).halfWidth }
}

extension DayTally {
  /// A percentile in per cent with its interval.
  func estimate(_ percent: Int) -> PercentileEstimate<Day> {
    let interval = interval(of: Double(percent) / 100)
    return PercentileEstimate(
      value: percentile(Double(percent) / 100), lower: interval.lower, upper: interval.upper)
  }

  /// In how many replications it never happened.
  var missed: Proportion { Proportion(never, of: replications) }

  /// The days after its first one, where it happened.
  var mean: MeanEstimate {
    MeanEstimate(counts.enumerated().map { (Double($0.offset), $0.element) })
  }

  /// The day on which the mean lies; nil where it never happened.
  var meanDay: Day? { meanDays(after: first).map { first + Int($0) } }
}

extension Proportion {
  /// Half the width of its interval.
  var halfWidth: Double {
    let interval = interval()
    return (interval.upperBound - interval.lowerBound) / 2
  }
}

/// Numbers in increasing order, each with how many replications had it.
struct NumberTally<Value: Comparable & Sendable>: Sendable {
  let entries: [(value: Value, count: Int)]
  private let total: Int

  init(_ entries: [(value: Value, count: Int)]) {
    self.entries = entries.filter { $0.count > 0 }
    total = entries.reduce(0) { $0 + $1.count }
  }

  /// A percentile in per cent with its interval, which ends where the numbers do.
  func estimate(_ percent: Int) -> PercentileEstimate<Value> {
    let ranks = PercentileRanks(of: Double(percent) / 100, in: total, confidence: 0.95)
    return PercentileEstimate(
      value: value(rank: ranks.estimate), lower: value(rank: max(1, ranks.lower)),
      upper: value(rank: min(total, ranks.upper)))
  }

  /// The number with a rank from 1 up; nil without replications.
  private func value(rank: Int) -> Value? {
    var passed = 0
    for entry in entries {
      passed += entry.count
      if passed >= rank { return entry.value }
    }
    return nil
  }
}

extension NumberTally<Int> {
  /// The tally of small numbers: how many replications had each, from 0 up.
  init(counts: [Int]) { self.init(counts.enumerated().map { ($0.offset, $0.element) }) }

  var mean: MeanEstimate { MeanEstimate(entries.map { (Double($0.value), $0.count) }) }
}

extension NumberTally<Amount> {
  /// The tally of costs.
  init(_ cost: CostTally) {
    self.init(cost.byCost.map { ($0.cost, $0.completion.replications) })
  }

  var mean: MeanEstimate {
    MeanEstimate(entries.map { (Double($0.value.thousandths) / 1000, $0.count) })
  }
}

/// A mean and half the width of its interval of 95 % confidence, by the normal approximation.
struct MeanEstimate: Hashable, Sendable {
  /// The mean; 0 of nothing.
  let value: Double
  /// Half the width; nil for less than two replications, which say nothing of how they spread.
  let halfWidth: Double?

  /// The mean of numbers, each with how many replications had it.
  init(_ numbers: [(value: Double, count: Int)]) {
    let count = Double(numbers.reduce(0) { $0 + $1.count })
    let mean = numbers.reduce(0) { $0 + $1.value * Double($1.count) } / max(1, count)
    let squares = numbers.reduce(0) { sum, number in
      sum + (number.value - mean) * (number.value - mean) * Double(number.count)
    }
    value = mean
    // The quantile of the normal distribution for 0.975.
    halfWidth = count > 1 ? 1.959963984540054 * (squares / (count - 1) / count).squareRoot() : nil
  }
}
