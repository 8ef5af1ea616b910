// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Exports
import Foundation
import Planning
import TestSupport
import Testing

@Suite("What comes out of flights that were lost")
struct LossTests {
  private let campaign = SampleLoss.campaign
  private let timeline = SampleLoss.timeline

  @Test("CSV has a loss for each element, and reads back to the same bytes")
  func csv() throws {
    let text = TimelineCSV.text(timeline)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(
      lines.filter { $0.contains("F03") } == [
        "2024-03-01,launch,F03,Soyuz,P31,LEO,,7400,CARGO TOOLS",
        "2024-03-01,loss,F03,Soyuz,P31,LEO,CARGO,7000,",
        "2024-03-01,loss,F03,Soyuz,P31,LEO,TOOLS,400,",
      ])
    #expect(try TimelineCSV.read(text) == timeline)
    #expect(TimelineCSV.text(try TimelineCSV.read(text)) == text)
  }

  @Test("flights have no arrival and are marked in the table")
  func tables() {
    #expect(
      FlightTable.lines(timeline, of: campaign) == [
        "flight  launch      vehicle  pad  operational  mass kg  capacity  fill  elements",
        "F01     2024-01-10  Proton   -    2024-01-23     19000     20000   95%  CORE (flown)",
        "F02     2024-02-01  Soyuz    P31  -               4000      7500   53%  DOCK-A (lost)",
        "F03     2024-03-01  Soyuz    P31  -               7400      7500   98%  CARGO TOOLS (lost)",
        "F04     2024-03-31  Soyuz    P31  2024-04-02      3500      7500   46%  DOCK-B",
        "F05     2024-05-29  Proton   -    2024-06-01     18000     20000   90%  HAB",
        "F06     2024-05-30  Soyuz    P31  2024-06-01      7000      7500   93%  CARGO",
      ])
    let flights = FlightsCSV.text(timeline, of: campaign).split(separator: "\n")
    #expect(flights[3] == "F03,Soyuz,P31,LEO,2024-03-01,,CARGO TOOLS,7400,7500,50")
  }

  @Test("the chart has a mark where they are lost, and no bar")
  func chart() {
    let lines = GanttChart.lines(timeline, of: campaign, style: ReportStyle(width: 80))
    let rows = lines.filter { $0.contains("|") }
    #expect(rows.map { $0.contains("x") } == [false, true, true, true, false, false, false])
    for row in rows[1...3] {
      let bar = row.split(separator: "|", omittingEmptySubsequences: false)[1]
      #expect(bar.trimmingCharacters(in: .whitespaces) == "x")
    }
    #expect(
      lines.last?.hasSuffix("^ launch  x loss  . transit  - commissioning  # operational") == true)
    for width in [40, 60, 100] {
      let style = ReportStyle(width: width, isUnicode: true)
      let lines = GanttChart.lines(timeline, of: campaign, style: style)
      #expect(lines.allSatisfy { $0.count <= width })
    }
  }

  @Test("JSON tells lost flights and the losses of each element")
  func json() throws {
    let result = PlanningResult(status: .feasible, flights: SampleLoss.flights)
    let text = PlanJSON.value(
      result, timeline: timeline, of: campaign, manifestSHA256: "ab", version: "1"
    ).text
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let object = try #require(parsed as? [String: Any])
    let flights = try #require(object["flights"] as? [[String: Any]])
    #expect(flights.map { $0["lost"] as? Bool } == [false, true, true, false, false, false])
    #expect(flights[2]["elements"] as? [String] == ["CARGO", "TOOLS"])
    #expect(flights[2]["arrival"] is NSNull)
    let elements = try #require(object["elements"] as? [[String: Any]])
    let byName = Dictionary(
      elements.map { ($0["id"] as? String ?? "", $0) }
    ) { first, _ in first }
    #expect(byName["CARGO"]?["losses"] as? [String] == ["2024-03-01"])
    #expect(byName["CARGO"]?["arrival"] as? String == "2024-06-01")
    #expect(byName["TOOLS"]?["losses"] as? [String] == ["2024-03-01"])
    #expect(byName["TOOLS"]?["arrival"] is NSNull)
    #expect(byName["CORE"]?["losses"] as? [String] == [])
  }
}
