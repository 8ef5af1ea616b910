// SPDX-License-Identifier: GPL-3.0-or-later

/// A JSON value whose objects keep the order of their keys and whose numbers keep their digits.
///
/// Foundation's encoder sorts keys and goes through binary floating point; results are to be read
/// in a given order and to be the same bytes on every run.
public indirect enum JSONValue: Hashable, Sendable {
  /// An absent value.
  case null
  /// True or false.
  case bool(Bool)
  /// A number, as its digits.
  case number(String)
  /// Text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// An object; keys are distinct.
  case object([(key: String, value: JSONValue)])

  /// A whole number.
  public static func whole(_ value: Int) -> JSONValue { .number(String(value)) }

  /// Text, or null.
  public static func optional(_ value: String?) -> JSONValue {
    value.map { .string($0) } ?? .null
  }

  /// The text, indented by two spaces; it ends with LF.
  ///
  /// Lists of plain values stand on one line.
  public var text: String {
    var result = ""
    write(to: &result, indent: 0)
    return result + "\n"
  }

  private var isPlain: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private func write(to text: inout String, indent: Int) {
    let inner = String(repeating: "  ", count: indent + 1)
    let outer = String(repeating: "  ", count: indent)
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let digits): text += digits
    case .string(let value): text += Self.quoted(value)
    case .array(let values) where values.allSatisfy(\.isPlain):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += ", " }
        value.write(to: &text, indent: indent)
      }
      text += "]"
    case .array(let values):
      text += "[\n"
      for (index, value) in values.enumerated() {
        text += inner
        value.write(to: &text, indent: indent + 1)
        text += index + 1 < values.count ? ",\n" : "\n"
      }
      text += outer + "]"
    case .object(let entries):
      guard !entries.isEmpty else {
        text += "{}"
        return
      }
      text += "{\n"
      for (index, entry) in entries.enumerated() {
        text += inner + Self.quoted(entry.key) + ": "
        entry.value.write(to: &text, indent: indent + 1)
        text += index + 1 < entries.count ? ",\n" : "\n"
      }
      text += outer + "}"
    }
  }

  private static func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  /// Whether two values are written alike.
  public static func == (left: JSONValue, right: JSONValue) -> Bool { left.text == right.text }

  /// Hashes what is written.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
