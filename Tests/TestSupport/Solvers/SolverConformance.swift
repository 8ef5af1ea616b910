// SPDX-License-Identifier: GPL-3.0-or-later

public import MILP

/// What any `Solver` must do; each function returns what it finds wrong, nothing when all is well.
public enum SolverConformance {
  /// Random integer programs against trying every point, with and without a start and a cutoff.
  public static func integerPrograms(_ solver: any Solver, seeds: Range<UInt64>) throws -> [String]
  {
    var faults: [String] = []
    for seed in seeds {
      let model = RandomModels.integer(seed: seed)
      let least = RandomModels.leastObjective(of: model)
      let outcome = try solver.solve(model, options: SolveOptions(objectiveIsIntegral: true))
      guard let least else {
        if outcome.status != .infeasible { faults.append("seed \(seed): not found infeasible") }
        continue
      }
      guard outcome.status == .optimal, let point = outcome.incumbent else {
        faults.append("seed \(seed): \(outcome.status) instead of optimal")
        continue
      }
      if point.objective != least {
        faults.append("seed \(seed): \(point.objective), not \(least)")
      }
      if outcome.bound != least {
        faults.append("seed \(seed): bound \(String(describing: outcome.bound))")
      }
      if let broken = model.violation(at: point.values) { faults.append("seed \(seed): \(broken)") }
      // From its own optimum, and with a cutoff that leaves exactly the optimum, or nothing.
      let again = try solver.solve(model, options: SolveOptions(start: point.values))
      if again.incumbent?.objective != least { faults.append("seed \(seed): lost its start") }
      let above = try solver.solve(
        model, options: SolveOptions(cutoff: least + 1, objectiveIsIntegral: true))
      if above.incumbent?.objective != least { faults.append("seed \(seed): cutoff above") }
      let at = try solver.solve(
        model, options: SolveOptions(cutoff: least, objectiveIsIntegral: true))
      if at.status != .infeasible { faults.append("seed \(seed): cutoff at the optimum") }
    }
    return faults
  }

  /// A linear program grown by columns and rows stays optimal: the solution satisfies primal and
  /// dual feasibility and complementary slackness, and equals that of the same program set up cold.
  public static func grownPrograms(_ solver: any Solver, seeds: Range<UInt64>) throws -> [String] {
    try seeds.flatMap { seed in
      let whole = relaxed(RandomModels.covering(seed: seed, rows: 12, columns: 30))
      let columns = whole.variables.indices
      return try solver.withLinearProgram(Model(), options: SolveOptions()) { program in
        var faults: [String] = []
        // Rows 0..<6 with half of the columns, then the other columns, then the other rows.
        let early = whole.rows[..<6], late = whole.rows[6...]
        try program.addRows(early.map { Row(lower: $0.lower, upper: $0.upper, terms: []) })
        try program.addColumns([NewColumn(Variable(cost: 1000), terms: (0..<6).map { Term($0, 1) })]
        )
        func add(_ range: Range<Int>) throws {
          try program.addColumns(
            range.map { column in
              NewColumn(
                whole.variables[column],
                terms: early.enumerated().compactMap { number, row in
                  row.terms.first { $0.index == column }.map { Term(number, $0.coefficient) }
                })
            })
        }
        func check(_ model: Model, _ step: String) throws {
          guard case .optimal(let solution) = try program.solve() else {
            faults.append("seed \(seed), \(step): not optimal")
            return
          }
          faults += optimalityFaults(solution, of: model).map { "seed \(seed), \(step): \($0)" }
        }
        try add(0..<15)
        _ = try program.solve()
        try add(15..<columns.count)
        try check(padded(whole, rows: Array(early)), "columns")
        try program.addRows(
          late.map { row in
            Row(
              lower: row.lower, upper: row.upper,
              terms: [Term(0, 1)] + row.terms.map { Term($0.index + 1, $0.coefficient) })
          })
        try check(padded(whole, rows: whole.rows), "rows")
        try program.setBounds(0, 0, ofColumn: 3)
        try program.setCost(1, ofColumn: 5)
        var changed = padded(whole, rows: whole.rows)
        changed.setBounds(0, 0, ofColumn: 3)
        changed.setCost(1, ofColumn: 5)
        try check(changed, "bounds and costs")
        return faults
      }
    }
  }

  /// What breaks optimality of a solution of a linear program.
  public static func optimalityFaults(_ solution: LinearSolution, of model: Model) -> [String] {
    var faults: [String] = []
    let tolerance = 1e-6
    // What the duals make of the bounds; equal to the objective at an optimum.
    var dualObjective = model.objectiveConstant
    if let broken = model.violation(at: solution.values) { faults.append(broken) }
    var reduced = model.variables.map(\.cost)
    for (number, row) in model.rows.enumerated() {
      let dual = solution.duals[number]
      var activity = 0.0
      for term in row.terms {
        reduced[term.index] -= dual * term.coefficient
        activity += term.coefficient * solution.values[term.index]
      }
      if abs(activity - solution.activities[number]) > tolerance {
        faults.append("activity \(number)")
      }
      let side = dual > 0 ? row.lower : row.upper
      if abs(dual) > 1e-9, side.isFinite { dualObjective += dual * side }
      if dual > tolerance, activity > row.lower + tolerance {
        faults.append("slackness of row \(number)")
      }
      if dual < -tolerance, activity < row.upper - tolerance {
        faults.append("slackness of row \(number)")
      }
    }
    for (column, variable) in model.variables.enumerated() {
      let value = solution.values[column]
      let side = reduced[column] > 0 ? variable.lower : variable.upper
      if abs(reduced[column]) > 1e-9, side.isFinite { dualObjective += reduced[column] * side }
      if abs(reduced[column] - solution.reducedCosts[column]) > tolerance {
        faults.append("reduced cost \(column)")
      }
      if reduced[column] > tolerance, value > variable.lower + tolerance {
        faults.append("column \(column)")
      }
      if reduced[column] < -tolerance, value < variable.upper - tolerance {
        faults.append("column \(column)")
      }
    }
    let objective = zip(model.variables, solution.values).reduce(model.objectiveConstant) {
      $0 + $1.0.cost * $1.1
    }
    if abs(objective - solution.objective) > tolerance { faults.append("objective") }
    if abs(objective - dualObjective) > tolerance * max(1, abs(objective)) {
      faults.append("objective \(objective), dual objective \(dualObjective)")
    }
    return faults
  }

  private static func relaxed(_ model: Model) -> Model {
    var relaxed = Model(name: model.name)
    for var variable in model.variables {
      variable.isInteger = false
      relaxed.addVariable(variable)
    }
    for row in model.rows { relaxed.addRow(row) }
    return relaxed
  }

  /// The model with the dear column in front that keeps it feasible.
  private static func padded(_ model: Model, rows: [Row]) -> Model {
    var result = Model()
    result.addVariable(Variable(cost: 1000))
    for variable in model.variables { result.addVariable(variable) }
    for row in rows {
      let terms = [Term(0, 1)] + row.terms.map { Term($0.index + 1, $0.coefficient) }
      result.addRow(Row(lower: row.lower, upper: row.upper, terms: terms))
    }
    return result
  }
}
