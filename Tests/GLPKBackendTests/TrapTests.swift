// SPDX-License-Identifier: GPL-3.0-or-later

import CGLPK
import Foundation
import GLPKBackend
import MILP
import TestSupport
import Testing

/// What makes GLPK end the process, or answer nonsense, reaches its user as an error.
@Suite("GLPK's traps are errors")
struct TrapTests {
  // MARK: - Refused before GLPK sees them

  @Test(
    "numbers that are none, or too large, are refused",
    arguments: [Double.nan, .infinity, -.infinity, 1e300, -1e300])
  func numbers(value: Double) {
    var cost = Model()
    cost.addVariable(Variable(name: "hab", cost: value))
    expectMalformed(cost, "column 0 'hab'")
    var coefficient = Model()
    coefficient.addVariable(Variable())
    coefficient.addRow(Row(name: "power", lower: 0, upper: 1, terms: [Term(0, value)]))
    expectMalformed(coefficient, "row 0 'power'")
    expectMalformed(Model(objectiveConstant: value), "constant")
  }

  @Test("bounds that hold nothing are refused")
  func bounds() {
    for (lower, upper) in [(2.0, 1.0), (.nan, 1), (0, .nan), (.infinity, .infinity), (-1e300, 0)] {
      var column = Model()
      column.addVariable(Variable(lower: lower, upper: upper))
      expectMalformed(column, "column 0")
      var row = Model()
      row.addVariable(Variable())
      row.addRow(Row(lower: lower, upper: upper, terms: [Term(0, 1)]))
      expectMalformed(row, "row 0")
    }
  }

