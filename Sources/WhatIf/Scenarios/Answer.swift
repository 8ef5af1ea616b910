// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import CheckedPlanning

/// What a scenario comes to.
public struct Answer: Sendable {
  /// The scenario.
  public var scenario: Scenario
  /// The campaign as the scenario changes it, flights before its `asOf` among the past.
  public var campaign: Campaign
  /// The plan that answers it, or why there is none.
  public var plan: CheckedPlan

  /// Creates an answer.
  public init(scenario: Scenario, campaign: Campaign, plan: CheckedPlan) {
    self.scenario = scenario
    self.campaign = campaign
    self.plan = plan
  }
}
