// SPDX-License-Identifier: GPL-3.0-or-later

import CGLPK
import Foundation
import GLPKBackend
import MILP
import TestSupport
import Testing

/// Models written to files and read back by GLPK keep their optimum.
@Suite("Written models")
struct WrittenModelTests {
  @Test("keep their optimum through LP and MPS files", arguments: UInt64(0)..<60)
  func roundTrip(seed: UInt64) throws {
    var model = RandomModels.integer(seed: seed)
    // Columns of the other kinds: free, negative, fixed, unbounded above, without coefficients.
    model.addVariable(Variable(name: "free", lower: -.infinity, upper: .infinity))
    model.addVariable(Variable(name: "e12", lower: -3.5, upper: -1, cost: 2))
    model.addVariable(Variable(name: "fixed", lower: 2, upper: 2, cost: 1))
    model.addVariable(Variable(name: "up", lower: -.infinity, upper: 7, cost: -1))
    model.addVariable(Variable(name: "open", lower: 1, cost: 1, isInteger: true))
    let free = model.variables.count - 5
    model.addRow(
      Row(name: "a b", lower: -2, upper: 3, terms: [Term(free, 1), Term(free + 1, 0.5)]))
    model.addRow(Row(lower: -.infinity, upper: .infinity, terms: [Term(free, 1)]))
    model.addRow(Row(lower: 0, upper: 4, terms: []))
    let expected = try GLPKSolver().solve(model, options: SolveOptions())
    for (format, text) in [(Int32(0), try model.lpFormat()), (1, try model.mpsFormat())] {
      let (outcome, objective) = try solve(text, format: format)
      if let point = expected.incumbent {
        #expect(outcome == Int32(CGLPK_MIP_OPTIMAL), "format \(format)")
        #expect(abs(objective - point.objective) < 1e-6, "format \(format)")
      } else {
        #expect(outcome == Int32(CGLPK_MIP_INFEASIBLE), "format \(format)")
      }
    }
  }

  @Test("have names that are safe and distinct, whatever the model's are")
  func names() throws {
    var model = Model(name: "two words\nand a line")
    for name in ["", "a", "a", "x1", "1e5", "sinus π", String(repeating: "long", count: 200)] {
      model.addVariable(.binary(name: name, cost: -1))
    }
    model.addRow(
      Row(name: ":<=", lower: 0, upper: 3, terms: model.variables.indices.map { Term($0, 1) }))
    for (format, text) in [(Int32(0), try model.lpFormat()), (1, try model.mpsFormat())] {
      #expect(text.utf8.allSatisfy { $0 < 128 })
      #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count < 256 })
      let (outcome, objective) = try solve(text, format: format)
      #expect(outcome == Int32(CGLPK_MIP_OPTIMAL))
      #expect(objective == -3)
    }
  }

  @Test("refuse what no file can say")
  func malformed() {
    let model = Model(objectiveConstant: .nan)
    #expect(throws: SolverError.self) { try model.lpFormat() }
    #expect(throws: SolverError.self) { try model.mpsFormat() }
  }

  private func solve(_ text: String, format: Int32) throws -> (Int32, Double) {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("perilune-\(UUID().uuidString)")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    cglpk_begin(nil)
    defer { cglpk_end() }
    var outcome: Int32 = 0
    var objective = 0.0
    #expect(cglpk_solve_file(file.path, format, &outcome, &objective) == 0)
    return (outcome, objective)
  }
}
