// SPDX-License-Identifier: GPL-3.0-or-later

/// The largest magnitude of a coefficient, cost or finite bound; beyond it solvers lose all digits.
private let largestMagnitude = 1e15

/// Most columns or rows; solvers count them in 32 bits.
private let largestCount = 100_000_000

extension Model {
  /// Checks every number and index.
  ///
  /// - Throws: `SolverError.malformed`, naming the first column or row that is not in order: not a
  ///   number, infinite where it must be finite, of magnitude above 1e15, bounds that cross, an
  ///   index out of range or twice in a row.
  public func validate() throws(SolverError) {
    guard variables.count <= largestCount, rows.count <= largestCount else {
      throw .malformed("the model has more than \(largestCount) columns or rows")
    }
    try checkNumber(objectiveConstant, "the objective's constant")
    for (column, variable) in variables.enumerated() {
      try variable.validate("column \(column)\(Self.quoted(variable.name))")
    }
    var lastRow = [Int](repeating: -1, count: variables.count)
    for (number, row) in rows.enumerated() {
      let name = "row \(number)\(Self.quoted(row.name))"
      try row.validateBounds(name)
      for term in row.terms {
        guard variables.indices.contains(term.index) else {
          throw .malformed("\(name) names column \(term.index); there are \(variables.count)")
        }
        guard lastRow[term.index] != number else {
          throw .malformed("\(name) names column \(term.index) twice")
        }
        lastRow[term.index] = number
        try checkNumber(term.coefficient, "\(name): the coefficient of column \(term.index)")
      }
    }
  }

  /// Checks a point to start from.
  ///
  /// - Throws: `SolverError.badStart`, naming the first bound, integrality or row that it breaks.
  public func check(start: [Double]) throws(SolverError) {
    guard start.count == variables.count else {
      throw .badStart("the start has \(start.count) values for \(variables.count) columns")
    }
    if let violation = violation(at: start) { throw .badStart("the start breaks \(violation)") }
  }

  /// What a point breaks first, by more than the tolerance times the largest term; nil for nothing.
  ///
  /// The point has one value per column. Integrality is judged to 1e-6, whatever the tolerance.
  public func violation(at point: [Double], tolerance: Double = 1e-6) -> String? {
    for (column, variable) in variables.enumerated() {
      let value = point[column]
      let slack = tolerance * max(1, abs(value))
      guard value.isFinite else { return "column \(column): it is \(value)" }
      if value < variable.lower - slack || value > variable.upper + slack {
        return "the bounds of column \(column)\(Self.quoted(variable.name)): \(value) is not in "
          + "[\(variable.lower), \(variable.upper)]"
      }
      if variable.isInteger, abs(value - value.rounded()) > 1e-6 {
        return "the integrality of column \(column)\(Self.quoted(variable.name)): \(value)"
      }
    }
    for (number, row) in rows.enumerated() {
      var activity = 0.0
      var size = 1.0
      for term in row.terms {
        activity += term.coefficient * point[term.index]
        size = max(size, abs(term.coefficient * point[term.index]))
      }
      if activity < row.lower - tolerance * size || activity > row.upper + tolerance * size {
        return "row \(number)\(Self.quoted(row.name)): \(activity) is not in "
          + "[\(row.lower), \(row.upper)]"
      }
    }
    return nil
  }

  /// A point with its integer columns rounded to whole values, and its objective.
  public func rounded(_ point: [Double]) -> Point {
    var objective = objectiveConstant
    var values = point
    for (column, variable) in variables.enumerated() {
      if variable.isInteger { values[column].round() }
      objective += variable.cost * values[column]
    }
    return Point(objective: objective, values: values)
  }

  private static func quoted(_ name: String) -> String {
    name.isEmpty ? "" : " '\(name)'"
  }
}

extension SolveOptions {
  /// Checks the limits; the start is checked against a model, by `Model.check(start:)`.
  ///
  /// - Throws: `SolverError.malformed` for a limit, gap or cutoff that is not a number, or a node
  ///   limit or gap below 0.
  public func validate() throws(SolverError) {
    if let timeLimit, timeLimit.isNaN { throw .malformed("the time limit is not a number") }
    if let nodeLimit, nodeLimit < 0 {
      throw .malformed("the node limit is \(nodeLimit); it must be 0 or more")
    }
    guard relativeGap >= 0 else {
      throw .malformed("the gap is \(relativeGap); it must be 0 or more")
    }
    if let cutoff, cutoff.isNaN { throw .malformed("the cutoff is not a number") }
  }
}

extension Variable {
  /// Checks bounds and cost.
  ///
  /// - Throws: `SolverError.malformed`, beginning with `name`.
  public func validate(_ name: String) throws(SolverError) {
    try checkBounds(lower, upper, name)
    try checkNumber(cost, "\(name): its cost")
  }
}

extension Row {
  /// Checks its bounds; for its terms, `Model.validate` has the number of columns.
  ///
  /// - Throws: `SolverError.malformed`, beginning with `name`.
  public func validateBounds(_ name: String) throws(SolverError) {
    try checkBounds(lower, upper, name)
  }
}

extension Term {
  /// Checks that the coefficient is finite and at most 1e15 in magnitude.
  ///
  /// - Throws: `SolverError.malformed`, beginning with `name`.
  public func validateCoefficient(_ name: String) throws(SolverError) {
    try checkNumber(coefficient, "\(name): the coefficient at \(index)")
  }
}

private func checkNumber(_ value: Double, _ what: String) throws(SolverError) {
  guard value.isFinite, abs(value) <= largestMagnitude else {
    throw .malformed("\(what) is \(value); it must be finite and at most 1e15 in magnitude")
  }
}

private func checkBounds(_ lower: Double, _ upper: Double, _ name: String) throws(SolverError) {
  guard !lower.isNaN, !upper.isNaN, lower <= upper, lower != .infinity, upper != -.infinity else {
    throw .malformed("\(name): its bounds [\(lower), \(upper)] hold no number")
  }
  guard lower.isInfinite || abs(lower) <= largestMagnitude,
    upper.isInfinite || abs(upper) <= largestMagnitude
  else { throw .malformed("\(name): its bounds [\(lower), \(upper)] exceed 1e15") }
}
