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
  /// What owns the tables.
  private let storage: Storage

  /// Creates a table of days from a first one on, from the greatest bits of each.
  ///
  /// The bounds must not descend, and the last must be all ones.
  init(from first: Int, bounds: [UInt64]) {
    precondition(bounds.last == .max)
    range = first...(first + bounds.count - 1)
    storage = Storage(least: first, bounds: bounds)
  }

  /// The number of days that 64 random bits stand for.
  @inline(__always)
  package func days(_ bits: UInt64) -> Int {
    // What owns the memory must not be let go between the last use of this value and the reading.
    withExtendedLifetime(storage) { lookup.days(bits) }
  }

  /// The table without the ownership of its memory.
  var lookup: DayLookup { DayLookup(storage.parts) }

  /// The greatest bits that stand for at most the number of days of this index.
  private func bound(_ index: Int) -> UInt64 {
    withExtendedLifetime(storage) { storage.parts.pointee.bounds[index] }
  }

  /// The memory of the tables.
  private final class Storage {
    let parts: UnsafeMutablePointer<DayLookup.Parts>
    private let bounds: UnsafeMutablePointer<UInt64>
    private let upper: UnsafeMutablePointer<UInt32>
    private let guide: UnsafeMutablePointer<UInt32>

    init(least: Int, bounds values: [UInt64]) {
      bounds = .allocate(capacity: values.count)
      bounds.initialize(from: values, count: values.count)
      // One more for each step past the last bound that a draw compares with but does not take.
      upper = .allocate(capacity: values.count + 2)
      upper.initialize(repeating: .max, count: values.count + 2)
      for (index, bound) in values.enumerated() { upper[index] = UInt32(bound >> 32) }
      let (width, entries) = Self.guide(to: values)
      guide = .allocate(capacity: entries.count)
      guide.initialize(from: entries, count: entries.count)
      parts = .allocate(capacity: 1)
      parts.initialize(
        to: DayLookup.Parts(
          bounds: UnsafePointer(bounds), upper: UnsafePointer(upper),
          guide: UnsafePointer(guide), shift: UInt64(64 - width), least: least))
    }

    deinit {
      bounds.deallocate()
      upper.deallocate()
      guide.deallocate()
      parts.deallocate()
    }

    /// The least guide with which all but one in 32 draws take at most two steps from where it leads, if
    /// one of 2^12 entries does: small tables stay in a processor's nearest memory.
    private static func guide(to bounds: [UInt64]) -> (width: Int, entries: [UInt32]) {
      var width = 1
      while true {
        let shift = UInt64(64 - width)
        var entries: [UInt32] = []
        var (index, far) = (0, 0.0)
        for entry in 0..<(UInt64(1) << UInt64(width)) {
          let first = entry << shift
          while bounds[index] < first { index += 1 }
          entries.append(UInt32(index))
          guard index + 2 < bounds.count else { continue }
          let last = first + (1 << shift - 1)
          let reached = max(bounds[index + 1], first)
          if last > reached { far += Double(last - reached) * 0x1p-64 }
        }
        if far <= 1.0 / 32 || width == 12 { return (width, entries) }
        width += 1
      }
    }
  }
}

/// A table of days that somebody else owns.
///
/// It is valid as long as its `DayTable` is. It holds nothing that is counted, so that threads that copy it
/// do not contend for a reference count.
struct DayLookup: BitwiseCopyable, @unchecked Sendable {
  // A pointer to memory that is never changed once it is filled, hence sendable.
  private let parts: UnsafePointer<Parts>

  fileprivate init(_ parts: UnsafePointer<Parts>) { self.parts = parts }

  /// What a draw reads.
  fileprivate struct Parts: BitwiseCopyable {
    /// The greatest bits that stand for at most so many days, from the least number on.
    ///
    /// P(at most least + i days) = (bounds[i] + 1) / 2^64; the last bound is all ones.
    let bounds: UnsafePointer<UInt64>
    /// The upper half of each bound, followed by two that are all ones.
    let upper: UnsafePointer<UInt32>
    /// The index of the first bound not below the bits that begin with the index, zeros after it.
    let guide: UnsafePointer<UInt32>
    /// How far bits are shifted to be an index of the guide.
    let shift: UInt64
    /// The number of days of the first bound.
    let least: Int
  }

  /// The number of days that 64 random bits stand for.
  @inline(__always)
  func days(_ bits: UInt64) -> Int {
    let upper = parts.pointee.upper
    let half = UInt32(truncatingIfNeeded: bits &>> 32)
    var index = Int(
      truncatingIfNeeded: parts.pointee.guide[
        Int(truncatingIfNeeded: bits &>> parts.pointee.shift)])
    // Two steps without a branch that would be guessed wrong half of the time.
    let first = upper[index] < half ? 1 : 0
    let second = upper[index &+ 1] < half ? 1 : 0
    index = index &+ first &+ second
    if upper[index] <= half { index = farther(from: index, bits) }
    return parts.pointee.least &+ index
  }

  /// The index of the first bound, from one on, that bits are not above.
  @inline(never)
  private func farther(from start: Int, _ bits: UInt64) -> Int {
    var index = start
    while parts.pointee.bounds[index] < bits { index &+= 1 }
    return index
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
