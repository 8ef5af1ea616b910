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
    #expect(
      lines == [
        "flight  launch      vehicle  pad  operational  mass kg  capacity  fill  elements",
        "F01     2024-01-05  Dart     P2   2024-01-08      1000      4000   25%  PROBE (flown)",
        "F02     2024-01-16  Crane    P1   2024-02-20      8000     10000   80%  BUS",
        "F03     2024-03-16  Crane    P1   2024-04-04     10000     10000  100%  HAB ARM",
        "F04     2024-04-05  Dart     P1   2024-04-08      4000      4000  100%  LOCK",
      ])
  }

  @Test("the table breaks the list of elements where the terminal ends")
  func wrapping() {
    for (width, dropped) in [(90, []), (80, ["operational"]), (65, ["operational", "capacity"])] {
      let lines = FlightTable.lines(timeline, of: campaign, style: ReportStyle(width: width))
      #expect(lines.allSatisfy { $0.count <= width })
      for column in ["operational", "capacity", "fill"] {
        #expect(lines[0].contains(column) == !dropped.contains(column), "\(width)")
      }
    }
    var narrow = campaign
    narrow.elements = (1...9).map {
      Element(id: Element.ID("PART-\($0)"), node: "NRHO", mass: .zero)
    }
    let flight = Flight(
      vehicle: "Dart", pad: nil, node: "NRHO", launch: SampleCampaign.day("2024-01-05"),
      elements: narrow.elements.map(\.id))
    let long = Timeline(flights: [flight], of: narrow)
    let wrapped = FlightTable.lines(long, of: narrow, style: ReportStyle(width: 90))
    #expect(wrapped.count > 2)
    #expect(wrapped.allSatisfy { $0.count <= 90 })
    let words = wrapped.dropFirst().joined(separator: " ").split(separator: " ")
    for element in narrow.elements { #expect(words.contains { $0 == element.id.text }) }
    #expect(FlightTable.lines(long, of: narrow).count == 2)
  }

  @Test("columns are aligned by what a terminal shows, not by the number of characters")
  func displayWidth() {
    var wide = campaign
    wide.vehicles[1].id = "長征十号"
    wide.vehicles[0].id = "e\u{301}toile"
    let flights = SampleCampaign.flights.map { flight in
      var flight = flight
      flight.vehicle = flight.vehicle == "Dart" ? "長征十号" : "e\u{301}toile"
      return flight
    }
    let lines = FlightTable.lines(Timeline(flights: flights, of: wide), of: wide)
    #expect(lines[0].hasPrefix("flight  launch      vehicle   pad"))
    #expect(lines[1].hasPrefix("F01     2024-01-05  長征十号  P2"))
    #expect(lines[2].hasPrefix("F02     2024-01-16  e\u{301}toile    P1"))
  }

  @Test("colour marks the status and the heading, and nothing else changes")
  func colour() {
    let result = PlanningResult(status: .infeasible)
    let style = ReportStyle(isColored: true)
    let plain = StatusLines.lines(result, of: campaign)
    let colored = StatusLines.lines(result, of: campaign, style: style)
    #expect(plain == ["status: infeasible: there is no plan"])
    #expect(colored == ["status: \u{1B}[1;31minfeasible\u{1B}[0m: there is no plan"])
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
    let within = PlanningResult(
      status: .optimal, flights: [],
      objectives: [
        // Half a day is not a date: nothing completes before the day after.
        ObjectiveReport(
          objective: .completion(nil), value: Amount(98), bound: Amount(thousandths: 97_500))
      ])
    #expect(
      StatusLines.lines(within, of: campaign) == [
        "status: optimal within the gap asked for",
        "completion: 2024-04-08 (day 98) (bound 2024-04-08 (day 98), gap 0.52%)",
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
