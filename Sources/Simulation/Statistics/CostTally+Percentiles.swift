// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

extension CostTally {
  /// Creates the tally of some replications, each with its cost and its completion, if it had one.
  package init(
    planned: Amount, of span: ClosedRange<Day>, replications: [(cost: Amount, completion: Day?)]
  ) {
    var byCost: [(cost: Amount, completion: DayTally)] = []
    for replication in replications.sorted(by: { $0.cost < $1.cost }) {
      if byCost.last?.cost != replication.cost {
        byCost.append((replication.cost, DayTally(of: span)))
      }
      byCost[byCost.count - 1].completion.count(replication.completion)
    }
    self.init(planned: planned, byCost: byCost)
  }

  /// How many replications were counted.
  public var replications: Int { byCost.reduce(0) { $0 + $1.completion.replications } }

  /// The completions of all replications; nil if there are none.
  public var completion: DayTally? {
    guard var sum = byCost.first?.completion else { return nil }
    for entry in byCost.dropFirst() { sum.add(entry.completion) }
    return sum
  }

  /// The least cost that at least the part p, 0 to 1, of all replications did not exceed.
  ///
  /// Nil if there are no replications.
  public func percentile(_ p: Double) -> Amount? {
    let rank = PercentileRanks.estimate(of: p, in: replications)
    var passed = 0
    for entry in byCost {
      passed += entry.completion.replications
      if passed >= rank { return entry.cost }
    }
    return nil
  }

  /// In how many replications all was complete by a day and cost no more than an amount.
  public func probability(by day: Day, within cost: Amount) -> Proportion {
    let count = byCost.reduce(0) {
      $1.cost > cost ? $0 : $0 + $1.completion.happened(by: day)
    }
    return Proportion(count, of: replications)
  }
}
