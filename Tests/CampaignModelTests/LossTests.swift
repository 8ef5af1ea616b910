// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import TestSupport
import Testing

@Suite("Flights that are lost")
struct LossTests {
  private static let day = SampleCampaign.day

  /// Two cargo craft on a vehicle that is lost first, and the module that waits for them.
  private static let campaign = Campaign(
    name: "Loss", start: day("2024-01-01"), end: day("2025-12-31"), node: "LEO",
    vehicles: [
      Vehicle(
        id: "Soyuz",
        routes: [Vehicle.Route(node: "LEO", capacity: Mass(kilograms: 8000), transit: 2)])
    ],
    elements: [
      Element(id: "CARGO", node: "LEO", mass: Mass(kilograms: 7000), rebuild: 90),
      Element(id: "TOOLS", node: "LEO", mass: Mass(kilograms: 500), isOptional: true),
      Element(id: "HAB", node: "LEO", mass: Mass(kilograms: 7500), after: [Precedence("CARGO")]),
    ],
    milestones: [Milestone(id: "supplied", elements: ["CARGO", "TOOLS"])],
    actuals: [
      PastFlight(
        vehicle: "Soyuz", launched: day("2024-02-01"), elements: ["CARGO", "TOOLS"], isLost: true)
    ])

  private static func flight(
    _ date: String, _ elements: [Element.ID], isLost: Bool = false
  ) -> Flight {
    Flight(
      vehicle: "Soyuz", pad: nil, node: "LEO", launch: day(date), elements: elements,
      isLost: isLost)
  }

  @Test("have a loss for each element on the launch day, and nothing after it")
  func rows() {
    let flights = [
      Self.flight("2024-06-01", ["HAB"]), Self.flight("2024-05-01", ["CARGO"]),
      Self.flight("2024-02-01", ["TOOLS", "CARGO"], isLost: true),
    ]
    let timeline = Timeline(flights: flights, of: Self.campaign)
    let lost = timeline.events.filter { $0.flight == "F01" }
    #expect(lost.map(\.kind) == [.launch, .loss, .loss])
    #expect(lost.map(\.element) == [nil, "CARGO", "TOOLS"])
    #expect(lost.map(\.date.description) == ["2024-02-01", "2024-02-01", "2024-02-01"])
    #expect(lost.map(\.mass) == [7500, 7000, 500].map { Mass(kilograms: $0) })
    #expect(lost.map(\.detail) == ["CARGO TOOLS", "", ""])
    #expect(lost.allSatisfy { $0.vehicle == "Soyuz" && $0.node == "LEO" && $0.pad == nil })
    let cargo = timeline.events.filter { $0.element == "CARGO" }
    #expect(cargo.map(\.kind) == [.loss, .arrival, .operational])
    #expect(cargo.map(\.flight) == ["F01", "F02", "F02"])
    #expect(cargo.last?.date == Self.day("2024-05-03"))
    let milestone = timeline.events.first { $0.kind == .milestone }
    #expect(milestone?.date == Self.day("2024-05-03"))
    #expect(timeline.events.last?.date == Self.day("2024-06-03"))
  }

  @Test("reach no milestone by what they lose")
  func milestone() {
    let timeline = Timeline(
      flights: [Self.flight("2024-02-01", ["CARGO", "TOOLS"], isLost: true)], of: Self.campaign)
    #expect(timeline.events.map(\.kind) == [.launch, .loss, .loss])
  }

  @Test("leave elements that are rebuilt, and others that are gone")
  func history() {
    let elements = Self.campaign.elements
    let history = Self.campaign.history
    #expect(history.delivered.isEmpty)
    #expect(history.lost == ["CARGO": Self.day("2024-02-01"), "TOOLS": Self.day("2024-02-01")])
    #expect(elements.map(history.ready) == [Self.day("2024-05-01"), nil, nil])
    #expect(elements.map(history.isGone) == [false, true, false])
  }

  @Test("are over for an element once it is delivered, and the last one counts until then")
  func again() {
    var campaign = Self.campaign
    campaign.elements[0].ready = Self.day("2025-01-01")
    #expect(campaign.history.ready(campaign.elements[0]) == Self.day("2025-01-01"))
    campaign.actuals.append(
      PastFlight(
        vehicle: "Soyuz", launched: Self.day("2024-12-31"), elements: ["CARGO"], isLost: true))
    #expect(campaign.history.ready(campaign.elements[0]) == Self.day("2025-03-31"))
    campaign.actuals.append(
      PastFlight(vehicle: "Soyuz", launched: Self.day("2025-04-01"), elements: ["CARGO"]))
    #expect(campaign.history.delivered == ["CARGO"])
    #expect(campaign.history.lost == ["TOOLS": Self.day("2024-02-01")])
    #expect(!campaign.history.isGone(campaign.elements[0]))
  }
}
