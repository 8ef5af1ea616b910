// SPDX-License-Identifier: GPL-3.0-or-later

/// A value of a YAML file and where it stands.
struct SourceNode: Sendable {
  var content: Content
  var place: Place

  enum Content: Sendable {
    case scalar(String, isPlain: Bool)
    case sequence([SourceNode])
    case mapping([Entry])
  }

  /// A key of a mapping and its value.
  struct Entry: Sendable {
    var key: String
    var place: Place
    var value: SourceNode
  }
}

extension SourceNode {
  /// What a scalar is by the core schema of YAML 1.2 (section 10.3.2 of its specification).
  enum ScalarKind {
    case null
    case boolean(Bool)
    case number
    case string

    var isBoolean: Bool { if case .boolean = self { true } else { false } }
  }

  /// The text of a scalar and what it is; nil for collections.
  var scalar: (text: String, kind: ScalarKind)? {
    guard case .scalar(let text, let isPlain) = content else { return nil }
    guard isPlain else { return (text, .string) }
    // Comparing strings takes time in the longer one when that is not ASCII.
    guard text.utf8.count <= 5 else {
      return (text, Decimal.looksNumeric(text) ? .number : .string)
    }
    switch text {
    case "", "~", "null", "Null", "NULL": return (text, .null)
    case "true", "True", "TRUE": return (text, .boolean(true))
    case "false", "False", "FALSE": return (text, .boolean(false))
    default: return (text, Decimal.looksNumeric(text) ? .number : .string)
    }
  }

  /// Whether there is no value: nothing after the key, `null` or `~`.
  var isNull: Bool {
    if case .null? = scalar?.kind { true } else { false }
  }

  /// What the node is, for messages.
  var nature: String {
    switch content {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let text, _):
      switch scalar?.kind {
      case .null: "nothing"
      case .boolean: text
      case .number: "the number \(text.printable)"
      default: text.isEmpty ? "empty text" : "the text \(text.quoted)"
      }
    }
  }
}
