// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// How often something happened on each day, over all replications.
///
/// It holds all that a sorted list of the dates would, in space that does not grow with the number of
/// replications.
public struct DayTally: Hashable, Sendable {
  /// The day that `counts` starts with.
  public let first: Day
  /// In how many replications it happened on each day from `first` on.
  public private(set) var counts: [Int]
  /// In how many replications it did not happen by the last of these days.
  public private(set) var never: Int

  /// Creates an empty tally of the days of a span.
  public init(of span: ClosedRange<Day>) {
    first = span.lowerBound
    counts = [Int](repeating: 0, count: span.upperBound - span.lowerBound + 1)
    never = 0
  }

  /// Creates the tally of days that have been counted.
  package init(first: Day, counts: [Int], never: Int) {
    self.first = first
    self.counts = counts
    self.never = never
  }

  /// Counts one replication: the day on which it happened, nil when it never did.
  public mutating func count(_ day: Day?) {
    guard let day, day >= first, day - first < counts.count else {
      never += 1
      return
    }
    counts[day - first] += 1
  }

  /// Adds what another tally of the same days has counted.
  public mutating func add(_ other: DayTally) {
    precondition(first == other.first && counts.count == other.counts.count)
    for index in counts.indices { counts[index] += other.counts[index] }
    never += other.never
  }
}
