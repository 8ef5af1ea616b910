// SPDX-License-Identifier: GPL-3.0-or-later

extension PortableMath {
  /// The complementary error function of x.
  ///
  /// Near 0 by the power series https://dlmf.nist.gov/7.6.E2, whose terms are all positive, farther
  /// out by the continued fraction https://dlmf.nist.gov/7.9.E1 (NIST Digital Library of
  /// Mathematical Functions). The error is below 1e-15, and farther out than 2.5 also below 1e-13
  /// of the value.
  package static func erfc(_ x: Double) -> Double {
    if x < 0 { return 2 - erfc(-x) }
    let square = x * x
    if x < 2.5 {
      var term = x
      var sum = x
      var odd = 1.0
      while term > sum * 0x1p-56 {
        odd += 2
        term *= 2 * square / odd
        sum += term
      }
      return 1 - 2 / pi.squareRoot() * exp(-square) * sum
    }
    // At 2.5, forty terms leave less than the last bit; farther out fewer would do.
    var fraction = x
    for step in (1...40).reversed() { fraction = x + Double(step) / 2 / fraction }
    return exp(-square) / (pi.squareRoot() * fraction)
  }

  /// The number that a standard normal variable is below with probability p, between 0 and 1.
  ///
  /// By bisection of the distribution function down to neighbouring numbers.
  package static func normalQuantile(_ p: Double) -> Double {
    if p > 0.5 { return -normalQuantile(1 - p) }
    var (low, high) = (-40.0, 0.0)
    while true {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { return high }
      if erfc(-middle / 2.0.squareRoot()) / 2 < p { low = middle } else { high = middle }
    }
  }

  /// The ratio of a circle's circumference to its diameter.
  private static var pi: Double { .pi }
}
