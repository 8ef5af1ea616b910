// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import MILP

extension PlanSearch {
  /// The most bytes of a conflict graph.
  static let mostBytes = 840 << 20

  /// The most loads of a space that a pool can have.
  func loadLimit(of space: LoadSpace) -> Int {
    let sets = max(1, space.launchCount + space.arrivalCount)
    return min(options.mostLoads, 8 * Self.mostBytes / sets)
  }

  /// What a search over some loads came to; plans found are offered as incumbents.
  enum Decision {
    /// There is no plan in these loads below the cutoff.
    case none
    /// A plan was found, the best in these loads.
    case optimum
    /// Stopped; the bound holds for the plans in these loads.
    case stopped(StopCause, bound: Double?)
  }

  /// What comes out of the session in which a pool is searched.
  struct Found: Sendable {
    var verdict: PoolSearch.Verdict
    var plan: Schedule?
    var improver: NeighbourhoodSearch?
    var nodes: Int
    var columns: Int
    var rows: Int
  }

  /// Searches some loads for a plan that costs less than the cutoff (in steps of the objective,
  /// without its constant).
  ///
  /// A search that takes long has an improver beside it, which is left as far as it has come.
  func search(
    _ loads: [Load], of singles: SingleElements?, objective: SumObjective, cutoff: Double,
    seed: [Load] = [], beside improver: inout NeighbourhoodSearch?
  ) throws -> Decision {
    let (found, cause) = try search(
      in: instance, loads, of: singles, held: held, costs: objective.steps(of:), cutoff: cutoff,
      seed: seed, nodeLimit: nil, improver: improver, round: rounding(objective, deadlines: latest))
    guard let found else { return .stopped(cause ?? .loadLimit, bound: nil) }
    if let plan = found.plan { offer(plan) }
    if let better = found.improver {
      improver = better
      offer(better.schedule)
    }
    switch found.verdict {
    case .exhausted: return found.plan == nil ? .none : .optimum
    case .stopped(let cause, let bound): return .stopped(cause, bound: bound)
    }
  }

  /// The same in an instance that need not be the search's own, for costs of loads that are whole
  /// numbers; nil when the loads are too many.
  func search(
    in instance: Instance, _ loads: [Load], of singles: SingleElements? = nil,
    held: [(objective: SumObjective, value: Int)], costs: (Load) -> Int, cutoff: Double,
    seed: [Load] = [], nodeLimit: Int?,
    improver: NeighbourhoodSearch? = nil,
    round: @escaping @Sendable () -> PoolSearch.Rounding
  ) throws -> (Found?, StopCause?) {
    let pool = LoadPool(instance, loads: loads)
    guard pool.graphSize() <= Self.mostBytes else { return (nil, .loadLimit) }
    let tree = tree(
      pool, of: singles, held: held, costs: pool.loads.map { Double(costs($0)) },
      takesAnyPlan: false, cutoff: cutoff, roundings: [round])
    let left = options.nodeLimit.map { max(0, $0 - statistics.nodes) }
    let nodesLeft = [left, nodeLimit].compactMap(\.self).min()
    let threads = options.threads
    let side = tree.side(solver)
    defer { side.close() }
    let found = try solver.withLinearProgram(Model(name: "pool"), options: clock.solveOptions) {
      program -> Found in
      let relaxation = try tree.relaxation(program)
      let wanted = Set(seed)
      try relaxation.seed(pool.loads.indices.filter { wanted.contains(pool.loads[$0]) })
      var search = tree.search(relaxation)
      search.start(BitSet(filled: pool.count))
      var improver = improver
      let verdict = try search.run(
        nodes: nodesLeft, beside: &improver, threads: threads,
        side: nodesLeft == nil ? side : nil)
      return Found(
        verdict: verdict, plan: search.best?.schedule, improver: improver, nodes: search.nodes,
        columns: relaxation.statistics.columns, rows: relaxation.statistics.rows)
    }
    statistics.nodes += found.nodes
    statistics.columns = max(statistics.columns, found.columns)
    statistics.rows = max(statistics.rows, found.rows)
    return (found, nil)
  }

  /// What searches of a pool are made of, with what is known from its single elements if there is memory
  /// for it.
  func tree(
    _ pool: LoadPool, of singles: SingleElements?,
    held: [(objective: SumObjective, value: Int)], costs: [Double], takesAnyPlan: Bool,
    cutoff: Double, roundings: [@Sendable () -> PoolSearch.Rounding]
  ) -> PoolTree {
    let isKnown =
      singles.map {
        $0.isProbed && pool.graphSize(places: $0.pool.count) <= Self.mostBytes
      } ?? false
    let places = isKnown ? singles.map { PoolPlaces(pool, of: $0) } : nil
    return PoolTree(
      pool: pool,
      graph: places.map { ConflictGraph(pool, places: $0) } ?? ConflictGraph(pool),
      probing: places.flatMap { places in
        singles.map { PoolProbing(pool, places: places, of: $0) }
      },
      system: RowSystem(pool.instance, held: held), costs: costs, takesAnyPlan: takesAnyPlan,
      cutoff: cutoff, clock: clock, roundings: roundings)
  }

