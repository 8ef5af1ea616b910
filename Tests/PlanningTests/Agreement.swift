// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import GLPKBackend
import Planning
import TestSupport
import Testing

/// Expects the planner and exhaustive search to agree about a campaign.
///
/// Status, objective values and bounds must be the same, and the planner's plan must pass whoever
/// judges plans without planning: the checker, the day-by-day simulation and the objective values
/// read off its timeline.
func expectAgreement(
  about campaign: Campaign, _ name: Comment, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let result = try Planner(solver: GLPKSolver()).plan(campaign)
  switch BruteForce.solve(campaign) {
  case .infeasible:
    #expect(result.status == .infeasible, name, sourceLocation: sourceLocation)
  case .optimal(let values, _):
    #expect(result.status == .optimal, name, sourceLocation: sourceLocation)
    #expect(result.objectives.map(\.value) == values, name, sourceLocation: sourceLocation)
    #expect(result.objectives.map(\.bound) == values, name, sourceLocation: sourceLocation)
    guard let flights = result.flights else { return }
    let simulation = DaySimulation(flights, of: campaign)
    #expect(simulation.complaints == [], name, sourceLocation: sourceLocation)
    #expect(simulation.objectives == values, name, sourceLocation: sourceLocation)
    let timeline = Timeline(flights: flights, of: campaign)
    let violations = TimelineChecker(campaign).violations(in: timeline).map(\.message)
    #expect(violations == [], name, sourceLocation: sourceLocation)
    #expect(
      objectiveVector(of: timeline, in: campaign) == values, name, sourceLocation: sourceLocation)
  }
}
