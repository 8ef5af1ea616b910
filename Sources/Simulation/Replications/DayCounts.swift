// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Counts of days for many things, one row each.
///
/// Days are noted replication by replication but counted row by row, a thousand at a time: while one row is
/// counted it stays in a processor's nearest memory, which all of them together would not.
struct DayCounts: Sendable {
  /// Row by row, how often each day was counted, and at its end what did not happen by the last day.
  private var counts: [Int]
  /// Row by row, the days noted and not yet counted.
  private var noted: [Int32]
  private var notes = 0
  private let span: ClosedRange<Day>
  private let width: Int
  private let rows: Int

  /// How many days of a row are noted before they are counted; no power of two, since the places of one
  /// replication in all rows would then compete for the same part of a processor's nearest memory.
  private static let most = 1008

  init(rows: Int, of span: ClosedRange<Day>) {
    self.span = span
    self.rows = rows
    width = span.upperBound - span.lowerBound + 2
    counts = [Int](repeating: 0, count: rows * width)
    noted = [Int32](repeating: .max, count: rows * Self.most)
  }

  /// Notes a day for each row, by their numbers from the first on.
  ///
  /// Given no day, a row is noted with that of an earlier time: all must be given one. What is not one of
  /// the days counts as never.
  @inline(__always)
  mutating func note(_ body: (Note) -> Void) {
    let place = notes
    noted.withUnsafeMutableBufferPointer { noted in
      body(Note(days: UnsafeMutableBufferPointer(rebasing: noted[place...]), step: Self.most))
    }
    notes += 1
    if notes == Self.most { countNotes() }
  }

  /// Counts what has been noted.
  mutating func countNotes() {
    for row in 0..<rows {
      counts.withUnsafeMutableBufferPointer { counts in
        let own = UnsafeMutableBufferPointer(rebasing: counts[(row * width)...])
        for day in noted[(row * Self.most)..<(row * Self.most + notes)] {
          own[min(Int(UInt32(bitPattern: day)), width - 1)] += 1
        }
      }
    }
    notes = 0
  }

  /// The counts of a row; nothing must be left that is noted only.
  func tally(_ row: Int) -> DayTally {
    let start = row * width
    return DayTally(
      first: span.lowerBound, counts: Array(counts[start..<(start + width - 1)]),
      never: counts[start + width - 1])
  }

  /// Adds the counts of another one of the same things and days.
  mutating func add(_ other: DayCounts) {
    for place in counts.indices { counts[place] += other.counts[place] }
  }

  /// Where the days of one replication are noted.
  struct Note {
    fileprivate let days: UnsafeMutableBufferPointer<Int32>
    fileprivate let step: Int

    /// Notes a day of a row.
    @inline(__always)
    func note(_ day: Int, in row: Int) {
      days[row &* step] = Int32(truncatingIfNeeded: day)
    }
  }
}
