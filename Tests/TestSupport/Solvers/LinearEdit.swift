// SPDX-License-Identifier: GPL-3.0-or-later

import MILP

/// A change of a linear program, made to a live one and to the model that describes it.
enum LinearEdit {
  case addColumns([NewColumn])
  case addRows([Row])
  case columnBounds(Int, Double, Double)
  case rowBounds(Int, Double, Double)
  case cost(Int, Double)
  case remove(columns: [Int], rows: [Int])

  /// A random change of a model with columns and rows.
  static func random(for model: Model, using random: inout SplitMix64) -> LinearEdit {
    let column = Int.random(in: model.variables.indices, using: &random)
    let row = Int.random(in: model.rows.indices, using: &random)
    switch Int.random(in: 0..<7, using: &random) {
    case 0, 1:
      return .addColumns(
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
          NewColumn(
            RandomModels.column(using: &random),
            terms: RandomModels.terms(over: model.rows.count, using: &random))
        })
    case 2:
      return .addRows(
        (0..<Int.random(in: 1...2, using: &random)).map { _ in
          RandomModels.row(over: model.variables.count, using: &random)
        })
    case 3:
      let variable = RandomModels.column(using: &random)
      return .columnBounds(column, variable.lower, variable.upper)
    case 4:
      let other = RandomModels.row(over: 1, using: &random)
      return .rowBounds(row, other.lower, other.upper)
    case 5: return .cost(column, Double(Int.random(in: -3...9, using: &random)))
    default:
      return .remove(
        columns: model.variables.count > 3 ? [column, column] : [],
        rows: model.rows.count > 2 ? [row] : [])
    }
  }

  /// Makes the change in the program; returns the model after it.
  func apply(to model: Model, _ program: any LinearProgram) throws -> Model {
    var changed = Model(name: model.name, objectiveConstant: model.objectiveConstant)
    var variables = model.variables
    var rows = model.rows
    switch self {
    case .addColumns(let columns):
      try program.addColumns(columns)
      for column in columns {
        for term in column.terms {
          rows[term.index].terms.append(Term(variables.count, term.coefficient))
        }
        variables.append(column.variable)
      }
    case .addRows(let added):
      try program.addRows(added)
      rows += added
    case .columnBounds(let column, let lower, let upper):
      try program.setBounds(lower, upper, ofColumn: column)
      (variables[column].lower, variables[column].upper) = (lower, upper)
    case .rowBounds(let row, let lower, let upper):
      try program.setBounds(lower, upper, ofRow: row)
      (rows[row].lower, rows[row].upper) = (lower, upper)
    case .cost(let column, let cost):
      try program.setCost(cost, ofColumn: column)
      variables[column].cost = cost
    case .remove(let columns, let gone):
      try program.remove(columns: columns, rows: gone)
      let kept = variables.indices.filter { !columns.contains($0) }
      variables = kept.map { variables[$0] }
      rows = rows.indices.filter { !gone.contains($0) }.map { number in
        var row = rows[number]
        row.terms = row.terms.compactMap { term in
          kept.firstIndex(of: term.index).map { Term($0, term.coefficient) }
        }
        return row
      }
    }
    for variable in variables { changed.addVariable(variable) }
    for row in rows { changed.addRow(row) }
    return changed
  }
}
