// SPDX-License-Identifier: GPL-3.0-or-later

/// How often something was so, of how many times, as an estimate of its probability.
public struct Proportion: Hashable, Sendable {
  /// How often it was so.
  public var count: Int
  /// How often it could have been.
  public var total: Int

  /// Creates a proportion; the count is at most the total.
  public init(_ count: Int, of total: Int) {
    self.count = count
    self.total = total
  }

  /// The estimate, 0 to 1; 0 when it could never have been.
  public var estimate: Double { total == 0 ? 0 : Double(count) / Double(total) }

  /// The probabilities that are compatible with it: the score interval.
  ///
  /// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
  /// Journal of the American Statistical Association 22, 1927,
  /// https://doi.org/10.1080/01621459.1927.10502953
  public func interval(confidence: Double = 0.95) -> ClosedRange<Double> {
    guard total > 0 else { return 0...1 }
    let quantile = PortableMath.normalQuantile((1 + confidence) / 2)
    let square = quantile * quantile
    let (hits, misses, all) = (Double(count), Double(total - count), Double(total))
    let half = quantile * (hits * misses / all + square / 4).squareRoot()
    // At the ends, rounding must not leave what is known to be 0 or 1.
    let lower = count == 0 ? 0 : (hits + square / 2 - half) / (all + square)
    let upper = count == total ? 1 : (hits + square / 2 + half) / (all + square)
    return lower...upper
  }
}
