// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CheckedPlanning
import Planning
import TestSupport
import WhatIf

/// What a campaign comes to with each of some delays, by trying every plan; nil for no plan.
func dailyAnswers(
  _ subject: Sweep.Subject, delays: ClosedRange<Int>, in campaign: Campaign
) -> [[Amount]?] {
  delays.map { days in
    switch BruteForce.solve(delayed(campaign, subject, by: days)) {
    case .infeasible: nil
    case .optimal(let values, _): values
    }
  }
}

/// A campaign in which a vehicle or an element is later, written down without the code under test.
func delayed(_ campaign: Campaign, _ subject: Sweep.Subject, by days: Int) -> Campaign {
  var campaign = campaign
  switch subject {
  case .vehicle(let id):
    for index in campaign.vehicles.indices where campaign.vehicles[index].id == id {
      let first = campaign.vehicles[index].availableFrom ?? campaign.start
      let earliest = max(first, campaign.start, campaign.status ?? campaign.start)
      campaign.vehicles[index].availableFrom = earliest + days
    }
  case .element(let id):
    for index in campaign.elements.indices where campaign.elements[index].id == id {
      campaign.elements[index].ready = (campaign.elements[index].ready ?? campaign.start) + days
    }
  }
  return campaign
}

/// The values of an answer that is proven; nil for none, or for no plan.
func values(_ answer: SweepAnswer) -> [Amount]? {
  answer.flights == nil ? nil : answer.objectives.map(\.value)
}
