// SPDX-License-Identifier: GPL-3.0-or-later

/// A Weibull distribution; with shape 1 it is the exponential one.
package struct WeibullFamily: Family {
  /// Below 1 the long delays are frequent, above 1 they are rare.
  let shape: Double
  /// The days below which 1 - 1/e of the probability lies; the mean when the shape is 1.
  let scale: Double

  /// The probability of less than x days.
  package func below(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    return 1 - PortableMath.exp(-PortableMath.exp(shape * PortableMath.log(x / scale)))
  }
}
