// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// A campaign of ports, crew, stores, visits, a transfer and choices, with a timeline that keeps
/// every rule of them, tightly.
///
/// Nearly every limit is met exactly. Days are counted from the campaign's start, 2024-01-01; its end is day 365.
public enum SampleStation {
  /// The day of that number.
  public static func day(_ number: Int) -> Day { SampleCampaign.day("2024-01-01") + number }

  /// The campaign.
  public static var campaign: Campaign {
    Campaign(
      name: "Station", start: day(0), end: day(365), node: "NRHO", status: day(10),
      vehicles: [
        Vehicle(
          id: "Crane",
          routes: [
            Vehicle.Route(node: "NRHO", capacity: Mass(kilograms: 10_000), transit: 5),
            Vehicle.Route(node: "LEO", capacity: Mass(kilograms: 20_000), transit: 1),
          ], cost: Amount(100)),
        Vehicle(
          id: "Dart",
          routes: [
            Vehicle.Route(node: "NRHO", capacity: Mass(kilograms: 4000), transit: 3),
            Vehicle.Route(node: "LEO", capacity: Mass(kilograms: 8000), transit: 1),
          ], cost: Amount(40)),
      ],
      elements: modules + visitors + others,
      resources: [Resource(id: "power"), Resource(id: Resource.crew)],
      stores: [
        Store(
          id: "supplies", initial: Mass(kilograms: 50), reserve: Mass(kilograms: 20),
          perCrew: Mass(kilograms: 2), node: "NRHO")
      ],
      choices: [Choice(id: "lock", oneOf: ["LOCK-A", "LOCK-B"])],
      milestones: [
        Milestone(id: "core", elements: ["CORE", "HAB"]),
        Milestone(id: "exits", elements: ["LOCK-A", "LOCK-B", "EXTRA"]),
        Milestone(id: "extras", elements: ["EXTRA", "ANNEX"]), Milestone(id: "all", elements: nil),
      ],
      actuals: [PastFlight(vehicle: "Crane", launched: day(0), elements: ["CORE"])])
  }

  /// What stays: the core has flown, the laboratory comes by way of LEO, where it meets a tug.
  private static var modules: [Element] {
    [
      Element(
        id: "CORE", node: "NRHO", mass: Mass(kilograms: 9000), commissioning: 10,
        provides: [ResourceAmount("power", Amount(10))],
        ports: [
          Port(id: "fore", standard: "IDSS"), Port(id: "aft", standard: "IDSS"),
          Port(id: "side", standard: "SSVP"),
        ], docks: Docking(standard: "IDSS")),
      Element(
        id: "HAB", node: "NRHO", mass: Mass(kilograms: 8000), after: [Precedence("CORE")],
        commissioning: 20, consumes: [ResourceAmount("power", Amount(4))],
        ports: [Port(id: "aft", standard: "IDSS")],
        docks: Docking(
          standard: "IDSS", at: [Port.Reference(element: "CORE", port: "fore")]),
        crew: 2, draws: [StoreAmount("supplies", Mass(kilograms: 1))]),
      Element(
        id: "LAB", node: "NRHO",
        transfer: Transfer(from: "LEO", with: ["TUG"], within: 60, transit: 4),
        mass: Mass(kilograms: 15_000), commissioning: 5,
        consumes: [ResourceAmount("power", Amount(5))],
        ports: [Port(id: "top", standard: "SSVP")], docks: Docking(standard: "IDSS")),
      Element(
        id: "MAST", node: "NRHO", mass: Mass(kilograms: 1000),
        after: [
          Precedence("EXTRA", ifFlown: true), Precedence("LOCK-A", ifFlown: true),
          Precedence("LOCK-B", ifFlown: true),
        ],
        consumes: [ResourceAmount("power", Amount(1))], docks: Docking(standard: "SSVP")),
    ]
  }

  /// What leaves: two crews at one port, one after the other, a pod at the second crew's, cargo.
  private static var visitors: [Element] {
    [
      Element(
        id: "CREW-1", node: "NRHO", mass: Mass(kilograms: 4000),
        provides: [ResourceAmount("crew", Amount(2))], docks: Docking(standard: "IDSS"), stay: 20),
      Element(
        id: "CREW-2", node: "NRHO", mass: Mass(kilograms: 4000),
        after: [Precedence("CREW-1", lag: 20, within: 25)],
        provides: [ResourceAmount("crew", Amount(2))], ports: [Port(id: "nose", standard: "APAS")],
        docks: Docking(standard: "IDSS"), stay: 30),
      Element(
        id: "POD", node: "NRHO", mass: Mass(kilograms: 500), docks: Docking(standard: "APAS"),
        stay: 10),
      Element(
        id: "CARGO", node: "NRHO", mass: Mass(kilograms: 3000), commissioning: 2,
        docks: Docking(standard: "SSVP"), stay: 2,
        delivers: [StoreAmount("supplies", Mass(kilograms: 456))]),
    ]
  }

  /// A tug, a choice, and what may stay on the ground.
  private static var others: [Element] {
    [
      Element(id: "TUG", node: "LEO", mass: Mass(kilograms: 7000), commissioning: 1),
      Element(
        id: "LOCK-A", node: "NRHO", mass: Mass(kilograms: 2000), docks: Docking(standard: "SSVP")),
      Element(id: "LOCK-B", node: "NRHO", mass: Mass(kilograms: 2000)),
      Element(
        id: "EXTRA", node: "NRHO", mass: Mass(kilograms: 1000), isOptional: true,
        value: Amount(3)),
      Element(
        id: "ANNEX", node: "NRHO", mass: Mass(kilograms: 1000), after: [Precedence("EXTRA")],
        isOptional: true, value: Amount(2)),
      Element(
        id: "GARDEN", node: "NRHO", mass: Mass(kilograms: 1000), isOptional: true,
        value: Amount(5)),
    ]
  }

  /// The flights of the timeline, each with one element.
  public static var flights: [Flight] {
    [
      flight("Crane", 0, "CORE"),
      flight("Dart", 27, "CARGO", at: "CORE", "side"),
      flight("Crane", 55, "HAB", at: "CORE", "fore"),
      flight("Dart", 57, "CREW-1", at: "CORE", "aft"),
      flight("Dart", 77, "CREW-2", at: "CORE", "aft"),
      flight("Dart", 97, "POD", at: "CREW-2", "nose"),
      flight("Dart", 100, "TUG", to: "LEO"),
      flight("Dart", 117, "LOCK-A", at: "CORE", "side"),
      flight("Crane", 161, "LAB", to: "LEO", at: "HAB", "aft"),
      flight("Dart", 168, "MAST", at: "LAB", "top"),
      flight("Crane", 195, "GARDEN"),
    ]
  }

  /// A flight with one element, that docks to the port given.
  public static func flight(
    _ vehicle: Vehicle.ID, _ launch: Int, _ element: Element.ID, to node: Node.ID = "NRHO",
    at host: Element.ID? = nil, _ port: Port.ID = ""
  ) -> Flight {
    Flight(
      vehicle: vehicle, pad: nil, node: node, launch: day(launch), elements: [element],
      ports: host.map { [Port.Reference(element: $0, port: port)] } ?? [])
  }

  /// A timeline of the campaign that keeps its rules.
  public static var timeline: Timeline { Timeline(flights: flights, of: campaign) }
}
