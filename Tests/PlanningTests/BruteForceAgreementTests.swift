// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import GLPKBackend
import Planning
import TestSupport
import Testing

/// The planner against exhaustive search, on tiny campaigns that switch every rule on and off.
@Suite("Planner and exhaustive search agree")
struct BruteForceAgreementTests {
  /// Campaigns per test case, so that failures name a short range of seeds.
  private static let block = 100

  @Test("on the optimum or on infeasibility", arguments: 0..<20)
  func agreement(block: Int) throws {
    let planner = Planner(solver: GLPKSolver())
    for seed in UInt64(block * Self.block)..<UInt64((block + 1) * Self.block) {
      let campaign = TinyCampaigns.campaign(seed: seed, features: .all.subtracting(.nodes))
      let result = try planner.plan(campaign)
      switch BruteForce.solve(campaign) {
      case .infeasible:
        #expect(result.status == .infeasible, "seed \(seed)")
      case .optimal(let values, _):
        #expect(result.status == .optimal, "seed \(seed)")
        #expect(result.objectives.map(\.value) == values, "seed \(seed)")
        #expect(result.objectives.map(\.bound) == values, "seed \(seed)")
        let flights = try #require(result.flights)
        let timeline = Timeline(flights: flights, of: campaign)
        let violations = TimelineChecker(campaign).violations(in: timeline)
        #expect(violations.isEmpty, "seed \(seed)")
      }
    }
  }
}
