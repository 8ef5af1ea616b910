// SPDX-License-Identifier: GPL-3.0-or-later

/// Evenly between two bounds.
package struct UniformFamily: Family {
  /// The bounds, the first no greater than the second.
  let least, most: Double

  /// The probability of less than x days.
  package func below(_ x: Double) -> Double {
    if x <= least { return 0 }
    if x >= most { return 1 }
    return (x - least) / (most - least)
  }
}

/// Always the same number of days.
package struct ConstantFamily: Family {
  /// The number of days.
  let days: Double

  /// The probability of less than x days.
  package func below(_ x: Double) -> Double { days < x ? 1 : 0 }
}
