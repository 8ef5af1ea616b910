// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import TestSupport
import Testing

@Suite struct `Dropping an element` {
  private func dropping(
    _ ids: Element.ID..., from campaign: Campaign = SampleStation.campaign,
    losing flights: [String] = []
  ) throws(ChangeError) -> Campaign {
    try campaign.applying(
      Scenario(
        name: "test",
        changes: flights.map { .lose(flight: $0) } + ids.map { .drop($0) }),
      baseline: SampleStation.flights)
  }

  @Test("leaves no trace of it", arguments: SampleStation.campaign.elements.map(\.id))
  func leavesNoTrace(id: Element.ID) throws {
    var campaign = SampleStation.campaign
    campaign.actuals = []
    campaign.objectives = [.completion(nil)]
    campaign.rules = [
      Rule(forbid: .ids([id, "HAB"]), on: .all), Rule(forbid: .ids([id]), on: .all),
    ]
    let changed = try dropping(id, from: campaign)
    #expect(changed.elements.count == campaign.elements.count - 1)
    for element in changed.elements {
      #expect(element.id != id)
      #expect(!element.after.contains { $0.element == id })
      #expect(element.transfer?.with.contains(id) != true)
      #expect(element.docks?.at?.contains { $0.element == id } != true)
    }
    #expect(!changed.choices.contains { $0.oneOf.contains(id) || $0.oneOf.isEmpty })
    #expect(
      !changed.milestones.contains { $0.elements?.contains(id) == true || $0.elements == [] })
    #expect(changed.rules == (id == "HAB" ? [] : [Rule(forbid: .ids(["HAB"]), on: .all)]))
  }

  @Test func `leaves a choice of one, then none`() throws {
    let one = try dropping("LOCK-A")
    #expect(one.choices.map(\.oneOf) == [["LOCK-B"]])
    #expect(try dropping("LOCK-A", "LOCK-B").choices == [])
  }

  @Test func `that has flown cannot be`() {
    let error = #expect(throws: ChangeError.self) { try dropping("CORE") }
    #expect(
      error?.reason == .hasFlown("CORE", "Crane", on: SampleStation.campaign.actuals[0].launched))
  }

  @Test func `that was lost does without another one`() throws {
    let flights = Flight.numbered(SampleStation.flights, of: SampleStation.campaign)
    let flight = try #require(flights.first { $0.flight.elements.contains("HAB") })
    var campaign = SampleStation.campaign
    campaign.elements[1].rebuild = 100
    let changed = try dropping("HAB", from: campaign, losing: [flight.number])
    let hab = try #require(changed.elements.first { $0.id == "HAB" })
    #expect(hab.isOptional)
    #expect(hab.rebuild == nil)
    #expect(!changed.elements.contains { $0.after.contains { $0.element == "HAB" } })
    #expect(changed.milestones.first { $0.id == "core" }?.elements == ["CORE"])
  }

  @Test func `may not take what an objective is about`() {
    var campaign = SampleStation.campaign
    campaign.objectives = [.completion("exits")]
    #expect(throws: Never.self) { try dropping("LOCK-A", from: campaign) }
    let error = #expect(throws: ChangeError.self) {
      try dropping("LOCK-A", "LOCK-B", from: campaign)
    }
    // An optional element is left, which may stay on the ground.
    #expect(error?.reason == .emptiesMilestone("exits", "LOCK-B"))
    #expect(error?.change == 1)
  }

  @Test func `must leave one`() {
    let campaign = Campaign(
      name: "One", start: Day(number: 0), end: Day(number: 9), node: "NRHO",
      elements: [Element(id: "A", node: "NRHO", mass: Mass(kilograms: 1))])
    let error = #expect(throws: ChangeError.self) { try dropping("A", from: campaign) }
    #expect(error?.reason == .nothingLeft("A"))
  }
}
