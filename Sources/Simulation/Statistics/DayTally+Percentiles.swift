// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

extension DayTally {
  /// In how many replications it was counted, whether it happened or not.
  public var replications: Int { happened + never }

  /// In how many replications it happened.
  public var happened: Int { counts.reduce(0, +) }

  /// The first day by which it had happened in at least the part p, 0 to 1, of all replications.
  ///
  /// Nil when there is no such day, since it never happens in too many of them.
  public func percentile(_ p: Double) -> Day? {
    day(rank: PercentileRanks.estimate(of: p, in: replications))
  }

  /// The days between which the percentile p, 0 to 1, of all possible replications lies.
  ///
  /// The probability that the interval encloses it is at least the confidence, and that it lies
  /// beyond an end is at most half of the rest at either. It assumes nothing about the distribution:
  /// see `PercentileRanks`.
  public func interval(of p: Double, confidence: Double = 0.95) -> DayInterval {
    let ranks = PercentileRanks(of: p, in: replications, confidence: confidence)
    return DayInterval(
      lower: ranks.lower == 0 ? first : day(rank: ranks.lower), upper: day(rank: ranks.upper))
  }

  /// Half the length in days of the interval of the percentile p, 0 to 1; nil if an end is never.
  public func halfWidth(of p: Double, confidence: Double = 0.95) -> Double? {
    interval(of: p, confidence: confidence).halfWidth
  }

  /// The day of that rank, from 1 on, among those of all replications; nil if it never happened.
  private func day(rank: Int) -> Day? {
    var passed = 0
    for (index, count) in counts.enumerated() {
      passed += count
      if passed >= rank { return first + index }
    }
    return nil
  }
}

/// Two days that enclose another with some confidence; nil stands for never, later than any day.
///
/// A percentile that is not known to be later than the first day that is counted has that one as the
/// lower end.
public struct DayInterval: Hashable, Sendable {
  /// The lower end.
  public var lower: Day?
  /// The upper end.
  public var upper: Day?

  /// Creates an interval.
  public init(lower: Day?, upper: Day?) {
    self.lower = lower
    self.upper = upper
  }

  /// Half its length in days; nil if an end is never.
  public var halfWidth: Double? {
    guard let lower, let upper else { return nil }
    return Double(upper - lower) / 2
  }
}
