// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Exports
import Foundation
import Planning
import TestSupport
import Testing

@Suite("What comes out of a station with ports, visits and a transfer")
struct StationTests {
  private let campaign = SampleStation.campaign
  private let timeline = SampleStation.timeline

  @Test("CSV has ports with arrivals, each node, and departures")
  func rows() {
    let lines = TimelineCSV.text(timeline).split(separator: "\n").map(String.init)
    for line in [
      "2024-01-06,arrival,F01,Crane,,NRHO,CORE,9000,",
      "2024-03-21,departure,F04,Dart,,NRHO,CREW-1,4000,",
      "2024-03-21,arrival,F05,Dart,,NRHO,CREW-2,4000,CORE.aft",
      "2024-06-10,launch,F09,Crane,,LEO,,15000,LAB",
      "2024-06-15,arrival,F09,Crane,,NRHO,LAB,15000,HAB.aft",
      "2024-06-20,operational,F09,Crane,,NRHO,LAB,15000,",
    ] { #expect(lines.contains(line), "\(line)") }
    #expect(lines.last == "2024-06-20,complete,,,,NRHO,,,")
  }

  @Test("CSV reads back to the same ports and the same bytes")
  func identity() throws {
    let text = TimelineCSV.text(timeline)
    #expect(try TimelineCSV.read(text) == timeline)
    #expect(TimelineCSV.text(try TimelineCSV.read(text)) == text)
  }

  @Test("JSON names the port and the departure of each element, null without")
  func json() throws {
    let result = PlanningResult(status: .feasible, flights: SampleStation.flights)
    let text = PlanJSON.value(
      result, timeline: timeline, of: campaign, manifestSHA256: "ab", version: "1"
    ).text
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let object = try #require(parsed as? [String: Any])
    let elements = try #require(object["elements"] as? [[String: Any]])
    let byName = Dictionary(
      elements.map { ($0["id"] as? String ?? "", $0) }
    ) { first, _ in first }
    #expect(byName.count == 11)
    #expect(byName["POD"]?["port"] as? String == "CREW-2.nose")
    #expect(byName["POD"]?["departure"] as? String == "2024-04-20")
    #expect(byName["LAB"]?["port"] as? String == "HAB.aft")
    #expect(byName["LAB"]?["departure"] is NSNull)
    #expect(byName["CORE"]?["port"] is NSNull)
    #expect(object["completion"] as? String == "2024-06-20")
    let flights = try #require(object["flights"] as? [[String: Any]])
    // The flight comes to LEO; its element goes on from there.
    #expect(flights[8]["node"] as? String == "LEO")
    #expect(flights[8]["arrival"] as? String == "2024-06-11")
  }

  @Test("the table has the node of each flight and the port of each element")
  func table() {
    #expect(
      FlightTable.lines(timeline, of: campaign).prefix(5) == [
        "flight  launch      vehicle  node  operational  mass kg  capacity  fill  elements",
        "F01     2024-01-01  Crane    NRHO  2024-01-16      9000     10000   90%  CORE (flown)",
        "F02     2024-01-28  Dart     NRHO  2024-02-02      3000      4000   75%  CARGO (CORE.side)",
        "F03     2024-02-25  Crane    NRHO  2024-03-21      8000     10000   80%  HAB (CORE.fore)",
        "F04     2024-02-27  Dart     NRHO  2024-03-01      4000      4000  100%  CREW-1 (CORE.aft)",
      ])
  }

  @Test("the table names flights and elements in the same order, whatever arrives first")
  func order() {
    var campaign = campaign
    for index in campaign.elements.indices where campaign.elements[index].id == "LAB" {
      campaign.elements[index].mass = Mass(kilograms: 5000)
    }
    var flights = SampleStation.flights.filter { $0.elements != ["TUG"] }
    flights[7].elements = ["TUG", "LAB"]
    flights[7].ports = [nil, Port.Reference(element: "HAB", port: "aft")]
    let lines = FlightTable.lines(Timeline(flights: flights, of: campaign), of: campaign)
    #expect(lines.contains { $0.hasSuffix("  LAB (HAB.aft) TUG") }, "\(lines)")
  }

  @Test("the chart ends the bars of those who leave")
  func chart() {
    #expect(
      GanttChart.lines(timeline, of: campaign, style: ReportStyle(width: 80)) == [
        "                  2024-01  2024-02  2024-03  2024-04  2024-05   2024-06",
        "                 ++--------+--------+--------+--------+---------+--------------+",
        "F01 Crane CORE   |^---#########################################################|",
        "F02 Dart  CARGO  |        ^                                                    |",
        "F03 Crane HAB    |                ^.------#####################################|",
        "F04 Dart  CREW-1 |                 ^######                                     |",
        "F05 Dart  CREW-2 |                       ^#########                            |",
        "F06 Dart  POD    |                             ^###                            |",
        "F07 Dart  TUG    |                              ^##############################|",
        "F08 Dart  LOCK-A |                                   ^#########################|",
        "F09 Crane LAB    |                                                ^.-##########|",
        "F10 Dart  MAST   |                                                  ^##########|",
        "F11 Crane GARDEN |                                                           ^#|",
        "                  ^ launch  . transit  - commissioning  # operational",
      ])
  }
}