  /// Looks among some loads for the smallest of some horizons (ascending) within which the members
  /// of a completion objective can be operational.
  ///
  /// What it says to be refuted is so among these loads. With `bounding`, horizons are refuted by
  /// the relaxation only. With a finder, plans are looked for beside, not only among these loads.
  func searchCompletion(
    _ days: [Int], _ horizons: Horizons, among loads: [Load], bounding: Bool = false,
    nodeLimit: Int? = nil, finder: HorizonFinder? = nil, weights: [Double] = [],
    report: @escaping @Sendable (_ refuted: Int, _ nodes: Int) -> Void
  ) throws -> CompletionSearch.Found {
    let pool = LoadPool(instance, loads: loads)
    var tree = tree(
      pool, of: horizons.singles, held: held, costs: guidingCosts(pool), takesAnyPlan: true,
      cutoff: .infinity, roundings: days.map { rounding(nil, deadlines: horizons.limits($0)) })
    tree.weights = weights
    let own = tree
    let left = options.nodeLimit.map { max(0, $0 - statistics.nodes) }
    let nodesLeft = [left, nodeLimit].compactMap(\.self).min()
    let (clock, threads) = (clock, options.threads)
    let side = own.side(solver)
    defer { side.close() }
    let (found, columns, rows) = try solver.withLinearProgram(
      Model(name: "pool"), options: clock.solveOptions
    ) { program -> (CompletionSearch.Found, Int, Int) in
      let relaxation = try own.relaxation(program)
      var search = CompletionSearch(
        days, of: own, relaxation: relaxation, nodeLimit: nodesLeft,
        finder: finder, threads: threads, clock: clock,
        loads: { horizons.kept(by: days[$0], of: pool) },
        completion: { horizons.completion(of: $0) }, side: nodesLeft == nil ? side : nil)
      let found =
        try bounding
        ? search.bound { report($0.refuted, $0.nodes) }
        : search.run { report($0.refuted, $0.nodes) }
      return (found, relaxation.statistics.columns, relaxation.statistics.rows)
    }
    statistics.nodes += found.nodes
    statistics.columns = max(statistics.columns, columns)
    statistics.rows = max(statistics.rows, rows)
    if let plan = found.plan, !offer(plan.schedule) {
      throw PlanningError.internalError("a plan for a shorter horizon is no better")
    }
    return found
  }

  /// What guides the search while any plan will do: later objectives want elements to be early.
  var guide: SumObjective? {
    let sums = instance.campaign.objectives.compactMap { SumObjective($0, of: instance) }
    return sums.first(where: \.isOfDays) ?? SumObjective(.operational, of: instance)
  }

  func guidingCosts(_ pool: LoadPool) -> [Double] {
    guard let guide else { return [Double](repeating: 0, count: pool.count) }
    return pool.loads.map { Double(guide.value(of: $0) / guide.step) }
  }

  /// Local search from fractional plans: what it finds that costs less than the cutoff, or, without
  /// an objective, that keeps to the deadlines.
  ///
  /// The result makes one such search, on the thread that is to use it.
  private func rounding(
    _ objective: SumObjective?, deadlines: [Int]
  ) -> @Sendable () -> PoolSearch.Rounding {
    let (instance, conflicts, launchDays, latest) = (instance, conflicts, launchDays, latest)
    let (seed, clock) = (options.seed, clock)
    let (held, index) = (heldValues, heldValues.count)
    let patience = 10 + 10 * instance.free.count
    return {
      let loose = TimeWindows(instance, launchDays: launchDays, latest: latest)
      let tight = TimeWindows(instance, launchDays: launchDays, latest: deadlines)
      guard loose.emptied == nil, tight.emptied == nil else { return { _, _ in nil } }
      var search = LocalSearch(
        instance, windows: loose, conflicts: conflicts, seed: seed, stream: 0)
      return { support, cutoff in
        search.restart(
          from: support, aim: objective == nil ? .deadlines(tight.latest) : .objective(index))
        search.run(patience: patience) { clock.cause != nil }
        guard let best = search.best else { return nil }
        // Earlier objectives must keep to what was found for them.
        guard zip(best.value, held).allSatisfy({ $0 <= $1 }) else { return nil }
        guard let objective else {
          let value = instance.latestDays(of: best.schedule)
          return zip(value, deadlines).allSatisfy { $0 <= $1 } ? (best.schedule, 0) : nil
        }
        let cost = Double((best.value[index] - objective.constant) / objective.step)
        return cost < cutoff ? (best.schedule, cost) : nil
      }
    }
  }
}
