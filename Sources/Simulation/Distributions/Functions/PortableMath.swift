// SPDX-License-Identifier: GPL-3.0-or-later

/// Functions made of basic arithmetic only.
///
/// IEEE 754 defines sums, products, quotients and square roots to the last bit, but not what a
/// system's mathematical library returns. A seed is to tell the same story on every machine, so
/// the tables that its draws are read from come from these.
package enum PortableMath {
  /// The natural logarithm of 2, split so that the first part times a small whole number is exact.
  private static let logarithmOfTwo = (high: 0x1.62e42feep-1, low: 0x1.a39ef35793c76p-33)

  /// The exponential of x, to about two units in the last place.
  ///
  /// x = k log 2 + r with |r| <= (log 2) / 2; then the power series of r.
  package static func exp(_ x: Double) -> Double {
    if x > 709.7 { return x > 709.782712893384 ? .infinity : exp(x / 2) * exp(x / 2) }
    if x < -708 { return x < -745.2 ? 0 : exp(x / 2) * exp(x / 2) }
    let exponent = Int(x * 0x1.71547652b82fep0 + (x < 0 ? -0.5 : 0.5))
    let multiple = Double(exponent)
    let rest = x - multiple * logarithmOfTwo.high - multiple * logarithmOfTwo.low
    // The first term left out, rest^15 / 15!, is below 2^-63.
    var sum = 1.0
    for divisor in (1...14).reversed() { sum = 1 + rest * sum / Double(divisor) }
    return Double(sign: .plus, exponent: exponent, significand: sum)
  }

  /// The natural logarithm of x, to about two units in the last place; x must be positive.
  ///
  /// x = 2^k m with m between the roots of 1/2 and 2; then the series of the area hyperbolic
  /// tangent of (m - 1) / (m + 1): NIST Digital Library of Mathematical Functions,
  /// https://dlmf.nist.gov/4.6.E4
  package static func log(_ x: Double) -> Double {
    if x == .infinity { return x }
    var exponent = Int(x.exponent)
    var mantissa = x.significand
    if mantissa > 0x1.6a09e667f3bcdp0 {
      mantissa /= 2
      exponent += 1
    }
    let ratio = (mantissa - 1) / (mantissa + 1)
    let square = ratio * ratio
    // The ratio is below 0.172: what is left out, 2 ratio^25 / 25, is below 2^-66.
    var sum = 0.0
    for half in (1...11).reversed() { sum = square * (sum + 1 / Double(2 * half + 1)) }
    let multiple = Double(exponent)
    return multiple * logarithmOfTwo.high
      + (2 * ratio + (2 * ratio * sum + multiple * logarithmOfTwo.low))
  }
}
