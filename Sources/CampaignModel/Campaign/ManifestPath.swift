// SPDX-License-Identifier: GPL-3.0-or-later

/// The place of a fact in a manifest: the keys that lead to it, `vehicles.SLS-1B.turnaround`.
///
/// Whoever judges or explains a plan names facts by their path; whoever has read the manifest
/// knows on which line the path stands.
public struct ManifestPath: Hashable, Sendable, CustomStringConvertible {
  /// The keys from the top of the manifest, list entries by their index (`0`, `1`, ...).
  public var keys: [String]

  /// Creates a path from its keys.
  public init(_ keys: String...) {
    self.keys = keys
  }

  /// Creates a path from its keys.
  public init(keys: [String]) {
    self.keys = keys
  }

  /// The path one key further down.
  public func appending(_ key: String) -> ManifestPath {
    ManifestPath(keys: keys + [key])
  }

  /// The path one key up, nil at the top.
  public var parent: ManifestPath? {
    keys.isEmpty ? nil : ManifestPath(keys: keys.dropLast())
  }

  /// The keys joined by dots.
  public var description: String { keys.joined(separator: ".") }
}
