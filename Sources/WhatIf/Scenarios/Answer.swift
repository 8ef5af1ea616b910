// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import CheckedPlanning
public import Checking

/// What a scenario comes to.
public struct Answer: Sendable {
  /// The scenario.
  public var scenario: Scenario
  /// The campaign as the scenario changes it, flights before its `asOf` among the past.
  public var campaign: Campaign
  /// The plan that answers it, or why there is none.
  public var plan: CheckedPlan
  /// What is otherwise in the plan against the baseline, with causes; nil without a plan.
  public var difference: Difference?
  /// The rules of the changed campaign that the baseline breaks; none when it still is a plan.
  public var broken: [Violation]
  /// Changes that change nothing.
  public var remarks: [ChangeRemark]

  /// Creates an answer.
  public init(
    scenario: Scenario, campaign: Campaign, plan: CheckedPlan, difference: Difference? = nil,
    broken: [Violation] = [], remarks: [ChangeRemark] = []
  ) {
    self.scenario = scenario
    self.campaign = campaign
    self.plan = plan
    self.difference = difference
    self.broken = broken
    self.remarks = remarks
  }
}
