// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A value of JSON, or of YAML by its core schema.
indirect enum JSONValue: Hashable, Sendable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([JSONValue])
  case mapping([String: JSONValue])

  /// Reads JSON text.
  init(json text: String) throws {
    self.init(try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed))
  }

  private init(_ value: Any) {
    switch value {
    case let value as [String: Any]: self = .mapping(value.mapValues(JSONValue.init(_:)))
    case let value as [Any]: self = .list(value.map(JSONValue.init(_:)))
    case let value as String: self = .text(value)
    case let value as NSNumber:
      // JSON's true and false come back as numbers that say so.
      self =
        value === NSNumber(value: true) || value === NSNumber(value: false)
          || String(cString: value.objCType) == "c"
        ? .flag(value.boolValue) : .number(value.doubleValue)
    default: self = .null
    }
  }

  /// The value as JSON text.
  var json: String {
    switch self {
    case .null: "null"
    case .flag(let value): value ? "true" : "false"
    case .number(let value):
      value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    case .text(let text): Self.quoted(text)
    case .list(let values): "[" + values.map(\.json).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{"
        + entries.sorted { $0.key < $1.key }.map { Self.quoted($0) + ": " + $1.json }
        .joined(separator: ", ") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    "\""
      + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\n", with: "\\n") + "\""
  }
}

/// Checks values against a JSON Schema; knows the keywords that the manifest's schema uses.
///
/// It is written from the specification of draft 2020-12 and shares nothing with the loader.
struct SchemaValidator: Sendable {
  let root: JSONValue
  /// The regular expressions of the schema, compiled once.
  private let patterns: [String: NSRegularExpression]

  init(_ root: JSONValue) {
    self.root = root
    patterns = Dictionary(
      uniqueKeysWithValues: Self.patterns(root).map { pattern in
        (pattern, try? NSRegularExpression(pattern: pattern))
      }
    ).compactMapValues { $0 }
  }

  private static func patterns(_ schema: JSONValue) -> Set<String> {
    switch schema {
    case .mapping(let entries):
      var found = Set(entries.values.flatMap(patterns))
      if case .text(let pattern)? = entries["pattern"] { found.insert(pattern) }
      return found
    case .list(let values): return Set(values.flatMap(patterns))
    default: return []
    }
  }

  /// What is wrong with a value: the path to it and the keyword that it violates.
  func faults(_ value: JSONValue) -> [String] { faults(value, root, "") }

  private func faults(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
    guard case .mapping(let keywords) = schema else {
      return schema == .flag(true) ? [] : [path + ": false"]
    }
    return keywords.keys.sorted().flatMap { keyword in
      check(value, keyword, keywords[keyword] ?? .null, keywords, path)
    }
  }

  private func check(
    _ value: JSONValue, _ keyword: String, _ argument: JSONValue,
    _ siblings: [String: JSONValue], _ path: String
  ) -> [String] {
    func fault(_ isRight: Bool) -> [String] { isRight ? [] : [path + ": " + keyword] }
    switch (keyword, argument, value) {
    case ("$ref", .text(let reference), _):
      guard let target = resolve(reference) else { return [path + ": dangling " + reference] }
      return faults(value, target, path)
    case ("type", .text(let name), _): return fault(isType(value, name))
    case ("type", .list(let names), _):
      return fault(names.contains { name in isType(value, name.string) })
    case ("const", _, _): return fault(value == argument)
    case ("enum", .list(let values), _): return fault(values.contains(value))
    case ("anyOf", .list(let schemas), _):
      return fault(schemas.contains { faults(value, $0, path).isEmpty })
    case ("oneOf", .list(let schemas), _):
      return fault(schemas.count { faults(value, $0, path).isEmpty } == 1)
    case ("pattern", .text(let pattern), .text(let text)):
      let range = NSRange(text.startIndex..., in: text)
      return fault(patterns[pattern]?.firstMatch(in: text, range: range) != nil)
    case ("minimum", .number(let least), .number(let number)): return fault(number >= least)
    case ("maximum", .number(let most), .number(let number)): return fault(number <= most)
    case ("minItems", .number(let least), .list(let items)):
      return fault(Double(items.count) >= least)
    case ("maxItems", .number(let most), .list(let items)):
      return fault(Double(items.count) <= most)
    case ("uniqueItems", .flag(true), .list(let items)):
      return fault(Set(items).count == items.count)
    case ("items", _, .list(let items)):
      return items.enumerated().flatMap { faults($1, argument, path + "/\($0)") }
    case ("minProperties", .number(let least), .mapping(let entries)):
      return fault(Double(entries.count) >= least)
    case ("required", .list(let names), .mapping(let entries)):
      return fault(names.allSatisfy { entries[$0.string] != nil })
    case ("propertyNames", _, .mapping(let entries)):
      return entries.keys.sorted().flatMap { faults(.text($0), argument, path + "/" + $0) }
    case ("properties", .mapping(let schemas), .mapping(let entries)):
      return schemas.keys.sorted().flatMap { key in
        entries[key].map { faults($0, schemas[key] ?? .null, path + "/" + key) } ?? []
      }
    case ("additionalProperties", _, .mapping(let entries)):
      guard case .mapping(let known) = siblings["properties"] ?? .mapping([:]) else { return [] }
      return entries.keys.sorted().filter { known[$0] == nil }.flatMap { key in
        faults(entries[key] ?? .null, argument, path + "/" + key)
      }
    default:
      return Self.known.contains(keyword) ? [] : [path + ": unknown keyword " + keyword]
    }
  }

  private func resolve(_ reference: String) -> JSONValue? {
    guard case .mapping(let keywords) = root, case .mapping(let definitions)? = keywords["$defs"],
      reference.hasPrefix("#/$defs/")
    else { return nil }
    return definitions[String(reference.dropFirst("#/$defs/".count))]
  }

  private func isType(_ value: JSONValue, _ name: String) -> Bool {
    switch (name, value) {
    case ("object", .mapping), ("array", .list), ("string", .text), ("number", .number),
      ("boolean", .flag), ("null", .null):
      true
    case ("integer", .number(let number)): number == number.rounded()
    default: false
    }
  }

  private static let known: Set<String> = [
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "const", "enum", "anyOf",
    "oneOf",
    "pattern", "format", "minimum", "maximum", "minItems", "maxItems", "uniqueItems", "items",
    "minProperties", "required", "propertyNames", "properties", "additionalProperties",
  ]
}

extension JSONValue {
  /// The text of a text, empty for other values.
  var string: String { if case .text(let text) = self { text } else { "" } }
}
