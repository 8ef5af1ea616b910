// SPDX-License-Identifier: GPL-3.0-or-later

package import CampaignModel

/// A family of distributions with its parameters: how likely a number of days is below a bound.
package protocol Family: Sendable {
  /// The probability of less than x days.
  ///
  /// Less, not at most: half a day is rounded up, so a number that is the bound itself is not below
  /// it. It makes a difference where a single number has a probability.
  func below(_ x: Double) -> Double
}

extension Distribution.Shape {
  /// The family of this shape.
  package var family: any Family {
    switch self {
    case .constant(let days): ConstantFamily(days: days)
    case .uniform(let least, let most): UniformFamily(least: least, most: most)
    case .triangular(let least, let likely, let most):
      TriangularFamily(least: least, likely: likely, most: most)
    case .pert(let least, let likely, let most):
      PERTFamily(least: least, likely: likely, most: most)
    case .lognormal(let median, let sigma): LognormalFamily(median: median, sigma: sigma)
    case .weibull(let shape, let scale): WeibullFamily(shape: shape, scale: scale)
    case .exponential(let mean): WeibullFamily(shape: 1, scale: mean)
    case .discrete(let numbers): ListedFamily(numbers)
    case .empirical(let numbers): ListedFamily(numbers.map { .init($0, weight: 1) })
    }
  }
}
