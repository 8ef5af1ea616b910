// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import GLPKBackend
import Planning
import TestSupport
import Testing

/// The reductions against exhaustive search, which knows none of them.
@Suite("Reductions keep an optimal plan")
struct ReductionTests {
  private static let block = 50

  @Test("where elements are identical", arguments: 0..<10)
  func identicalElements(block: Int) throws {
    var count = 0
    for seed in UInt64(block * Self.block)..<UInt64((block + 1) * Self.block) {
      let campaign = TwinCampaigns.withTwinElements(seed: seed)
      if PlanReductions(of: campaign).orderedPairs > 0 { count += 1 }
      try compare(campaign, seed)
    }
    #expect(count > Self.block / 4, "too few campaigns have identical elements")
  }

  @Test("where vehicles are dominated or identical", arguments: 0..<10)
  func vehicles(block: Int) throws {
    var count = 0
    for seed in UInt64(block * Self.block)..<UInt64((block + 1) * Self.block) {
      let campaign = TwinCampaigns.withTwinVehicle(seed: seed)
      if PlanReductions(of: campaign).unneededVehicles > 0 { count += 1 }
      try compare(campaign, seed)
    }
    #expect(count > Self.block / 4, "too few campaigns have dominated or identical vehicles")
  }

  private func compare(_ campaign: Campaign, _ seed: UInt64) throws {
    let result = try Planner(solver: GLPKSolver()).plan(campaign)
    switch BruteForce.solve(campaign) {
    case .infeasible:
      #expect(result.status == .infeasible, "seed \(seed)")
    case .optimal(let values, _):
      #expect(result.status == .optimal, "seed \(seed)")
      #expect(result.objectives.map(\.value) == values, "seed \(seed)")
      let flights = try #require(result.flights)
      let violations = TimelineChecker(campaign).violations(
        in: Timeline(flights: flights, of: campaign))
      #expect(violations.isEmpty, "seed \(seed)")
    }
  }
}
