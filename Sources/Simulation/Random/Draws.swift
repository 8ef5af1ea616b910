// SPDX-License-Identifier: GPL-3.0-or-later

/// The random draws of one replication, each addressed by what it is for.
///
/// A draw depends on the seed, the replication, its source and its index alone: neither on the
/// draws before it nor on the thread. So replications with one risk removed share all other draws
/// (common random numbers).
package struct Draws: Sendable {
  let philox: Philox4x32
  let replication: (low: UInt32, high: UInt32)

  /// Creates the draws of a replication, whose number is not negative.
  package init(seed: UInt64, replication: Int) {
    let number = UInt64(replication)
    philox = Philox4x32(
      key: (UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)))
    self.replication = (
      UInt32(truncatingIfNeeded: number), UInt32(truncatingIfNeeded: number >> 32)
    )
  }

  var seed: UInt64 { UInt64(philox.key.0) | UInt64(philox.key.1) << 32 }

  /// 64 random bits: the draw of that number from a source of randomness.
  @inline(__always)
  package func bits(source: UInt32, index: UInt32) -> UInt64 {
    let block = philox.block((index, source, replication.low, replication.high))
    return UInt64(block.0) | UInt64(block.1) << 32
  }
}
