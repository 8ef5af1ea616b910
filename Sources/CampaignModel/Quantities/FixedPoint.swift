// SPDX-License-Identifier: GPL-3.0-or-later

/// A quantity held as a whole number of thousandths of its unit, so that sums are exact.
///
/// Perilune decides feasibility by comparing sums (the mass aboard against a capacity, the power
/// provided against the power consumed); in binary floating point 0.1 + 0.2 > 0.3, here not.
public protocol FixedPoint: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The quantity in thousandths of its unit.
  var thousandths: Int { get }

  /// Creates the quantity of that many thousandths of its unit.
  init(thousandths: Int)
}

extension FixedPoint {
  /// No quantity at all.
  public static var zero: Self { Self(thousandths: 0) }

  /// Whether one quantity is less than another.
  public static func < (left: Self, right: Self) -> Bool { left.thousandths < right.thousandths }

  /// The sum of two quantities.
  public static func + (left: Self, right: Self) -> Self {
    Self(thousandths: left.thousandths + right.thousandths)
  }

  /// The difference of two quantities.
  public static func - (left: Self, right: Self) -> Self {
    Self(thousandths: left.thousandths - right.thousandths)
  }

  /// Adds a quantity.
  public static func += (left: inout Self, right: Self) { left = left + right }

  /// The number of units, with as many decimals as it needs and no more: `8500`, `0.5`, `-12.125`.
  public var description: String {
    let magnitude = thousandths.magnitude
    let sign = thousandths < 0 ? "-" : ""
    var decimals = String(magnitude % 1000)
    decimals = String(repeating: "0", count: 3 - decimals.count) + decimals
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return sign + String(magnitude / 1000) + (decimals.isEmpty ? "" : "." + decimals)
  }

  /// Reads what `description` prints: digits with an optional sign and at most three decimals.
  ///
  /// Returns nil for anything else, and for a quantity that `Int` cannot hold.
  public init?(decimal text: some StringProtocol) {
    var rest = Array(text.utf8)[...]
    var sign = 1
    if rest.first == UInt8(ascii: "-") {
      sign = -1
      rest = rest.dropFirst()
    }
    let parts = rest.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty else { return nil }
    let decimals = parts.count > 1 ? parts[1] : []
    guard parts.count == 1 || (1...3).contains(decimals.count) else { return nil }
    var value = 0
    let padding = repeatElement(UInt8(ascii: "0"), count: 3 - decimals.count)
    for byte in Array(whole) + Array(decimals) + padding {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowedAgain) = product.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
      guard !overflowed, !overflowedAgain else { return nil }
      value = sum
    }
    self.init(thousandths: sign * value)
  }
}

/// A mass; its unit is the kilogram, its resolution the gram.
public struct Mass: FixedPoint {
  /// The mass in grams.
  public var thousandths: Int

  /// Creates a mass of that many grams.
  public init(thousandths: Int) { self.thousandths = thousandths }

  /// Creates a mass of whole kilograms.
  public init(kilograms: Int) { thousandths = kilograms * 1000 }
}

/// A length; its unit is the metre, its resolution the millimetre.
public struct Length: FixedPoint {
  /// The length in millimetres.
  public var thousandths: Int

  /// Creates a length of that many millimetres.
  public init(thousandths: Int) { self.thousandths = thousandths }
}

/// An amount without a fixed unit: of a resource (power in kilowatts), of money, or a weight.
public struct Amount: FixedPoint {
  /// The amount in thousandths of its unit.
  public var thousandths: Int

  /// Creates an amount of that many thousandths of its unit.
  public init(thousandths: Int) { self.thousandths = thousandths }

  /// Creates an amount of whole units.
  public init(_ units: Int) { thousandths = units * 1000 }
}
