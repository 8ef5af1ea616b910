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
}
