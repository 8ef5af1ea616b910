// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import MILP

extension PlanSearch {
  /// The most loads of a pool: its conflict graph then takes 200 MB.
  static let loadLimit = 40_000

  /// What a search over some loads came to; plans found are offered as incumbents.
  enum Decision {
    /// There is no plan in these loads (below the cutoff).
    case none
    /// A plan was found, the best in these loads; without an objective, any.
    case optimum
    /// Stopped; the bound holds for the plans in these loads.
    case stopped(StopCause, bound: Double?)
  }

  /// What comes out of the session in which a pool is searched.
  private struct Found: Sendable {
    var verdict: PoolSearch.Verdict
    var plan: Schedule?
    var nodes: Int
    var columns: Int
    var rows: Int
  }

  /// Searches some loads for a plan that costs less than the cutoff (in steps of the objective,
  /// without its constant); without an objective, for any plan.
  func search(
    _ loads: [Load], objective: SumObjective?, cutoff: Double?, seed: [Load] = []
  ) throws -> Decision {
    let pool = LoadPool(instance, loads: loads)
    guard pool.count <= Self.loadLimit else { return .stopped(.loadLimit, bound: nil) }
    let graph = ConflictGraph(pool)
    let costs = pool.loads.map { load in
      objective.map { Double($0.value(of: load) / $0.step) } ?? 0
    }
    let system = RowSystem(instance, held: held)
    let (instance, clock) = (instance, clock)
    let nodesLeft = options.nodeLimit.map { max(0, $0 - statistics.nodes) }
    let found = try solver.withLinearProgram(Model(name: "pool"), options: clock.solveOptions) {
      program -> Found in
      let relaxation = try PoolProgram(
        pool, graph: graph, system: system, costs: costs,
        goal: objective == nil ? .coverage : .cost, program: program, clock: clock)
      let wanted = Set(seed)
      try relaxation.seed(pool.loads.indices.filter { wanted.contains(pool.loads[$0]) })
      var search = PoolSearch(
        pool, graph: graph, relaxation: relaxation, costs: costs,
        cutoff: cutoff ?? costs.reduce(0, max) * Double(instance.free.count) + 1,
        nodeLimit: nodesLeft, clock: clock)
      let verdict = try search.run(
        BitSet(filled: pool.count), stopsAtFirst: objective == nil)
      return Found(
        verdict: verdict, plan: search.best.map { pool.schedule(of: $0.loads) },
        nodes: search.nodes, columns: relaxation.statistics.columns,
        rows: relaxation.statistics.rows)
    }
    statistics.nodes += found.nodes
    statistics.columns = max(statistics.columns, found.columns)
    statistics.rows = max(statistics.rows, found.rows)
    if let plan = found.plan { offer(plan) }
    switch found.verdict {
    case .exhausted: return found.plan == nil ? .none : .optimum
    case .stopped(let cause, let bound):
      return .stopped(cause, bound: objective == nil ? nil : bound)
    }
  }
}
