// SPDX-License-Identifier: GPL-3.0-or-later

/// Where in a sorted sample a percentile of what it was drawn from is to be found.
///
/// Ranks start at 1. How many of n draws lie at or below the percentile p is binomially
/// distributed, whatever they are draws of; so the draws of two ranks enclose it with a probability
/// that is known exactly. Where draws can be equal, it is at least that.
///
/// Source: H. A. David, H. N. Nagaraja, "Order Statistics", 3rd edition, section 7.1,
/// https://doi.org/10.1002/0471722162
package struct PercentileRanks: Hashable, Sendable {
  /// The rank of the sample's own percentile: the first with at least this part of the sample.
  package let estimate: Int
  /// The rank of the lower end; 0 when the sample is too small to have one.
  package let lower: Int
  /// The rank of the upper end; one more than the sample has when it is too small to have one.
  package let upper: Int

  /// Finds the ranks of percentile p, 0 to 1, in a sample of that many draws.
  ///
  /// It lies below the lower end, and above the upper one, with at most half the probability that
  /// is left beside the confidence; the ranks are the closest with this property.
  package init(of p: Double, in count: Int, confidence: Double) {
    precondition((0...1).contains(p) && count >= 0)
    estimate = Self.estimate(of: p, in: count)
    // The probabilities of the numbers of draws at or below the percentile, in parts of the most
    // likely one; where they end, what is left out is below 1e-20.
    let mode = min(count, Int(Double(count + 1) * p))
    let odds = p / (1 - p)
    var below: [Double] = []
    var weight = 1.0
    for number in stride(from: mode, to: 0, by: -1) {
      weight *= Double(number) / Double(count - number + 1) / odds
      if weight < 1e-25 { break }
      below.append(weight)
    }
    var weights = Array(below.reversed())
    let least = mode - weights.count
    weights.append(1)
    weight = 1
    for number in mode..<count {
      weight *= Double(count - number) / Double(number + 1) * odds
      if weight < 1e-25 { break }
      weights.append(weight)
    }
    let allowed = weights.reduce(0, +) * (1 - confidence) / 2
    lower = least + Self.fitting(weights, allowed)
    upper = least + weights.count - Self.fitting(weights.reversed(), allowed)
  }

  /// How many of these weights, from the first on, are together at most what is allowed.
  private static func fitting(_ weights: some Sequence<Double>, _ allowed: Double) -> Int {
    var (number, sum) = (0, 0.0)
    for weight in weights {
      sum += weight
      if sum > allowed { break }
      number += 1
    }
    return number
  }

  /// The first rank with at least the part p, 0 to 1, of a sample of that many draws.
  package static func estimate(of p: Double, in count: Int) -> Int {
    // Without the factor 7 % of 100 would be more than 7, since 0.07 is not what is held.
    max(1, Int((p * Double(count) * (1 - 0x1p-50)).rounded(.up)))
  }
}
