// SPDX-License-Identifier: GPL-3.0-or-later

/// Names that every reader of LP and MPS files accepts, distinct whatever the model's own are.
///
/// A name is a letter, the number from 1, and what of the model's name is letters, digits and
/// underscores: `x12_SLS_1B`. The number makes it distinct; it never begins like a number in
/// exponential notation (`e12`), which some readers of LP files stumble over.
enum SafeNames {
  /// Some readers stop at 255 characters.
  private static let longest = 200

  /// The name of the column or row at an index.
  static func name(_ letter: Character, _ index: Int, _ own: String) -> String {
    var name = "\(letter)\(index + 1)"
    var suffix = "_"
    for byte in own.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        suffix.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        if !suffix.hasSuffix("_") { suffix += "_" }
      }
      if suffix.utf8.count + name.utf8.count >= longest { break }
    }
    while suffix.hasSuffix("_") { suffix.removeLast() }
    name += suffix
    return name
  }

  /// A number with as many digits as it needs, without an exponent where it is whole.
  static func number(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return String(value)
  }
}
