// SPDX-License-Identifier: GPL-3.0-or-later

/// Loads of which a plan has at most one; what is found twice counts as one.
final class Clique: Hashable, Sendable {
  /// Ascending.
  let members: [Int]
  private let sum: Int

  init(_ members: [Int]) {
    self.members = members
    sum = members.reduce(members.count) { 31 &* $0 &+ $1 }
  }

  static func == (left: Clique, right: Clique) -> Bool {
    left === right || left.sum == right.sum && left.members == right.members
  }

  func hash(into hasher: inout Hasher) { hasher.combine(sum) }
}
