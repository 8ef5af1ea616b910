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

  /// A program over 2 or 3 whole columns and 2 to 4 continuous ones, all boxed.
  public static func mixed(seed: UInt64) -> Model {
    var random = SplitMix64(seed: seed)
    var model = Model(objectiveConstant: 0.25)
    for _ in 0..<Int.random(in: 2...3, using: &random) {
      let lower = Double(Int.random(in: -2...1, using: &random))
      model.addVariable(
        Variable(
          lower: lower, upper: lower + Double(Int.random(in: 1...3, using: &random)),
          cost: Double(Int.random(in: -20...20, using: &random)) / 4, isInteger: true))
    }
    for _ in 0..<Int.random(in: 2...4, using: &random) {
      model.addVariable(
        Variable(
          lower: -2.5, upper: 4, cost: Double(Int.random(in: -20...20, using: &random)) / 8))
    }
    for _ in 0..<Int.random(in: 2...4, using: &random) {
      model.addRow(row(over: model.variables.count, using: &random))
    }
    return model
  }

  /// A linear program over columns and rows of every kind.
  static func linear(using random: inout SplitMix64) -> Model {
    var model = Model(objectiveConstant: 2)
    for _ in 0..<Int.random(in: 4...10, using: &random) {
      model.addVariable(column(using: &random))
    }
    for _ in 0..<Int.random(in: 3...8, using: &random) {
      model.addRow(row(over: model.variables.count, using: &random))
    }
    return model
  }

  /// A continuous column: mostly from 0 on, sometimes boxed, free, bounded above only or fixed.
  static func column(using random: inout SplitMix64) -> Variable {
    let cost = Double(Int.random(in: -2...9, using: &random))
    switch Int.random(in: 0..<10, using: &random) {
    case 0...4: return Variable(cost: cost)
    case 5, 6: return Variable(lower: -1.5, upper: 4, cost: -cost)
    case 7: return Variable(lower: -.infinity, upper: .infinity, cost: 0)
    case 8: return Variable(lower: -.infinity, upper: 3, cost: -abs(cost))
    default: return Variable(lower: 2, upper: 2, cost: cost)
    }
  }

  /// A row of any kind, possibly without coefficients.
  static func row(over columns: Int, using random: inout SplitMix64) -> Row {
    let terms = terms(over: columns, using: &random)
    let side = Double(Int.random(in: -6...12, using: &random))
    switch Int.random(in: 0..<7, using: &random) {
    case 0...2: return Row(lower: -.infinity, upper: side, terms: terms)
    case 3, 4: return Row(lower: side - 8, upper: .infinity, terms: terms)
    case 5: return Row(lower: side - 5.5, upper: side, terms: terms)
    default: return Row(lower: side, upper: side, terms: terms)
    }
  }

  /// Coefficients at about half of the places.
  static func terms(over count: Int, using random: inout SplitMix64) -> [Term] {
    var terms: [Term] = []
    for index in 0..<count where Bool.random(using: &random) {
      terms.append(Term(index, Double(Int.random(in: -5...7, using: &random))))
    }
    return terms
  }
}
