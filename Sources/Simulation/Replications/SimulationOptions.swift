// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// How a campaign is simulated.
public struct SimulationOptions: Sendable {
  /// How flights are chosen once the plan is broken.
  public var policy: ExecutionPolicy
  /// How many replications are run.
  public var amount: Amount
  /// The seed of all random streams.
  public var seed: UInt64
  /// The number of threads, at least 1; it does not show in the result.
  public var threads: Int
  /// The last day that is simulated; ten years after the campaign's end when nil.
  public var until: Day?
  /// Whether the outcome of each replication is kept.
  public var keepsSamples: Bool

  /// Creates options.
  public init(
    policy: ExecutionPolicy = .hold, amount: Amount = .replications(10_000), seed: UInt64 = 1,
    threads: Int = 1, until: Day? = nil, keepsSamples: Bool = false
  ) {
    self.policy = policy
    self.amount = amount
    self.seed = seed
    self.threads = threads
    self.until = until
    self.keepsSamples = keepsSamples
  }

  /// How many replications are run.
  public enum Amount: Hashable, Sendable {
    /// So many, at least 1.
    case replications(Int)
    /// As many as it takes until P50 and P80 of the completion are known to so many days, at least 1,
    /// either way with a confidence of 95 %; in steps that double, from 1,000 up to 1,024,000.
    case precision(days: Int)
  }
}

/// The outcome of one replication.
public struct SimulationSample: Hashable, Sendable {
  /// The number of the replication, from 0; its story is told under the same.
  public var number: Int
  /// The day of completion; nil when it was not reached.
  public var completion: Day?
  /// The day of each milestone, in manifest order; nil when it was not reached.
  public var milestones: [Day?]
  /// All launches, past ones included.
  public var launches: Int
  /// Failed launches, and elements lost on their way.
  public var losses: Int
  /// The money spent on launches and elements.
  public var cost: CampaignModel.Amount

  /// Creates it from its figures.
  package init(
    number: Int, completion: Day?, milestones: [Day?], launches: Int, losses: Int,
    cost: CampaignModel.Amount
  ) {
    self.number = number
    self.completion = completion
    self.milestones = milestones
    self.launches = launches
    self.losses = losses
    self.cost = cost
  }
}
