// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CheckedPlanning
import Planning
import TestSupport
import Testing
import WhatIf

@Suite("Staircases")
struct StaircaseTests {
  @Test("agree with trying every plan on every day", arguments: UInt64(0)..<60)
  func daily(seed: UInt64) throws {
    let campaign = TinyCampaigns.campaign(seed: seed)
    for vehicle in campaign.vehicles {
      try expectExact(.vehicle(vehicle.id), in: campaign)
    }
    if let element = campaign.elements.last { try expectExact(.element(element.id), in: campaign) }
  }

  @Test("agree with trying every plan of whole stations", arguments: UInt64(0)..<20)
  func stations(seed: UInt64) throws {
    let campaign = TinyStations.mixture(seed: seed)
    try expectExact(.vehicle(campaign.vehicles[0].id), in: campaign)
  }

  /// Compares every day and every jump with what trying every plan says.
  private func expectExact(_ subject: Sweep.Subject, in campaign: Campaign) throws {
    let span = 0...min(40, campaign.end - campaign.start + 2)
    let expected = dailyAnswers(subject, delays: span, in: campaign)
    let sweep = Sweep(
      base: Scenario(name: "coarse", policy: .reoptimize),
      axes: [Sweep.Axis(subject, DelayRange(.days, from: 0, to: span.upperBound, step: 17))])
    let result = try Sweeper(planner: planner).run(
      sweep, of: campaign, baseline: [], options: PlanningOptions())
    #expect(result.isProven)
    for point in result.points {
      guard case .days(let days) = point.delays[0] else { continue }
      #expect(values(point.answer) == expected[days])
    }
    // Every day lies in one step; the steps change exactly where the daily answers do.
    var day = 0
    for (index, step) in result.steps.enumerated() {
      #expect(step.delays.lowerBound == day)
      for day in step.delays { #expect(values(step.answer) == expected[day]) }
      if let flights = step.answer.flights {
        let last = delayed(campaign, subject, by: step.delays.upperBound)
        #expect(BruteForce.accepts(flights, in: last))
      }
      if index > 0 {
        #expect(values(result.steps[index - 1].answer) != values(step.answer))
      }
      day = step.delays.upperBound + 1
    }
    let last = result.points.last?.days[0] ?? campaign.start
    #expect(day - 1 == last - (result.points[0].days[0]))
  }
}
