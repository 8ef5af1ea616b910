// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGLPK
internal import MILP

extension Session {
  /// Writes a validated model into an empty problem.
  func load(
    _ model: Model, into problem: OpaquePointer, integrality: Bool
  ) throws(SolverError) {
    try check(cglpk_set_constant(problem, model.objectiveConstant))
    if !model.variables.isEmpty {
      try check(cglpk_add_columns(problem, Int32(clamping: model.variables.count)))
    }
    for (column, variable) in model.variables.enumerated() {
      try set(variable, column: column, in: problem, integrality: integrality)
    }
    if !model.rows.isEmpty {
      try check(cglpk_add_rows(problem, Int32(clamping: model.rows.count)))
    }
    for (number, row) in model.rows.enumerated() { try set(row, number: number, in: problem) }
  }

  /// Sets a column's bounds and cost.
  func set(
    _ variable: Variable, column: Int, in problem: OpaquePointer, integrality: Bool = false
  ) throws(SolverError) {
    let number = Int32(clamping: column + 1)
    let isWhole = integrality && variable.isInteger
    // Whole columns with fractional bounds are an error to GLPK.
    let lower = isWhole ? variable.lower.rounded(.up) : variable.lower
    let upper = isWhole ? variable.upper.rounded(.down) : variable.upper
    if isWhole { try check(cglpk_set_integer(problem, number)) }
    try check(cglpk_set_column_bounds(problem, number, lower, upper))
    if variable.cost != 0 { try check(cglpk_set_cost(problem, number, variable.cost)) }
  }

  /// Sets a row's bounds and coefficients.
  func set(_ row: Row, number: Int, in problem: OpaquePointer) throws(SolverError) {
    let own = Int32(clamping: number + 1)
    try check(cglpk_set_row_bounds(problem, own, row.lower, row.upper))
    try withTerms(row.terms) { count, indices, values in
      cglpk_set_row(problem, own, count, indices, values)
    }
  }
}
