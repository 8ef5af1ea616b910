// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGLPK
internal import MILP

/// A linear program inside GLPK, on the thread of its session.
final class GLPKLinearProgram: LinearProgram {
  private let session: Session
  private let problem: OpaquePointer
  private let constant: Double
  private(set) var columnCount: Int
  private(set) var rowCount: Int
  /// What changed since the last solution; it decides on the method.
  private var change = Change.columnBounds
  private var isOpen = true
  /// By row (or column), the number of the last list of terms that named it.
  private var lastNamed: [Int] = []
  private var termLists = 0

  /// A change, in ascending order of what it leaves of the last basis.
  private enum Change: Int, Comparable {
    /// Columns or costs: the basis is primal feasible.
    case columns
    /// Rows: dual feasible.
    case rows
    /// Bounds of columns, or everything: dual feasible, too, over boxed columns.
    case columnBounds

    static func < (left: Change, right: Change) -> Bool { left.rawValue < right.rawValue }

    var method: Int32 {
      switch self {
      case .columns: Int32(CGLPK_METHOD_PRIMAL)
      case .rows: Int32(CGLPK_METHOD_DUAL)
      case .columnBounds: Int32(CGLPK_METHOD_LONG_STEP_DUAL)
      }
    }
  }

  init(_ model: Model, session: Session) throws(SolverError) {
    self.session = session
    var created: OpaquePointer?
    try session.check(cglpk_create(&created))
    guard let created else { throw .failed("GLPK made no problem") }
    problem = created
    constant = model.objectiveConstant
    try session.load(model, into: created, integrality: false)
    columnCount = model.variables.count
    rowCount = model.rows.count
  }

  /// Ends the program's life; later calls throw.
  func close() { isOpen = false }

  private func checkIsOpen() throws(SolverError) {
    guard isOpen else { throw .malformed("a linear program was used after its session") }
    guard session.isOnItsThread else {
      throw .malformed("a linear program was used on a thread that is not its own")
    }
  }

  func addColumns(_ columns: [NewColumn]) throws(SolverError) {
    try checkIsOpen()
    guard !columns.isEmpty else { return }
    for (offset, column) in columns.enumerated() {
      let name = "column \(columnCount + offset)"
      try column.variable.validate(name)
      try validate(column.terms, below: rowCount, name)
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
    note(.columns)
  }

  func addRows(_ rows: [Row]) throws(SolverError) {
    try checkIsOpen()
    guard !rows.isEmpty else { return }
    for (offset, row) in rows.enumerated() {
      let name = "row \(rowCount + offset)"
      try row.validateBounds(name)
      try validate(row.terms, below: columnCount, name)
    }
    try session.check(cglpk_add_rows(problem, Int32(clamping: rows.count)))
    for (offset, row) in rows.enumerated() {
      try session.set(row, number: rowCount + offset, in: problem)
    }
    rowCount += rows.count
    note(.rows)
  }

  func setBounds(_ lower: Double, _ upper: Double, ofColumn column: Int) throws(SolverError) {
    try checkIsOpen()
    try check(column, below: columnCount, "column")
    try Variable(lower: lower, upper: upper).validate("column \(column)")
    try session.check(
      cglpk_set_column_bounds(problem, Int32(clamping: column + 1), lower, upper))
    note(.columnBounds)
  }

  func setBounds(_ lower: Double, _ upper: Double, ofRow row: Int) throws(SolverError) {
    try checkIsOpen()
    try check(row, below: rowCount, "row")
    try Row(lower: lower, upper: upper, terms: []).validateBounds("row \(row)")
    try session.check(cglpk_set_row_bounds(problem, Int32(clamping: row + 1), lower, upper))
    note(.rows)
  }

  func setCost(_ cost: Double, ofColumn column: Int) throws(SolverError) {
    try checkIsOpen()
    try check(column, below: columnCount, "column")
    try Variable(cost: cost).validate("column \(column)")
    try session.check(cglpk_set_cost(problem, Int32(clamping: column + 1), cost))
    note(.columns)
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
    note(.columns)
  }

  func basis() throws(SolverError) -> LinearBasis {
    try checkIsOpen()
    var columns = [Int32](repeating: 0, count: columnCount)
    var rows = [Int32](repeating: 0, count: rowCount)
    try session.check(cglpk_read_basis(problem, &columns, &rows))
    return LinearBasis(
      columns: columns.map(LinearBasis.State.init(code:)),
      rows: rows.map(LinearBasis.State.init(code:)))
  }

  func setBasis(_ basis: LinearBasis) throws(SolverError) {
    try checkIsOpen()
    guard basis.columns.count == columnCount, basis.rows.count == rowCount else {
      throw .malformed(
        "a basis of \(basis.columns.count) columns and \(basis.rows.count) rows does not suit "
          + "\(columnCount) and \(rowCount)")
    }
    try session.check(
      cglpk_set_basis(problem, basis.columns.map(\.code), basis.rows.map(\.code)))
    note(.columnBounds)
  }

  func solve() throws(SolverError) -> LinearOutcome {
    try checkIsOpen()
    guard columnCount > 0 else { return try solveWithoutColumns() }
    var outcome: Int32 = 0
    var iterations: Int32 = 0
    try session.check(
      cglpk_solve_lp(
        problem, change.method, session.secondsLeft, &outcome, &iterations))
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
    change = .columns
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
        objective: constant, values: [], reducedCosts: [], activities: zeros, duals: zeros,
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

  private func note(_ new: Change) { change = max(change, new) }

  private func check(_ number: Int, below count: Int, _ what: String) throws(SolverError) {
    guard number >= 0, number < count else {
      throw .malformed("\(what) \(number) does not exist; there are \(count)")
    }
  }

  /// As `Term.validate`, without a set for each of thousands of columns.
  private func validate(_ terms: [Term], below count: Int, _ name: String) throws(SolverError) {
    if lastNamed.count < count {
      lastNamed += [Int](repeating: 0, count: 2 * count - lastNamed.count)
    }
    termLists += 1
    for term in terms {
      guard term.index >= 0, term.index < count else {
        throw .malformed("\(name) names index \(term.index); there are \(count)")
      }
      guard lastNamed[term.index] != termLists else {
        throw .malformed("\(name) names index \(term.index) twice")
      }
      lastNamed[term.index] = termLists
      try term.validateCoefficient(name)
    }
  }
}

extension LinearBasis.State {
  fileprivate init(code: Int32) {
    switch Int(code) {
    case CGLPK_STATE_BASIC: self = .basic
    case CGLPK_STATE_UPPER: self = .upper
    default: self = .lower
    }
  }

  fileprivate var code: Int32 {
    switch self {
    case .basic: Int32(CGLPK_STATE_BASIC)
    case .lower: Int32(CGLPK_STATE_LOWER)
    case .upper: Int32(CGLPK_STATE_UPPER)
    }
  }
}
