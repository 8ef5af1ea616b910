// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A level that changes on certain days and holds in between; 0 before the first change.
///
/// It answers for a span of days in logarithmic time, however many changes lie in it.
struct StepLevels {
  private let days: [Day]
  /// `lowest[k][i]` is the lowest of the 2^k levels from the i-th change on.
  private let lowest: [[Int128]]

  /// Creates the level that results from changes in any order.
  init(_ changes: [(day: Day, amount: Int128)]) {
    var days: [Day] = []
    var levels: [Int128] = []
    for change in changes.sorted(by: { $0.day < $1.day }) {
      if days.last == change.day {
        levels[levels.count - 1] += change.amount
      } else {
        days.append(change.day)
        levels.append((levels.last ?? 0) + change.amount)
      }
    }
    self.days = days
    var table = [levels]
    var width = 1
    while let last = table.last, last.count > width {
      table.append((0..<last.count - width).map { min(last[$0], last[$0 + width]) })
      width *= 2
    }
    lowest = table
  }

  /// The first day of a span on which the level is below a least one, and the level on that day.
  func first(below least: Int128, in span: Range<Day>) -> (day: Day, level: Int128)? {
    guard !span.isEmpty else { return nil }
    // The number of changes up to the span's first day.
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] <= span.lowerBound { low = middle + 1 } else { high = middle }
    }
    var index = low - 1
    if index < 0 {
      if least > 0 { return (span.lowerBound, 0) }
      index = 0
    }
    // As many changes at once as keep the level, most first.
    for (power, row) in lowest.enumerated().reversed() {
      if row.indices.contains(index), row[index] >= least { index += 1 << power }
    }
    guard index < days.count, days[index] < span.upperBound else { return nil }
    return (max(days[index], span.lowerBound), lowest[0][index])
  }
}
