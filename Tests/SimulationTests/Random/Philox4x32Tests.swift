// SPDX-License-Identifier: GPL-3.0-or-later

import Simulation
import Testing

@Suite("Philox4x32-10")
struct Philox4x32Tests {
  /// A counter and a key with the block that belongs to them.
  struct KnownAnswer: Sendable {
    var counter, key, block: [UInt32]
  }

  /// The lines "philox4x32 10" of `tests/kat_vectors` in Random123 1.14.0, by the generator's
  /// authors, https://github.com/DEShawResearch/random123; the third is made of digits of pi.
  static let knownAnswers = [
    KnownAnswer(
      counter: [0, 0, 0, 0], key: [0, 0],
      block: [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
    KnownAnswer(
      counter: [.max, .max, .max, .max], key: [.max, .max],
      block: [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
    KnownAnswer(
      counter: [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
      key: [0xa409_3822, 0x299f_31d0],
      block: [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]),
  ]

  @Test("gives the published answers", arguments: knownAnswers)
  func answers(_ answer: KnownAnswer) {
    let counter = answer.counter
    let block = Philox4x32(key: (answer.key[0], answer.key[1]))
      .block((counter[0], counter[1], counter[2], counter[3]))
    #expect([block.0, block.1, block.2, block.3] == answer.block)
  }
}
