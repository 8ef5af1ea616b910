// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import TestSupport
import Testing

/// The planner's answers to changes, against exhaustive search.
@Suite("Planner and exhaustive search agree on how plans answer changes")
struct PolicyAgreementTests {
  @Test("of tiny campaigns", arguments: 0..<12)
  func campaigns(block: UInt64) {
    for seed in block * 50..<(block + 1) * 50 {
      expectAgreement(TinyCampaigns.campaign(seed: seed), "seed \(seed)", seed: seed)
    }
  }

  @Test("of stations with one feature", arguments: TinyStations.Feature.allCases)
  func stations(feature: TinyStations.Feature) {
    for seed in 0..<40 as Range<UInt64> {
      let campaign = TinyStations.campaign(seed: seed, about: feature)
      expectAgreement(campaign, "\(feature), seed \(seed)", seed: seed)
    }
  }

  @Test("of stations with several features", arguments: 0..<6)
  func mixtures(block: UInt64) {
    for seed in block * 20..<(block + 1) * 20 {
      expectAgreement(TinyStations.mixture(seed: seed), "mixture, seed \(seed)", seed: seed)
    }
  }

  private func expectAgreement(_ campaign: Campaign, _ name: String, seed: UInt64) {
    guard let changed = ChangedCampaign(campaign, name, seed: seed) else { return }
    expectHolding(changed)
    expectRepair(changed)
  }
}
