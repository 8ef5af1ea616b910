// SPDX-License-Identifier: GPL-3.0-or-later

/// Four addresses of draws, as far into their first round as is the same in all replications.
package struct DrawLanes: BitwiseCopyable {
  /// Of two addresses each: the source, and the product of the index with the multiplier of the first round.
  fileprivate let sources: (SIMD2<UInt64>, SIMD2<UInt64>)
  fileprivate let products: (SIMD2<UInt64>, SIMD2<UInt64>)

  package init(sources: SIMD4<UInt32>, indices: SIMD4<UInt32>) {
    let source = SIMD4<UInt64>(truncatingIfNeeded: sources)
    let index = SIMD4<UInt64>(truncatingIfNeeded: indices)
    let product = index &* UInt64(Philox4x32.multipliers.even)
    self.sources = (source.lowHalf, source.highHalf)
    products = (product.lowHalf, product.highHalf)
  }
}

/// The keys of a generator's rounds from the second on, each twice, in memory that somebody else owns.
///
/// Made for each four addresses anew they would take a quarter of the time.
package struct RoundKeys {
  /// How many there are.
  package static let count = 18
  fileprivate let words: UnsafeMutablePointer<SIMD2<UInt64>>

  /// Keys in memory that has room for `count` of them.
  package init(in memory: UnsafeMutablePointer<SIMD2<UInt64>>) { words = memory }

  /// Sets them to those of the generator of some draws.
  package func set(for draws: Draws) {
    var key = draws.philox.key
    for round in 0..<(Self.count / 2) {
      key = Philox4x32.following(key)
      words[2 * round] = SIMD2(repeating: UInt64(key.0))
      words[2 * round + 1] = SIMD2(repeating: UInt64(key.1))
    }
  }
}

extension Draws {
  /// 64 random bits for each of four addresses, as by `bits(source:index:)` one after the other.
  ///
  /// The keys must have been set for these draws, or for others of the same seed. The four go through the
  /// rounds side by side in vector registers, which takes half of the time.
  @inline(__always)
  package func bits(_ lanes: DrawLanes, _ keys: RoundKeys) -> SIMD4<UInt64> {
    let word = Lanes(repeating: 0xffff_ffff)
    let half = Lanes(repeating: 32)
    let evenFactor = Lanes(repeating: UInt64(Philox4x32.multipliers.even))
    let oddFactor = Lanes(repeating: UInt64(Philox4x32.multipliers.odd))
    // The words a to d of `block` after the first round, of the first two counters and of the other two.
    let third = UInt64(replication.low) &* UInt64(Philox4x32.multipliers.odd)
    let first = (
      Lanes(repeating: third &>> 32 ^ UInt64(philox.key.0)),
      Lanes(repeating: UInt64(replication.high ^ philox.key.1))
    )
    var a = (lanes.sources.0 ^ first.0, lanes.sources.1 ^ first.0)
    var b = (Lanes(repeating: third), Lanes(repeating: third))
    var c = ((lanes.products.0 &>> half) ^ first.1, (lanes.products.1 &>> half) ^ first.1)
    var d = lanes.products
    @inline(__always)
    func turn(_ round: Int) {
      let keys = (keys.words[2 &* round], keys.words[2 &* round &+ 1])
      let even = ((a.0 & word) &* evenFactor, (a.1 & word) &* evenFactor)
      let odd = ((c.0 & word) &* oddFactor, (c.1 & word) &* oddFactor)
      a = ((odd.0 &>> half) ^ b.0 ^ keys.0, (odd.1 &>> half) ^ b.1 ^ keys.0)
      b = odd
      c = ((even.0 &>> half) ^ d.0 ^ keys.1, (even.1 &>> half) ^ d.1 ^ keys.1)
      d = even
    }
    // Nine more rounds; in a loop the lanes would be kept in memory.
    turn(0)
    turn(1)
    turn(2)
    turn(3)
    turn(4)
    turn(5)
    turn(6)
    turn(7)
    turn(8)
    return SIMD4(
      lowHalf: (a.0 & word) | (b.0 &<< half), highHalf: (a.1 & word) | (b.1 &<< half))
  }

  /// Two 32-bit words, each the lower half of a lane; what is left in the upper half is of no account.
  private typealias Lanes = SIMD2<UInt64>
}
