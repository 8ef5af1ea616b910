// SPDX-License-Identifier: GPL-3.0-or-later

extension Model {
  /// The model in free MPS format, read by practically every solver.
  ///
  /// Names are made safe and distinct (`x1_...` columns, `r1_...` rows). The objective's constant is
  /// a column fixed at 1: readers disagree on the sign of a constant in the RHS section.
  ///
  /// - Throws: `SolverError.malformed` for a model that `validate` refuses.
  public func mpsFormat() throws(SolverError) -> String {
    try validate()
    let columns = variables.enumerated().map { SafeNames.name("x", $0.offset, $0.element.name) }
    let names = rows.enumerated().map { SafeNames.name("r", $0.offset, $0.element.name) }
    var text = "NAME \(SafeNames.name("m", 0, name))\nROWS\n N obj\n"
    for (number, row) in rows.enumerated() { text += " \(Self.kind(row)) \(names[number])\n" }

    var entries = [[(row: String, value: Double)]](repeating: [], count: variables.count)
    for (column, variable) in variables.enumerated() where variable.cost != 0 {
      entries[column].append(("obj", variable.cost))
    }
    for (number, row) in rows.enumerated() {
      for term in row.terms where term.coefficient != 0 {
        entries[term.index].append((names[number], term.coefficient))
      }
    }
    text += "COLUMNS\n"
    var isMarked = false
    func mark(_ whole: Bool) {
      guard whole != isMarked else { return }
      text += " M\(whole ? "1" : "2") 'MARKER' '\(whole ? "INTORG" : "INTEND")'\n"
      isMarked = whole
    }
    for (column, variable) in variables.enumerated() {
      mark(variable.isInteger)
      // A column is known by its entries; one without any gets a zero.
      for entry in entries[column].isEmpty ? [("obj", 0)] : entries[column] {
        text += " \(columns[column]) \(entry.0) \(SafeNames.number(entry.1))\n"
      }
    }
    mark(false)
    if objectiveConstant != 0 {
      text += " constant_one obj \(SafeNames.number(objectiveConstant))\n"
    }
    text += "RHS\n"
    for (number, row) in rows.enumerated() {
      let side = row.upper.isFinite ? row.upper : row.lower
      if side.isFinite, side != 0 { text += " rhs \(names[number]) \(SafeNames.number(side))\n" }
    }
    let ranges = rows.indices.filter {
      rows[$0].lower.isFinite && rows[$0].upper.isFinite && rows[$0].lower != rows[$0].upper
    }
    if !ranges.isEmpty {
      // On a row of kind L the range reaches down from the right-hand side.
      text += "RANGES\n"
      for number in ranges {
        let width = SafeNames.number(rows[number].upper - rows[number].lower)
        text += " rng \(names[number]) \(width)\n"
      }
    }
    text += "BOUNDS\n"
    for (column, variable) in variables.enumerated() {
      text += Self.bounds(variable, columns[column])
    }
    if objectiveConstant != 0 { text += " FX bnd constant_one 1\n" }
    return text + "ENDATA\n"
  }

  private static func kind(_ row: Row) -> String {
    if row.lower == row.upper { return "E" }
    if row.upper.isFinite { return "L" }
    return row.lower.isFinite ? "G" : "N"
  }

  private static func bounds(_ variable: Variable, _ name: String) -> String {
    let (lower, upper) = (variable.lower, variable.upper)
    if lower == upper { return " FX bnd \(name) \(SafeNames.number(lower))\n" }
    var text = ""
    switch (lower.isFinite, upper.isFinite) {
    case (false, false): return " FR bnd \(name)\n"
    case (false, true): text = " MI bnd \(name)\n"
    case (true, _): text = " LO bnd \(name) \(SafeNames.number(lower))\n"
    }
    // Without an upper bound of their own, whole columns end at 1 for some readers.
    text +=
      upper.isFinite ? " UP bnd \(name) \(SafeNames.number(upper))\n" : " PL bnd \(name)\n"
    return text
  }
}
