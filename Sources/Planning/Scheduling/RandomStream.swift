// SPDX-License-Identifier: GPL-3.0-or-later

/// A stream of random numbers, the same for a seed on every machine and run.
///
/// SplitMix64: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators",
/// OOPSLA 2014, https://doi.org/10.1145/2660193.2660195
struct RandomStream: RandomNumberGenerator {
  private var state: UInt64

  /// Creates the stream of a seed; streams of one seed and other indices are independent of it.
  init(seed: UInt64, index: UInt64 = 0) {
    state = seed
    for _ in 0..<2 { state = next() ^ (index &* 0xD1B5_4A32_D192_ED03) }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number below a bound, which is positive.
  mutating func below(_ bound: Int) -> Int {
    // The multiply-shift method; its bias, below bound / 2^64, does not matter to a search.
    Int(UInt64(bound).multipliedFullWidth(by: next()).high)
  }
}
