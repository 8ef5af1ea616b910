// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// A date and a cost, both the same percentile of their own, that are likely to hold together.
///
/// NASA commits to budgets and schedules with a joint confidence of 70 per cent:
/// https://www.nasa.gov/offices/pae/organization/CAD-faq.html and NASA Cost Estimating Handbook,
/// version 4.0, 2015, appendix J.
public struct JointConfidence: Hashable, Sendable {
  /// The percentile that the date and the cost are, in per cent.
  public var percent: Int
  /// The date.
  public var date: Day
  /// The cost.
  public var cost: Amount
  /// In how many replications both were kept.
  public var probability: Proportion

  /// Creates a joint confidence.
  public init(percent: Int, date: Day, cost: Amount, probability: Proportion) {
    self.percent = percent
    self.date = date
    self.cost = cost
    self.probability = probability
  }
}

extension CostTally {
  /// The date and the cost of the least whole per cent at which both are kept with a probability.
  ///
  /// Nil if none is, because too many replications are never complete.
  public func jointConfidence(of probability: Double = 0.7) -> JointConfidence? {
    guard let completion, completion.replications > 0 else { return nil }
    let needed = PercentileRanks.estimate(of: probability, in: replications)
    func joint(_ percent: Int) -> JointConfidence? {
      let p = Double(percent) / 100
      guard let date = completion.percentile(p), let cost = percentile(p) else { return nil }
      let probability = self.probability(by: date, within: cost)
      guard probability.count >= needed else { return nil }
      return JointConfidence(percent: percent, date: date, cost: cost, probability: probability)
    }
    // Neither a date nor a cost is less at a greater percentile: those that are kept often enough
    // are the last ones that there are dates of.
    let last = completion.happened * 100 / completion.replications
    var found: JointConfidence?
    var (low, high) = (1, last + 1)
    while low < high {
      let middle = (low + high) / 2
      if let candidate = joint(middle) {
        (found, high) = (candidate, middle)
      } else {
        low = middle + 1
      }
    }
    return found
  }
}
