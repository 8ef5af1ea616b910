// SPDX-License-Identifier: GPL-3.0-or-later

/// Pearson's chi-square test of counts.
enum ChiSquare {
  /// The statistic of counts against probabilities that add up to 1.
  static func statistic(of counts: [Int], _ probabilities: [Double]) -> Double {
    let total = Double(counts.reduce(0, +))
    return zip(counts, probabilities).reduce(0) { sum, cell in
      let expected = total * cell.1
      return sum + (Double(cell.0) - expected) * (Double(cell.0) - expected) / expected
    }
  }

  /// The quantile that a normal variable has at so many standard deviations: 0.999 at 3.09.
  ///
  /// Source: E. B. Wilson, M. M. Hilferty, "The distribution of chi-square", PNAS 17, 1931,
  /// https://doi.org/10.1073/pnas.17.12.684
  static func limit(degrees: Int, deviations: Double = 3.09) -> Double {
    let k = Double(degrees)
    let root = 1 - 2 / (9 * k) + deviations * (2 / (9 * k)).squareRoot()
    return k * root * root * root
  }
}
