// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import TestSupport
import Testing

/// What of the baseline a scenario takes for past.
@Suite struct `The past of a scenario` {
  let campaign = SampleCampaign.campaign

  private func day(_ iso: String) -> Day { SampleCampaign.day(iso) }

  private func applying(_ changes: [Change], asOf: String?) throws(ChangeError) -> Campaign {
    try campaign.applying(
      Scenario(name: "test", changes: changes, asOf: asOf.map(day)),
      baseline: SampleCampaign.flights.reversed())
  }

  @Test func `has the flights before its day, those of the manifest once`() throws {
    let changed = try applying([], asOf: "2024-03-17")
    #expect(changed.status == day("2024-03-17"))
    #expect(
      changed.actuals
        == campaign.actuals + [
          PastFlight(vehicle: "Crane", launched: day("2024-01-16"), elements: ["BUS"], pad: "P1"),
          PastFlight(
            vehicle: "Crane", launched: day("2024-03-16"), elements: ["HAB", "ARM"], pad: "P1"),
        ])
    let before = try applying([], asOf: "2024-03-16")
    #expect(before.actuals.count == 2)
  }

  @Test func `does not go back before the manifest's today`() throws {
    #expect(try applying([], asOf: "2024-01-02") == campaign)
    #expect(try applying([], asOf: "2024-01-12") == campaign)
  }

  @Test func `reaches to the launch of a flight that is lost`() throws {
    let changed = try applying([.lose(flight: "F03")], asOf: nil)
    #expect(changed.status == day("2024-03-17"))
    #expect(changed.actuals.map(\.isLost) == [false, false, true])
    #expect(changed.actuals[2].elements == ["HAB", "ARM"])
    let later = try applying([.lose(flight: "F03")], asOf: "2024-04-01")
    #expect(later.status == day("2024-04-01"))
    #expect(later.actuals.map(\.isLost) == [false, false, true])
  }

  @Test func `can have several losses, in any order`() throws {
    let changed = try applying([.lose(flight: "F04"), .lose(flight: "F02")], asOf: nil)
    #expect(changed.status == day("2024-04-06"))
    #expect(changed.actuals.map(\.isLost) == [false, true, false, true])
  }

  @Test func `counts before anything else changes`() throws {
    let changed = try applying(
      [.cancel("Crane"), .delayVehicle("Dart", by: .days(0)), .lose(flight: "F03")], asOf: nil)
    #expect(changed.vehicles[0].flights == 2)
    #expect(changed.vehicles[1].availableFrom == day("2024-03-17"))
  }

  @Test func `cannot be otherwise`() {
    let happened = #expect(throws: ChangeError.self) {
      try applying([.cancel("Dart"), .lose(flight: "F01")], asOf: nil)
    }
    #expect(
      happened?.reason == .hasHappened(flight: "F01", on: day("2024-01-05"), actual: 0))
    #expect(happened?.change == 1)
    let twice = #expect(throws: ChangeError.self) {
      try applying([.lose(flight: "F03"), .lose(flight: "F03")], asOf: nil)
    }
    #expect(twice?.reason == .alreadyLost(flight: "F03"))
  }

  @Test func `keeps what was lost before`() throws {
    var campaign = campaign
    campaign.actuals[0].isLost = true
    var flights = SampleCampaign.flights
    flights[0].isLost = true
    let scenario = Scenario(name: "", asOf: day("2024-03-17"))
    let changed = try campaign.applying(scenario, baseline: flights)
    #expect(changed.actuals.map(\.isLost) == [true, false, false])
    let error = #expect(throws: ChangeError.self) {
      try campaign.applying(
        Scenario(name: "", changes: [.lose(flight: "F01")]), baseline: flights)
    }
    #expect(error?.reason == .alreadyLost(flight: "F01"))
  }

  @Test func `numbers flights as timelines do`() {
    let numbers = Flight.numbered(SampleCampaign.flights.reversed(), of: campaign)
    let launches = SampleCampaign.timeline.events.filter { $0.kind == .launch }
    #expect(numbers.map(\.number) == launches.map(\.flight))
    #expect(numbers.map(\.flight.launch) == launches.map(\.date))
    let many = (0..<120).map { number in
      Flight(
        vehicle: "Dart", pad: nil, node: "NRHO", launch: Day(number: number), elements: [])
    }
    #expect(Flight.numbered(many, of: campaign).map(\.number)[8...10] == ["F009", "F010", "F011"])
  }
}
