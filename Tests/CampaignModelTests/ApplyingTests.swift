// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import TestSupport
import Testing

@Suite struct `Applying a change` {
  let campaign = SampleCampaign.campaign

  private func day(_ iso: String) -> Day { SampleCampaign.day(iso) }

  private func applying(
    _ changes: Change..., asOf: String? = nil
  ) throws(ChangeError) -> Campaign {
    try campaign.applying(
      Scenario(name: "test", changes: changes, asOf: asOf.map(day)),
      baseline: SampleCampaign.flights)
  }

  private func vehicle(_ id: Vehicle.ID, in campaign: Campaign) throws -> Vehicle {
    try #require(campaign.vehicles.first { $0.id == id })
  }

  private func element(_ id: Element.ID, in campaign: Campaign) throws -> Element {
    try #require(campaign.elements.first { $0.id == id })
  }

  @Test func `is nothing without changes`() throws {
    #expect(try applying() == campaign)
  }

  @Test func `counts a vehicle's delay from the latest of its date, the start and today`() throws {
    let dart = try vehicle("Dart", in: try applying(.delayVehicle("Dart", by: .days(10))))
    #expect(dart.availableFrom == day("2024-01-22"))
    let crane = try vehicle(
      "Crane", in: try applying(.delayVehicle("Crane", by: .months(1)), asOf: "2024-01-31"))
    #expect(crane.availableFrom == day("2024-02-29"))
    var later = campaign
    later.vehicles[0].availableFrom = day("2024-06-01")
    let scenario = Scenario(name: "", changes: [.delayVehicle("Crane", by: .days(1))])
    let late = try later.applying(scenario, baseline: [])
    #expect(late.vehicles[0].availableFrom == day("2024-06-02"))
  }

  @Test func `adds up delays`() throws {
    let changed = try applying(
      .delayVehicle("Crane", by: .days(10)), .delayVehicle("Crane", by: .days(5)),
      .delayElement("HAB", by: .days(3)), .delayElement("HAB", by: .days(4)))
    #expect(try vehicle("Crane", in: changed).availableFrom == day("2024-01-27"))
    #expect(try element("HAB", in: changed).ready == day("2024-01-08"))
    #expect(
      try element("BUS", in: try applying(.delayElement("BUS", by: .days(2)))).ready
        == day("2024-01-12"))
  }

  @Test func `grounds, cancels and lifts less`() throws {
    let span = day("2024-03-01")...day("2024-03-31")
    let changed = try applying(
      .ground("Crane", span, why: "strike"), .cancel("Dart"),
      .capacity("Crane", node: nil, .percent(thousandths: -12_345)))
    let crane = try vehicle("Crane", in: changed)
    #expect(crane.grounded.last == Vehicle.Grounding(span: span, why: "strike"))
    #expect(crane.grounded.count == 2)
    #expect(crane.routes[0].capacity == Mass(thousandths: 8_765_500))
    // Its past flight counts.
    #expect(try vehicle("Dart", in: changed).flights == 1)
  }

  @Test(
    "rounds capacities down to the gram and never below zero",
    arguments: [
      (Change.CapacityChange.percent(thousandths: -33_333), 6_666),
      (.percent(thousandths: 0), 10_000),
      (.percent(thousandths: -100_000), 0), (.percent(thousandths: -100_001), 0),
      (.percent(thousandths: .min), 0), (.percent(thousandths: .max), 1_000_000_000_000),
      (.percent(thousandths: 1), 10_000), (.percent(thousandths: 9999), 10_999),
      (.by(Mass(thousandths: -10_001)), 0), (.by(Mass(thousandths: .min)), 0),
      (.by(Mass(thousandths: .max)), 1_000_000_000_000), (.to(Mass(thousandths: 5)), 5),
      (.to(Mass(thousandths: -5)), 0),
    ])
  func capacities(change: Change.CapacityChange, grams: Int) throws {
    var campaign = campaign
    campaign.vehicles[0].routes[0].capacity = Mass(thousandths: 10_000)
    let scenario = Scenario(name: "", changes: [.capacity("Crane", node: "NRHO", change)])
    let changed = try campaign.applying(scenario, baseline: [])
    #expect(changed.vehicles[0].routes[0].capacity == Mass(thousandths: grams))
  }

  @Test func `keeps windows in order`() throws {
    let span = day("2024-02-01")...day("2024-02-02")
    let windows = try applying(.addWindow("monthly", span)).windows[0].spans
    #expect(windows.count == 5)
    #expect(windows[1] == span)
    let last = day("2024-12-01")...day("2024-12-02")
    #expect(try applying(.addWindow("monthly", last)).windows[0].spans.last == last)
  }

  @Test func `tells of what has no effect`() throws {
    var campaign = campaign
    campaign.vehicles[0].windows = nil
    let scenario = Scenario(
      name: "",
      changes: [
        .delayVehicle("Crane", by: .days(1)), .delayElement("PROBE", by: .days(1)),
        .addWindow("monthly", day("2024-02-01")...day("2024-02-02")),
      ])
    let remarks = try campaign.applyingWithRemarks(scenario, baseline: []).remarks
    #expect(remarks.map(\.change) == [1, 2])
  }

  @Test(
    "of what there is not names the nearest",
    arguments: [
      (Change.delayVehicle("Crnae", by: .days(1)), "Crane"), (.cancel("Drat"), "Dart"),
      (.ground("crane", Day(number: 0)...Day(number: 1), why: nil), "Crane"),
      (.delayElement("HUB", by: .days(1)), "HAB"), (.drop("LOCKE"), "LOCK"),
      (.addWindow("montly", Day(number: 0)...Day(number: 1)), "monthly"),
      (.capacity("Crane", node: "NHRO", .to(.zero)), "NRHO"), (.lose(flight: "F4"), "F04"),
    ])
  func unknown(change: Change, nearest: String) {
    let error = #expect(throws: ChangeError.self) { try applying(.cancel("Dart"), change) }
    #expect(error?.change == 1)
    #expect(error?.help == "did you mean '\(nearest)'?")
  }

  @Test func `of what is like nothing lists what there is`() {
    let error = #expect(throws: ChangeError.self) { try applying(.cancel("Proton")) }
    #expect(error?.message == "there is no vehicle 'Proton'")
    #expect(error?.help == "there is Crane, Dart")
    let lost = #expect(throws: ChangeError.self) {
      try campaign.applying(
        Scenario(name: "", changes: [.lose(flight: "F01")]), baseline: [])
    }
    #expect(lost?.help == "there are no flights")
  }
}
