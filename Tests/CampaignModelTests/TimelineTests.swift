// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import TestSupport
import Testing

@Suite("Timelines of flights")
struct TimelineTests {
  private let timeline = SampleCampaign.timeline

  @Test("are ordered by date, then kind, then manifest order, completion last")
  func order() {
    let kinds = TimelineEvent.Kind.allCases
    for (event, next) in zip(timeline.events, timeline.events.dropFirst())
    where next.kind != .complete {
      let earlier = (event.date, kinds.firstIndex(of: event.kind) ?? 0)
      let later = (next.date, kinds.firstIndex(of: next.kind) ?? 0)
      #expect(earlier <= later)
    }
    #expect(timeline.events.last?.kind == .complete)
    #expect(timeline.events.count { $0.kind == .complete } == 1)
  }

  @Test("number flights by launch date and say what is aboard")
  func launches() {
    let launches = timeline.events.filter { $0.kind == .launch }
    #expect(launches.map(\.flight) == ["F01", "F02", "F03", "F04"])
    #expect(launches.map(\.detail) == ["PROBE", "BUS", "HAB ARM", "LOCK"])
    #expect(launches[2].mass == Mass(kilograms: 10_000))
  }

  @Test("compute arrivals, operational days, departures and milestones")
  func dates() {
    func date(_ kind: TimelineEvent.Kind, _ element: Element.ID?, _ detail: String = "") -> String?
    {
      timeline.events.first {
        $0.kind == kind && $0.element == element && (detail.isEmpty || $0.detail == detail)
      }?.date.description
    }
    #expect(date(.arrival, "BUS") == "2024-01-21")
    #expect(date(.operational, "BUS") == "2024-02-20")
    #expect(date(.operational, "HAB") == "2024-04-04")
    #expect(date(.milestone, nil, "core") == "2024-04-04")
    #expect(date(.milestone, nil, "all") == "2024-04-08")
    #expect(date(.complete, nil) == "2024-04-08")
    var campaign = SampleCampaign.campaign
    campaign.elements[0].stay = 10
    let visiting = Timeline(flights: SampleCampaign.flights, of: campaign)
    let departure = visiting.events.first { $0.kind == .departure }
    #expect(departure?.date.description == "2024-01-18")
  }

  @Test("do not depend on the order in which flights and elements are given")
  func permutation() {
    var flights = Array(SampleCampaign.flights.reversed())
    for index in flights.indices { flights[index].elements.reverse() }
    #expect(Timeline(flights: flights, of: SampleCampaign.campaign) == timeline)
  }

  @Test("lack a milestone whose elements do not all fly")
  func incomplete() {
    let some = Timeline(
      flights: Array(SampleCampaign.flights.prefix(2)), of: SampleCampaign.campaign)
    #expect(!some.events.contains { $0.kind == .milestone })
  }

  // MARK: - Stations

  private static func date(
    _ kind: TimelineEvent.Kind, _ name: String, in timeline: Timeline
  ) -> Int? {
    timeline.events.first {
      $0.kind == kind && ($0.element.map(\.text) ?? $0.detail) == name
    }.map { $0.date - SampleStation.day(0) }
  }

  @Test("take elements with a transfer to another node, later")
  func transfer() {
    let rows = SampleStation.timeline.events.filter { $0.flight == "F09" }
    #expect(rows.map(\.kind) == [.launch, .arrival, .operational])
    #expect(rows.map(\.node) == ["LEO", "NRHO", "NRHO"])
    #expect(rows.map { $0.date - SampleStation.day(0) } == [161, 166, 171])
  }

  @Test("name ports with arrivals only, in whatever order the elements are given")
  func ports() {
    var flights = SampleStation.flights
    flights[1].elements = ["MAST", "CARGO", "HAB"]
    flights[1].ports = [nil, Port.Reference(element: "CORE", port: "side")]
    let timeline = Timeline(flights: flights, of: SampleStation.campaign)
    let rows = timeline.events.filter { $0.flight == "F02" && $0.kind != .launch }
    for row in rows {
      let isDocking = row.kind == .arrival && row.element == "CARGO"
      #expect(row.detail == (isDocking ? "CORE.side" : ""))
    }
    #expect(rows.count == 7)
  }

  @Test("reach milestones without those that need not fly, and are complete without the optional")
  func optional() {
    let campaign = SampleStation.campaign
    let timeline = SampleStation.timeline
    #expect(Self.date(.milestone, "core", in: timeline) == 80)
    #expect(Self.date(.milestone, "exits", in: timeline) == 120)
    #expect(Self.date(.milestone, "extras", in: timeline) == nil)
    #expect(Self.date(.milestone, "all", in: timeline) == 200)
    #expect(Self.date(.complete, "", in: timeline) == 171)
    #expect(timeline.events.last?.kind == .complete)

    let more = SampleStation.flights + [SampleStation.flight("Dart", 300, "EXTRA")]
    let later = Timeline(flights: more, of: campaign)
    #expect(Self.date(.milestone, "exits", in: later) == 303)
    #expect(Self.date(.milestone, "extras", in: later) == 303)
    #expect(Self.date(.complete, "", in: later) == 171)

    let alone = Timeline(
      flights: [SampleStation.flight("Crane", 195, "GARDEN")], of: campaign)
    #expect(Self.date(.complete, "", in: alone) == 200)
    #expect(Self.date(.milestone, "all", in: alone) == nil)
  }
}
