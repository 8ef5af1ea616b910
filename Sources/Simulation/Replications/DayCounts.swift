// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Counts of days for many things, one row each, in one piece of memory.
struct DayCounts: Sendable {
  /// Row by row, how often each day was counted, and at its end what did not happen by the last day.
  private var counts: [Int]
  private let span: ClosedRange<Day>
  private let width: Int

  init(rows: Int, of span: ClosedRange<Day>) {
    self.span = span
    width = span.upperBound - span.lowerBound + 2
    counts = [Int](repeating: 0, count: rows * width)
  }

  var rows: Int { counts.count / width }

  /// Adds a row; its number.
  mutating func addRow() -> Int {
    counts.append(contentsOf: repeatElement(0, count: width))
    return rows - 1
  }

  /// Gives access to count days.
  @inline(__always)
  mutating func count(_ body: (Counter) -> Void) {
    let width = width
    counts.withUnsafeMutableBufferPointer { body(Counter(counts: $0, width: width)) }
  }

  /// The counts of a row.
  func tally(_ row: Int) -> DayTally {
    let start = row * width
    return DayTally(
      first: span.lowerBound, counts: Array(counts[start..<(start + width - 1)]),
      never: counts[start + width - 1])
  }

  /// Adds the counts of a row of another one of the same days to one of its own.
  mutating func add(_ row: Int, of other: DayCounts, to own: Int) {
    for day in 0..<width { counts[own * width + day] += other.counts[row * width + day] }
  }

  /// What counts days into rows.
  struct Counter {
    fileprivate let counts: UnsafeMutableBufferPointer<Int>
    fileprivate let width: Int

    /// Counts a day by its number from the first on; what is not one of the days counts as never.
    @inline(__always)
    func count(_ day: Int, in row: Int) {
      let place = min(UInt(bitPattern: day), UInt(bitPattern: width &- 1))
      counts[row &* width &+ Int(bitPattern: place)] &+= 1
    }
  }
}
