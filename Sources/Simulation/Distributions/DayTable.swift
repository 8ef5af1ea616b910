// SPDX-License-Identifier: GPL-3.0-or-later

/// Numbers of days with their probabilities, from which one is drawn by inversion.
///
/// A draw takes the first number whose cumulative probability is not below the uniform one that
/// is given, so more days never come from a smaller uniform number. Where to begin to look is read
/// from a guide: H. C. Chen, Y. Asau, "On generating random variates from an empirical
/// distribution", AIIE Transactions 6, 1974, https://doi.org/10.1080/05695557408974949
///
/// The tables lie in memory that is allocated once and never changed, which is why it can be sent
/// to other threads. Pointers to it are used instead of arrays because the simulation draws through
/// them in its innermost loop, on all threads at once: reference counts would be contended for, and
/// each index checked.
package struct DayTable: @unchecked Sendable {
  /// The least and the greatest number of days that can be drawn.
  package let range: ClosedRange<Int>
  /// The greatest bits that stand for at most so many days, from the least number on.
  ///
  /// P(at most range.lowerBound + i days) = (bounds[i] + 1) / 2^64; the last bound is all ones.
  private let bounds: UnsafePointer<UInt64>
  /// The index of the first bound not below the bits that begin with the index, zeros after it.
  private let guide: UnsafePointer<UInt32>
  /// How far bits are shifted to be an index of the guide.
  private let shift: UInt64
  /// What frees the tables.
  private let storage: Storage

  /// Creates a table of days from a first one on, from the greatest bits of each.
  ///
  /// The bounds must not descend, and the last must be all ones.
  init(from first: Int, bounds: [UInt64]) {
    precondition(bounds.last == .max)
    // As many entries as bounds make two comparisons a draw on average; 2^16 are 256 KiB.
    var width = 1
    while width < 16, 1 << width < bounds.count { width += 1 }
    shift = UInt64(64 - width)
    range = first...(first + bounds.count - 1)
    storage = Storage(bounds: bounds.count, guide: 1 << width)
    storage.bounds.initialize(from: bounds, count: bounds.count)
    var index = 0
    for entry in 0..<(1 << width) {
      while bounds[index] < UInt64(entry) << shift { index += 1 }
      (storage.guide + entry).initialize(to: UInt32(index))
    }
    self.bounds = UnsafePointer(storage.bounds)
    guide = UnsafePointer(storage.guide)
  }

  /// The number of days that 64 random bits stand for.
  @inline(__always)
  package func days(_ bits: UInt64) -> Int {
    // What owns the memory must not be let go between the last use of this value and the reading.
    withExtendedLifetime(storage) { lookup.days(bits) }
  }

  /// The table without the ownership of its memory.
  var lookup: DayLookup {
    DayLookup(bounds: bounds, guide: guide, shift: shift, least: range.lowerBound)
  }

  /// The greatest bits that stand for at most the number of days of this index.
  private func bound(_ index: Int) -> UInt64 {
    withExtendedLifetime(storage) { bounds[index] }
  }

  /// The memory of the tables.
  private final class Storage {
    let bounds: UnsafeMutablePointer<UInt64>
    let guide: UnsafeMutablePointer<UInt32>

    init(bounds: Int, guide: Int) {
      self.bounds = .allocate(capacity: bounds)
      self.guide = .allocate(capacity: guide)
    }

    deinit {
      bounds.deallocate()
      guide.deallocate()
    }
  }
}

/// A table of days that somebody else owns.
///
/// It is valid as long as its `DayTable` is. It holds nothing that is counted, so that threads that copy it
/// do not contend for a reference count.
struct DayLookup: BitwiseCopyable, @unchecked Sendable {
  // Pointers to memory that is never changed once it is filled, hence sendable.
  fileprivate let bounds: UnsafePointer<UInt64>
  fileprivate let guide: UnsafePointer<UInt32>
  fileprivate let shift: UInt64
  fileprivate let least: Int

  /// The number of days that 64 random bits stand for.
  @inline(__always)
  func days(_ bits: UInt64) -> Int {
    var index = Int(truncatingIfNeeded: guide[Int(truncatingIfNeeded: bits &>> shift)])
    while bounds[index] < bits { index &+= 1 }
    return least &+ index
  }
}

extension DayTable {
  /// The number that is always drawn; nil if there are several.
  package var constant: Int? { range.count == 1 ? range.lowerBound : nil }

  /// The probability that this number of days is drawn.
  package func probability(of days: Int) -> Double {
    guard range.contains(days) else { return 0 }
    if range.count == 1 { return 1 }
    let index = days - range.lowerBound
    if index == 0 { return Double(bound(0) + 1) * 0x1p-64 }
    return Double(bound(index) - bound(index - 1)) * 0x1p-64
  }

  /// The mean number of days that are drawn.
  package var mean: Double {
    // The greatest number less each probability of fewer, summed without rounding.
    var sum: UInt128 = 0
    for index in 0..<(range.count - 1) { sum += UInt128(bound(index)) + 1 }
    let whole = range.upperBound - Int(sum >> 64)
    return Double(whole) - Double(UInt64(truncatingIfNeeded: sum)) * 0x1p-64
  }
}
