// SPDX-License-Identifier: GPL-3.0-or-later

package import CampaignModel
package import MILP

/// The operations that planning a campaign spends its time in, each apart from the others and ready
/// to be repeated, for benchmarks.
///
/// All work on the campaign's `operational` objective within a horizon that a short local search
/// finds. Equal campaigns, pool sizes and seeds give equal work.
package struct PlanningKernels: Sendable {
  /// The number of elements to be flown, launch days with riders, and loads in the pool.
  package var size: (elements: Int, launchDays: Int, loads: Int) {
    (instance.free.count, space.slots.count, pool.count)
  }

  private let solver: any Solver
  private let clock = SearchClock(PlanningOptions())
  private let instance: Instance
  /// Without a horizon: what list scheduling keeps to while it looks for one.
  private let wide: TimeWindows
  private let conflicts: [[Bool]]
  private let space: LoadSpace
  private let prices: Prices
  private let objective: SumObjective
  /// What the plan costs that the local search found, in steps of the objective.
  private let cutoff: Double
  private let pool: LoadPool
  private let graph: ConflictGraph
  /// The loads that one side of a branch does without, for each side of some branches.
  private let branches: [BitSet]
  private let guidances: [ListScheduler.Guidance]

  /// Prepares the operations: solves the campaign's relaxation and lists the loads of least reduced
  /// cost, at most `poolSize`.
  ///
  /// - Throws: `PlanningError` when the campaign cannot be planned or no plan is found at once.
  package init(
    _ campaign: Campaign, solver: any Solver, poolSize: Int = 4_000, seed: UInt64 = 1
  ) throws {
    let instance = Instance(campaign)
    let launchDays = LaunchDays(instance)
    let conflicts = LoadSpace.conflicts(in: instance)
    let wide = TimeWindows(
      instance, launchDays: launchDays, latest: instance.elements.map(\.latest))
    var local = LocalSearch(
      instance, windows: wide, conflicts: conflicts, seed: seed, stream: 0)
    local.run(patience: 500) { false }
    guard wide.emptied == nil, let plan = local.best?.schedule,
      let objective = SumObjective(.operational, of: instance)
    else { throw PlanningError.internalError("no plan of \(campaign.name) was found at once") }
    let horizon = instance.latestDays(of: plan).max() ?? 0
    let windows = TimeWindows(
      instance, launchDays: launchDays, latest: instance.elements.map { min($0.latest, horizon) })
    let space = LoadSpace(
      instance, launchDays: launchDays, windows: windows, conflicts: conflicts)
    let relaxed = try Self.relax(
      space, objective, start: plan.loads, poolSize: poolSize, solver: solver)
    self.solver = solver
    self.instance = instance
    self.wide = wide
    self.conflicts = conflicts
    self.space = space
    self.objective = objective
    cutoff = Double((objective.value(of: plan.loads) - objective.constant) / objective.step)
    prices = relaxed.prices
    pool = LoadPool(instance, loads: relaxed.loads)
    graph = ConflictGraph(pool)
    branches = Self.branches(of: pool, solution: relaxed.solution)
    guidances = Self.guidances(instance, wide, seed: seed)
  }

  /// One of the operations.
  package enum Kernel: String, CaseIterable, Sendable {
    /// The best load of a launch day under given prices.
    case pricing = "pricing a launch day"
    /// All that a branch's side rules out by conflicts.
    case propagation = "propagation after a branch"
    /// A schedule from a priority order.
    case listScheduling = "list scheduling"
    /// The relaxation over a pool, solved again from the last basis.
    case resolve = "LP after a branch"
    /// The conflicts between the loads of a pool.
    case conflictGraph = "conflict graph"
  }

  /// What running an operation some times came to.
  package struct Work: Hashable, Sendable {
    /// How often the operation was done.
    package var operations: Int
    /// A sum over what came out of it: equal as long as the same is done.
    package var checksum: Int
  }

  /// Makes an operation ready and passes it, a round of a fixed number of times, to `body`.
  ///
  /// - Throws: What the solver or `body` throws.
  package func with<Result: Sendable>(
    _ kernel: Kernel, _ body: @Sendable (_ round: () throws -> Work) throws -> Result
  ) throws -> Result {
    switch kernel {
    case .pricing: try body { price() }
    case .propagation: try body { propagate() }
    case .listScheduling:
      try withoutActuallyEscaping(body) { body in
        let scheduler = ListScheduler(instance, windows: wide, conflicts: conflicts)
        return try body { schedule(scheduler) }
      }
    case .resolve:
      try solver.withLinearProgram(Model(name: "pool"), options: SolveOptions()) { program in
        let relaxation = try poolProgram(program)
        return try body { try resolve(relaxation) }
      }
    case .conflictGraph:
      try body { Work(operations: 1, checksum: ConflictGraph(pool).contains(0, 1) ? 1 : 0) }
    }
  }
}

// MARK: - Rounds

extension PlanningKernels {
  /// The best load of every launch day when elements are worth a tenth more than in the optimum of
  /// the relaxation, as they are some iterations before it.
  private func price() -> Work {
    var checksum = 0
    for slot in space.slots {
      let values = slot.elements.map { element in
        let arrival = slot.day + instance.travel[slot.vehicle][element]
        let operational = arrival + instance.elements[element].commissioning
        let cost = objective.element(element, operational: operational) / objective.step
        return Double(cost) - 1.1 * prices.element(element, arrival: arrival)
      }
      var best: [Int] = []
      var search = LoadSearch(slot, in: space, values: values)
      search.forEach(
        base: -prices.flight(slot.vehicle, day: slot.day), below: -1e-7, clock: clock
      ) { elements, value in
        best = elements
        return value
      }
      checksum += best.reduce(0, +)
    }
    return Work(operations: space.slots.count, checksum: checksum)
  }

