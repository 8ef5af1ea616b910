// SPDX-License-Identifier: GPL-3.0-or-later

@_exported public import CampaignModel
@_exported public import CheckedPlanning
@_exported public import Checking
@_exported public import Exports
internal import GLPKBackend
@_exported public import ManifestIO
@_exported public import Planning
@_exported public import WhatIf

/// Perilune as a library: from a manifest to a plan that has passed the independent checker.
public enum Perilune {
  /// The version of the library and the command.
  public static let version = "0.1.0"

  /// A planner that solves with GLPK and checks each plan.
  public static var planner: CheckedPlanner { CheckedPlanner(solver: GLPKSolver()) }

  /// Plans a campaign with GLPK and checks the plan.
  ///
  /// - Throws: `PlanningError`; `.internalError` also for a plan that the checker rejects, which is
  ///   never returned.
  public static func plan(
    _ campaign: Campaign, options: PlanningOptions = PlanningOptions()
  ) throws(PlanningError) -> CheckedPlan {
    try planner.plan(campaign, options: options)
  }
}
