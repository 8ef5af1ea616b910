// SPDX-License-Identifier: GPL-3.0-or-later

/// A linear or mixed-integer linear program: minimize `constant + c·x` over rows and bounds.
///
/// Columns and rows are numbered from 0 in the order in which they are added. The objective is
/// always minimized; negate costs to maximize.
public struct Model: Sendable {
  /// What the model is called in written files.
  public var name: String
  /// Added to the objective.
  public var objectiveConstant: Double
  /// The variables, by column.
  public private(set) var variables: [Variable] = []
  /// The rows (constraints).
  public private(set) var rows: [Row] = []

  /// Creates an empty model.
  public init(name: String = "model", objectiveConstant: Double = 0) {
    self.name = name
    self.objectiveConstant = objectiveConstant
  }

  /// Adds a variable and returns its column.
  @discardableResult
  public mutating func addVariable(_ variable: Variable) -> Int {
    variables.append(variable)
    return variables.count - 1
  }

  /// Adds a row and returns its number.
  @discardableResult
  public mutating func addRow(_ row: Row) -> Int {
    rows.append(row)
    return rows.count - 1
  }

  /// Changes the cost of a column, which must exist.
  public mutating func setCost(_ cost: Double, ofColumn column: Int) {
    variables[column].cost = cost
  }

  /// Changes the bounds of a column, which must exist.
  public mutating func setBounds(_ lower: Double, _ upper: Double, ofColumn column: Int) {
    variables[column].lower = lower
    variables[column].upper = upper
  }
}

/// A variable: its bounds, cost and whether it must be whole.
public struct Variable: Hashable, Sendable {
  /// What it is called in written files; need be neither unique nor safe.
  public var name: String
  /// Lower bound; `-.infinity` for none.
  public var lower: Double
  /// Upper bound; `.infinity` for none.
  public var upper: Double
  /// Its coefficient in the objective.
  public var cost: Double
  /// Whether it must take a whole value.
  public var isInteger: Bool

  /// Creates a variable.
  public init(
    name: String = "", lower: Double = 0, upper: Double = .infinity, cost: Double = 0,
    isInteger: Bool = false
  ) {
    self.name = name
    self.lower = lower
    self.upper = upper
    self.cost = cost
    self.isInteger = isInteger
  }

  /// Creates a variable that is 0 or 1.
  public static func binary(name: String = "", cost: Double = 0) -> Variable {
    Variable(name: name, lower: 0, upper: 1, cost: cost, isInteger: true)
  }
}

/// A row (constraint): `lower <= sum of coefficient x column <= upper`.
public struct Row: Hashable, Sendable {
  /// What it is called in written files; need be neither unique nor safe.
  public var name: String
  /// Lower bound; `-.infinity` for none.
  public var lower: Double
  /// Upper bound; `.infinity` for none.
  public var upper: Double
  /// The non-zero coefficients, each column at most once.
  public var terms: [Term]

  /// Creates a row.
  public init(name: String = "", lower: Double, upper: Double, terms: [Term]) {
    self.name = name
    self.lower = lower
    self.upper = upper
    self.terms = terms
  }
}

/// One coefficient: of a column within a row, or of a row within a new column.
public struct Term: Hashable, Sendable {
  /// The column (in a row) or the row (in a new column), from 0.
  public var index: Int
  /// The coefficient.
  public var coefficient: Double

  /// Creates a term.
  public init(_ index: Int, _ coefficient: Double) {
    self.index = index
    self.coefficient = coefficient
  }
}

/// A column that is added to a linear program which already has rows.
public struct NewColumn: Hashable, Sendable {
  /// The variable.
  public var variable: Variable
  /// Its coefficients by row, each row at most once.
  public var terms: [Term]

  /// Creates a new column.
  public init(_ variable: Variable, terms: [Term]) {
    self.variable = variable
    self.terms = terms
  }
}
