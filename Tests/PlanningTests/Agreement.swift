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
/// read off its timeline. An error of the planner is a difference like any other, so that the
/// campaigns after it are compared, too.
func expectAgreement(
  about campaign: Campaign, _ name: Comment, options: PlanningOptions = PlanningOptions(),
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let result: PlanningResult
  do {
    result = try Planner(solver: GLPKSolver()).plan(campaign, options: options)
  } catch {
    Issue.record("\(name): \(error)", sourceLocation: sourceLocation)
    return
  }
  switch BruteForce.solve(campaign) {
  case .infeasible:
    #expect(result.status == .infeasible, name, sourceLocation: sourceLocation)
  case .optimal(let values, _):
    #expect(
      "\(result.status) \(result.objectives.map(\.value))" == "optimal \(values)", name,
      sourceLocation: sourceLocation)
    guard let flights = result.flights else { return }
    let found = result.objectives.map(\.value)
    if result.status == .optimal {
      #expect(result.objectives.map(\.bound) == found, name, sourceLocation: sourceLocation)
    }
    let simulation = DaySimulation(flights, of: campaign)
    #expect(simulation.complaints == [], name, sourceLocation: sourceLocation)
    #expect(simulation.objectives == found, name, sourceLocation: sourceLocation)
    let timeline = Timeline(flights: flights, of: campaign)
    let violations = TimelineChecker(campaign).violations(in: timeline).map(\.message)
    #expect(violations == [], name, sourceLocation: sourceLocation)
    #expect(
      objectiveVector(of: timeline, in: campaign) == found, name, sourceLocation: sourceLocation)
  }
}
