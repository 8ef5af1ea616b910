// SPDX-License-Identifier: GPL-3.0-or-later

/// A flight of a vehicle on a day with a set of elements: one column of the model.
struct Load: Hashable, Sendable {
  var vehicle: Int
  /// The launch day.
  var day: Int
  /// The elements aboard, ascending.
  var elements: [Int]
}
