// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import TestSupport
import Testing
import WhatIf

@Suite("The difference of two plans")
struct DifferenceTests {
  private let campaign = SampleCampaign.campaign
  private let day = SampleCampaign.day

  private func difference(_ change: (inout [Flight]) -> Void) -> Difference {
    var flights = SampleCampaign.flights
    change(&flights)
    return Difference(
      baseline: SampleCampaign.timeline, of: campaign,
      other: Timeline(flights: flights, of: campaign))
  }

  @Test("of a plan from itself is nothing")
  func nothing() {
    let difference = difference { _ in }
    #expect(difference.isEmpty)
    #expect(difference.elements.map(\.element) == campaign.elements.map(\.id))
    #expect(difference.elements.allSatisfy { $0.slip == 0 && $0.aspects.isEmpty && $0.keepsDates })
    #expect(difference.flights.allSatisfy { $0.fate == .kept && $0.slip == 0 })
    #expect(difference.milestones.map(\.name) == ["core", "all"])
    #expect(difference.milestones.allSatisfy { $0.slip == 0 })
  }

  @Test("counts the days by which elements, milestones and flights slip")
  func slips() throws {
    let difference = difference { $0[2].launch = day("2024-03-20") }
    let slips = difference.elements.map { [$0.element.text: $0.slip] }
    #expect(slips == [["PROBE": 0], ["BUS": 0], ["HAB": 4], ["ARM": 4], ["LOCK": 0]])
    #expect(difference.elements[2].aspects == [.dates])
    #expect(difference.flights.map(\.fate) == [.kept, .kept, .moved, .kept])
    #expect(difference.flights[2].slip == 4)
    #expect(difference.milestones.map(\.slip) == [4, 0])
    #expect(difference.completion.slip == 0)
    // HAB and ARM weigh 1 each; BUS and HAB make the completion of nothing here.
    let operational = try #require(difference.objectives.first { $0.objective == .operational })
    #expect(operational.other - operational.baseline == Amount(8))
    #expect(difference.cost?.baseline == Amount(280))
    #expect(difference.cost?.other == Amount(280))
  }

  @Test("names vehicles, partners, pads and elements that are otherwise")
  func aspects() {
    let difference = difference { flights in
      // ARM goes with LOCK; PROBE's flight, the first, is not made.
      flights[2].elements = ["HAB"]
      flights[3].elements = ["ARM", "LOCK"]
      flights[3].pad = "P2"
      flights.removeFirst()
    }
    let aspects = difference.elements.map(\.aspects)
    #expect(
      aspects == [
        [.dropped], [], [.partners], [.vehicle, .partners, .dates, .pad], [.partners, .pad],
      ])
    #expect(difference.flights.map(\.fate) == [.dropped, .kept, .reloaded, .reloaded])
    #expect(difference.flights.map(\.left) == [["PROBE"], [], ["ARM"], []])
    #expect(difference.flights.map(\.joined) == [[], [], [], ["ARM"]])
    #expect(difference.flights.map { $0.other?.id } == [nil, "F01", "F02", "F03"])
  }

  @Test("flights match by vehicle, most elements in common, then closest days")
  func matching() {
    func flight(_ vehicle: Vehicle.ID, _ date: String, _ elements: [Element.ID]) -> Flight {
      Flight(vehicle: vehicle, pad: nil, node: "NRHO", launch: day(date), elements: elements)
    }
    func timeline(_ flights: [Flight]) -> Timeline { Timeline(flights: flights, of: campaign) }
    let before = timeline([
      flight("Crane", "2024-01-15", ["PROBE", "BUS"]), flight("Crane", "2024-03-15", ["HAB"]),
      flight("Dart", "2024-04-05", ["LOCK"]), flight("Dart", "2024-06-05", ["ARM"]),
    ])
    let after = timeline([
      flight("Crane", "2024-01-15", ["HAB", "PROBE"]), flight("Dart", "2024-02-01", ["ARM"]),
      flight("Crane", "2024-03-15", ["BUS", "LOCK"]),
    ])
    let pairs = Difference(baseline: before, of: campaign, other: after).flights.map {
      [$0.baseline?.id, $0.other?.id]
    }
    // F01 shares one element with each, and its day with the first; then F02 has none left.
    #expect(
      pairs == [["F01", "F01"], ["F02", nil], ["F03", nil], ["F04", "F02"], [nil, "F03"]])
  }

  @Test("needs no manifest: rows are enough")
  func withoutManifest() {
    let other = Timeline(flights: Array(SampleCampaign.flights.dropLast()), of: campaign)
    let difference = Difference(baseline: SampleCampaign.timeline, other: other)
    // In the order in which they fly.
    #expect(difference.elements.map(\.element) == ["PROBE", "BUS", "HAB", "ARM", "LOCK"])
    #expect(difference.elements[4].aspects == [.dropped])
    #expect(difference.objectives.isEmpty)
    #expect(difference.cost == nil)
    // Without LOCK, that milestone is not reached.
    #expect(difference.milestones.map(\.name) == ["core", "all"])
    #expect(difference.milestones[1].other == nil)
  }

  @Test("values each plan in its own campaign")
  func twoCampaigns() {
    var changed = campaign
    changed.vehicles[0].cost = Amount(150)
    let difference = Difference(
      baseline: SampleCampaign.timeline, of: campaign, other: SampleCampaign.timeline, of: changed)
    #expect(difference.cost?.baseline == Amount(280))
    #expect(difference.cost?.other == Amount(380))
  }

  @Test("takes rows that make no sense together", arguments: 0..<20 as Range<UInt64>)
  func garbage(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var events = SampleCampaign.timeline.events
    for _ in 0..<6 {
      let index = random.number(in: 0...(events.count - 1))
      switch random.number(in: 0...3) {
      case 0: events.remove(at: index)
      case 1: events[index].flight = random.chance(50) ? nil : "F99"
      case 2: events[index].element = nil
      default: events.swapAt(index, random.number(in: 0...(events.count - 1)))
      }
    }
    let garbage = Timeline(events: events)
    let there = Difference(baseline: SampleCampaign.timeline, of: campaign, other: garbage)
    let back = Difference(baseline: garbage, of: campaign, other: SampleCampaign.timeline)
    let slips = there.elements.map { $0.slip.map(-) }
    #expect(
      slips
        == there.elements.map { one in
          back.elements.first { $0.element == one.element }?.slip
        })
  }
}
