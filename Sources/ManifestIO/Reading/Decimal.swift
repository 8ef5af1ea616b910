// SPDX-License-Identifier: GPL-3.0-or-later

/// An exact decimal number as written: whole digits and a power of ten.
struct Decimal: Hashable, Sendable {
  /// Whether it is below zero.
  var isNegative: Bool
  /// Its significant digits without leading or trailing zeros; empty for zero.
  var digits: [UInt8]
  /// The power of ten of the last digit.
  var exponent: Int

  /// Reads a number: digits, with an optional sign, decimal point and exponent.
  ///
  /// These are the decimal numbers of the core schema of YAML 1.2; nil for anything else.
  init?(_ text: some StringProtocol) {
    var rest = Array(text.utf8)[...]
    isNegative = rest.first == UInt8(ascii: "-")
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    var written = 0
    digits = []
    exponent = 0
    var isFraction = false
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else if let digit = byte.digit {
        written += 1
        if isFraction { exponent -= 1 }
        if digit != 0 || !digits.isEmpty { digits.append(digit) }
      } else {
        break
      }
      rest.removeFirst()
    }
    guard written > 0 else { return nil }
    if let byte = rest.first {
      guard byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E"),
        let power = Self.power(rest.dropFirst())
      else { return nil }
      exponent += power
    }
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }

  private static func power(_ text: ArraySlice<UInt8>) -> Int? {
    var rest = text
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    guard !rest.isEmpty else { return nil }
    var value = 0
    for byte in rest {
      guard let digit = byte.digit else { return nil }
      // Beyond this every number is out of range or finer than any unit; do not overflow.
      value = min(value * 10 + Int(digit), 100_000)
    }
    return isNegative ? -value : value
  }

  /// The longest text that is looked at as a number, in bytes.
  static let longest = 400

  /// What the number is once multiplied.
  enum Scaled: Hashable {
    case exact(Int)
    /// It is not a whole number.
    case tooFine
    /// `Int` cannot hold it.
    case tooLarge
  }

  /// The number times `factor`, without any rounding.
  func scaled(by factor: Int) -> Scaled {
    var value = 0
    for digit in digits {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowAgain) = product.addingReportingOverflow(Int(digit))
      if overflow || overflowAgain { return digits.count + exponent > 10 ? .tooLarge : .tooFine }
      value = sum
    }
    let (scaled, overflow) = value.multipliedReportingOverflow(by: factor)
    if overflow { return digits.count + exponent > 10 ? .tooLarge : .tooFine }
    value = scaled
    var power = exponent
    while power > 0, value != 0 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return .tooLarge }
      value = product
      power -= 1
    }
    while power < 0, value != 0 {
      guard value.isMultiple(of: 10) else { return .tooFine }
      value /= 10
      power += 1
    }
    return .exact(isNegative ? -value : value)
  }

  /// Whether plain text is a number by the core schema of YAML 1.2, be it decimal or not.
  static func looksNumeric(_ text: String) -> Bool {
    guard text.utf8.count <= longest, let first = text.utf8.first,
      first.digit != nil || first == UInt8(ascii: ".") || first == UInt8(ascii: "+")
        || first == UInt8(ascii: "-")
    else { return false }
    let bytes = Array(text.utf8)
    // Most texts that begin with a digit are dates and quantities.
    if bytes.dropFirst().contains(UInt8(ascii: " ")) { return false }
    if bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[3].digit != nil { return false }
    if Decimal(text) != nil { return true }
    if bytes.starts(with: Array("0x".utf8)), bytes.count > 2 {
      return bytes.dropFirst(2).allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    }
    if bytes.starts(with: Array("0o".utf8)), bytes.count > 2 {
      return bytes.dropFirst(2).allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) }
    }
    let unsigned =
      first == UInt8(ascii: "+") || first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
    return [".inf", ".Inf", ".INF"].contains(unsigned) || [".nan", ".NaN", ".NAN"].contains(text)
  }
}

extension UInt8 {
  /// The value of a decimal digit, nil for other bytes.
  var digit: UInt8? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) ? self - UInt8(ascii: "0") : nil
  }
}
