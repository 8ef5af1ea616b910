// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CheckedPlanning
import Planning
import TestSupport
import Testing
import WhatIf

/// What is proven of dates, against exhaustive search on tiny campaigns.
@Suite("What is proven of dates")
struct SlackTests {
  private static let features = TinyCampaigns.Features.all.subtracting(.nodes)

  @Test("agrees with trying every day", arguments: 0..<12)
  func agreement(block: Int) throws {
    for seed in UInt64(block * 10)..<UInt64(block * 10 + 10) {
      let campaign = TinyCampaigns.campaign(seed: seed, features: Self.features)
      guard case .optimal(let values, let flights) = BruteForce.solve(campaign) else { continue }
      let timeline = Timeline(flights: flights, of: campaign)
      let explainer = Explainer(timeline, of: campaign, isBest: true, planner: planner)
      for element in campaign.elements {
        guard let reasons = try explainer.explain(.element(element.id))?.elements.first else {
          continue
        }
        let isPast = campaign.actuals.contains { $0.elements.contains(element.id) }
        #expect((reasons.later == nil) == isPast, "seed \(seed)")
        guard let later = reasons.later, let earlier = reasons.earlier else { continue }
        #expect(
          later.days == slack(of: element, reasons.launch, values, campaign), "seed \(seed)")
        #expect(
          earlier.days == lead(of: element, reasons.operational, values, campaign),
          "seed \(seed)")
        #expect(later.isProven && earlier.isProven, "seed \(seed)")
      }
    }
  }

  /// The most days by which the launch can be put off with the same values.
  private func slack(
    of element: Element, _ launch: Day, _ values: [Amount], _ campaign: Campaign
  ) -> Int {
    mostDays(campaign, values, up: campaign.end - launch) { changed, days in
      changed.ready = max(changed.ready ?? launch + days, launch + days)
    } for: {
      element.id
    }
  }

  /// The most days by which it can be operational earlier with the same values.
  private func lead(
    of element: Element, _ operational: Day, _ values: [Amount], _ campaign: Campaign
  ) -> Int {
    mostDays(campaign, values, up: operational - campaign.start) { changed, days in
      changed.deadline = min(changed.deadline ?? operational - days, operational - days)
    } for: {
      element.id
    }
  }

  private func mostDays(
    _ campaign: Campaign, _ values: [Amount], up most: Int,
    _ change: (inout Element, Int) -> Void, for id: () -> Element.ID
  ) -> Int {
    guard most > 0 else { return 0 }
    for days in 1...most {
      var changed = campaign
      for index in changed.elements.indices where changed.elements[index].id == id() {
        change(&changed.elements[index], days)
      }
      guard case .optimal(let others, _) = BruteForce.solve(changed), others == values else {
        return days - 1
      }
    }
    return most
  }

  @Test("of the binding links and of rooms agrees with trying every day", arguments: 0..<20)
  func bindings(block: Int) {
    for seed in UInt64(block * 20)..<UInt64(block * 20 + 20) {
      let campaign = TinyCampaigns.campaign(seed: seed, features: Self.features)
      guard case .optimal(_, let flights) = BruteForce.solve(campaign) else { continue }
      let timeline = Timeline(flights: flights, of: campaign)
      let bindings = Bindings(campaign: campaign, timeline: timeline)
      for (number, flight) in Flight.numbered(flights, of: campaign) {
        func suits(_ day: Day) -> Bool { accepts(flight, on: day, of: flights, campaign) }
        let links = bindings.links(ofFlight: number)
        for link in links {
          guard link.rule != nil else {
            if link.hold == .nothing { #expect(suits(link.days.upperBound), "seed \(seed)") }
            continue
          }
          for number in link.days.lowerBound.number...link.days.upperBound.number {
            #expect(!suits(Day(number: number)), "seed \(seed)")
          }
        }
        guard let room = bindings.room(ofFlight: number) else { continue }
        for days in 0..<room.days { #expect(suits(flight.launch + days + 1), "seed \(seed)") }
        #expect(!suits(flight.launch + room.days + 1), "seed \(seed)")
        if let next = room.next { #expect(suits(next), "seed \(seed)") }
      }
    }
  }

  /// Whether a flight can launch on another day, from any of its vehicle's pads.
  private func accepts(
    _ flight: Flight, on day: Day, of flights: [Flight], _ campaign: Campaign
  ) -> Bool {
    let pads = campaign.vehicles.first { $0.id == flight.vehicle }?.pads ?? []
    return (pads.isEmpty ? [nil] : pads.map(Optional.some)).contains { pad in
      var moved = flight
      (moved.launch, moved.pad) = (day, pad)
      return BruteForce.accepts(flights.filter { $0 != flight } + [moved], in: campaign)
    }
  }

  @Test("is left open by a limit, and says so")
  func limits() throws {
    let campaign = SampleCampaign.campaign
    let plan = try planner.plan(campaign)
    let timeline = try #require(plan.timeline)
    let explainer = Explainer(
      timeline, of: campaign, isBest: true, planner: planner,
      options: PlanningOptions(timeLimit: 0))
    let explanation = try #require(try explainer.explain(.campaign))
    for reasons in explanation.elements {
      guard let later = reasons.later else { continue }
      // What needs no search is proven at once.
      #expect(later.isProven == (later.stoppedBy == nil))
      #expect(later.isProven || !reasons.isCritical)
    }
  }

  @Test("is not asked for without a planner")
  func unasked() throws {
    let explainer = Explainer(
      SampleCampaign.timeline, of: SampleCampaign.campaign, isBest: false, planner: nil)
    let explanation = try #require(try explainer.explain(.campaign))
    #expect(explanation.elements.count == 5)
    #expect(explanation.elements.allSatisfy { $0.later == nil && $0.earlier == nil })
    #expect(explanation.chain.first?.aboard.contains("LOCK") == true)
    #expect(try explainer.explain(.flight("F99")) == nil)
  }
}
