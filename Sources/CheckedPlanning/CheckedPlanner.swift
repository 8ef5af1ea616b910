// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import Checking
public import MILP
public import Planning

/// Plans campaigns and lets no plan out that the independent checker rejects.
public struct CheckedPlanner: Sendable {
  private let planner: Planner

  /// Creates a planner that solves its linear and mixed-integer programs with a solver.
  public init(solver: any Solver) {
    planner = Planner(solver: solver)
  }

  /// Plans a campaign and checks the plan.
  ///
  /// - Throws: `PlanningError`; `.internalError` also for a plan that the checker rejects, which is
  ///   never returned.
  public func plan(
    _ campaign: Campaign, options: PlanningOptions = PlanningOptions()
  ) throws(PlanningError) -> CheckedPlan {
    let result = try planner.plan(campaign, options: options)
    let hasPlan = result.status == .optimal || result.status == .feasible
    guard hasPlan == (result.flights != nil) else {
      throw .internalError("the status '\(result.status.rawValue)' contradicts the flights")
    }
    guard let flights = result.flights else { return CheckedPlan(result: result, timeline: nil) }
    let timeline = Timeline(flights: flights, of: campaign)
    let violations = TimelineChecker(campaign).violations(in: timeline)
    guard violations.isEmpty else {
      let list = violations.map { "[\($0.kind.rawValue)] \($0.message)" }.joined(separator: "; ")
      throw .internalError("the checker rejects the plan: \(list)")
    }
    return CheckedPlan(result: result, timeline: timeline)
  }
}

/// The result of planning; its timeline, where there is one, has passed the checker.
public struct CheckedPlan: Sendable {
  /// What planning came to.
  public let result: PlanningResult
  /// The plan as a timeline; nil when there is none.
  public let timeline: Timeline?

  fileprivate init(result: PlanningResult, timeline: Timeline?) {
    self.result = result
    self.timeline = timeline
  }
}
