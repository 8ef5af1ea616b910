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

  /// Inserts all places of a list of bits, as many as those that it was created with.
  @inline(__always)
  func insert(_ mask: PlaceMasks.Mask) {
    for word in words.indices { words[word] |= mask.words[word] }
  }

  @inline(__always)
  func contains(_ place: Int) -> Bool { words[place &>> 6] &>> UInt64(place & 63) & 1 == 1 }

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

/// Constant sets of places, a bit each, by the number of each set.
struct PlaceMasks {
  private let words: UnsafeBufferPointer<UInt64>
  private let step: Int

  /// A set of places below the count that all sets have.
  struct Mask {
    fileprivate let words: UnsafePointer<UInt64>
  }

  /// Keeps sets of places below a count.
  init(_ sets: [[Int]], count: Int, in memory: ConstantMemory) {
    step = (count + 63) / 64
    var words = [UInt64](repeating: 0, count: sets.count * step + 1)
    for (number, places) in sets.enumerated() {
      for place in places { words[number * step + place / 64] |= 1 << UInt64(place % 64) }
    }
    self.words = memory.keep(words)
  }

  subscript(number: Int) -> Mask {
    @inline(__always) get {
      Mask(words: words.baseAddress.unsafelyUnwrapped + number &* step)
    }
  }
}
