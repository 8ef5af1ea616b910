// SPDX-License-Identifier: GPL-3.0-or-later

@_exported public import Simulation

extension Perilune {
  /// A simulator of a plan, whose policy `replan` asks the exact planner.
  ///
  /// - Parameters:
  ///   - campaign: the campaign, with what is uncertain in it.
  ///   - plan: the plan's flights, past ones among them.
  ///   - tolerance: days by which a flight must be late before a new plan is asked for.
  ///   - nodeLimit: most branch-and-bound nodes of one new plan; a number and not a time, so that
  ///     results do not depend on the machine.
  ///   - isCancelled: asked while a new plan is made; once it says so, the plan is given up. Give it to
  ///     the simulation too, which then leaves the replication out.
  /// - Returns: The simulator.
  public static func simulator(
    of campaign: Campaign, plan: [Flight], tolerance: Int = 30, nodeLimit: Int = 10,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> Simulator {
    Simulator(
      campaign, plan: plan,
      replanning: Replanning(tolerance: tolerance) { situation in
        // A deadline that can no longer be met is missed, not a reason to have no plan.
        var relaxed = situation
        for place in relaxed.elements.indices { relaxed.elements[place].deadline = nil }
        for campaign in relaxed == situation ? [situation] : [situation, relaxed] {
          // A campaign that cannot be planned, for whatever reason, keeps the plan it has.
          let plan = try? planner.plan(
            campaign, options: PlanningOptions(nodeLimit: nodeLimit, isCancelled: isCancelled))
          if let flights = plan?.result.flights { return flights }
        }
        return nil
      })
  }
}
