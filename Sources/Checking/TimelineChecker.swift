// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Judges timelines straight from the facts of a campaign, whoever made them.
///
/// It shares no code with planning: what happens is worked out anew from the launch rows, then every
/// other row and every rule is held against it. Any list of rows can be judged, garbage too.
public struct TimelineChecker: Sendable {
  private let facts: Facts

  /// Creates a checker of timelines of a campaign.
  public init(_ campaign: Campaign) {
    facts = Facts(campaign)
  }

  /// Every rule that a timeline breaks; empty for a good one.
  ///
  /// Flights that have happened (`Campaign.actuals`) are facts: no rule judges them, but they count
  /// wherever new flights and new elements are judged together with them. The order is that of the
  /// rules, then that of the timeline, and the same on every run. The time is proportional to the
  /// number of rows and facts, but for sorting.
  public func violations(in timeline: Timeline) -> [Violation] {
    let logbook = Logbook(timeline, of: facts)
    return Self.rules.flatMap { $0.violations(in: logbook) }
  }

  /// The rules, in the order in which violations are listed.
  private static let rules: [any TimelineRule] = [
    // The rows themselves.
    ReferenceRule(), RowRule(), LossRowRule(), RowOrderRule(), NumberingRule(),
    MilestoneRule(),
    // Which elements fly, and what has happened.
    PresenceRule(), ChoiceRule(), ActualsRule(), StatusRule(),
    // When a flight may launch.
    CampaignSpanRule(), WindowRule(), AvailabilityRule(), GroundingRule(), ReadyRule(),
    LossRule(),
    // What a flight may carry, and how that goes on from there.
    NodeRule(), CapacityRule(), SlotsRule(), FairingRule(), VehiclesRule(), ForbidRule(),
    TransferRule(),
    // Flights together.
    PadRule(), TurnaroundRule(), FlightsRule(), BudgetRule(),
    // Elements together.
    AfterRule(), DeadlineRule(), PortRule(), CrewRule(), ResourceRule(), StoreRule(),
  ]
}
