// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

extension DayTally {
  /// In how many replications, of how many, it had happened by a day.
  public func probability(by day: Day) -> Proportion {
    Proportion(happened(by: day), of: replications)
  }

  /// In how many replications it had happened by a day.
  func happened(by day: Day) -> Int {
    counts.prefix(max(0, day - first + 1)).reduce(0, +)
  }

  /// The S-curve: each day on which it happened, with the probability that it had by then.
  public var curve: [(day: Day, probability: Proportion)] {
    let replications = replications
    var passed = 0
    var points: [(day: Day, probability: Proportion)] = []
    for (index, count) in counts.enumerated() where count > 0 {
      passed += count
      points.append((first + index, Proportion(passed, of: replications)))
    }
    return points
  }

  /// The mean number of days after a day, where it happened; nil if it did in no replication.
  public func meanDays(after day: Day) -> Double? {
    let happened = happened
    guard happened > 0 else { return nil }
    // Whole numbers are summed, so that nothing depends on an order.
    var sum = 0
    for (index, count) in counts.enumerated() { sum += index * count }
    return Double(sum + (first - day) * happened) / Double(happened)
  }
}
