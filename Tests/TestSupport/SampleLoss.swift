// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// A campaign of which two flights were lost, with the best timeline of what is left, tightly.
///
/// A cargo craft and the tools aboard it, and before that a docking module, were lost. The cargo is
/// rebuilt and flies again, the tools stay away, another docking module takes the place of the first.
public enum SampleLoss {
  private static func day(_ iso: String) -> Day { SampleCampaign.day(iso) }

  /// The campaign.
  public static var campaign: Campaign {
    Campaign(
      name: "Loss", start: day("2024-01-01"), end: day("2026-12-31"), node: "LEO",
      status: day("2024-03-02"), pads: [Pad(id: "P31", turnaround: 30)],
      vehicles: [
        Vehicle(
          id: "Soyuz", pads: ["P31"], turnaround: 30, flights: 4, perYear: 4,
          routes: [Vehicle.Route(node: "LEO", capacity: Mass(kilograms: 7500), transit: 2)],
          cost: Amount(50)),
        Vehicle(
          id: "Proton",
          routes: [Vehicle.Route(node: "LEO", capacity: Mass(kilograms: 20_000), transit: 3)],
          cost: Amount(100)),
      ],
      elements: [
        Element(id: "CORE", node: "LEO", mass: Mass(kilograms: 19_000), commissioning: 10),
        Element(
          id: "DOCK-A", node: "LEO", mass: Mass(kilograms: 4000), vehicles: ["Soyuz"],
          cost: Amount(70)),
        Element(
          id: "DOCK-B", node: "LEO", mass: Mass(kilograms: 3500), vehicles: ["Soyuz"],
          cost: Amount(80)),
        Element(
          id: "CARGO", node: "LEO", mass: Mass(kilograms: 7000), rebuild: 90, vehicles: ["Soyuz"],
          cost: Amount(20)),
        Element(
          id: "TOOLS", node: "LEO", mass: Mass(kilograms: 400), vehicles: ["Soyuz"],
          isOptional: true, value: Amount(3), cost: Amount(5)),
        Element(
          id: "HAB", node: "LEO", mass: Mass(kilograms: 18_000), rebuild: 400,
          after: [Precedence("CARGO"), Precedence("TOOLS", ifFlown: true)], cost: Amount(200)),
      ],
      choices: [Choice(id: "dock", oneOf: ["DOCK-A", "DOCK-B"])], budgetPerYear: Amount(400),
      milestones: [
        Milestone(id: "supplied", elements: ["CARGO", "TOOLS"]),
        Milestone(id: "all", elements: nil),
      ],
      actuals: [
        PastFlight(vehicle: "Proton", launched: day("2024-01-10"), elements: ["CORE"]),
        PastFlight(
          vehicle: "Soyuz", launched: day("2024-02-01"), elements: ["DOCK-A"], pad: "P31",
          isLost: true),
        PastFlight(
          vehicle: "Soyuz", launched: day("2024-03-01"), elements: ["CARGO", "TOOLS"], pad: "P31",
          isLost: true),
      ])
  }

  /// The flights of the timeline.
  public static var flights: [Flight] {
    [
      flight("Proton", "2024-01-10", ["CORE"]),
      flight("Soyuz", "2024-02-01", ["DOCK-A"], isLost: true),
      flight("Soyuz", "2024-03-01", ["CARGO", "TOOLS"], isLost: true),
      flight("Soyuz", "2024-03-31", ["DOCK-B"]),
      flight("Proton", "2024-05-29", ["HAB"]),
      flight("Soyuz", "2024-05-30", ["CARGO"]),
    ]
  }

  /// A flight of the campaign.
  public static func flight(
    _ vehicle: Vehicle.ID, _ date: String, _ elements: [Element.ID], isLost: Bool = false
  ) -> Flight {
    Flight(
      vehicle: vehicle, pad: vehicle == "Soyuz" ? "P31" : nil, node: "LEO", launch: day(date),
      elements: elements, isLost: isLost)
  }

  /// A timeline of the campaign that keeps its rules.
  public static var timeline: Timeline { Timeline(flights: flights, of: campaign) }
}
