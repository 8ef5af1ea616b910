// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import GLPKBackend
import Planning
import TestSupport
import Testing

/// A campaign, a plan of it and the campaign as it is changed afterwards.
struct ChangedCampaign {
  var name: String
  var baseline: [Flight]
  var change: TinyChange
  var campaign: Campaign { change.campaign }

  /// Nil when the campaign has no plan.
  init?(_ campaign: Campaign, _ name: String, seed: UInt64) {
    guard case .optimal(_, let flights) = BruteForce.solve(campaign) else { return nil }
    baseline = flights
    change = TinyChange(campaign, baseline: flights, seed: seed)
    self.name = "\(name): \(change.text)"
  }
}

/// Plans with options; an error of the planner is a difference like any other.
func planned(
  _ campaign: Campaign, _ options: PlanningOptions, _ name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) -> PlanningResult? {
  do {
    return try Planner(solver: GLPKSolver()).plan(campaign, options: options)
  } catch {
    Issue.record("\(name): \(error)", sourceLocation: sourceLocation)
    return nil
  }
}

/// Expects flights to be a plan of a campaign, by checker and simulation, with certain values.
func expectPlan(
  _ flights: [Flight]?, of campaign: Campaign, values: [Amount], _ name: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let flights else {
    Issue.record("\(name): there is no plan", sourceLocation: sourceLocation)
    return
  }
  let simulation = DaySimulation(flights, of: campaign)
  #expect(simulation.complaints == [], "\(name)", sourceLocation: sourceLocation)
  #expect(simulation.objectives == values, "\(name)", sourceLocation: sourceLocation)
  let timeline = Timeline(flights: flights, of: campaign)
  let violations = TimelineChecker(campaign).violations(in: timeline).map(\.message)
  #expect(violations == [], "\(name)", sourceLocation: sourceLocation)
}

/// Expects the planner to hold to a plan as well as trying all days and pads does.
func expectHolding(_ changed: ChangedCampaign, sourceLocation: SourceLocation = #_sourceLocation) {
  let (campaign, name) = (changed.campaign, "hold, \(changed.name)")
  let options = PlanningOptions(adherence: .hold(changed.baseline))
  guard let result = planned(campaign, options, name, sourceLocation: sourceLocation) else {
    return
  }
  switch BruteForce.hold(campaign, to: changed.baseline) {
  case .infeasible:
    #expect(result.status == .infeasible, "\(name)", sourceLocation: sourceLocation)
  case .optimal(let values, _):
    #expect(
      "\(result.status) \(result.objectives.map(\.value)) \(result.objectives.map(\.bound))"
        == "optimal \(values) \(values.map(Optional.some))", "\(name)",
      sourceLocation: sourceLocation)
    guard result.objectives.map(\.value) == values else { return }
    expectPlan(
      result.flights, of: campaign, values: values, name, sourceLocation: sourceLocation)
    let changes = BruteForce.changes(
      from: changed.baseline, to: result.flights ?? [], in: campaign)
    #expect(changes.prefix(2) == [0, 0], "\(name)", sourceLocation: sourceLocation)
  }
}

/// Expects the planner to change as little of a plan as trying everything does.
func expectRepair(_ changed: ChangedCampaign, sourceLocation: SourceLocation = #_sourceLocation) {
  let (campaign, name) = (changed.campaign, "repair, \(changed.name)")
  let options = PlanningOptions(adherence: .repair(changed.baseline))
  guard let result = planned(campaign, options, name, sourceLocation: sourceLocation) else {
    return
  }
  guard let best = BruteForce.repair(campaign, closeTo: changed.baseline) else {
    #expect(result.status == .infeasible, "\(name)", sourceLocation: sourceLocation)
    return
  }
  let own = BruteForce.changes(from: changed.baseline, to: best.flights, in: campaign)
  #expect(own == best.changes, "\(name)", sourceLocation: sourceLocation)
  let counts = result.changes.map(\.value)
  #expect(
    "\(result.status) \(result.objectives.map(\.value)) \(counts) \(result.changes.map(\.bound))"
      == "optimal \(best.values) \(best.changes) \(best.changes.map(Optional.some))", "\(name)",
    sourceLocation: sourceLocation)
  guard result.objectives.map(\.value) == best.values else { return }
  expectPlan(
    result.flights, of: campaign, values: best.values, name, sourceLocation: sourceLocation)
  let changes = BruteForce.changes(from: changed.baseline, to: result.flights ?? [], in: campaign)
  #expect(changes == counts, "\(name)", sourceLocation: sourceLocation)
}
