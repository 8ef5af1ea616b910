// SPDX-License-Identifier: GPL-3.0-or-later

import GLPKBackend
import MILP
import TestSupport
import Testing

@Suite("GLPK does what any solver must")
struct ConformanceTests {
  @Test(
    "random integer programs agree with trying every point", arguments: 0..<6, [true, false])
  func integerPrograms(block: UInt64, presolves: Bool) throws {
    let faults = try SolverConformance.integerPrograms(
      GLPKSolver(presolves: presolves), seeds: (50 * block)..<(50 * block + 50))
    #expect(faults == [])
  }

  @Test("mixed programs agree with trying every whole part", arguments: 0..<4, [true, false])
  func mixedPrograms(block: UInt64, presolves: Bool) throws {
    let faults = try SolverConformance.mixedPrograms(
      GLPKSolver(presolves: presolves), seeds: (25 * block)..<(25 * block + 25))
    #expect(faults == [])
  }

  @Test("linear programs edited at random equal those set up anew", arguments: 0..<4)
  func editedPrograms(block: UInt64) throws {
    let faults = try SolverConformance.editedPrograms(
      GLPKSolver(), seeds: (50 * block)..<(50 * block + 50))
    #expect(faults == [])
  }

  @Test("linear programs that grow stay optimal, primal and dual")
  func grownPrograms() throws {
    #expect(try SolverConformance.grownPrograms(GLPKSolver(), seeds: 0..<40) == [])
  }

  @Test("linear programs go on from a basis of before, or from any other", arguments: 0..<4)
  func bases(block: UInt64) throws {
    let faults = try SolverConformance.bases(
      GLPKSolver(), seeds: (50 * block)..<(50 * block + 50))
    #expect(faults == [])
  }

  @Test("solves side by side give what they give alone")
  func sideBySide() async throws {
    let models = (0..<4).map { RandomModels.covering(seed: $0, rows: 25, columns: 60) }
    let alone = try models.map { try GLPKSolver().solve($0, options: SolveOptions()).incumbent }
    let together = try await withThrowingTaskGroup(of: (Int, Point?).self) { group in
      for (index, model) in models.enumerated() {
        group.addTask {
          (index, try GLPKSolver().solve(model, options: SolveOptions()).incumbent)
        }
      }
      return try await group.reduce(into: [Int: Point?]()) { $0[$1.0] = $1.1 }
    }
    #expect(models.indices.map { together[$0] } == alone)
  }

  @Test("models without columns or rows have outcomes too")
  func emptyModels() throws {
    let solver = GLPKSolver()
    let empty = Model(objectiveConstant: 3)
    #expect(try solver.solve(empty, options: SolveOptions()).incumbent?.objective == 3)
    var impossible = Model()
    impossible.addRow(Row(lower: 1, upper: .infinity, terms: []))
    #expect(try solver.solve(impossible, options: SolveOptions()).status == .infeasible)
    var free = Model()
    free.addVariable(Variable(lower: 2, upper: 9, cost: 1, isInteger: true))
    #expect(try solver.solve(free, options: SolveOptions()).incumbent?.values == [2])
    free.setCost(-1, ofColumn: 0)
    free.setBounds(2, .infinity, ofColumn: 0)
    #expect(try solver.solve(free, options: SolveOptions()).status == .unbounded)
    // An unbounded relaxation of a program without whole solutions.
    free.addVariable(Variable(lower: 0, upper: 9, isInteger: true))
    free.addRow(Row(lower: 1, upper: 1, terms: [Term(1, 2)]))
    #expect(try solver.solve(free, options: SolveOptions()).status == .infeasible)
    let outcome = try solver.withLinearProgram(impossible, options: SolveOptions()) {
      if case .infeasible = try $0.solve() { true } else { false }
    }
    #expect(outcome)
  }
}
