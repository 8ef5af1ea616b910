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
  private let key: (UInt32, UInt32)

  /// Creates the generator of a key.
  package init(key: (UInt32, UInt32)) {
    self.key = key
  }

  /// The random bits of a counter.
  @inline(__always)
  package func block(_ counter: Block) -> Block {
    var (a, b, c, d) = counter
    var (first, second) = key
    for _ in 0..<10 {
      // The multipliers and the Weyl increments of the key are those of the paper.
      let even = UInt64(a) &* 0xD251_1F53
      let odd = UInt64(c) &* 0xCD9E_8D57
      a = UInt32(truncatingIfNeeded: odd >> 32) ^ b ^ first
      b = UInt32(truncatingIfNeeded: odd)
      c = UInt32(truncatingIfNeeded: even >> 32) ^ d ^ second
      d = UInt32(truncatingIfNeeded: even)
      first &+= 0x9E37_79B9
      second &+= 0xBB67_AE85
    }
    return (a, b, c, d)
  }
}
