// SPDX-License-Identifier: GPL-3.0-or-later

/// Days whose logarithm is normally distributed.
package struct LognormalFamily: Family {
  /// The median in days.
  let median: Double
  /// The standard deviation of the logarithm.
  let sigma: Double

  /// The probability of less than x days.
  package func below(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    return PortableMath.erfc(-PortableMath.log(x / median) / (sigma * 2.0.squareRoot())) / 2
  }
}
