// SPDX-License-Identifier: GPL-3.0-or-later

extension PortableMath {
  /// The regularized incomplete beta function of x, 0 to 1, for positive a and b.
  ///
  /// By the continued fraction https://dlmf.nist.gov/8.17.E22 (NIST Digital Library of Mathematical
  /// Functions), taken on the side of the mean where it converges fast, and evaluated by W. J.
  /// Lentz, "Generating Bessel functions in Mie scattering calculations using continued fractions",
  /// Applied Optics 15, 1976, https://doi.org/10.1364/AO.15.000668
  package static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
    let front = exp(
      a * log(x) + b * log(1 - x) + logGamma(a + b) - logGamma(a) - logGamma(b))
    // Lentz: the value is the product of the ratios of numerators to denominators.
    var numerator = 1.0
    var denominator = 1 / (1 - (a + b) * x / (a + 1))
    var value = denominator
    var step = 1.0
    while true {
      let even = step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step))
      denominator = 1 / (1 + even * denominator)
      numerator = 1 + even / numerator
      value *= numerator * denominator
      let odd = -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1))
      denominator = 1 / (1 + odd * denominator)
      numerator = 1 + odd / numerator
      let factor = numerator * denominator
      value *= factor
      // The bound on steps is never met with the parameters of a PERT distribution, both 1 to 5.
      if (factor - 1).magnitude < 0x1p-52 || step >= 10_000 { break }
      step += 1
    }
    return front * value / a
  }

  /// The logarithm of the gamma function of x, which must be positive.
  ///
  /// By Stirling's series https://dlmf.nist.gov/5.11.E1, after the recurrence has made x so large
  /// that seven terms of it suffice.
  package static func logGamma(_ x: Double) -> Double {
    var product = 1.0
    var large = x
    while large < 12 {
      product *= large
      large += 1
    }
    let square = large * large
    var series = 1.0 / 156
    for coefficient in [
      -691.0 / 360_360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12,
    ] {
      series = coefficient + series / square
    }
    return (large - 0.5) * log(large) - large + log(2 * .pi) / 2 + series / large - log(product)
  }
}
