// SPDX-License-Identifier: GPL-3.0-or-later

/// A scenario: what is changed in a campaign, and how the plan answers.
public struct Scenario: Hashable, Sendable {
  /// What it is called; unique in a study.
  public var name: String
  /// What is otherwise, in the order given.
  public var changes: [Change]
  /// The day on which the changes become known: flights of the baseline before it have happened.
  public var asOf: Day?
  /// How the plan answers.
  public var policy: Policy

  /// Creates a scenario.
  public init(name: String, changes: [Change] = [], asOf: Day? = nil, policy: Policy = .repair) {
    self.name = name
    self.changes = changes
    self.asOf = asOf
    self.policy = policy
  }
}

/// How a plan answers a change.
public enum Policy: String, Hashable, Sendable, CaseIterable {
  /// The flights of the baseline in their order, each no earlier than it was.
  case hold
  /// The best plan; of several, the one that differs least from the baseline.
  case repair
  /// The best plan, whatever the baseline was.
  case reoptimize
}
