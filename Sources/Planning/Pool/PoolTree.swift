// SPDX-License-Identifier: GPL-3.0-or-later

internal import MILP

/// A pool of loads with all that a search of it needs, so that several can be made alike.
struct PoolTree: Sendable {
  let pool: LoadPool
  let graph: ConflictGraph
  /// What is known of its places; nil where nothing is.
  let probing: PoolProbing?
  let system: RowSystem
  /// Per load, in steps of the objective; where any plan will do, they only guide.
  let costs: [Double]
  let takesAnyPlan: Bool
  /// Only plans that cost less are of interest.
  let cutoff: Double
  let clock: SearchClock
  /// Per horizon, what makes plans of fractional ones; just one where there are no horizons.
  let roundings: [@Sendable () -> PoolSearch.Rounding]
  /// Per element, how much it counts where a split is chosen; empty when all count alike.
  var weights: [Double] = []

  func relaxation(_ program: any LinearProgram) throws(SolverError) -> PoolProgram {
    try PoolProgram(
      pool, graph: graph, system: system, costs: costs, takesAnyPlan: takesAnyPlan,
      program: program, clock: clock)
  }

  /// A search that has not been told where to start.
  func search(
    _ relaxation: PoolProgram, horizon: Int = 0, isThorough: Bool = true
  ) -> PoolSearch {
    PoolSearch(
      pool, graph: graph, relaxation: relaxation, costs: costs, cutoff: cutoff,
      stopsAtFirst: takesAnyPlan, isThorough: isThorough, clock: clock, probing: probing,
      weights: weights, round: roundings[horizon]())
  }

  /// A second search, for shares of another's tree.
  func side(_ solver: any Solver) -> SideSearch {
    SideSearch { first, answer in
      try solver.withLinearProgram(Model(name: "share"), options: clock.solveOptions) { program in
        let relaxation = try relaxation(program)
        try relaxation.start(from: first.snapshot)
        var job = first
        while true {
          var search = search(relaxation, horizon: job.horizon)
          guard let next = answer(try search.run(job.share, work: job.work)) else { return }
          job = next
        }
      }
    }
  }
}
