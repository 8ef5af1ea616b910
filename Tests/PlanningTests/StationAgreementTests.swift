// SPDX-License-Identifier: GPL-3.0-or-later

import TestSupport
import Testing

/// The planner against exhaustive search, on tiny stations with ports, crew, stores and the like.
@Suite("Planner and exhaustive search agree on stations")
struct StationAgreementTests {
  @Test("of one feature", arguments: TinyStations.Feature.allCases)
  func single(feature: TinyStations.Feature) {
    for seed in 0..<150 as Range<UInt64> {
      let campaign = TinyStations.campaign(seed: seed, about: feature)
      expectAgreement(about: campaign, "\(feature), seed \(seed)")
    }
  }

  @Test("of several features", arguments: 0..<8)
  func mixture(block: UInt64) {
    for seed in block * 25..<(block + 1) * 25 {
      expectAgreement(about: TinyStations.mixture(seed: seed), "seed \(seed)")
    }
  }

  @Test("at two nodes, of all that does not need them", arguments: 0..<4)
  func nodes(block: UInt64) {
    for seed in block * 100..<(block + 1) * 100 {
      expectAgreement(about: TinyCampaigns.campaign(seed: seed), "seed \(seed)")
    }
  }
}
