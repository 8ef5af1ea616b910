// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import GLPKBackend
import Planning
import TestSupport
import Testing

/// What policies promise whatever the campaign is.
@Suite("Policies keep their promises")
struct UnchangedPlanTests {
  @Test("where nothing changes, nothing moves", arguments: 0..<4)
  func nothing(block: UInt64) throws {
    let planner = Planner(solver: GLPKSolver())
    for seed in block * 50..<(block + 1) * 50 {
      let campaign = TinyCampaigns.campaign(seed: seed)
      let result = try planner.plan(campaign)
      guard let flights = result.flights else { continue }
      let held = try planner.plan(campaign, options: PlanningOptions(adherence: .hold(flights)))
      #expect(held.flights == flights, "seed \(seed)")
      #expect(held.objectives == result.objectives, "seed \(seed)")
      let repaired = try planner.plan(
        campaign, options: PlanningOptions(adherence: .repair(flights)))
      #expect(repaired.flights == flights, "seed \(seed)")
      #expect(repaired.changes.map(\.value) == [0, 0, 0], "seed \(seed)")
    }
  }

  @Test("a plan that holds is no better than the best", arguments: 0..<4)
  func order(block: UInt64) throws {
    let planner = Planner(solver: GLPKSolver())
    for seed in block * 50..<(block + 1) * 50 {
      let campaign = TinyCampaigns.campaign(seed: seed)
      guard let changed = ChangedCampaign(campaign, "seed \(seed)", seed: seed) else { continue }
      let best = try planner.plan(changed.campaign)
      let held = try planner.plan(
        changed.campaign, options: PlanningOptions(adherence: .hold(changed.baseline)))
      guard held.flights != nil else { continue }
      let (values, others) = (best.objectives.map(\.value), held.objectives.map(\.value))
      #expect(best.flights != nil, "\(changed.name)")
      #expect(
        !DaySimulation.isBetter(others, than: values, in: changed.campaign), "\(changed.name)")
    }
  }
}
