// SPDX-License-Identifier: GPL-3.0-or-later

public import MILP

/// Small random models for tests of solvers.
public enum RandomModels {
  /// A program over 3 to 9 whole variables between 0 and 1 to 3, with rows of every kind.
  public static func integer(seed: UInt64) -> Model {
    var random = SplitMix64(seed: seed)
    var model = Model(
      name: "random \(seed)", objectiveConstant: Double(Int.random(in: -5...5, using: &random)))
    let columns = Int.random(in: 3...9, using: &random)
    for column in 0..<columns {
      let upper = columns > 6 ? 1 : Int.random(in: 1...3, using: &random)
      model.addVariable(
        Variable(
          name: "v \(column)", lower: 0, upper: Double(upper),
          cost: Double(Int.random(in: -9...9, using: &random)), isInteger: true))
    }
    for number in 0..<Int.random(in: 1...6, using: &random) {
      var terms: [Term] = []
      for column in 0..<columns where Int.random(in: 0..<3, using: &random) > 0 {
        let coefficient = Int.random(in: -6...9, using: &random)
        if coefficient != 0 { terms.append(Term(column, Double(coefficient))) }
      }
      let side = Double(Int.random(in: -4...14, using: &random))
      let bounds: (Double, Double) =
        switch Int.random(in: 0..<5, using: &random) {
        case 0: (side, .infinity)
        case 1: (side - 4, side)
        case 2: (side, side)
        default: (-.infinity, side)
        }
      model.addRow(
        Row(name: "row/\(number)", lower: bounds.0, upper: bounds.1, terms: terms))
    }
    return model
  }

  /// The least objective of a model of whole, bounded variables, by trying every point; nil when
  /// none satisfies the rows.
  public static func leastObjective(of model: Model) -> Double? {
    var point = model.variables.map(\.lower)
    var best: Double?
    while true {
      let isFeasible = model.rows.allSatisfy { row in
        let activity = row.terms.reduce(0) { $0 + $1.coefficient * point[$1.index] }
        return row.lower <= activity && activity <= row.upper
      }
      if isFeasible {
        let objective = zip(model.variables, point).reduce(model.objectiveConstant) {
          $0 + $1.0.cost * $1.1
        }
        best = min(best ?? objective, objective)
      }
      var column = 0
      while column < point.count {
        point[column] += 1
        if point[column] <= model.variables[column].upper { break }
        point[column] = model.variables[column].lower
        column += 1
      }
      if column == point.count { return best }
    }
  }

  /// A covering program: choose sets at least cost so that each of `rows` members is in one.
  public static func covering(seed: UInt64, rows: Int, columns: Int) -> Model {
    var random = SplitMix64(seed: seed)
    var model = Model(name: "covering")
    var members = [[Term]](repeating: [], count: rows)
    for column in 0..<columns {
      model.addVariable(.binary(cost: Double(Int.random(in: 10...40, using: &random))))
      for _ in 0..<4 {
        let row = Int.random(in: 0..<rows, using: &random)
        if members[row].last?.index != column { members[row].append(Term(column, 1)) }
      }
    }
    for terms in members { model.addRow(Row(lower: 1, upper: .infinity, terms: terms)) }
    return model
  }
}
