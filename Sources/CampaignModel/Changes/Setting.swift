// SPDX-License-Identifier: GPL-3.0-or-later

/// Another value for a key of a manifest, `vehicles.SLS-1B.turnaround` = `200 d`.
public struct Setting: Hashable, Sendable, CustomStringConvertible {
  /// The keys that lead to it, joined by dots; entries of lists by their number, from 0.
  public var path: String
  /// The value as YAML text on one line; `null` removes the key.
  public var value: String

  /// Creates a setting.
  public init(path: String, value: String) {
    self.path = path
    self.value = value
  }

  /// Takes `PATH=VALUE` apart; without a `=` the value is empty.
  public init(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(parts[0])
    value = parts.count > 1 ? String(parts[1]) : ""
  }

  /// The setting as a command line writes it, `PATH=VALUE`.
  public var description: String { path + "=" + value }
}
