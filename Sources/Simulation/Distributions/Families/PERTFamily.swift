// SPDX-License-Identifier: GPL-3.0-or-later

/// A beta distribution between two bounds, its mean (least + 4 likely + most) / 6.
///
/// Source: D. G. Malcolm et al., "Application of a technique for research and development program
/// evaluation", Operations Research 7, 1959, https://doi.org/10.1287/opre.7.5.646
package struct PERTFamily: Family {
  /// The bounds with the most likely number between them.
  let least, likely, most: Double

  /// The probability of less than x days.
  package func below(_ x: Double) -> Double {
    if x <= least { return 0 }
    if x >= most { return 1 }
    let span = most - least
    return PortableMath.incompleteBeta(
      (x - least) / span, 1 + 4 * (likely - least) / span, 1 + 4 * (most - likely) / span)
  }
}
