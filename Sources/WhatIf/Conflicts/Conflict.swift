// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Why a campaign has no plan: facts that no plan keeps together, and what would help.
public struct Conflict: Sendable {
  /// The facts: what has to fly first, then what its elements need, then vehicles and the campaign.
  ///
  /// No plan keeps them all together, whatever else is given up.
  public var facts: [Fact]
  /// Whether it is proven that the others can be kept together without any one of them.
  public var isIrreducible: Bool
  /// The facts in one sentence.
  public var summary: String
  /// Single changes that make the campaign feasible, the smallest first; each was planned anew.
  public var fixes: [Fix]
  /// Whether every kind of single change was tried to its end; false when a limit came before.
  public var areFixesComplete: Bool
  /// Whether a time limit or an interruption ended the search, whose result then depends on the
  /// machine.
  public var wasStopped: Bool
  /// How many campaigns were planned to find all this.
  public var solves: Int
}

/// A single change of a campaign that makes it feasible.
public struct Fix: Sendable {
  /// The fact that changes.
  public var path: ManifestPath
  /// The change in mission words, without a full stop: `SLS-1B makes 7 flights instead of 6`.
  public var text: String
  /// The change as `--set` takes it, `vehicles.SLS-1B.flights=7`; nil where it is no plain value.
  public var setting: String?
  /// Whether it is proven that no smaller change of the kind will do; true also where the kind has
  /// no size.
  public var isSmallest: Bool
  /// How large the change is, for ranking: days as years, amounts as part of what they were;
  /// changes of structure count 1 and more.
  public var size: Double
  /// The campaign with the change.
  public var campaign: Campaign
  /// The flights of a plan of that campaign.
  public var flights: [Flight]
  /// The campaign with the next smaller change of the kind, where that is proven not to do.
  package var lesser: Campaign?
}
