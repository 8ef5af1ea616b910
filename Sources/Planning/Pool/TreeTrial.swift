// SPDX-License-Identifier: GPL-3.0-or-later

package import CampaignModel
package import MILP

/// The search of a tree apart from everything else, for tests: without list scheduling, ejections or bounds
/// from elsewhere, plans are those that the tree itself comes to.
package struct TreeTrial {
  private let search: PlanSearch
  private let horizons: Horizons
  private let days: [Int]
  private let tree: PoolTree

  /// Sets out to look for plans of a campaign in which every element is operational by a day, the places
  /// probed; nil when none is left, or when they are too many.
  package init?(_ campaign: Campaign, by day: Day, solver: any Solver, threads: Int) throws {
    let instance = Instance(campaign)
    var options = PlanningOptions()
    options.threads = threads
    search = PlanSearch(instance, solver: solver, options: options)
    var horizons = Horizons(
      instance, launchDays: search.launchDays, conflicts: search.conflicts,
      members: instance.members(of: .completion(nil)), latest: search.latest)
    days = horizons.days.filter { $0 <= day - campaign.start }
    guard let last = days.last else { return nil }
    _ = horizons.refuteBySingles(
      days, listingUpTo: last, bytes: PlanSearch.mostBytes, clock: search.clock)
    guard !horizons.probe(upTo: last, threads: threads, clock: search.clock) else { return nil }
    guard let space = horizons.space(last), let loads = search.allLoads(of: space) else {
      return nil
    }
    self.horizons = horizons
    let pool = LoadPool(instance, loads: loads)
    tree = search.tree(
      pool, of: horizons.singles, held: [], costs: [Double](repeating: 0, count: pool.count),
      takesAnyPlan: true, cutoff: .infinity, roundings: days.map { _ in { { _, _ in nil } } })
    guard tree.probing != nil else { return nil }
  }

  /// The completions of the plans found, each earlier than the one before, until none is left; with a
  /// second search for a share of the tree, or without.
  ///
  /// With rounds, the first of `round` and each a tenth longer, what is stuck at the end of one begins again.
  package func completions(isShared: Bool, round: Int? = nil) throws -> (days: [Int], restarts: Int)
  {
    let (tree, days, horizons) = (tree, days, horizons)
    let threads = search.options.threads
    let side = tree.side(search.solver)
    defer { side.close() }
    return try search.solver.withLinearProgram(
      Model(name: "tree"), options: search.clock.solveOptions
    ) { program in
      let relaxation = try tree.relaxation(program)
      var found: [Int] = []
      var (work, restarts) = (round ?? .max / 2, 0)
      var last = days.count - 1
      var search = tree.search(relaxation, horizon: last)
      search.start(horizons.kept(by: days[last], of: tree.pool))
      while true {
        let verdict =
          isShared
          ? try search.run(with: side, horizon: last, work: work, threads: threads)
          : try search.run(nodes: nil, work: work)
        guard let plan = search.best else {
          guard case .stopped = verdict else { return (found, restarts) }
          if search.isStuck {
            search.restart()
            restarts += 1
          }
          work += work / 10
          continue
        }
        let completion = horizons.completion(of: plan.schedule)
        found.append(completion)
        guard let end = Instance.firstIndex(in: days, notBefore: completion), end > 0 else {
          return (found, restarts)
        }
        last = end - 1
        search.turn(
          to: horizons.kept(by: days[last], of: tree.pool),
          like: tree.search(relaxation, horizon: last))
      }
    }
  }

  /// What it takes to go back to a solution.
  package struct Return: Sendable {
    /// The bound of the relaxation, the same after it went back, and that of another program that begins there.
    package var bounds: [Double] = []
    /// The work of going back with the basis, in the other program, and without a basis.
    package var work: [Int] = []
  }

  /// Bounds the tree's root, then a part of it with earlier horizons, then the root again; nil where the root
  /// is closed.
  package func goBack() throws -> Return? {
    let (days, horizons, clock, solver) = (days, horizons, search.clock, search.solver)
    let tree = search.tree(
      tree.pool, of: horizons.singles, held: [], costs: search.guidingCosts(tree.pool),
      takesAnyPlan: false, cutoff: .infinity, roundings: [])
    return try solver.withLinearProgram(Model(name: "there"), options: clock.solveOptions) {
      program -> Return? in
      let relaxation = try tree.relaxation(program)
      var result = Return()
      let all = BitSet(filled: tree.pool.count)
      @Sendable func solve(
        _ relaxation: PoolProgram, _ active: BitSet, rounds: Int, from basis: PoolProgram.Basis?
      ) throws -> (bound: Double, work: Int)? {
        let before = relaxation.work
        guard
          case .open(let solution) = try relaxation.solve(
            active, cutoff: .infinity, rounds: rounds, lifting: all, from: basis)
        else { return nil }
        return (solution.bound, relaxation.work - before)
      }
      guard let first = try solve(relaxation, all, rounds: 10, from: nil) else { return nil }
      result.bounds.append(first.bound)
      let basis = try relaxation.basis()
      for isGiven in [true, false] {
        for share in 1...4 {
          let day = days[days.count * share / 5]
          _ = try solve(relaxation, horizons.kept(by: day, of: tree.pool), rounds: 4, from: nil)
        }
        if isGiven {
          guard let again = try solve(relaxation, all, rounds: 0, from: basis) else { return nil }
          result.bounds.append(again.bound)
          result.work.append(again.work)
          let other = try solver.withLinearProgram(
            Model(name: "elsewhere"), options: clock.solveOptions
          ) { program in
            try solve(try tree.relaxation(program), all, rounds: 0, from: basis)
          }
          guard let other else { return nil }
          result.bounds.append(other.bound)
          result.work.append(other.work)
        } else if let again = try solve(relaxation, all, rounds: 0, from: nil) {
          result.work.append(again.work)
        }
      }
      return result
    }
  }

  /// Whether propagation over places leaves all loads of a plan.
  package func admits(_ flights: [Flight]) -> Bool {
    let loads = search.instance.schedule(of: flights)?.loads ?? []
    let own = tree.pool.loads.indices.filter { loads.contains(tree.pool.loads[$0]) }
    var active = BitSet(filled: tree.pool.count)
    let propagation = PoolPropagation(tree.pool, graph: tree.graph, probing: tree.probing)
    guard propagation.propagate(&active) else { return false }
    return own.count == loads.count && own.allSatisfy { active.contains($0) }
  }
}
