// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import MILP

extension PlanSearch {
  /// Minimizes an objective that is a sum and proves it (docs/model.md, section 5, steps 3 and 5).
  func prove(_ sum: SumObjective, _ objective: Objective, _ index: Int) throws -> Verdict {
    let windows = TimeWindows(instance, launchDays: launchDays, latest: latest)
    guard windows.emptied == nil else { return Verdict(isInfeasible: best == nil) }
    var space = LoadSpace(
      instance, launchDays: launchDays, windows: windows, conflicts: conflicts)
    note(objective, index, bound: nil)
    try improve(sum, index)
    var probed: SingleElements?
    let singles = sum.isOfDays ? singles ?? SingleElements(space, bytes: Self.mostBytes) : nil
    if let singles {
      let better = best.map { $0.value[index] - sum.step }
      let (narrowed, bound) = singles.narrowed(
        space, from: singles.pool.loads(in: windows), to: sum, atMost: better)
      guard let narrowed else {
        return Verdict(bound: best?.value[index], isInfeasible: best == nil)
      }
      note(objective, index, bound: bound)
      space = narrowed
      let part = singles.pool.loads(in: windows)
      if launchDays.suitProbing(part, of: instance) {
        probed = singles.probed(
          part, costs: { sum.value(of: singles.pool.loads[$0]) },
          atMost: better.map { $0 - sum.constant }, threads: options.threads, clock: clock)
        guard let probed else {
          return Verdict(bound: best?.value[index], isInfeasible: best == nil)
        }
        let (left, second) = probed.narrowed(
          space, from: BitSet(filled: probed.pool.count), to: sum, atMost: better)
        guard let left else {
          return Verdict(bound: best?.value[index], isInfeasible: best == nil)
        }
        note(objective, index, bound: second)
        space = left
      }
    }

    let relaxed: Summary
    let packed = try boundByPacking(sum, objective, index)
    if let packed, let value = best?.value[index], isClose(value, packed) {
      return Verdict(bound: packed)
    }
    switch try relax(
      space, held: held, start: best?.schedule.loads ?? [], to: .objective(sum),
      enumeratingBelow: best?.value[index])
    {
    case .infeasible: return Verdict(isInfeasible: best == nil)
    case .stopped(let reason, let value):
      stoppedBy = StopCause(reason)
      return Verdict(bound: [packed, value.map { rounded($0, sum) }].compactMap(\.self).max())
    case .solved(let summary): relaxed = summary
    }
    var bound = max(rounded(relaxed.bound, sum), packed ?? .min, least(index) ?? .min)
    note(objective, index, bound: bound)
    var improver = sum.isOfDays ? improver(of: sum, stream: 1) : nil
    switch try searchStages(
      of: relaxed, singles: probed, sum, index, above: bound, beside: &improver,
      report: { note(objective, index, bound: $0) })
    {
    case .exhausted:
      return Verdict(bound: best?.value[index], isInfeasible: best == nil)
    case .stopped(let cause, let value):
      stoppedBy = cause
      return Verdict(bound: best.map { min(value, $0.value[index]) } ?? value)
    case .left(let value):
      bound = value
    }
    if let value = best?.value[index], isClose(value, bound) { return Verdict(bound: bound) }
    return try searchParts(
      of: space, by: relaxed.solution, singles: probed ?? singles, sum, objective, index,
      above: bound,
      beside: &improver)
  }

  /// What the search of listed loads came to; bounds are in thousandths.
  enum Staged {
    /// No plan is better than the best.
    case exhausted
    /// Plans that are better than the best, if any, are no better than the bound.
    case left(bound: Int)
    case stopped(StopCause, bound: Int)
  }

  /// Searches the loads that a relaxation has listed in growing stages, until nothing is left between the bound
  /// and the best plan, or loads are missing.
  func searchStages(
    of relaxed: Summary, singles: SingleElements?, _ sum: SumObjective, _ index: Int,
    above bound: Int, beside improver: inout NeighbourhoodSearch?, report: (Int) -> Void
  ) throws -> Staged {
    var (relaxed, probed, bound) = (relaxed, singles?.isProbed ?? false ? singles : nil, bound)
    if let own = probed, let value = best?.value[index], relaxed.limit == nil {
      let room = Double((value - sum.constant) / sum.step - 1) - relaxed.bound
      guard
        let closer = own.probed(
          among: relaxed.candidates, below: room + 1e-6 * max(1, abs(relaxed.bound)),
          threads: options.threads, clock: clock)
      else { return .exhausted }
      probed = closer
      relaxed.candidates = closer.kept(relaxed.candidates)
    }
    for stage in Self.stages(of: relaxed) {
      if let value = best?.value[index], isClose(value, bound) { return .left(bound: bound) }
      // A plan's loads have reduced costs of at least zero, which add up to what it costs above the
      // bound: one that costs no more than bound and limit has no load dearer than the limit.
      var cutoff = best.map { Double(($0.value[index] - sum.constant) / sum.step) } ?? .infinity
      if let limit = stage.limit {
        cutoff = min(cutoff, (relaxed.bound + limit - 1e-5).rounded(.down) + 1)
      }
      let loads = listed(relaxed.candidates[..<stage.count].map(\.load))
      switch try search(
        loads, of: probed, objective: sum, cutoff: cutoff, seed: relaxed.support,
        beside: &improver)
      {
      case .none:
        guard stage.limit != nil, cutoff.isFinite else { return .exhausted }
        bound = max(bound, sum.constant + Int(cutoff) * sum.step)
        if let value = best?.value[index] { bound = min(bound, value) }
      case .optimum:
        return .exhausted
      case .stopped(let cause, let value):
        // What the search has not proven lies beyond its cutoff, or at its bound.
        if let value, value > -.infinity {
          bound = max(
            bound, min(rounded(value, sum), sum.constant + Int(min(cutoff, 1e15)) * sum.step))
        }
        return .stopped(cause, bound: bound)
      }
      report(bound)
    }
    return .left(bound: bound)
  }

