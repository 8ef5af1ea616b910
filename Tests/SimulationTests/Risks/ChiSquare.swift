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

  /// The 0.999 quantile.
  ///
  /// Source: E. B. Wilson, M. M. Hilferty, "The distribution of chi-square", PNAS 17, 1931.
  static func limit(degrees: Int) -> Double {
    let k = Double(degrees)
    let root = 1 - 2 / (9 * k) + 3.09 * (2 / (9 * k)).squareRoot()
    return k * root * root * root
  }
}
