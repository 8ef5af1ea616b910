// SPDX-License-Identifier: GPL-3.0-or-later

/// The identity of a thing of the manifest, typed by what it identifies.
///
/// Two identifiers of different kinds cannot be compared or swapped. A manifest's identifiers have
/// the form `[A-Za-z][A-Za-z0-9_.-]*`; a timeline read from a file may hold any text.
public struct Identifier<Owner>: Hashable, Sendable {
  /// The identifier as written in the manifest.
  public let text: String

  /// Creates an identifier from its text, unchecked.
  public init(_ text: String) {
    self.text = text
  }
}

extension Identifier: CustomStringConvertible {
  /// The identifier as written in the manifest.
  public var description: String { text }
}

extension Identifier: ExpressibleByStringLiteral {
  /// Creates an identifier from a literal.
  public init(stringLiteral value: String) {
    self.init(value)
  }
}