  @Test("limits that are none are refused")
  func limits() {
    var model = Model()
    model.addVariable(.binary(cost: 1))
    for options in [
      SolveOptions(timeLimit: .nan), SolveOptions(nodeLimit: -1), SolveOptions(relativeGap: .nan),
      SolveOptions(relativeGap: -0.1), SolveOptions(cutoff: .nan),
    ] {
      #expect {
        try GLPKSolver().solve(model, options: options)
      } throws: {
        if case SolverError.malformed = $0 { true } else { false }
      }
    }
  }

  @Test("indices out of range or twice in a row are refused")
  func indices() {
    for terms in [[Term(1, 1)], [Term(-1, 1)], [Term(0, 1), Term(0, 2)]] {
      var model = Model()
      model.addVariable(Variable())
      model.addRow(Row(lower: 0, upper: 1, terms: terms))
      expectMalformed(model, "row 0")
    }
  }

  @Test("a start that breaks a row, a bound or integrality is refused, and named")
  func starts() {
    var model = Model()
    model.addVariable(.binary(name: "a"))
    model.addRow(Row(name: "least", lower: 1, upper: 1, terms: [Term(0, 1)]))
    for (start, word) in [
      ([0.0], "least"), ([2], "bounds"), ([0.5], "integrality"), ([], "values"),
    ] {
      #expect {
        try GLPKSolver().solve(model, options: SolveOptions(start: start))
      } throws: {
        guard case SolverError.badStart(let message) = $0 else { return false }
        return message.contains(word)
      }
    }
  }

  @Test("a linear program refuses bad calls and goes on")
  func linearProgram() throws {
    var model = Model()
    model.addVariable(Variable(upper: 4, cost: -1))
    let objective = try GLPKSolver().withLinearProgram(model, options: SolveOptions()) { program in
      #expect(throws: SolverError.self) {
        try program.addColumns([NewColumn(Variable(), terms: [Term(0, 1)])])
      }
      #expect(throws: SolverError.self) {
        try program.addRows([Row(lower: 0, upper: 1, terms: [Term(7, 1)])])
      }
      #expect(throws: SolverError.self) { try program.setCost(.nan, ofColumn: 0) }
      #expect(throws: SolverError.self) { try program.setBounds(3, 1, ofColumn: 0) }
      #expect(throws: SolverError.self) { try program.setBounds(0, 1, ofRow: 0) }
      #expect(throws: SolverError.self) { try program.remove(columns: [1], rows: []) }
      for basis in [
        LinearBasis(columns: [], rows: []), LinearBasis(columns: [.lower], rows: [.basic]),
      ] {
        #expect(throws: SolverError.self) { try program.setBasis(basis) }
      }
      guard case .optimal(let solution) = try program.solve() else { return Double.nan }
      return solution.objective
    }
    #expect(objective == -4)
  }

  @Test("a linear program that outlives its session refuses to work")
  func escapedProgram() throws {
    let box = Box()
    try GLPKSolver().withLinearProgram(Model(), options: SolveOptions()) { box.program = $0 }
    #expect(throws: SolverError.self) { _ = try box.program?.solve() }
  }

  @Test("whole columns with fractional bounds keep to the whole numbers between them")
  func fractionalBounds() throws {
    var model = Model()
    model.addVariable(Variable(lower: 0.5, upper: 2.5, cost: -1, isInteger: true))
    #expect(try GLPKSolver().solve(model, options: SolveOptions()).incumbent?.values == [2])
    // A linear program does not ask for whole numbers.
    let relaxed = try GLPKSolver().withLinearProgram(
      model, options: SolveOptions()
    ) { program -> [Double] in
      if case .optimal(let solution) = try program.solve() { solution.values } else { [] }
    }
    #expect(relaxed == [2.5])
    model.setBounds(0.2, 0.8, ofColumn: 0)
    #expect(try GLPKSolver().solve(model, options: SolveOptions()).status == .infeasible)
  }

  @Test("an abort within a session is an error, and so are all later calls")
  func abortInSession() throws {
    let model = RandomModels.covering(seed: 3, rows: 10, columns: 20)
    try GLPKSolver().withLinearProgram(model, options: SolveOptions()) { program in
      _ = try program.solve()
      cglpk_limit_memory(1)
      let many = [NewColumn](repeating: NewColumn(Variable(), terms: []), count: 20_000)
      for _ in 0..<2 {
        #expect {
          try program.addColumns(many)
        } throws: {
          guard case SolverError.failed(let message) = $0 else { return false }
          return message.contains("memory")
        }
      }
      #expect(throws: SolverError.self) { _ = try program.solve() }
      #expect(throws: SolverError.self) { try program.remove(columns: [0], rows: [0]) }
    }
    #expect(try GLPKSolver().solve(model, options: SolveOptions()).status == .optimal)
  }

  @Test("a linear program refuses to work on another thread, and goes on with its own")
  func otherThread() throws {
    let box = Box()
    try GLPKSolver().withLinearProgram(
      RandomModels.covering(seed: 3, rows: 10, columns: 20), options: SolveOptions()
    ) { program in
      box.program = program
      let done = DispatchSemaphore(value: 0)
      let thread = Thread {
        #expect(throws: SolverError.self) { _ = try box.program?.solve() }
        done.signal()
      }
      thread.start()
      done.wait()
      // Another session on another thread does not make it welcome there.
      try GLPKSolver().withLinearProgram(Model(), options: SolveOptions()) { _ in
        _ = #expect(throws: SolverError.self) { _ = try box.program?.solve() }
      }
      if case .optimal = try program.solve() {} else { Issue.record("it does not go on") }
      box.program = nil
    }
  }

  // MARK: - GLPK's own aborts, provoked below the checks

  /// Calls that make GLPK abort the process when nothing catches it.
  enum Abort: CaseIterable {
    case noRows, noColumns, rowOutOfRange, columnOutOfRange, duplicateInRow, indexInRow
    case duplicateInColumn, deletedRow, notANumberInBound, memoryLimit
  }

  @Test("an abort inside GLPK is caught, and the thread works again", arguments: Abort.allCases)
  func aborts(abort: Abort) {
    for _ in 0..<2 {
      cglpk_begin(nil)
      #expect(provoke(abort) == Int32(CGLPK_ABORTED), "\(abort)")
      #expect(!String(cString: cglpk_message()).isEmpty, "\(abort)")
      var problem: OpaquePointer?
      #expect(cglpk_create(&problem) == Int32(CGLPK_ABORTED), "nothing works after it")
      cglpk_end()
    }
    // A healthy solve on this thread, and one on another.
    cglpk_begin(nil)
    var created: OpaquePointer?
    #expect(cglpk_create(&created) == 0)
    if let problem = created {
      cglpk_add_columns(problem, 1)
      cglpk_set_column_bounds(problem, 1, 2, 5)
      cglpk_set_cost(problem, 1, 3)
      var (outcome, iterations): (Int32, Int32) = (-1, 0)
      let method = Int32(CGLPK_METHOD_LONG_STEP_DUAL)
      #expect(cglpk_solve_lp(problem, method, .infinity, &outcome, &iterations) == 0)
      #expect(outcome == Int32(CGLPK_LP_OPTIMAL))
      var (objective, value, reduced) = (0.0, 0.0, 0.0)
      #expect(cglpk_read_lp(problem, &objective, &value, &reduced, nil, nil) == 0)
      #expect(objective == 6)
    }
    cglpk_end()
    var model = Model()
    model.addVariable(.binary(cost: -1))
    #expect(
      (try? GLPKSolver().solve(model, options: SolveOptions()))?.incumbent?.objective == -1)
  }

  @Test("calls outside of a session, or a second session on a thread, are refused")
  func sessions() {
    var problem: OpaquePointer?
    #expect(cglpk_create(&problem) == Int32(CGLPK_ABORTED))
    #expect(cglpk_begin(nil) == 0)
    #expect(cglpk_begin(nil) == Int32(CGLPK_ABORTED))
    #expect(cglpk_create(&problem) == 0)
    cglpk_end()
    #expect(cglpk_create(&problem) == Int32(CGLPK_ABORTED))
    cglpk_end()
  }

  private func provoke(_ abort: Abort) -> Int32 {
    var created: OpaquePointer?
    cglpk_create(&created)
    guard let problem = created else { return 0 }
    guard abort != .noRows, abort != .noColumns else {
      return abort == .noRows ? cglpk_add_rows(problem, 0) : cglpk_add_columns(problem, 0)
    }
    cglpk_add_rows(problem, 2)
    cglpk_add_columns(problem, 2)
    switch abort {
    case .noRows, .noColumns: return 0
    case .rowOutOfRange: return cglpk_set_row_bounds(problem, 3, 0, 1)
    case .columnOutOfRange: return cglpk_set_cost(problem, 9, 1)
    case .duplicateInRow: return cglpk_set_row(problem, 1, 2, [0, 1, 1], [0, 1, 1])
    case .indexInRow: return cglpk_set_row(problem, 1, 1, [0, 5], [0, 1])
    case .duplicateInColumn: return cglpk_set_column(problem, 1, 2, [0, 2, 2], [0, 1, 1])
    case .deletedRow: return cglpk_delete_rows(problem, 1, [0, 3])
    case .notANumberInBound:
      for column in 1...2 { cglpk_set_cost(problem, Int32(column), -1) }
      cglpk_set_row(problem, 1, 2, [0, 1, 2], [0, 1, 1])
      cglpk_set_row_bounds(problem, 1, 0, .nan)
      cglpk_set_row_bounds(problem, 2, .nan, 4)
      cglpk_set_column_bounds(problem, 1, 0, .nan)
      cglpk_set_column_bounds(problem, 2, 0, .infinity)
      var outcome: Int32 = 0
      var iterations: Int32 = 0
      return cglpk_solve_lp(problem, 0, .infinity, &outcome, &iterations)
    case .memoryLimit: return exhaust(problem)
    }
  }

  private func exhaust(_ problem: OpaquePointer) -> Int32 {
    cglpk_limit_memory(1)
    return cglpk_add_columns(problem, 1_000_000)
  }

  private func expectMalformed(
    _ model: Model, _ word: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(sourceLocation: sourceLocation) {
      try GLPKSolver().solve(model, options: SolveOptions())
    } throws: {
      guard case SolverError.malformed(let message) = $0 else { return false }
      return message.contains(word)
    }
  }

  /// Unchecked: used by one thread after another, never by two at once.
  private final class Box: @unchecked Sendable {
    var program: (any LinearProgram)?
  }
}
