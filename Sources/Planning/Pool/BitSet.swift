// SPDX-License-Identifier: GPL-3.0-or-later

/// A set of small whole numbers below a fixed size, one bit each.
struct BitSet: Hashable, Sendable {
  private(set) var words: [UInt64]

  /// The empty set of numbers below `size`.
  init(size: Int) {
    words = [UInt64](repeating: 0, count: (size + 63) / 64)
  }

  /// The set of all numbers below `size`.
  init(filled size: Int) {
    self.init(size: size)
    insert(0..<size)
  }

  /// Whether there is nothing in it.
  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// How many numbers are in it.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  func contains(_ number: Int) -> Bool {
    words[number >> 6] & (1 << UInt64(number & 63)) != 0
  }

  mutating func insert(_ number: Int) {
    words[number >> 6] |= 1 << UInt64(number & 63)
  }

  mutating func insert(_ numbers: Range<Int>) {
    var number = numbers.lowerBound
    while number < numbers.upperBound {
      if number & 63 == 0, number + 64 <= numbers.upperBound {
        words[number >> 6] = .max
        number += 64
      } else {
        insert(number)
        number += 1
      }
    }
  }

  mutating func remove(_ number: Int) {
    words[number >> 6] &= ~(1 << UInt64(number & 63))
  }

  mutating func formUnion(_ other: BitSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  mutating func formIntersection(_ other: BitSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  mutating func subtract(_ other: BitSet) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  mutating func subtract(_ numbers: Range<Int>) {
    for number in numbers { remove(number) }
  }

  /// Keeps what is also in the union of some sets, of as many words each, that begin at `starts` in
  /// `rows`; returns whether anything is left.
  mutating func formIntersection(
    unionOf starts: UnsafeBufferPointer<Int>, in rows: UnsafeBufferPointer<UInt64>
  ) -> Bool {
    var left: UInt64 = 0
    words.withUnsafeMutableBufferPointer { own in
      for index in own.indices where own[index] != 0 {
        var union: UInt64 = 0
        for start in starts { union |= rows[start + index] }
        own[index] &= union
        left |= own[index]
      }
    }
    return left != 0
  }

  /// Visits the numbers in ascending order.
  func forEach(_ visit: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        visit(index << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }

  /// Visits, in ascending order, the numbers that are also in another set, until `visit` returns
  /// false.
  func forEach(alsoIn other: BitSet, while visit: (Int) -> Bool) {
    for index in words.indices {
      var rest = words[index] & other.words[index]
      while rest != 0 {
        guard visit(index << 6 + rest.trailingZeroBitCount) else { return }
        rest &= rest - 1
      }
    }
  }

  /// The largest number that is also in another set.
  func last(alsoIn other: BitSet) -> Int? {
    for index in words.indices.reversed() where words[index] & other.words[index] != 0 {
      return index << 6 + 63 - (words[index] & other.words[index]).leadingZeroBitCount
    }
    return nil
  }

  /// Whether a number is in both sets.
  func intersects(_ other: BitSet) -> Bool {
    for index in words.indices where words[index] & other.words[index] != 0 { return true }
    return false
  }
}
