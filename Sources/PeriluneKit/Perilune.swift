// SPDX-License-Identifier: GPL-3.0-or-later

@_exported public import CampaignModel
@_exported public import Checking
@_exported public import Exports
internal import GLPKBackend
@_exported public import ManifestIO
@_exported public import Planning

/// Perilune as a library: from a manifest to a plan that has passed the independent checker.
public enum Perilune {
  /// The version of the library and the command.
  public static let version = "0.1.0"

  /// Plans a campaign with GLPK and checks the plan.
  ///
  /// - Throws: `PlanningError`; `.internalError` also for a plan that the checker rejects, which is
  ///   never returned.
  public static func plan(
    _ campaign: Campaign, options: PlanningOptions = PlanningOptions()
  ) throws(PlanningError) -> CheckedPlan {
    let result = try Planner(solver: GLPKSolver()).plan(campaign, options: options)
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
