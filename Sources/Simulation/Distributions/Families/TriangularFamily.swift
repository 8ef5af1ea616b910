// SPDX-License-Identifier: GPL-3.0-or-later

/// A density that rises in a straight line up to the most likely number of days, then falls in one.
package struct TriangularFamily: Family {
  /// The bounds with the most likely number between them.
  let least, likely, most: Double

  /// The probability of less than x days.
  package func below(_ x: Double) -> Double {
    if x <= least { return 0 }
    if x >= most { return 1 }
    return x < likely
      ? (x - least) / (most - least) * ((x - least) / (likely - least))
      : 1 - (most - x) / (most - least) * ((most - x) / (most - likely))
  }
}
