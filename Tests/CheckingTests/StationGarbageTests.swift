// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import TestSupport
import Testing

@Suite("The checker survives what no station would do")
struct StationGarbageTests {
  @Test("random rows neither trap nor pass, and are judged alike twice", arguments: UInt64(0)..<60)
  func rows(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let checker = TimelineChecker(SampleStation.campaign)
    var timeline = SampleStation.timeline
    for _ in 0..<random.number(in: 1...40) {
      let index = random.number(in: 0...timeline.events.count - 1)
      Self.spoil(&timeline.events[index], &random)
      if random.chance(20) { timeline.events.append(timeline.events[index]) }
      if random.chance(10) { timeline.events.remove(at: index) }
    }
    guard timeline != SampleStation.timeline else { return }
    let violations = checker.violations(in: timeline)
    #expect(!violations.isEmpty)
    #expect(violations == checker.violations(in: timeline))
  }

  private static func spoil(_ event: inout TimelineEvent, _ random: inout SplitMix64) {
    let names = ["CORE", "LAB", "CREW-1", "POD", "TUG", "NOBODY", "", "CORE HAB LAB POD"]
    let days = [Int.min, -1_000_000_000, -400, 0, 19_723, 19_800, 3_000_000, Int.max]
    let details = [
      "", ".", "..", "CORE.", ".fore", "CORE.fore", "CORE.fore.fore", "CREW-2.nose", "LAB.top",
      String(repeating: ".", count: 10_000), "長征.十号", "CORE HAB", "HAB HAB",
    ]
    switch random.number(in: 0...7) {
    case 0: event.date = Day(number: random.pick(days))
    case 1: event.kind = random.pick(TimelineEvent.Kind.allCases)
    case 2: event.flight = random.chance(20) ? nil : "F0\(random.number(in: 0...9))"
    case 3: event.vehicle = random.pick([nil, "Crane", "Dart", "Arrow"])
    case 4: event.node = random.pick([nil, "NRHO", "LEO", "LLO"])
    case 5: event.element = Element.ID(random.pick(names))
    case 6: event.mass = Mass(thousandths: random.pick([.min, -1, 0, 1, .max]))
    default: event.detail = random.pick(details + names)
    }
  }

  @Test("huge figures in a campaign do not trap", arguments: [Int.min, -1, 0, 1, Int.max])
  func figures(figure: Int) {
    var campaign = SampleStation.campaign
    // As large as a manifest may have them, and beyond for spans of days.
    let amount = min(max(figure, -1), 1_000_000_000_000)
    campaign.stores[0].initial = Mass(thousandths: amount)
    campaign.stores[0].reserve = Mass(thousandths: amount)
    campaign.stores[0].perCrew = Mass(thousandths: amount)
    let timeline = SampleStation.timeline
    for index in campaign.elements.indices {
      campaign.elements[index].commissioning = figure
      campaign.elements[index].stay = figure
      campaign.elements[index].transfer?.transit = figure
      campaign.elements[index].transfer?.within = figure
      campaign.elements[index].crew = figure
      for entry in campaign.elements[index].provides.indices {
        campaign.elements[index].provides[entry].amount = Amount(thousandths: amount)
      }
      for entry in campaign.elements[index].draws.indices {
        campaign.elements[index].draws[entry].amount = Mass(thousandths: amount)
      }
    }
    #expect(!TimelineChecker(campaign).violations(in: timeline).isEmpty)
    campaign.vehicles[0].routes[0].transit = figure
    #expect(!TimelineChecker(campaign).violations(in: timeline).isEmpty)
  }

  @Test("ports whose names dots make ambiguous are told apart by what the element may use")
  func dots() {
    var campaign = SampleStation.campaign
    campaign.elements[0].id = "CORE.x"
    campaign.elements[1].id = "CORE"
    campaign.elements = Array(campaign.elements.prefix(3))
    campaign.elements[0].ports = [Port(id: "y", standard: "IDSS")]
    campaign.elements[1].ports = [Port(id: "x.y", standard: "SSVP")]
    campaign.elements[1].docks = nil
    campaign.elements[1].after = []
    campaign.elements[1].crew = 0
    campaign.elements[1].draws = []
    campaign.elements[2].transfer = nil
    campaign.stores = []
    campaign.choices = []
    campaign.milestones = []
    campaign.actuals = []
    let flights = [
      SampleStation.flight("Crane", 20, "CORE.x"), SampleStation.flight("Crane", 21, "CORE"),
    ]
    for standard in ["IDSS", "SSVP"] {
      campaign.elements[2].docks = Docking(standard: standard)
      campaign.elements[2].mass = Mass(kilograms: 1000)
      let lab = SampleStation.flight("Crane", 90, "LAB", at: "CORE", "x.y")
      let timeline = Timeline(flights: flights + [lab], of: campaign)
      #expect(TimelineChecker(campaign).violations(in: timeline) == [])
    }
  }
}