  private func propagate() -> Work {
    let propagation = CoverPropagation(pool: pool, graph: graph)
    var checksum = 0
    for removed in branches {
      var active = BitSet(filled: pool.count)
      active.subtract(removed)
      if propagation.propagate(&active, after: removed) { checksum += active.count }
    }
    return Work(operations: branches.count, checksum: checksum)
  }

  private func schedule(_ scheduler: ListScheduler) -> Work {
    var checksum = 0
    for guidance in guidances where scheduler.build(guidance) && scheduler.isSound {
      checksum += scheduler.operationalDays.reduce(0, +)
    }
    return Work(operations: guidances.count, checksum: checksum)
  }

  private func poolProgram(_ program: any LinearProgram) throws -> PoolProgram {
    let costs = pool.loads.map { Double(objective.value(of: $0) / objective.step) }
    return try PoolProgram(
      pool, graph: graph, system: RowSystem(instance, held: []), costs: costs, takesAnyPlan: false,
      program: program,
      clock: clock)
  }

  /// The bound of both sides of some branches, one after the other.
  private func resolve(_ relaxation: PoolProgram) throws -> Work {
    let all = BitSet(filled: pool.count)
    let step = max(1, branches.count / 2 / Self.resolvedBranches)
    let sides = stride(from: 0, to: branches.count, by: 2 * step).flatMap { [$0, $0 + 1] }
    var checksum = 0
    for side in sides {
      var active = all
      active.subtract(branches[side])
      let outcome = try relaxation.solve(active, cutoff: cutoff, rounds: 0, lifting: all)
      if case .open(let solution) = outcome { checksum += Int(solution.bound.rounded()) }
    }
    return Work(operations: sides.count, checksum: checksum)
  }

  /// About how many branches a round of linear programs takes.
  private static let resolvedBranches = 8
}

// MARK: - Preparation

extension PlanningKernels {
  private struct Relaxed: Sendable {
    var prices: Prices
    var solution: [(load: Load, amount: Double)]
    /// The loads of least reduced cost, by vehicle, then day.
    var loads: [Load]
  }

  private static func relax(
    _ space: LoadSpace, _ objective: SumObjective, start: [Load], poolSize: Int,
    solver: any Solver
  ) throws -> Relaxed {
    try solver.withLinearProgram(Model(name: "relaxation"), options: SolveOptions()) { program in
      let clock = SearchClock(PlanningOptions())
      let relaxation = try Relaxation(
        space, system: RowSystem(space.instance, held: []),
        catalogue: RowCatalogue(space, heldCount: 0), program: program, clock: clock)
      try relaxation.add(loads: start)
      _ = try relaxation.minimize(.coverage)
      guard case .solved(let solution) = try relaxation.minimize(.objective(objective)),
        let cheapest = relaxation.cheapestLoads(
          under: solution.prices, below: .infinity, limit: poolSize)
      else { throw PlanningError.internalError("the relaxation of a plan's space was not solved") }
      let loads = cheapest.loads.map(\.load).sorted()
      return Relaxed(prices: solution.prices, solution: solution.loads, loads: loads)
    }
  }

  /// Per element the two sides of a branch: it arrives by the day by which half of it has arrived in
  /// the relaxation, or later.
  private static func branches(
    of pool: LoadPool, solution: [(load: Load, amount: Double)]
  ) -> [BitSet] {
    pool.instance.free.flatMap { element -> [BitSet] in
      var amounts: [Int: Double] = [:]
      for (load, amount) in solution where load.elements.contains(element) {
        amounts[pool.instance.arrival(of: element, in: load), default: 0] += amount
      }
      var (sum, middle) = (0.0, Int.max)
      for day in amounts.keys.sorted() where sum < 0.5 {
        sum += amounts[day] ?? 0
        middle = day
      }
      var (early, late) = (BitSet(size: pool.count), BitSet(size: pool.count))
      for arrival in pool.arrivalsOf[element] {
        for load in pool.loadsBringing[arrival] {
          if pool.arrivals[arrival].day <= middle { early.insert(load) } else { late.insert(load) }
        }
      }
      return [early, late]
    }
  }

  /// Some priority orders: by latest day, with more and more pairs of elements swapped.
  private static func guidances(
    _ instance: Instance, _ windows: TimeWindows, seed: UInt64
  ) -> [ListScheduler.Guidance] {
    var random = RandomStream(seed: seed)
    var order = instance.free.sorted { (windows.latest[$0], $0) < (windows.latest[$1], $1) }
    let reluctance = [Int](
      repeating: 0, count: instance.vehicles.count * instance.elements.count)
    return (0..<100).map { _ in
      var guidance = ListScheduler.Guidance(
        priority: [Int](repeating: 0, count: instance.elements.count), reluctance: reluctance,
        patience: 0)
      for (rank, element) in order.enumerated() { guidance.priority[element] = rank }
      order.swapAt(random.below(order.count), random.below(order.count))
      return guidance
    }
  }
}
