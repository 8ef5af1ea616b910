// SPDX-License-Identifier: GPL-3.0-or-later

/// A flight of a vehicle on a day with a set of elements: one column of the model.
struct Load: Hashable, Sendable {
  var vehicle: Int
  /// The launch day.
  var day: Int
  /// The elements aboard, ascending.
  var elements: [Int]
}

extension Load: Comparable {
  /// The order of launches: by vehicle, then day, then elements.
  static func < (left: Load, right: Load) -> Bool {
    if (left.vehicle, left.day) != (right.vehicle, right.day) {
      return (left.vehicle, left.day) < (right.vehicle, right.day)
    }
    return left.elements.lexicographicallyPrecedes(right.elements)
  }
}