  /// The part of the candidates that a stage searches: all whose reduced cost is no more than the
  /// limit; without one, all that can be in any plan better than the best.
  private struct Stage {
    var count: Int
    var limit: Double?
  }

  /// Growing parts of the candidates, so that a wide gap between bound and best plan costs little.
  private static func stages(of relaxed: Summary) -> [Stage] {
    let all = relaxed.candidates
    var stages: [Stage] = []
    var size = 1_000
    while size < all.count - all.count / 4 {
      let limit = all[size - 1].reducedCost
      let count = all.count { $0.reducedCost <= limit }
      if count > stages.last?.count ?? 0 { stages.append(Stage(count: count, limit: limit)) }
      size = max(size * 5 / 2, count + 1)
    }
    stages.append(Stage(count: all.count, limit: relaxed.limit))
    return stages
  }

  /// A bound of a relaxation, rounded up to a value that the objective can have.
  func rounded(_ bound: Double, _ sum: SumObjective) -> Int {
    // The relaxation is solved to about 1e-9 of its value; a thousand times that is given away.
    let safe = bound - 1e-6 * max(1, abs(bound))
    return sum.constant + Int(safe.rounded(.up)) * sum.step
  }

  // MARK: - Relaxations

  /// What a relaxation came to, freed from the linear program it lived in.
  enum Relaxed: Sendable {
    case infeasible
    case stopped(StopReason, bound: Double?)
    case solved(Summary)
  }

  struct Summary: Sendable {
    /// In steps of the objective, without its constant; uncovered elements for coverage.
    var bound: Double
    /// The loads that can be in a plan better than the best one, by reduced cost; if they are too
    /// many, the first of them.
    var candidates: [(load: Load, reducedCost: Double)]
    /// What no load that is missing from the candidates falls below; nil if none is missing.
    var limit: Double?
    /// The loads in the solution and how much of each.
    var solution: [(load: Load, amount: Double)]
    var support: [Load] { solution.map(\.load) }
    var columns: Int
    var rows: Int
  }

  /// Solves the relaxation over a space, starting from some loads.
  func relax(
    _ space: LoadSpace, held: [(objective: SumObjective, value: Int)], start: [Load],
    to goal: RelaxationGoal, enumeratingBelow value: Int? = nil, limit: Int? = nil
  ) throws -> Relaxed {
    let system = RowSystem(space.instance, held: held)
    let clock = clock
    let limit = min(limit ?? .max, loadLimit(of: space))
    let wantsLoads = if case .objective = goal { true } else { false }
    let result = try solver.withLinearProgram(
      Model(name: "relaxation"), options: clock.solveOptions
    ) {
      program -> Relaxed in
      let catalogue = RowCatalogue(space, heldCount: system.held.count)
      let relaxation = try Relaxation(
        space, system: system, catalogue: catalogue, program: program, clock: clock)
      try relaxation.add(loads: start.filter { space.admits($0) })
      if wantsLoads {
        // Feasibility first: an objective has a meaning only over plans that cover all.
        switch try relaxation.minimize(.coverage) {
        case .infeasible: return .infeasible
        case .stopped(let reason, _): return .stopped(reason, bound: nil)
        case .solved(let solution):
          if solution.bound > 1e-4 { return .infeasible }
        }
      }
      switch try relaxation.minimize(goal) {
      case .infeasible: return .infeasible
      case .stopped(let reason, let bound): return .stopped(reason, bound: bound)
      case .solved(let solution):
        var candidates: [(load: Load, reducedCost: Double)] = []
        var missing: Double?
        if case .objective(let sum) = goal {
          // A better plan is at least a step better, and each of its loads has a reduced cost of
          // at least zero: none can be dearer than what is left between bound and incumbent.
          let room =
            value.map { Double(($0 - sum.constant) / sum.step - 1) - solution.bound } ?? .infinity
          let tolerance = 1e-6 * max(1, abs(solution.bound))
          guard
            let listed = relaxation.cheapestLoads(
              under: solution.prices, below: room + tolerance, limit: limit)
          else { return .stopped(clock.reason, bound: solution.bound) }
          candidates = listed.loads
          missing = listed.limit
        }
        return .solved(
          Summary(
            bound: solution.bound, candidates: candidates, limit: missing,
            solution: solution.loads, columns: solution.columns,
            rows: solution.rows))
      }
    }
    if case .solved(let summary) = result {
      statistics.columns = max(statistics.columns, summary.columns)
      statistics.rows = max(statistics.rows, summary.rows)
    }
    return result
  }

  /// All loads of a space; nil when they are more than a limit, too many for a pool, or when the
  /// clock stopped the search.
  func allLoads(of space: LoadSpace, limit: Int = .max) -> [Load]? {
    let limit = min(limit, loadLimit(of: space))
    var loads: [Load] = []
    var size = 0
    for slot in space.slots {
      let pads = max(1, instance.vehicles[slot.vehicle].pads.count)
      var search = LoadSearch(slot, in: space, values: slot.elements.map { _ in 0 })
      search.forEach(base: 0, below: 1, clock: clock) { elements, _ in
        loads.append(Load(vehicle: slot.vehicle, day: slot.day, elements: elements))
        size += pads
        return size <= limit ? 1 : -1
      }
      if size > limit || search.isStopped { return nil }
    }
    return loads
  }
}
