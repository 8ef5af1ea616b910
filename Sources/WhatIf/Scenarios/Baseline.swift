// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import CheckedPlanning
public import Checking
internal import Planning

/// The plan that scenarios are compared with: a plan of the campaign as it is.
public struct Baseline: Sendable {
  /// The campaign, without any change.
  public let campaign: Campaign
  /// The plan.
  public let timeline: Timeline
  /// Its flights, past ones included.
  public let flights: [Flight]
  /// The values of the campaign's objectives in it, in their order.
  public let values: [Amount]
  /// Whether no plan of the campaign is better.
  public let isProven: Bool

  /// Takes a plan that was just made; nil when there is none.
  public init?(_ plan: CheckedPlan, of campaign: Campaign) {
    guard let timeline = plan.timeline, let flights = plan.result.flights else { return nil }
    self.campaign = campaign
    self.timeline = timeline
    self.flights = flights
    values = campaign.objectives.map { $0.value(in: timeline, of: campaign) }
    // A gap that was allowed is none the less a gap.
    isProven =
      plan.result.status == .optimal
      && plan.result.objectives.allSatisfy { $0.bound == $0.value }
  }

  /// Takes a timeline, which was read from a file perhaps.
  ///
  /// - Throws: `BaselineError` when it breaks rules of the campaign.
  public init(_ timeline: Timeline, of campaign: Campaign) throws(BaselineError) {
    let violations = TimelineChecker(campaign).violations(in: timeline)
    guard violations.isEmpty else { throw BaselineError(violations: violations) }
    self.campaign = campaign
    self.timeline = timeline
    flights = NumberedFlight.flights(of: timeline, in: campaign).map(\.flight)
    values = campaign.objectives.map { $0.value(in: timeline, of: campaign) }
    isProven = false
  }
}

/// Why a timeline cannot be a baseline: it breaks rules of the campaign.
public struct BaselineError: Error, Hashable, Sendable {
  /// The rules that it breaks, at least one.
  public var violations: [Violation]
}

extension Baseline {
  /// The flights, numbered as in the baseline, as far as they can be of a changed campaign: without
  /// elements that it does not have, and lost where it says so.
  func flights(in changed: Campaign) -> [NumberedFlight] {
    let elements = Set(changed.elements.map(\.id))
    let losses = changed.actuals.filter(\.isLost)
    return NumberedFlight.flights(of: timeline, in: campaign).compactMap { numbered in
      var numbered = numbered
      let aboard = numbered.flight.elements
      numbered.flight.isLost =
        numbered.flight.isLost
        || losses.contains {
          $0.vehicle == numbered.flight.vehicle && $0.launched == numbered.flight.launch
            && Set($0.elements) == Set(aboard)
        }
      guard !aboard.allSatisfy(elements.contains) else { return numbered }
      let left = aboard.indices.filter { elements.contains(aboard[$0]) }
      guard !left.isEmpty else { return nil }
      numbered.flight.ports = left.map { index in
        let ports = numbered.flight.ports
        let port = ports.indices.contains(index) ? ports[index] : nil
        return port.flatMap { elements.contains($0.element) ? $0 : nil }
      }
      numbered.flight.elements = left.map { aboard[$0] }
      return numbered
    }
  }
}
