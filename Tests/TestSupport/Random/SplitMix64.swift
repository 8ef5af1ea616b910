// SPDX-License-Identifier: GPL-3.0-or-later

/// A small reproducible stream of random numbers.
///
/// The draws below are part of what a seed means: the standard library's own `random(in:using:)`
/// may change its method, and then a failing seed would no longer replay.
///
/// Source: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators",
/// https://doi.org/10.1145/2714064.2660195
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Creates the stream of a seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A number of a range, all about equally likely.
  public mutating func number(in range: ClosedRange<Int>) -> Int {
    let count = UInt64(range.upperBound - range.lowerBound + 1)
    return range.lowerBound + Int((next() >> 1) % count)
  }

  /// True so many times in a hundred.
  public mutating func chance(_ percent: Int) -> Bool {
    number(in: 0...99) < percent
  }

  /// One of several values, which must not be empty.
  public mutating func pick<Value>(_ values: [Value]) -> Value {
    values[number(in: 0...(values.count - 1))]
  }

  /// The values in random order.
  public mutating func shuffle<Value>(_ values: [Value]) -> [Value] {
    var shuffled = values
    for index in shuffled.indices.dropFirst().reversed() {
      shuffled.swapAt(index, number(in: 0...index))
    }
    return shuffled
  }
}
