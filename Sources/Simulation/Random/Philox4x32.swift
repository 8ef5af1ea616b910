// SPDX-License-Identifier: GPL-3.0-or-later

/// Philox4x32-10: a bijection of 128-bit counters for each key that makes random bits of them.
///
/// There is no state to carry along: any block can be had at once, in any order, on any thread.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC'11, https://doi.org/10.1145/2063384.2063405
package struct Philox4x32: Sendable {
  /// Four 32-bit words: a counter, or the random bits that it is turned into.
  package typealias Block = (UInt32, UInt32, UInt32, UInt32)

  /// The two words of the key.
  let key: (UInt32, UInt32)

  /// Creates the generator of a key.
  package init(key: (UInt32, UInt32)) {
    self.key = key
  }

  /// The multipliers of the paper.
  static var multipliers: (even: UInt32, odd: UInt32) { (0xD251_1F53, 0xCD9E_8D57) }

  /// The key of a round after that of another, by the Weyl increments of the paper.
  @inline(__always)
  static func following(_ key: (UInt32, UInt32)) -> (UInt32, UInt32) {
    (key.0 &+ 0x9E37_79B9, key.1 &+ 0xBB67_AE85)
  }

  /// The random bits of a counter.
  @inline(__always)
  package func block(_ counter: Block) -> Block {
    var (a, b, c, d) = counter
    var key = self.key
    for _ in 0..<10 {
      let even = UInt64(a) &* UInt64(Self.multipliers.even)
      let odd = UInt64(c) &* UInt64(Self.multipliers.odd)
      a = UInt32(truncatingIfNeeded: odd >> 32) ^ b ^ key.0
      b = UInt32(truncatingIfNeeded: odd)
      c = UInt32(truncatingIfNeeded: even >> 32) ^ d ^ key.1
      d = UInt32(truncatingIfNeeded: even)
      key = Self.following(key)
    }
    return (a, b, c, d)
  }
}
