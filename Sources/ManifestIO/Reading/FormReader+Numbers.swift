// SPDX-License-Identifier: GPL-3.0-or-later

extension FormReader {
  /// Reads a bare number.
  mutating func bare(
    _ node: SourceNode, _ range: ClosedRange<Int>, isWhole: Bool
  ) -> ReadValue.Content? {
    let form: Form = isWhole ? .whole(range) : .number(most: range.upperBound)
    guard let (text, decimal) = decimal(node, form) else { return nil }
    return thousandths(
      decimal, text, times: 1000, in: range, isWhole: isWhole, unit: "", at: node.place
    ).map { .thousandths($0, hasUnit: false) }
  }

  /// Reads a bare number of at most six decimals.
  mutating func real(_ node: SourceNode, _ real: Real) -> ReadValue.Content? {
    guard let (text, decimal) = decimal(node, .real(real)) else { return nil }
    let problem: (DiagnosticCode, String, String)
    switch decimal.scaled(by: 1_000_000) {
    case .exact(let value) where value < 0:
      problem = (.outOfRange, "is negative", "the least is \(real.bounds.least)")
    case .exact(let value) where value < real.leastMillionths:
      problem = (.outOfRange, "is too small", "the least is \(real.bounds.least)")
    case .exact(let value) where value <= real.most * 1_000_000: return .millionths(value)
    case .exact, .tooLarge:
      problem = (.outOfRange, "is too large", "the most is \(real.bounds.most)")
    case .tooFine: problem = (.tooPrecise, "is finer than a millionth", "round it to 0.000001")
    }
    problems.add(
      problem.0, at: node.place, "\(text.quoted) \(problem.1)", help: problem.2)
    return nil
  }

  /// A bare number, in whatever range.
  private mutating func decimal(_ node: SourceNode, _ form: Form) -> (String, Decimal)? {
    guard let (text, kind) = node.scalar else { return nil }
    guard case .number = kind else {
      if let (_, unit) = Self.split(text), !unit.isEmpty, Form.isID(unit) {
        problems.add(
          .unexpectedUnit, at: node.place, "\(text.quoted) has a unit, but this is a bare number",
          help: "write the number alone")
      } else {
        reportShape(node, form, owner: node.place)
      }
      return nil
    }
    guard let decimal = Decimal(text) else {
      problems.add(
        .invalidNumber, at: node.place, "\(text.quoted) is not a decimal number",
        help: "write it with the digits 0 to 9")
      return nil
    }
    return (text, decimal)
  }

  /// Reads a number with a unit.
  mutating func quantity(_ node: SourceNode, _ quantity: Quantity) -> ReadValue.Content? {
    guard let (text, kind) = node.scalar else { return nil }
    if case .boolean = kind {
      reportShape(node, .quantity(quantity), owner: node.place)
      return nil
    }
    return thousandths(text, quantity, at: node.place).map { .thousandths($0, hasUnit: true) }
  }

  /// Reads a number with a unit, in thousandths of the base unit.
  mutating func thousandths(_ text: String, _ quantity: Quantity, at place: Place) -> Int? {
    guard let (decimal, unit) = measure(text, quantity, at: place) else { return nil }
    return thousandths(
      decimal, text, times: unit.thousandths, in: quantity.least...quantity.most,
      isWhole: quantity.isWhole, unit: " " + quantity.units[0].symbol, at: place)
  }

  /// Reads a number of days or a multiple of a lead time.
  mutating func shift(_ text: String, at place: Place) -> ReadValue.Shift? {
    guard let (decimal, unit) = measure(text, .shift, at: place) else { return nil }
    let isLead = unit.symbol == Quantity.leadSymbol
    let most = isLead ? Self.mostLeads : Quantity.shift.most
    return thousandths(
      decimal, text, times: unit.thousandths, in: -most...most, isWhole: false,
      unit: isLead ? " lead" : " d", at: place
    ).map { isLead ? .leads($0) : .days($0) }
  }

  /// No project has been later by more lead times.
  private static let mostLeads = 100

  /// Reads an amount of a resource: with a unit of power, or bare.
  mutating func amount(_ node: SourceNode) -> ReadValue.Content? {
    guard let (_, kind) = node.scalar else { return nil }
    if case .string = kind { return quantity(node, .power) }
    return bare(node, 0...Limits.amount, isWhole: false)
  }

  /// Reads a number and its unit, whatever the range.
  mutating func measure(
    _ text: String, _ quantity: Quantity, at place: Place
  ) -> (Decimal, Quantity.Unit)? {
    guard let (number, symbol) = Self.split(text) else {
      reportNumber(text, fitting: quantity, at: place)
      return nil
    }
    guard !symbol.isEmpty else {
      problems.add(
        .missingUnit, at: place, "\(text.quoted) has no unit; \(quantity.title) needs one",
        help: "write \(quantity.units.map { "'\(text) \($0.symbol)'" }.alternatives)")
      return nil
    }
    guard let unit = quantity.unit(symbol) else {
      reportUnit(symbol, after: number, fitting: quantity, at: place)
      return nil
    }
    guard let decimal = Self.grouped(number) else {
      reportNumber(text, fitting: quantity, at: place)
      return nil
    }
    return (decimal, unit)
  }

