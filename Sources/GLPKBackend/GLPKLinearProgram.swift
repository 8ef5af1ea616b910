// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGLPK
internal import MILP

/// A linear program inside GLPK, on the thread of its session.
final class GLPKLinearProgram: LinearProgram {
  private let session: Session
  private let problem: OpaquePointer
  private let constantIsSet: Double
  private(set) var columnCount: Int
  private(set) var rowCount: Int
  /// Rows or bounds changed, so that the basis is dual rather than primal feasible.
  private var prefersDual = true
  private var isOpen = true

  init(_ model: Model, options: SolveOptions, session: Session) throws(SolverError) {
    self.session = session
    var created: OpaquePointer?
    try session.check(cglpk_create(&created))
    guard let created else { throw .failed("GLPK made no problem") }
    problem = created
    constantIsSet = model.objectiveConstant
    try session.load(model, into: created, integrality: false)
    columnCount = model.variables.count
    rowCount = model.rows.count
  }

  /// Ends the program's life; later calls throw.
  func close() { isOpen = false }

  private func checkIsOpen() throws(SolverError) {
    guard isOpen else { throw .malformed("a linear program was used after its session") }
  }

  func addColumns(_ columns: [NewColumn]) throws(SolverError) {
    try checkIsOpen()
    guard !columns.isEmpty else { return }
    for (offset, column) in columns.enumerated() {
      let name = "column \(columnCount + offset)"
      try column.variable.validate(name)
      try Term.validate(column.terms, below: rowCount, name)
    }
    try session.check(cglpk_add_columns(problem, Int32(clamping: columns.count)))
    for (offset, column) in columns.enumerated() {
      try session.set(column.variable, column: columnCount + offset, in: problem)
      try session.withTerms(column.terms) { count, indices, values in
        cglpk_set_column(
          problem, Int32(clamping: columnCount + offset + 1), count, indices, values)
      }
    }
    columnCount += columns.count
    prefersDual = false
  }

  func addRows(_ rows: [Row]) throws(SolverError) {
    try checkIsOpen()
    guard !rows.isEmpty else { return }
    for (offset, row) in rows.enumerated() {
      try row.validate("row \(rowCount + offset)", columns: columnCount)
    }
    try session.check(cglpk_add_rows(problem, Int32(clamping: rows.count)))
    for (offset, row) in rows.enumerated() {
      try session.set(row, number: rowCount + offset, in: problem)
    }
    rowCount += rows.count
    prefersDual = true
  }

  func setBounds(_ lower: Double, _ upper: Double, ofColumn column: Int) throws(SolverError) {
    try checkIsOpen()
    try check(column, below: columnCount, "column")
    try Variable(lower: lower, upper: upper).validate("column \(column)")
    try session.check(
      cglpk_set_column_bounds(problem, Int32(clamping: column + 1), lower, upper))
    prefersDual = true
  }

  func setBounds(_ lower: Double, _ upper: Double, ofRow row: Int) throws(SolverError) {
    try checkIsOpen()
    try check(row, below: rowCount, "row")
    try Row(lower: lower, upper: upper, terms: []).validate("row \(row)", columns: 0)
    try session.check(cglpk_set_row_bounds(problem, Int32(clamping: row + 1), lower, upper))
    prefersDual = true
  }

  func setCost(_ cost: Double, ofColumn column: Int) throws(SolverError) {
    try checkIsOpen()
    try check(column, below: columnCount, "column")
    try Variable(cost: cost).validate("column \(column)")
    try session.check(cglpk_set_cost(problem, Int32(clamping: column + 1), cost))
    prefersDual = false
  }

  func remove(columns: [Int], rows: [Int]) throws(SolverError) {
    try checkIsOpen()
    for column in columns { try check(column, below: columnCount, "column") }
    for row in rows { try check(row, below: rowCount, "row") }
    let columns = Set(columns).sorted().map { Int32(clamping: $0 + 1) }
    let rows = Set(rows).sorted().map { Int32(clamping: $0 + 1) }
    if !columns.isEmpty {
      try session.check(
        cglpk_delete_columns(problem, Int32(clamping: columns.count), [0] + columns))
    }
    if !rows.isEmpty {
      try session.check(cglpk_delete_rows(problem, Int32(clamping: rows.count), [0] + rows))
    }
    columnCount -= columns.count
    rowCount -= rows.count
    prefersDual = true
  }

  func solve() throws(SolverError) -> LinearOutcome {
    try checkIsOpen()
    guard columnCount > 0 else { return try solveWithoutColumns() }
    var outcome: Int32 = 0
    var iterations: Int32 = 0
    try session.check(
      cglpk_solve_lp(problem, prefersDual ? 1 : 0, session.secondsLeft, &outcome, &iterations))
    switch Int(outcome) {
    case CGLPK_LP_OPTIMAL: break
    case CGLPK_LP_INFEASIBLE: return .infeasible
    case CGLPK_LP_UNBOUNDED: return .unbounded
    case CGLPK_LP_TIME: return .stopped(.timeLimit)
    case CGLPK_LP_CANCELLED: return .stopped(.cancelled)
    default: throw .failed("GLPK's simplex method gave up")
    }
    var objective = 0.0
    var values = [Double](repeating: 0, count: columnCount)
    var reducedCosts = values
    var activities = [Double](repeating: 0, count: rowCount)
    var duals = activities
    try session.check(
      cglpk_read_lp(problem, &objective, &values, &reducedCosts, &activities, &duals))
    prefersDual = false
    return .optimal(
      LinearSolution(
        objective: objective, values: values, reducedCosts: reducedCosts,
        activities: activities, duals: duals, iterations: Int(iterations)))
  }

  /// GLPK takes no program without columns; its rows are all zero.
  private func solveWithoutColumns() throws(SolverError) -> LinearOutcome {
    for row in zeroRows where row.lower > 0 || row.upper < 0 { return .infeasible }
    let zeros = [Double](repeating: 0, count: rowCount)
    return .optimal(
      LinearSolution(
        objective: constantIsSet, values: [], reducedCosts: [], activities: zeros, duals: zeros,
        iterations: 0))
  }

  /// The bounds of the rows.
  private var zeroRows: [(lower: Double, upper: Double)] {
    (0..<rowCount).map { row in
      var (lower, upper) = (0.0, 0.0)
      cglpk_row_bounds(problem, Int32(clamping: row + 1), &lower, &upper)
      return (lower, upper)
    }
  }

  private func check(_ number: Int, below count: Int, _ what: String) throws(SolverError) {
    guard number >= 0, number < count else {
      throw .malformed("\(what) \(number) does not exist; there are \(count)")
    }
  }
}
