// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Exports
import Foundation
import Simulation
import TestSupport
import Testing

@Suite("The story of a replication")
struct StoryTests {
  /// Every kind of event, with its sentence.
  private static let events: [(event: StoryEvent, sentence: String)] = [
    (
      at("2024-01-12", .elementLate("HAB", days: 120, ready: day("2024-05-09"))),
      "HAB will be ready 120 days late, on 2024-05-09"
    ),
    (
      at("2024-01-12", .elementLate("ARM", days: -1, ready: day("2024-02-01"))),
      "ARM will be ready 1 day early, on 2024-02-01"
    ),
    (at("2024-01-12", .vehicleLate("Dart", days: 30)), "Dart will be available 30 days late"),
    (
      at("2024-01-15", .struck("sanctions", days: 200)),
      "the risk sanctions strikes and costs 200 days"
    ),
    (at("2024-01-16", .planBroken), "the plan is broken"),
    (at("2024-01-16", .replanned(true)), "a new plan is made"),
    (at("2024-01-17", .replanned(false)), "there is no new plan; the old one is held"),
    (
      at("2024-02-15", .prepared(flight: "F02", "Crane", late: 1)),
      "F02: preparing Crane takes 1 day longer"
    ),
    (
      at("2024-02-16", .scrubbed(flight: "F02", "Crane", cause: "weather", recycle: 1)),
      "F02: the countdown of Crane is stopped (weather); the next attempt is in 1 day at the earliest"
    ),
    (
      at("2024-02-17", .launched(flight: "F02", "Crane", "P1", late: 32, ["BUS"])),
      "F02: Crane launches from P1 with BUS, 32 days late"
    ),
    (at("2024-02-22", .waits("BUS")), "BUS waits in space to dock"),
    (at("2024-02-24", .docked("BUS")), "BUS docks"),
    (
      at("2024-02-25", .staysOn("CREW-1", until: day("2024-03-05"))),
      "the crew of CREW-1 stays until 2024-03-05 to end commissioning"
    ),
    (at("2024-02-25", .rests("BUS")), "commissioning of BUS rests: there is no crew"),
    (
      at("2024-02-26", .commissioningLate("BUS", days: 3)),
      "commissioning of BUS takes 3 days longer"
    ),
    (at("2024-03-28", .operational("BUS", late: 37)), "BUS is operational, 37 days late"),
    (
      at("2024-05-20", .launched(flight: "F03", "Crane", nil, late: 0, ["HAB", "ARM", "LOCK"])),
      "F03: Crane launches with HAB, ARM and LOCK, on time"
    ),
    (at("2024-05-20", .failed(flight: "F03", "Crane")), "F03: the launch of Crane fails"),
    (
      at("2024-05-20", .lost("HAB", rebuilt: day("2026-05-20"))),
      "HAB is lost; another one will be ready on 2026-05-20"
    ),
    (at("2024-05-20", .lost("ARM", rebuilt: nil)), "ARM is lost for good"),
    (
      at("2024-05-20", .standsDown("Crane", until: day("2024-11-16"))),
      "Crane stands down until 2024-11-16"
    ),
    (
      at("2024-05-20", .padClosed("P1", until: day("2024-08-01"))),
      "pad P1 is closed until 2024-08-01"
    ),
    (at("2024-05-20", .stranded("LOCK")), "LOCK stays on the ground for good"),
    (at("2024-06-01", .departed("PROBE")), "PROBE departs"),
    (at("2026-07-01", .reached("core", late: 818)), "milestone core is reached, 818 days late"),
    (at("2026-07-01", .reached(nil, late: -2)), "the campaign is complete, 2 days early"),
    (
      at("2026-07-01", .ended(missing: [])),
      "the simulation ends; all elements have been operational"
    ),
    (
      at("2034-12-31", .ended(missing: ["ARM", "LOCK"])), "the simulation ends without ARM and LOCK"
    ),
  ]

  private static func day(_ iso: String) -> Day { SampleCampaign.day(iso) }

  private static func at(_ iso: String, _ kind: StoryEvent.Kind) -> StoryEvent {
    StoryEvent(day: day(iso), kind: kind)
  }

  @Test("tells each event in a sentence, the date once for those of a day")
  func sentences() {
    var expected: [String] = []
    var last = ""
    for (event, sentence) in Self.events {
      let date = event.day.description
      expected.append((date == last ? String(repeating: " ", count: 10) : date) + "  " + sentence)
      last = date
    }
    #expect(StoryPage.lines(Self.events.map(\.event)) == expected)
    #expect(StoryPage.lines([]).isEmpty)
  }

  @Test("breaks sentences beside the dates, and colours only those that are news")
  func layout() {
    let lines = StoryPage.lines(
      Array(Self.events.map(\.event)[8...9]), style: ReportStyle(width: 50, isColored: true))
    #expect(
      lines == [
        "2024-02-16  \u{1B}[1;33mF02: the countdown of Crane is stopped\u{1B}[0m",
        "            \u{1B}[1;33m(weather); the next attempt is in 1\u{1B}[0m",
        "            \u{1B}[1;33mday at the earliest\u{1B}[0m",
        "2024-02-17  F02: Crane launches from P1 with BUS,", "            32 days late",
      ])
  }

  @Test("JSON has each event with what it is about")
  func json() throws {
    let text = StoryJSON.value(Self.events.map(\.event)).text
    let parsed = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(parsed.count == Self.events.count)
    for (object, expected) in zip(parsed, Self.events) {
      #expect(object["date"] as? String == expected.event.day.description)
      #expect(object["text"] as? String == expected.sentence)
    }
    #expect(
      StoryJSON.value([Self.events[9].event]).text == """
        [
          {
            "date": "2024-02-17",
            "event": "launch",
            "flight": "F02",
            "vehicle": "Crane",
            "pad": "P1",
            "days": 32,
            "elements": ["BUS"],
            "text": "F02: Crane launches from P1 with BUS, 32 days late"
          }
        ]

        """)
    let kinds = parsed.compactMap { $0["event"] as? String }
    #expect(kinds.count == parsed.count)
    // Five kinds are there twice.
    #expect(Set(kinds).count == Self.events.count - 5)
  }
}
