// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import MILP

extension PlanSearch {
  /// Minimizes an objective that is a sum and proves it (docs/model.md, section 5, steps 3 and 5).
  func prove(_ sum: SumObjective, _ objective: Objective, _ index: Int) throws -> Verdict {
    let windows = TimeWindows(instance, launchDays: launchDays, latest: latest)
    guard windows.emptied == nil else { return Verdict(isInfeasible: best == nil) }
    let space = LoadSpace(
      instance, launchDays: launchDays, windows: windows, conflicts: conflicts)
    note(objective, index, bound: nil)

    var bound: Int?
    let candidates: [Load]?
    switch try relax(space, to: .objective(sum), enumeratingBelow: best?.value[index]) {
    case .infeasible: return Verdict(isInfeasible: best == nil)
    case .stopped(let reason, let value):
      stoppedBy = StopCause(reason)
      return Verdict(bound: value.map { rounded($0, sum) })
    case .solved(let solution):
      bound = rounded(solution.bound, sum)
      candidates = solution.candidates
    }
    note(objective, index, bound: bound)
    if let bound, let value = best?.value[index], isClose(value, bound) {
      return Verdict(bound: bound)
    }
    guard let loads = candidates else {
      stoppedBy = .loadLimit
      return Verdict(bound: bound)
    }
    let cutoff =
      best.map { Double(($0.value[index] - sum.constant) / sum.step) } ?? .greatestFiniteMagnitude
    switch try search(loads, objective: sum, cutoff: cutoff) {
    case .none:
      return Verdict(bound: best?.value[index], isInfeasible: best == nil)
    case .optimum:
      return Verdict(bound: best?.value[index])
    case .stopped(let cause, let value):
      stoppedBy = cause
      let reached = value.map { rounded($0, sum) }
      return Verdict(bound: [bound, reached].compactMap(\.self).max())
    }
  }

  /// A bound of a relaxation, rounded up to a value that the objective can have.
  private func rounded(_ bound: Double, _ sum: SumObjective) -> Int {
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
    /// The loads that can be in a plan better than the best one; nil when they are too many.
    var candidates: [Load]?
    var columns: Int
    var rows: Int
  }

  /// Solves the relaxation over a space, starting from the loads of the best plan.
  func relax(
    _ space: LoadSpace, to goal: RelaxationGoal, enumeratingBelow value: Int? = nil
  ) throws -> Relaxed {
    let instance = instance
    let system = RowSystem(instance, held: held)
    let start = best?.schedule.loads ?? []
    let clock = clock
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
        var candidates: [Load]?
        if case .objective(let sum) = goal {
          // A better plan is at least a step better, and each of its loads has a reduced cost of
          // at least zero: none can be dearer than what is left between bound and incumbent.
          let limit =
            value.map { Double(($0 - sum.constant) / sum.step - 1) - solution.bound } ?? .infinity
          let tolerance = 1e-6 * max(1, abs(solution.bound))
          var loads: [Load] = []
          let isComplete = relaxation.forEachLoad(
            under: solution.prices, below: limit + tolerance
          ) { load, _ in
            loads.append(load)
            return loads.count <= Self.loadLimit
          }
          if !isComplete, clock.cause != nil {
            return .stopped(clock.reason, bound: solution.bound)
          }
          candidates = isComplete ? loads : nil
        }
        return .solved(
          Summary(
            bound: solution.bound, candidates: candidates, columns: solution.columns,
            rows: solution.rows))
      }
    }
    if case .solved(let summary) = result {
      statistics.columns = max(statistics.columns, summary.columns)
      statistics.rows = max(statistics.rows, summary.rows)
    }
    return result
  }

  /// All loads of a space; nil when they are too many or the clock stopped the search.
  func allLoads(of space: LoadSpace) -> [Load]? {
    var loads: [Load] = []
    for slot in space.slots {
      var search = LoadSearch(slot, in: space, values: slot.elements.map { _ in 0 })
      search.forEach(base: 0, below: 1, clock: clock) { elements, _ in
        loads.append(Load(vehicle: slot.vehicle, day: slot.day, elements: elements))
        return loads.count <= Self.loadLimit ? 1 : -1
      }
      if loads.count > Self.loadLimit || search.isStopped { return nil }
    }
    return loads
  }
}