  /// A number times a factor, in thousandths, if it is in a range.
  mutating func thousandths(
    _ decimal: Decimal, _ text: String, times factor: Int, in range: ClosedRange<Int>,
    isWhole: Bool, unit: String, at place: Place
  ) -> Int? {
    let (least, most) = (range.lowerBound, range.upperBound)
    switch decimal.scaled(by: factor) {
    case .exact(let value) where value < 0 && least >= 0:
      problems.add(
        .outOfRange, at: place, "\(text.quoted) is negative",
        help: "the least is \(least)\(unit)")
    case .exact(let value) where isWhole && !value.isMultiple(of: 1000):
      problems.add(
        .notWhole, at: place,
        "\(text.quoted) is not a whole number\(Self.wholes[unit] ?? "")",
        help: "round it")
    case .exact(let value) where value < least * 1000:
      problems.add(
        .outOfRange, at: place, "\(text.quoted) is too small", help: "the least is \(least)\(unit)")
    case .exact(let value) where value <= most * 1000:
      return value
    case .exact, .tooLarge:
      problems.add(
        .outOfRange, at: place, "\(text.quoted) is too large", help: "the most is \(most)\(unit)")
    case .tooFine:
      problems.add(
        .tooPrecise, at: place, "\(text.quoted) is finer than a thousandth",
        help: "round it to 0.001\(unit)")
    }
    return nil
  }

  private static let wholes = [" d": " of days", " mo": " of months"]

  private mutating func reportNumber(_ text: String, fitting quantity: Quantity, at place: Place) {
    problems.add(
      .invalidNumber, at: place, "\(text.quoted) is not a number with a unit",
      help: "\(quantity.title) is written like \(quantity.example); "
        + "'.' is the decimal point and a space may group thousands, as in '8 500 kg'")
  }

  private mutating func reportUnit(
    _ symbol: String, after number: String, fitting quantity: Quantity, at place: Place
  ) {
    let fits = "\(quantity.title) is in \(quantity.symbols)"
    if let other = Quantity.known.first(where: { $0.unit(symbol) != nil }) {
      problems.add(
        .wrongUnit, at: place, "'\(symbol)' is a unit of \(other.title), but \(fits)",
        help: "write \(quantity.units.map { "'\(number) \($0.symbol)'" }.alternatives)")
    } else {
      let symbols = quantity.units.map(\.symbol)
      let nearest =
        Self.spelledOut[symbol.lowercased()].flatMap { symbols.contains($0) ? $0 : nil }
        ?? symbols.first { $0.lowercased() == symbol.lowercased() }
        ?? problems.nearest(to: symbol, among: symbols)
      problems.add(
        .unknownUnit, at: place, "there is no unit \(symbol.quoted); \(fits)",
        help: nearest.map { "did you mean '\(number) \($0)'?" }
          ?? "write \(symbols.map { "'\(number) \($0)'" }.alternatives)")
    }
  }

  /// What people write for the units that there are.
  private static let spelledOut = [
    "kgs": "kg", "kilogram": "kg", "kilograms": "kg", "tonne": "t", "tonnes": "t", "ton": "t",
    "tons": "t", "mt": "t", "day": "d", "days": "d", "week": "w", "month": "mo", "months": "mo",
    "year": "y", "years": "y", "weeks": "w", "metre": "m",
    "metres": "m", "meter": "m", "meters": "m", "leads": "lead", "kilowatt": "kW",
    "kilowatts": "kW", "watt": "W",
    "watts": "W",
  ]

  /// Splits a text into the part that looks like a number and the rest, without the space between.
  private static func split(_ text: String) -> (number: String, unit: String)? {
    guard text.utf8.count <= Decimal.longest, let first = text.utf8.first,
      first.digit != nil || first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
        || first == UInt8(ascii: ".")
    else { return nil }
    let end = text.utf8.firstIndex { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
    guard let end else { return (text, "") }
    var number = text[..<end]
    if number.hasSuffix(" ") { number = number.dropLast() }
    return (String(number), String(text[end...]))
  }

  /// Reads digits, with spaces between groups of three if any, and decimals.
  ///
  /// `8500`, `8.5`, `8 500`, `-3`; no exponent, no other separator.
  static func grouped(_ text: String) -> Decimal? {
    let unsigned = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = unsigned.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count == 1 || !parts[1].isEmpty else { return nil }
    let groups = whole.split(separator: " ", omittingEmptySubsequences: false)
    guard groups.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0.digit != nil } }),
      groups.count == 1
        || (groups[0].utf8.count <= 3 && groups.dropFirst().allSatisfy { $0.utf8.count == 3 }),
      parts.count == 1 || parts[1].utf8.allSatisfy({ $0.digit != nil })
    else { return nil }
    return Decimal(String(text.filter { $0 != " " }))
  }
}
