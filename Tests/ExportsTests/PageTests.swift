// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Exports
import Foundation
import Planning
import TestSupport
import Testing

@Suite("What a person sees of a plan")
struct PageTests {
  private let campaign = SampleCampaign.campaign
  private let timeline = SampleCampaign.timeline

  @Test("the table has a line per flight, aligned")
  func table() {
    let lines = FlightTable.lines(timeline, of: campaign)
    #expect(lines.count == 5)
    #expect(lines[0].hasPrefix("flight  launch      vehicle  pad  operational"))
    for (line, start) in zip(
      lines.dropFirst(),
      [
        "F01     2024-01-05  Dart     P2   2024-01-08", "F02     2024-01-16  Crane    P1",
        "F03     2024-03-16  Crane    P1   2024-04-04", "F04     2024-04-05  Dart     P1",
      ])
    { #expect(line.hasPrefix(start)) }
    #expect(lines[3].hasSuffix("100%  HAB ARM"))
  }

  @Test("the chart keeps to its width, plain or not", arguments: [1, 40, 79, 100, 300])
  func chart(width: Int) {
    for isUnicode in [true, false] {
      let style = ReportStyle(width: width, isUnicode: isUnicode)
      let lines = GanttChart.lines(timeline, of: campaign, style: style)
      #expect(lines.allSatisfy { $0.count <= max(width, 40) })
      if !isUnicode { #expect(lines.allSatisfy { $0.utf8.allSatisfy { $0 < 128 } }) }
      for element in ["PROBE", "BUS", "ARM", "HAB", "LOCK"] {
        #expect(lines.count { $0.contains(element) } == 1, "\(lines)")
      }
    }
  }

  @Test("the chart bears long names, one day and forty years")
  func extremes() {
    func chart(_ launches: [Int], _ name: String) -> [String] {
      let elements = launches.indices.map {
        Element(id: Element.ID("\(name)\($0)"), node: "N", mass: Mass(kilograms: 1))
      }
      let vehicle = Vehicle(
        id: "V", routes: [Vehicle.Route(node: "N", capacity: Mass(kilograms: 1))])
      let campaign = Campaign(
        name: "C", start: Day(number: 18_000), end: Day(number: 40_000), node: "N",
        vehicles: [vehicle], elements: elements)
      let flights = zip(launches, elements).map { day, element in
        Flight(
          vehicle: "V", pad: nil, node: "N", launch: Day(number: 18_000 + day),
          elements: [element.id])
      }
      return GanttChart.lines(
        Timeline(flights: flights, of: campaign), of: campaign, style: ReportStyle(width: 60))
    }
    for lines in [
      chart([0], "A"), chart([0, 14_600], "A"),
      chart([0, 5], String(repeating: "LONG", count: 40)),
    ] {
      #expect(lines.count >= 4)
      #expect(lines.allSatisfy { $0.count <= 60 })
    }
    #expect(chart([], "A") == [])
  }

  @Test("the status tells what is proven and what stopped it")
  func status() {
    let completion = ObjectiveReport(
      objective: .completion(nil), value: Amount(98), bound: Amount(98))
    let cost = ObjectiveReport(objective: .cost, value: Amount(280), bound: Amount(210))
    let open = ObjectiveReport(objective: .flights, value: Amount(4), bound: nil)
    let proven = PlanningResult(status: .optimal, flights: [], objectives: [completion])
    #expect(
      StatusLines.lines(proven, of: campaign) == [
        "status: optimal", "completion: 2024-04-08 (day 98) (proven, gap 0%)",
      ])
    let stopped = PlanningResult(
      status: .feasible, flights: [], objectives: [completion, cost, open], stoppedBy: .timeLimit)
    #expect(
      StatusLines.lines(stopped, of: campaign) == [
        "status: feasible, not proven best; stopped by the time limit",
        "completion: 2024-04-08 (day 98) (proven, gap 0%)", "cost: 280 (bound 210, gap 25%)",
        "flights: 4 flights (no bound)",
      ])
  }

  @Test("JSON parses, has every key of the contract and exact numbers")
  func json() throws {
    let result = PlanningResult(
      status: .feasible, flights: SampleCampaign.flights,
      objectives: [
        ObjectiveReport(objective: .completion(nil), value: Amount(98), bound: Amount(49)),
        ObjectiveReport(objective: .operational, value: Amount(thousandths: 1), bound: nil),
      ], stoppedBy: .nodeLimit)
    let text = PlanJSON.value(
      result, timeline: timeline, of: campaign, manifestSHA256: "ab", version: "1"
    ).text
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let object = try #require(parsed as? [String: Any])
    for key in [
      "status", "objectives", "flights", "elements", "stopped_by", "statistics",
      "manifest_sha256", "version",
    ] { #expect(object[key] != nil, "\(key)") }
    #expect(object["stopped_by"] as? String == "node-limit")
    let objectives = try #require(object["objectives"] as? [[String: Any]])
    #expect(objectives[0]["gap"] as? Double == 0.5)
    #expect(objectives[0]["date"] as? String == "2024-04-08")
    #expect(objectives[1]["bound"] is NSNull)
    #expect(text.contains("\"value\": 0.001"))
    let flights = try #require(object["flights"] as? [[String: Any]])
    #expect(flights.count == 4)
    #expect(flights[2]["elements"] as? [String] == ["HAB", "ARM"])
    let elements = try #require(object["elements"] as? [[String: Any]])
    #expect(elements.count == 5)
    #expect(elements[0]["departure"] is NSNull)
  }

  @Test("JSON text escapes what it must")
  func escapes() throws {
    let value = JSONValue.array([.string("a\"b\\c\n\u{1}\u{7F}é🚀")])
    let parsed = try JSONSerialization.jsonObject(with: Data(value.text.utf8))
    #expect(parsed as? [String] == ["a\"b\\c\n\u{1}\u{7F}é🚀"])
  }

  @Test("the table of flights is CSV with capacities and costs")
  func flights() {
    let lines = FlightsCSV.text(timeline, of: campaign).split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[3] == "F03,Crane,P1,NRHO,2024-03-16,2024-03-21,HAB ARM,10000,10000,100")
  }
}
