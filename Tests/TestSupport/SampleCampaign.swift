// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// A campaign that uses every rule about flights, with a timeline that keeps them all, tightly.
///
/// Nearly every limit is met exactly. `SampleStation` does so for what happens at the station.
public enum SampleCampaign {
  /// The day of a date that exists.
  public static func day(_ iso: String) -> Day {
    guard let day = Day(iso: iso) else { preconditionFailure("\(iso) is no date") }
    return day
  }

  private static func span(_ from: String, _ to: String) -> ClosedRange<Day> { day(from)...day(to) }

  /// The campaign.
  public static var campaign: Campaign {
    let crane = Vehicle(
      id: "Crane", agency: "A", pads: ["P1"], windows: ["monthly"],
      availableFrom: day("2024-01-10"), availableUntil: day("2025-06-30"),
      grounded: [Vehicle.Grounding(span: span("2024-05-01", "2024-05-31"), why: "inquiry")],
      turnaround: 60, flights: 4, perYear: 3, slots: 2,
      routes: [Vehicle.Route(node: "NRHO", capacity: Mass(kilograms: 10_000), transit: 5)],
      fairing: Vehicle.Fairing(
        diameter: Length(thousandths: 5000), length: Length(thousandths: 10_000)),
      cost: Amount(100))
    let dart = Vehicle(
      id: "Dart", agency: "B", pads: ["P1", "P2"], turnaround: 30,
      routes: [Vehicle.Route(node: "NRHO", capacity: Mass(kilograms: 4000), transit: 3)],
      cost: Amount(40))
    let bus = Element(
      id: "BUS", agency: "A", node: "NRHO", mass: Mass(kilograms: 8000), ready: day("2024-01-10"),
      commissioning: 30, provides: [ResourceAmount("power", Amount(10))])
    let hab = Element(
      id: "HAB", agency: "A", node: "NRHO", mass: Mass(kilograms: 7000),
      diameter: Length(thousandths: 4500), length: Length(thousandths: 9000),
      after: [Precedence("BUS", lag: 10, within: 40)], commissioning: 14,
      due: day("2024-04-01"), deadline: day("2024-06-30"),
      consumes: [ResourceAmount("power", Amount(6))])
    let arm = Element(
      id: "ARM", agency: "B", node: "NRHO", mass: Mass(kilograms: 3000), vehicles: ["Crane"],
      after: [Precedence("BUS", lag: 0, within: nil)],
      consumes: [ResourceAmount("power", Amount(4))])
    let lock = Element(
      id: "LOCK", agency: "B", node: "NRHO", mass: Mass(kilograms: 4000), vehicles: ["Dart"],
      after: [Precedence("HAB")])
    let probe = Element(
      id: "PROBE", node: "NRHO", mass: Mass(kilograms: 1000), vehicles: ["Dart"])
    return Campaign(
      name: "Sample", start: day("2024-01-01"), end: day("2024-12-31"), node: "NRHO",
      status: day("2024-01-12"),
      pads: [Pad(id: "P1", turnaround: 20), Pad(id: "P2", turnaround: 25)],
      windows: [
        LaunchWindows(
          id: "monthly",
          spans: [
            span("2024-01-15", "2024-01-18"), span("2024-02-15", "2024-02-18"),
            span("2024-03-15", "2024-03-20"), span("2024-05-20", "2024-06-05"),
          ])
      ],
      vehicles: [crane, dart], elements: [probe, bus, hab, arm, lock],
      resources: [Resource(id: "power")],
      rules: [Rule(forbid: .agency("A"), on: .agency("B"), why: "no export licence")],
      budgetPerYear: Amount(280),
      milestones: [
        Milestone(id: "core", elements: ["BUS", "HAB"]), Milestone(id: "all", elements: nil),
      ],
      actuals: [
        PastFlight(vehicle: "Dart", launched: day("2024-01-05"), elements: ["PROBE"], pad: "P2")
      ])
  }

  /// The flights of the timeline.
  public static var flights: [Flight] {
    [
      Flight(
        vehicle: "Dart", pad: "P2", node: "NRHO", launch: day("2024-01-05"), elements: ["PROBE"]),
      Flight(
        vehicle: "Crane", pad: "P1", node: "NRHO", launch: day("2024-01-16"), elements: ["BUS"]),
      Flight(
        vehicle: "Crane", pad: "P1", node: "NRHO", launch: day("2024-03-16"),
        elements: ["HAB", "ARM"]),
      Flight(
        vehicle: "Dart", pad: "P1", node: "NRHO", launch: day("2024-04-05"), elements: ["LOCK"]),
    ]
  }

  /// A timeline of the campaign that keeps its rules.
  public static var timeline: Timeline { Timeline(flights: flights, of: campaign) }
}
