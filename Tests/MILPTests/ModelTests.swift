// SPDX-License-Identifier: GPL-3.0-or-later

import MILP
import Testing

@Suite("Models")
struct ModelTests {
  @Test("round their whole columns and compute their objective")
  func rounding() {
    var model = Model(objectiveConstant: 1)
    model.addVariable(.binary(cost: 3))
    model.addVariable(Variable(cost: 2))
    let point = model.rounded([0.9999999, 0.25])
    #expect(point.values == [1, 0.25])
    #expect(point.objective == 4.5)
  }

  @Test("name the first thing that a point breaks")
  func violations() {
    var model = Model()
    model.addVariable(Variable(name: "mass", upper: 5))
    model.addRow(Row(name: "capacity", lower: -.infinity, upper: 4, terms: [Term(0, 1)]))
    #expect(model.violation(at: [4]) == nil)
    #expect(model.violation(at: [4.5])?.contains("row 0 'capacity'") == true)
    #expect(model.violation(at: [6])?.contains("column 0 'mass'") == true)
    #expect(model.violation(at: [.nan]) != nil)
  }

  @Test("the gap is relative to the incumbent, at least to 1, and never negative")
  func gap() {
    func gap(_ objective: Double?, _ bound: Double?) -> Double? {
      let point = objective.map { Point(objective: $0, values: []) }
      return Outcome(status: .optimal, incumbent: point, bound: bound, nodes: 0).gap
    }
    #expect(gap(200, 150) == 0.25)
    #expect(gap(0.5, 0) == 0.5)
    #expect(gap(-100, -110) == 0.1)
    #expect(gap(5, 6) == 0)
    #expect(gap(nil, 1) == nil)
    #expect(gap(1, nil) == nil)
  }
}
