// SPDX-License-Identifier: GPL-3.0-or-later

import Simulation
import Testing

@Suite("The draws of a replication")
struct DrawsTests {
  /// What draws may differ in.
  enum Axis: CaseIterable, Sendable {
    case index, source, replication, seed

    /// The draw that is so far along this axis, all else being the same.
    func bits(_ number: Int) -> UInt64 {
      let step = UInt32(number)
      return switch self {
      case .index: Draws(seed: 1, replication: 4711).bits(source: 3, index: step)
      case .source: Draws(seed: 1, replication: 4711).bits(source: step, index: 3)
      case .replication: Draws(seed: 1, replication: number).bits(source: 3, index: 0)
      case .seed: Draws(seed: UInt64(number), replication: 4711).bits(source: 3, index: 0)
      }
    }
  }

  private static let count = 1 << 18

  /// Pearson's statistic of 256 cells that are equally likely.
  private func chiSquare(_ cells: [Int]) -> Double {
    ChiSquare.statistic(of: cells, [Double](repeating: 1.0 / 256, count: 256))
  }

  /// Where the statistic of 256 cells lies but for one case in a million at either end.
  ///
  /// `scipy.stats.chi2.ppf(1e-6, 255)` and `.isf(1e-6, 255)` of SciPy 1.17.1.
  private static let usual = 161.65...377.08

  @Test("are the first half of the block of index, source and replication under the seed")
  func address() {
    let seed: UInt64 = 0x299f_31d0_a409_3822
    let replication = 0x0370_7344_1319_8a2e
    let bits = Draws(seed: seed, replication: replication)
      .bits(source: 0x85a3_08d3, index: 0x243f_6a88)
    // The published block of the digits of pi, see `Philox4x32Tests`.
    #expect(bits == 0x94fd_cceb_d16c_fe09)
  }

  @Test("take all values of each byte equally often", arguments: Axis.allCases)
  func uniformity(_ axis: Axis) {
    var cells = [[Int]](repeating: [Int](repeating: 0, count: 256), count: 8)
    for number in 0..<Self.count {
      let bits = axis.bits(number)
      for byte in 0..<8 { cells[byte][Int(bits >> (8 * byte) & 255)] += 1 }
    }
    for byte in cells { #expect(Self.usual.contains(chiSquare(byte))) }
  }

  @Test("say nothing about their neighbours", arguments: Axis.allCases, [1, 2, 16, 256])
  func independence(_ axis: Axis, distance: Int) {
    var high = [Int](repeating: 0, count: 256)
    var low = high
    for number in 0..<Self.count {
      let (one, other) = (axis.bits(number), axis.bits(number + distance))
      high[Int(one >> 56 & 0xf0 | other >> 60)] += 1
      low[Int((one & 15) << 4 | other & 15)] += 1
    }
    #expect(Self.usual.contains(chiSquare(high)))
    #expect(Self.usual.contains(chiSquare(low)))
  }

  @Test("are the same four at a time", arguments: [0, 1, 0x9e37_79b9_7f4a_7c15, UInt64.max])
  func lanes(_ seed: UInt64) {
    let any = Draws(seed: 3, replication: 0)
    let memory = UnsafeMutablePointer<SIMD2<UInt64>>.allocate(capacity: RoundKeys.count)
    defer { memory.deallocate() }
    let keys = RoundKeys(in: memory)
    for number in 0..<1000 {
      // Addresses of all sizes, the greatest among them.
      let words = (0..<8).map { word in
        let bits = any.bits(source: UInt32(word), index: UInt32(number))
        return UInt32(truncatingIfNeeded: bits) | (bits >> 60 == 0 ? .max : 0)
      }
      let draws = Draws(seed: seed, replication: Int(words[0]) << (number % 32))
      let sources = SIMD4(words[0], words[1], words[2], words[3])
      let indices = SIMD4(words[4], words[5], words[6], words[7])
      keys.set(for: draws)
      let together = draws.bits(DrawLanes(sources: sources, indices: indices), keys)
      for lane in 0..<4 {
        #expect(together[lane] == draws.bits(source: sources[lane], index: indices[lane]))
      }
    }
  }
}
