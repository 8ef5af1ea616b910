// SPDX-License-Identifier: GPL-3.0-or-later

import TestSupport
import Testing

/// The planner against exhaustive search, on tiny campaigns that switch every rule on and off.
@Suite("Planner and exhaustive search agree")
struct BruteForceAgreementTests {
  /// Campaigns per test case, so that failures name a short range of seeds.
  private static let block = 100

  @Test("on the optimum or on infeasibility", arguments: 0..<20)
  func agreement(block: Int) {
    for seed in UInt64(block * Self.block)..<UInt64((block + 1) * Self.block) {
      let campaign = TinyCampaigns.campaign(seed: seed, features: .all.subtracting(.nodes))
      expectAgreement(about: campaign, "seed \(seed)")
    }
  }
}
