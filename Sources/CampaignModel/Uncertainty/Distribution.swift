// SPDX-License-Identifier: GPL-3.0-or-later

/// How a random number of days is distributed.
///
/// Parameters are days unless said otherwise. What is drawn is rounded to the nearest whole day,
/// halves upward, then kept within `least` and `most`.
public struct Distribution: Hashable, Sendable {
  /// The family and its parameters.
  public var shape: Shape
  /// The probability, 0 to 1, of no days at all, whatever the family says.
  public var none: Double
  /// Fewest days that are drawn; nil is no limit.
  public var least: Int?
  /// Most days that are drawn; nil is no limit.
  public var most: Int?

  /// Creates a distribution.
  public init(_ shape: Shape, none: Double = 0, least: Int? = nil, most: Int? = nil) {
    self.shape = shape
    self.none = none
    self.least = least
    self.most = most
  }

  /// A number of days that is always the same.
  public static func always(_ days: Int) -> Distribution {
    Distribution(.constant(Double(days)))
  }

  /// A family of distributions with its parameters.
  public enum Shape: Hashable, Sendable {
    /// Always the same.
    case constant(Double)
    /// Evenly between two bounds, the first no greater than the second.
    case uniform(Double, Double)
    /// A triangle: least, most likely and greatest, in this order.
    case triangular(Double, Double, Double)
    /// The beta distribution of PERT with shape 4: least, most likely and greatest, in this order.
    ///
    /// D. G. Malcolm et al., "Application of a technique for research and development program
    /// evaluation", Operations Research 7, 1959, https://doi.org/10.1287/opre.7.5.646
    case pert(Double, Double, Double)
    /// Lognormal: the median and the standard deviation of the logarithm, both positive.
    case lognormal(median: Double, sigma: Double)
    /// Weibull: shape and scale, both positive.
    case weibull(shape: Double, scale: Double)
    /// Exponential: the mean, positive.
    case exponential(mean: Double)
    /// One of some numbers, each with a weight; the weights need not add up to 1.
    case discrete([Weighted])
    /// One of some observed numbers, each as likely as it is often there.
    case empirical([Int])
  }

  /// A number of days and how likely it is.
  public struct Weighted: Hashable, Sendable {
    /// The number of days.
    public var days: Int
    /// Its weight, not negative.
    public var weight: Double

    /// Creates a weighted number of days.
    public init(_ days: Int, weight: Double) {
      self.days = days
      self.weight = weight
    }
  }
}
