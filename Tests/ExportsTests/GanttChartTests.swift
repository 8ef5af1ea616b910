// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Exports
import TestSupport
import Testing

@Suite("The Gantt chart")
struct GanttChartTests {
  private let campaign = SampleCampaign.campaign
  private let timeline = SampleCampaign.timeline

  @Test("shows each element from launch on, grouped by flight, below a calendar")
  func sample() {
    #expect(
      GanttChart.lines(timeline, of: campaign, style: ReportStyle(width: 72)) == [
        "                                2024-02         2024-03",
        "                +---------------+---------------+----------------------+",
        "F01 Dart  PROBE |^#####################################################|",
        "F02 Crane BUS   |      ^..-----------------############################|",
        "F03 Crane HAB   |                                        ^..--------###|",
        "          ARM   |                                        ^..###########|",
        "F04 Dart  LOCK  |                                                   ^.#|",
        "                 ^ launch  . transit  - commissioning  # operational",
      ])
  }

  @Test("ends the bar of an element that leaves")
  func departure() {
    var campaign = campaign
    campaign.elements[1].stay = 60
    let timeline = Timeline(flights: SampleCampaign.flights, of: campaign)
    let lines = GanttChart.lines(timeline, of: campaign, style: ReportStyle(width: 72))
    #expect(lines[3] == "F02 Crane BUS   |      ^..-----------------#################           |")
  }

  @Test(
    "keeps to its width over any span, with labels that stand apart",
    arguments: [1, 40, 41, 63, 80, 100, 173, 300],
    [0, 1, 9, 10, 27, 45, 61, 62, 100, 364, 400, 731, 1500, 3653, 14_610, 300_000])
  func layout(width: Int, span: Int) {
    for start in ["1999-12-31", "2024-01-01", "2026-02-27", "2031-10-15"] {
      let first = SampleCampaign.day(start)
      let flights = [0, span / 3, span].enumerated().map { index, day in
        Flight(
          vehicle: index == 1 ? "Crane" : "Dart", pad: nil, node: "NRHO", launch: first + day,
          elements: index == 1 ? ["HAB", "ARM"] : ["LOCK"])
      }
      let timeline = Timeline(flights: flights, of: campaign)
      for isUnicode in [true, false] {
        let style = ReportStyle(width: width, isUnicode: isUnicode)
        let lines = GanttChart.lines(timeline, of: campaign, style: style)
        #expect(lines.allSatisfy { $0.count <= max(40, width) })
        #expect(isUnicode || lines.joined().utf8.allSatisfy { $0 < 128 })
        // The frame is straight: axis and rows are as wide as the terminal.
        #expect(lines[1...5].allSatisfy { $0.count == max(40, width) })
        let labels = lines[0].split(separator: " ")
        #expect(labels.allSatisfy { [4, 5, 7].contains($0.count) }, "\(lines[0])")
        let ticks = lines[1].dropFirst(lines[1].count { $0 == " " } + 1).dropLast()
        #expect(ticks.count { $0 == "+" || $0 == "┬" } == labels.count)
        // A span of years is ruled in years.
        if span >= 731 { #expect(labels.allSatisfy { $0.count == 4 }) }
      }
    }
  }

  @Test("has labels wherever there is room for two of them", arguments: [9, 45, 200, 800, 14_610])
  func labels(span: Int) {
    let first = SampleCampaign.day("2026-02-27")
    let flights = [0, span].map {
      Flight(vehicle: "Dart", pad: nil, node: "NRHO", launch: first + $0, elements: ["LOCK"])
    }
    let timeline = Timeline(flights: flights, of: campaign)
    let lines = GanttChart.lines(timeline, of: campaign, style: ReportStyle(width: 80))
    #expect(lines[0].split(separator: " ").count >= 2, "\(lines[0])")
  }

  @Test("cuts long names, and keeps elements apart from vehicles")
  func longNames() {
    var campaign = campaign
    let long = String(repeating: "LONG-", count: 50)
    campaign.vehicles[1].id = Vehicle.ID(long + "V")
    campaign.elements[4].id = Element.ID(long + "E")
    let flight = Flight(
      vehicle: Vehicle.ID(long + "V"), pad: nil, node: "NRHO",
      launch: SampleCampaign.day("2024-01-05"), elements: [Element.ID(long + "E")])
    let timeline = Timeline(flights: [flight], of: campaign)
    for width in [40, 80, 300] {
      let style = ReportStyle(width: width, isUnicode: true)
      let lines = GanttChart.lines(timeline, of: campaign, style: style)
      #expect(lines.allSatisfy { $0.count <= width })
      #expect(lines[2].count == width)
      #expect(lines[2].count { $0 == "…" } == 2)
      #expect(lines[2].hasSuffix("│"))
    }
  }

  @Test("of no flights is empty")
  func empty() {
    #expect(GanttChart.lines(Timeline(events: []), of: campaign).isEmpty)
  }
}
