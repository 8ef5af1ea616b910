// SPDX-License-Identifier: GPL-3.0-or-later

extension Draws {
  /// 64 random bits for each of four addresses, as by `bits(source:index:)` one after the other.
  ///
  /// The four go through the rounds side by side in vector registers, which takes half of the time.
  @inline(__always)
  package func bits(sources: SIMD4<UInt32>, indices: SIMD4<UInt32>) -> SIMD4<UInt64> {
    philox.bits(indices, sources, replication.low, replication.high)
  }
}

extension Philox4x32 {
  /// Two 32-bit words, each the lower half of a lane; what is left in the upper half is of no account.
  private typealias Lanes = SIMD2<UInt64>

  /// The first two words of the random bits of four counters that end in the same two words, each pair as
  /// one number.
  @inline(__always)
  fileprivate func bits(
    _ first: SIMD4<UInt32>, _ second: SIMD4<UInt32>, _ third: UInt32, _ fourth: UInt32
  ) -> SIMD4<UInt64> {
    let word = Lanes(repeating: 0xffff_ffff)
    let half = Lanes(repeating: 32)
    let evenFactor = Lanes(repeating: UInt64(Self.multipliers.even))
    let oddFactor = Lanes(repeating: UInt64(Self.multipliers.odd))
    // The words a to d of `block`, of the first two counters and of the other two.
    var a = (Lanes(UInt64(first[0]), UInt64(first[1])), Lanes(UInt64(first[2]), UInt64(first[3])))
    var b = (
      Lanes(UInt64(second[0]), UInt64(second[1])), Lanes(UInt64(second[2]), UInt64(second[3]))
    )
    var c = (Lanes(repeating: UInt64(third)), Lanes(repeating: UInt64(third)))
    var d = (Lanes(repeating: UInt64(fourth)), Lanes(repeating: UInt64(fourth)))
    var key = self.key
    @inline(__always)
    func turn() {
      let keys = (Lanes(repeating: UInt64(key.0)), Lanes(repeating: UInt64(key.1)))
      let even = ((a.0 & word) &* evenFactor, (a.1 & word) &* evenFactor)
      let odd = ((c.0 & word) &* oddFactor, (c.1 & word) &* oddFactor)
      a = ((odd.0 &>> half) ^ b.0 ^ keys.0, (odd.1 &>> half) ^ b.1 ^ keys.0)
      b = odd
      c = ((even.0 &>> half) ^ d.0 ^ keys.1, (even.1 &>> half) ^ d.1 ^ keys.1)
      d = even
      key = Self.following(key)
    }
    // Ten rounds; in a loop the lanes would be kept in memory.
    turn()
    turn()
    turn()
    turn()
    turn()
    turn()
    turn()
    turn()
    turn()
    turn()
    return SIMD4(
      lowHalf: (a.0 & word) | (b.0 &<< half), highHalf: (a.1 & word) | (b.1 &<< half))
  }
}
