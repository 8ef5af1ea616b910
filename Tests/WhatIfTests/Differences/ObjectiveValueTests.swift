// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import TestSupport
import Testing
import WhatIf

@Suite("Objective values read off a timeline")
struct ObjectiveValueTests {
  @Test("are those that simulating the plan day by day gives", arguments: 0..<40 as Range<UInt64>)
  func likeSimulation(seed: UInt64) {
    var campaign = seed % 2 == 0 ? SampleCampaign.campaign : SampleStation.campaign
    let flights = seed % 2 == 0 ? SampleCampaign.flights : SampleStation.flights
    campaign.objectives =
      [.completion(nil), .operational, .tardiness, .cost, .flights, .value]
      + campaign.milestones.map { .completion($0.id) }
    var random = SplitMix64(seed: seed)
    var moved = flights
    for index in moved.indices {
      moved[index].launch = moved[index].launch + random.number(in: 0...49)
    }
    let chosen = Set(campaign.choices.flatMap(\.oneOf))
    for index in campaign.elements.indices {
      campaign.elements[index].weight = Amount(thousandths: random.number(in: 0...5000))
      campaign.elements[index].cost = Amount(random.number(in: 0...9))
      campaign.elements[index].value = Amount(random.number(in: 0...9))
      campaign.elements[index].isOptional =
        random.chance(30) && !chosen.contains(campaign.elements[index].id)
    }
    let timeline = Timeline(flights: moved, of: campaign)
    let values = campaign.objectives.map { $0.value(in: timeline, of: campaign) }
    #expect(values == DaySimulation(moved, of: campaign).objectives)
  }
}
