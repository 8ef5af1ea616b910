// SPDX-License-Identifier: GPL-3.0-or-later

/// A set of places, a bit each, that is gone through in ascending order while it changes.
struct PlaceSet: ~Copyable {
  private let words: UnsafeMutableBufferPointer<UInt64>

  /// Creates a set of places below a count, all of them in it.
  init(count: Int) {
    words = .allocate(capacity: (count + 63) / 64)
    words.initialize(repeating: 0)
    insertAll(count)
  }

  deinit {
    words.deallocate()
  }

  /// Inserts all places below the count that it was created with.
  func insertAll(_ count: Int) {
    for word in words.indices {
      let rest = count - 64 * word
      words[word] = rest >= 64 ? .max : 1 << UInt64(rest) - 1
    }
  }

  @inline(__always)
  func insert(_ place: Int) { words[place &>> 6] |= 1 &<< UInt64(place & 63) }

  @inline(__always)
  func remove(_ place: Int) { words[place &>> 6] &= ~(1 &<< UInt64(place & 63)) }

  /// The first place in it that is not below one; nil if there is none.
  @inline(__always)
  func first(from place: Int) -> Int? {
    var index = place &>> 6
    guard index < words.count else { return nil }
    var word = words[index] & (.max &<< UInt64(place & 63))
    while word == 0 {
      index &+= 1
      guard index < words.count else { return nil }
      word = words[index]
    }
    return index &<< 6 | word.trailingZeroBitCount
  }
}
