// SPDX-License-Identifier: GPL-3.0-or-later

extension Model {
  /// The model in CPLEX LP format, read by GLPK, HiGHS, SCIP, CBC and others.
  ///
  /// Names are made safe and distinct (`x1_...` columns, `r1_...` rows). The objective's constant is
  /// a column fixed at 1, since readers disagree on a bare number. Rows without coefficients are
  /// written over a column that is fixed at 0, as the format has no empty rows.
  ///
  /// - Throws: `SolverError.malformed` for a model that `validate` refuses.
  public func lpFormat() throws(SolverError) -> String {
    try validate()
    let columns = variables.enumerated().map { SafeNames.name("x", $0.offset, $0.element.name) }
    let (one, zero) = ("constant_one", "constant_zero")
    let hasConstant = objectiveConstant != 0
    let needsZero = rows.contains { $0.terms.isEmpty } || variables.isEmpty

    var text = "\\ \(SafeNames.name("m", 0, name))\nMinimize\n obj:"
    var objective = variables.enumerated().compactMap { column, variable in
      variable.cost == 0 ? nil : Self.term(variable.cost, columns[column])
    }
    if hasConstant { objective.append(Self.term(objectiveConstant, one)) }
    if objective.isEmpty { objective.append("+ 0 \(columns.first ?? zero)") }
    Self.append(objective, to: &text)
    text += "Subject To\n"
    for (number, row) in rows.enumerated() {
      let name = SafeNames.name("r", number, row.name)
      var terms = row.terms.filter { $0.coefficient != 0 }.map {
        Self.term($0.coefficient, columns[$0.index])
      }
      if terms.isEmpty { terms.append("+ 0 \(needsZero ? zero : columns[0])") }
      // The format's ranges are read differently by different programs: two rows are not.
      if row.lower == row.upper {
        Self.append([" \(name):"] + terms + ["= \(SafeNames.number(row.lower))"], to: &text)
        continue
      }
      if row.lower.isFinite {
        Self.append([" \(name)_l:"] + terms + [">= \(SafeNames.number(row.lower))"], to: &text)
      }
      if row.upper.isFinite {
        Self.append([" \(name)_u:"] + terms + ["<= \(SafeNames.number(row.upper))"], to: &text)
      }
    }
    if rows.allSatisfy({ $0.lower.isInfinite && $0.upper.isInfinite }) {
      // The section may not be empty.
      text += " r0_none: + 0 \(columns.first ?? zero) <= 0\n"
    }
    text += "Bounds\n"
    for (column, variable) in variables.enumerated() {
      text += Self.bounds(variable, columns[column])
    }
    if hasConstant { text += " \(one) = 1\n" }
    if needsZero { text += " \(zero) = 0\n" }
    let whole = columns.indices.filter { variables[$0].isInteger }
    if !whole.isEmpty {
      text += "Generals\n"
      for column in whole { text += " \(columns[column])\n" }
    }
    return text + "End\n"
  }

  private static func term(_ coefficient: Double, _ name: String) -> String {
    let sign = coefficient < 0 ? "-" : "+"
    return "\(sign) \(SafeNames.number(abs(coefficient))) \(name)"
  }

  /// Appends parts of one expression in lines that stay below the 255 characters of some readers.
  private static func append(_ parts: [String], to text: inout String) {
    var length = 0
    for part in parts {
      if length > 0, length + part.utf8.count > 200 {
        text += "\n "
        length = 0
      }
      text += " " + part
      length += part.utf8.count + 1
    }
    text += "\n"
  }

  private static func bounds(_ variable: Variable, _ name: String) -> String {
    let (lower, upper) = (variable.lower, variable.upper)
    if lower == upper { return " \(name) = \(SafeNames.number(lower))\n" }
    switch (lower.isFinite, upper.isFinite) {
    case (false, false): return " \(name) free\n"
    case (true, false): return " \(name) >= \(SafeNames.number(lower))\n"
    case (false, true): return " -inf <= \(name) <= \(SafeNames.number(upper))\n"
    case (true, true):
      return " \(SafeNames.number(lower)) <= \(name) <= \(SafeNames.number(upper))\n"
    }
  }
}
