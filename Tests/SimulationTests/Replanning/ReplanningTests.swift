// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CheckedPlanning
import GLPKBackend
import Planning
import Simulation
import TestSupport
import Testing

/// New plans for broken ones, made by the exact planner.
@Suite("Replanning")
struct ReplanningTests {
  /// Plans anew as the program does.
  static let exact = Replanning(tolerance: 3) { situation in
    var relaxed = situation
    for place in relaxed.elements.indices { relaxed.elements[place].deadline = nil }
    for campaign in relaxed == situation ? [situation] : [situation, relaxed] {
      let plan = try? CheckedPlanner(solver: GLPKSolver())
        .plan(campaign, options: PlanningOptions(nodeLimit: 100))
      if let flights = plan?.result.flights { return flights }
    }
    return nil
  }

  private static let all = Set(Campaign.RandomRisk.allCases)

  @Test("without ever finding a plan is holding on to the old one", arguments: 0..<40)
  func none(seed: UInt64) throws {
    guard let planned = try Planned.mixture(seed) else { return }
    let campaign = planned.campaign.with(Self.all, seed: seed)
    let simulator = Simulator(
      campaign, plan: planned.flights, replanning: Replanning(tolerance: 2) { _ in nil })
    for replication in 0..<5 {
      let options = SimulationOptions(seed: seed)
      var replanning = options
      replanning.policy = .replan
      let story = simulator.story(of: replication, replanning).filter {
        $0.kind != .replanned(false)
      }
      #expect(story == simulator.story(of: replication, options))
    }
  }
}
