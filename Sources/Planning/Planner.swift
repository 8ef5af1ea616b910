// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import MILP

/// Plans campaigns: finds the best assembly timeline and proves that there is no better one.
///
/// The model and the method are described in docs/model.md.
public struct Planner: Sendable {
  private let solver: any Solver

  /// Creates a planner that solves its linear and mixed-integer programs with a solver.
  public init(solver: any Solver) {
    self.solver = solver
  }

  /// Plans a campaign.
  ///
  /// The result depends on the campaign and the options only, not on `options.threads`, unless a
  /// time limit or cancellation ended the run.
  ///
  /// - Throws: `PlanningError` when the solver fails; an infeasible campaign is a result, not an error.
  public func plan(
    _ campaign: Campaign, options: PlanningOptions = PlanningOptions()
  ) throws(PlanningError) -> PlanningResult {
    if let reason = InfeasibilityReason.beforePlanning(campaign) {
      return PlanningResult(status: .infeasible, infeasibility: reason)
    }
    var (campaign, options) = (campaign, options)
    if options.stopsAtFirstPlan, options.warmStart?.ceiling == nil {
      // The horizon is what all plans have in common.
      campaign.objectives = [.completion(nil)]
      options.warmStart?.floor = nil
    }
    do {
      let instance = Instance(campaign, adherence: options.adherence)
      return try PlanSearch(instance, solver: solver, options: options).run()
    } catch let error as SolverError {
      throw .solver(error)
    } catch {
      throw .internalError("\(error)")
    }
  }
}

/// Why planning could not be carried out.
public enum PlanningError: Error, Hashable, Sendable {
  /// The solver failed.
  case solver(SolverError)
  /// Planning contradicted itself; a defect of Perilune.
  case internalError(String)
}
