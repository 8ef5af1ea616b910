// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import TestSupport
import Testing

@Suite struct `A delay` {
  @Test(
    "of months leads to the same day of a later month, or to its last",
    arguments: [
      ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"),
      ("2024-01-31", 3, "2024-04-30"), ("2024-01-31", 12, "2025-01-31"),
      ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
      ("2024-11-15", 2, "2025-01-15"), ("2024-12-31", 0, "2024-12-31"),
      ("2024-01-15", -1, "2023-12-15"), ("9999-11-30", 2, "9999-12-31"),
    ])
  func months(from: String, months: Int, to: String) {
    #expect(SampleCampaign.day(from).later(by: .months(months)).description == to)
  }

  @Test("of months is made of months", arguments: [0, 1, 5, 11, 12, 25, 600])
  func addsUp(months: Int) {
    let start = SampleCampaign.day("2024-05-17")
    let whole = start.later(by: .months(months))
    let parts = (0..<months).reduce(start) { day, _ in day.later(by: .months(1)) }
    #expect(whole == parts)
  }

  @Test("never leaves the calendar", arguments: [Int.max, Int.min, 1 << 40, -(1 << 40)])
  func extremes(count: Int) {
    let start = SampleCampaign.day("2024-05-17")
    let end = count > 0 ? "9999-12-31" : "0001-01-01"
    #expect(start.later(by: .days(count)).description == end)
    #expect(start.later(by: .months(count)).description == end)
  }

  @Test func `of days is counted in days`() {
    #expect(SampleCampaign.day("2024-02-28").later(by: .days(2)).description == "2024-03-01")
    #expect(SampleCampaign.day("2024-02-28").later(by: .days(0)).description == "2024-02-28")
  }

  @Test func `has a range with even steps`() {
    let range = DelayRange(.days, from: 10, to: 75, step: 30)
    #expect(range.delays == [.days(10), .days(40), .days(70)])
    #expect(range.count == 3)
    #expect(range.description == "10d..75d/30d")
    #expect(DelayRange(.months, from: 0, to: 0, step: 6).delays == [.months(0)])
  }

  @Test func `in a sweep is combined with every other`() {
    let sweep = Sweep(
      base: Scenario(name: "grid", changes: [.cancel("Dart")], policy: .reoptimize),
      axes: [
        Sweep.Axis(.vehicle("Crane"), DelayRange(.days, from: 0, to: 30, step: 30)),
        Sweep.Axis(.element("HAB"), DelayRange(.months, from: 0, to: 2, step: 1)),
      ])
    #expect(sweep.count == 6)
    #expect(sweep.scenarios.count == 6)
    #expect(sweep.scenarios.first == sweep.first)
    #expect(
      sweep.scenarios[1]
        == Scenario(
          name: "grid Crane=0d HAB=1mo",
          changes: [
            .cancel("Dart"), .delayVehicle("Crane", by: .days(0)),
            .delayElement("HAB", by: .months(1)),
          ], policy: .reoptimize))
  }
}
