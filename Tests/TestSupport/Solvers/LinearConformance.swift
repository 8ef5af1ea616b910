// SPDX-License-Identifier: GPL-3.0-or-later

public import MILP

extension SolverConformance {
  /// Random linear programs, edited at random and solved from the last basis after each edit.
  ///
  /// Each outcome must be that of the same program set up anew, and each optimum must be proven by
  /// its own dual: feasibility of both, complementary slackness and equal objectives.
  public static func editedPrograms(_ solver: any Solver, seeds: Range<UInt64>) throws -> [String] {
    try seeds.flatMap { seed in
      var random = SplitMix64(seed: seed)
      let first = RandomModels.linear(using: &random)
      let edits = (0..<8).map { _ in UInt64.random(in: 0 ... .max, using: &random) }
      return try solver.withLinearProgram(first, options: SolveOptions()) { program in
        var model = first
        var faults: [String] = []
        for (step, edit) in edits.enumerated() {
          if step > 0 {
            var random = SplitMix64(seed: edit)
            model = try LinearEdit.random(for: model, using: &random).apply(to: model, program)
          }
          let warm = try program.solve()
          let cold = try solver.withLinearProgram(model, options: SolveOptions()) {
            try $0.solve()
          }
          let found = differences(warm, cold, of: model)
          faults += found.map { "seed \(seed), step \(step): \($0)" }
        }
        return faults
      }
    }
  }

  /// Random linear programs, solved, edited, solved, and edited back: from the basis of the first solution
  /// that is found again at once, and from any other states it is found, too.
  public static func bases(_ solver: any Solver, seeds: Range<UInt64>) throws -> [String] {
    var faults: [String] = []
    for seed in seeds {
      var random = SplitMix64(seed: seed)
      let model = RandomModels.linear(using: &random)
      let bounds = model.variables.indices.map { _ in Double(Int.random(in: 0...3, using: &random))
      }
      var states = LinearBasis(
        columns: model.variables.map { _ in state(using: &random) },
        rows: model.rows.map { _ in state(using: &random) })
      if seed % 2 == 0 { states.rows = states.rows.map { _ in .basic } }
      let any = states
      faults += try solver.withLinearProgram(model, options: SolveOptions()) { program in
        let first = try program.solve()
        guard case .optimal(let optimum) = first else { return [] }
        var faults: [String] = []
        let basis = try program.basis()
        let basic = basis.columns.count { $0 == .basic } + basis.rows.count { $0 == .basic }
        if basic != model.rows.count { faults.append("seed \(seed): \(basic) are basic") }
        for (column, bound) in bounds.enumerated() {
          try program.setBounds(bound, bound, ofColumn: column)
        }
        _ = try program.solve()
        for (column, variable) in model.variables.enumerated() {
          try program.setBounds(variable.lower, variable.upper, ofColumn: column)
        }
        for (states, isFirst) in [(basis, true), (any, false)] {
          try program.setBasis(states)
          let again = try program.solve()
          faults += differences(again, first, of: model).map { "seed \(seed): \($0)" }
          if isFirst, case .optimal(let again) = again, again.iterations > 0 {
            faults.append("seed \(seed): \(again.iterations) iterations")
          }
          if isFirst, case .optimal(let again) = again, again.values != optimum.values {
            // The same basis is the same point, up to rounding.
            let far = zip(again.values, optimum.values).contains {
              abs($0 - $1) > 1e-7 * max(1, abs($1))
            }
            if far { faults.append("seed \(seed): another point") }
          }
        }
        return faults
      }
    }
    return faults
  }

  private static func state(using random: inout SplitMix64) -> LinearBasis.State {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: .basic
    case 1: .lower
    default: .upper
    }
  }

  private static func differences(
    _ warm: LinearOutcome, _ cold: LinearOutcome, of model: Model
  ) -> [String] {
    switch (warm, cold) {
    case (.infeasible, .infeasible), (.unbounded, .unbounded): return []
    case (.optimal(let warm), .optimal(let cold)):
      var faults = optimalityFaults(warm, of: model) + optimalityFaults(cold, of: model)
      if abs(warm.objective - cold.objective) > 1e-6 * max(1, abs(cold.objective)) {
        faults.append("\(warm.objective) warm, \(cold.objective) cold")
      }
      return faults
    default: return ["\(warm) warm, \(cold) cold"]
    }
  }

  /// Random programs with whole and continuous columns against all whole parts, each completed by a
  /// linear program whose optimum is proven by its dual.
  public static func mixedPrograms(_ solver: any Solver, seeds: Range<UInt64>) throws -> [String] {
    var faults: [String] = []
    for seed in seeds {
      let model = RandomModels.mixed(seed: seed)
      let whole = model.variables.indices.filter { model.variables[$0].isInteger }
      let (least, broken) = try solver.withLinearProgram(model, options: SolveOptions()) {
        try leastCompletion(of: model, whole: whole, in: $0)
      }
      faults += broken.map { "seed \(seed): \($0)" }
      let outcome = try solver.solve(model, options: SolveOptions())
      guard let least else {
        if outcome.status != .infeasible { faults.append("seed \(seed): \(outcome.status)") }
        continue
      }
      guard outcome.status == .optimal, let point = outcome.incumbent else {
        faults.append("seed \(seed): \(outcome.status) instead of optimal")
        continue
      }
      let tolerance = 1e-5 * max(1, abs(least))
      if abs(point.objective - least) > tolerance {
        faults.append("seed \(seed): \(point.objective), not \(least)")
      }
      if whole.contains(where: { point.values[$0] != point.values[$0].rounded() }) {
        faults.append("seed \(seed): not whole")
      }
      if let broken = model.violation(at: point.values, tolerance: 1e-5) {
        faults.append("seed \(seed): \(broken)")
      }
      let beaten = try solver.solve(model, options: SolveOptions(cutoff: least - 2 * tolerance))
      if beaten.status != .infeasible { faults.append("seed \(seed): cutoff below the optimum") }
      let above = try solver.solve(model, options: SolveOptions(cutoff: least + 0.5))
      if abs((above.incumbent?.objective ?? .infinity) - least) > tolerance {
        faults.append("seed \(seed): cutoff above the optimum")
      }
    }
    return faults
  }

  /// The least objective over all values of the whole columns, and what is wrong on the way.
  private static func leastCompletion(
    of model: Model, whole: [Int], in program: any LinearProgram
  ) throws -> (Double?, [String]) {
    var least: Double?
    var faults: [String] = []
    var fixed = model
    var values = whole.map { model.variables[$0].lower }
    while true {
      for (column, value) in zip(whole, values) {
        try program.setBounds(value, value, ofColumn: column)
        fixed.setBounds(value, value, ofColumn: column)
      }
      if case .optimal(let solution) = try program.solve() {
        faults += optimalityFaults(solution, of: fixed)
        least = min(least ?? solution.objective, solution.objective)
      }
      var place = 0
      while place < whole.count {
        values[place] += 1
        if values[place] <= model.variables[whole[place]].upper { break }
        values[place] = model.variables[whole[place]].lower
        place += 1
      }
      if place == whole.count { return (least, faults) }
    }
  }
}
