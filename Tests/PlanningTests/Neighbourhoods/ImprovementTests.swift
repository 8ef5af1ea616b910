// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import GLPKBackend
import Planning
import TestSupport
import Testing

/// Campaigns with so many elements that neighbourhoods are searched, before the proof and beside it.
@Suite("Plans of large campaigns are improved beside the proof")
struct ImprovementTests {
  @Test("in the same way on one thread as on two", arguments: [1, 2, 3] as [UInt64])
  func threads(seed: UInt64) throws {
    let campaign = Self.campaign(seed: seed)
    let planner = Planner(solver: GLPKSolver())
    let one = try planner.plan(campaign, options: PlanningOptions(nodeLimit: 150, threads: 1))
    let two = try planner.plan(campaign, options: PlanningOptions(nodeLimit: 150, threads: 2))
    #expect(two.flights == one.flights)
    #expect(two.objectives == one.objectives)
    #expect(two.statistics == one.statistics)
    let timeline = Timeline(flights: try #require(one.flights), of: campaign)
    #expect(TimelineChecker(campaign).violations(in: timeline) == [])
    for objective in one.objectives {
      if let bound = objective.bound { #expect(bound <= objective.value) }
    }
  }

  /// Forty elements in a forest of precedences, on three vehicles with windows every four weeks.
  private static func campaign(seed: UInt64) -> Campaign {
    var random = SplitMix64(seed: seed)
    let start = SampleCampaign.day("2024-01-01")
    var campaign = Campaign(name: "Forty", start: start, end: start + 3_600, node: "N")
    for index in 0..<3 {
      let id = LaunchWindows.ID("W\(index)")
      let first = random.number(in: 0...27)
      campaign.windows.append(
        LaunchWindows(
          id: id, spans: (0..<125).map { (start + first + 28 * $0)...(start + first + 28 * $0) }))
      campaign.vehicles.append(
        Vehicle(
          id: Vehicle.ID("V\(index)"), windows: [id], turnaround: random.pick([60, 90, 120]),
          slots: random.number(in: 2...3),
          routes: [
            Vehicle.Route(
              node: "N", capacity: Mass(kilograms: 9_000 + 3_000 * index),
              transit: random.pick([5, 30]))
          ]))
    }
    for index in 0..<40 {
      var element = Element(
        id: Element.ID("E\(index)"), node: "N",
        mass: Mass(kilograms: random.number(in: 15...90) * 100))
      element.weight = Amount(random.number(in: 1...4))
      if index > 0, random.chance(80) {
        let before = random.number(in: max(0, index - 6)...(index - 1))
        element.after = [
          Precedence(Element.ID("E\(before)"), lag: random.pick([0, 14, 30]))
        ]
      }
      campaign.elements.append(element)
    }
    return campaign
  }
}
