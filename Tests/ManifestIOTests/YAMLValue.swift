// SPDX-License-Identifier: GPL-3.0-or-later

import Yams

extension JSONValue {
  /// Reads YAML by the core schema of YAML 1.2; nil when it is not one document of YAML.
  init?(yaml bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self),
      let node = (try? Yams.compose(yaml: text, .basic)) ?? nil
    else { return nil }
    self.init(node)
  }

  private init(_ node: Node) {
    switch node {
    case .scalar(let scalar): self.init(scalar)
    case .sequence(let nodes): self = .list(nodes.map(JSONValue.init(_:)))
    case .mapping(let pairs):
      self = .mapping(
        Dictionary(
          pairs.map { ($0.key.scalar?.string ?? "", JSONValue($0.value)) },
          uniquingKeysWith: { first, _ in first }))
    case .alias: self = .null
    }
  }

  private init(_ scalar: Node.Scalar) {
    let text = scalar.string
    guard scalar.style == .plain else {
      self = .text(text)
      return
    }
    let isDecimal =
      !text.isEmpty && text.utf8.allSatisfy { Array("0123456789+-.eE".utf8).contains($0) }
    if ["", "~", "null", "Null", "NULL"].contains(text) {
      self = .null
    } else if ["true", "True", "TRUE", "false", "False", "FALSE"].contains(text) {
      self = .flag(text.lowercased() == "true")
    } else if isDecimal, let value = Double(text) {
      self = .number(value)
    } else if text.hasPrefix("0x"), let value = Int(text.dropFirst(2), radix: 16) {
      self = .number(Double(value))
    } else if [".inf", ".Inf", ".INF", "-.inf", "+.inf"].contains(text) {
      self = .number(.infinity)
    } else {
      self = .text(text)
    }
  }
}
