// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import ManifestIO
import Testing

/// `Good/full.yaml` uses every key; this is what it must become.
@Suite struct `A manifest with every key` {
  let manifest: Manifest
  var campaign: Campaign { manifest.campaign }

  init() throws {
    manifest = try Manifest.load(path: Samples.folder("Good") + "/full.yaml")
  }

  @Test func `has no warnings`() {
    #expect(manifest.warnings.map { $0.rendered() } == [])
  }

  @Test func `has its header`() {
    #expect(campaign.name == "Everything at once")
    #expect(
      campaign.note
        == Annotation(
          name: "Everything at once",
          description: "A campaign that no planner would write, with every key of the format.",
          source: "made up", confidence: .estimate))
    #expect(campaign.start == Day(iso: "2026-01-01"))
    #expect(campaign.end == Day(iso: "2035-12-31"))
    #expect(campaign.node == "NRHO")
    #expect(
      campaign.objectives == [
        .completion("first-light"), .completion(nil), .tardiness, .operational, .cost, .flights,
        .value,
      ])
    #expect(campaign.status == Day(iso: "2026-06-30"))
    #expect(campaign.currency == "MEUR")
    #expect(campaign.budgetPerYear == Amount(3000))
  }

  @Test func `has its pads`() {
    let note = Annotation(
      name: "Pad A", description: "the southern one", source: "survey", confidence: .confirmed)
    #expect(
      campaign.pads == [
        Pad(id: "LC-39A", note: note, turnaround: 21),
        Pad(
          id: "LC-39B",
          uncertainty: PadUncertainty(
            delay: Distribution(.discrete([.init(0, weight: 3), .init(7, weight: 0.5)])),
            scrubs: [Scrub(cause: "weather", probability: 0.25)],
            closure: Distribution(.pert(10, 30, 90)))),
      ])
  }

  @Test func `has its windows`() throws {
    #expect(campaign.windows.map(\.id) == ["moon", "listed", "from-a-file"])
    #expect(campaign.windows[0].note.name == "Lunar month")
    #expect(
      campaign.windows[1].spans.map(\.description) == [
        "2026-02-06...2026-02-11", "2026-03-06...2026-03-06",
      ])
    #expect(
      campaign.windows[2].spans.map(\.description) == [
        "2027-05-01...2027-05-03", "2027-06-01...2027-06-01",
      ])
    #expect(campaign.windows[2].note.confidence == .recalled)
  }

  @Test func `has its vehicles`() throws {
    let span = try #require(Day(iso: "2028-01-01"))...#require(Day(iso: "2028-03-31"))
    let day = try #require(Day(iso: "2030-06-01"))
    #expect(
      campaign.vehicles == [
        Vehicle(
          id: "Heavy", note: Annotation(name: "Heavy lifter"), agency: "ESA",
          tags: ["heavy", "reusable"], pads: ["LC-39A", "LC-39B"], windows: ["moon", "listed"],
          availableFrom: Day(iso: "2026-01-01"), availableUntil: Day(iso: "2034-12-31"),
          grounded: [
            Vehicle.Grounding(span: span, why: "engine inquiry"),
            Vehicle.Grounding(span: day...day),
          ],
          turnaround: 90, flights: 20, perYear: 3, slots: 3,
          routes: [
            Vehicle.Route(node: "NRHO", capacity: Mass(kilograms: 36_000), transit: 5),
            Vehicle.Route(node: "LLO", capacity: Mass(kilograms: 27_500), transit: 7),
            Vehicle.Route(node: "LEO", capacity: Mass(kilograms: 95_000)),
          ],
          fairing: Vehicle.Fairing(
            diameter: Length(thousandths: 8400), length: Length(thousandths: 19_100)),
          cost: Amount(thousandths: 1_250_500),
          uncertainty: VehicleUncertainty(
            available: Distribution(.triangular(-30, 0, 600)),
            delay: Distribution(.weibull(shape: 1.02, scale: 26.5), none: 0.14, most: 400),
            scrubs: [
              Scrub(cause: "weather", probability: 0.18),
              Scrub(
                cause: "technical", probability: 0.175, recycle: Distribution(.uniform(2, 7.5))),
            ],
            reliability: .record(successes: 104, flights: 115),
            standDown: Distribution(
              .lognormal(median: 180, sigma: 1.2), least: 7, most: 1000),
            grounds: ["Light"], spares: 2)),
        Vehicle(
          id: "Light", agency: "JAXA", tags: ["crewed"], windows: ["from-a-file"],
          availableFrom: Day(iso: "2027-04-01"),
          routes: [Vehicle.Route(node: "NRHO", capacity: Mass(kilograms: 6500))],
          uncertainty: light),
      ])
  }

  /// The class `hydrogen` with two keys of its own.
  private var light: VehicleUncertainty {
    var uncertainty = VehicleUncertainty(class: .hydrogen, lead: 0)
    uncertainty.reliability = .probability(0.985)
    uncertainty.standDown = Distribution(.exponential(mean: 90))
    return uncertainty
  }

  @Test func `has its elements`() {
    #expect(
      campaign.elements == [
        Element(
          id: "BUS", note: Annotation(name: "Bus"), agency: "ESA",
          tags: ["nuclear"], node: "NRHO", mass: Mass(kilograms: 8500),
          diameter: Length(thousandths: 4500),
          length: Length(thousandths: 7125), ready: Day(iso: "2026-01-15"), rebuild: 14,
          vehicles: ["Heavy"],
          commissioning: 30, weight: Amount(thousandths: 2500), due: Day(iso: "2027-01-01"),
          deadline: Day(iso: "2028-12-31"),
          provides: [ResourceAmount("power", Amount(40)), ResourceAmount("berths", Amount(2))],
          consumes: [ResourceAmount("power", Amount(thousandths: 750))],
          ports: [
            Port(id: "fore", standard: "IDSS"), Port(id: "aft", standard: "IDSS"),
            Port(id: "side", standard: "SSVP"),
          ],
          uncertainty: ElementUncertainty(
            delay: Distribution(.lognormal(median: 90, sigma: 0.65)),
            docking: Distribution(.empirical([0, 0, 3])), commissioning: .always(5),
            reliability: 0.98, rebuild: Distribution(.uniform(730, 1461)))),
        Element(
          id: "HAB-A", node: "NRHO", mass: Mass(kilograms: 9000), after: [Precedence("BUS")],
          docks: Docking(
            standard: "IDSS",
            at: [
              Port.Reference(element: "BUS", port: "fore"),
              Port.Reference(element: "BUS", port: "aft"),
            ]),
          crew: 2, delivers: [StoreAmount("supplies", Mass(kilograms: 1250))],
          draws: [StoreAmount("supplies", Mass(thousandths: 12_500))], value: Amount(10),
          cost: Amount(thousandths: 350_250)),
        Element(
          id: "HAB-B", node: "NRHO", mass: Mass(kilograms: 500),
          after: [Precedence("BUS", lag: 14, within: 200)], docks: Docking(standard: "SSVP"),
          uncertainty: ElementUncertainty(delay: Distribution(.empirical([0, -3, 14, 14])))),
        crew(
          1,
          after: [
            Precedence("HAB-A", ifFlown: true), Precedence("HAB-B", ifFlown: true),
            Precedence("HAB-A", lag: 5, ifFlown: true),
          ]),
        crew(2, after: [Precedence("CREW-1", lag: 179, within: 219)]),
        crew(3, after: [Precedence("CREW-2", lag: 179, within: 219)]),
        Element(
          id: "EXTRA", node: "NRHO", mass: Mass(kilograms: 2000),
          after: [
            Precedence("CREW-3"), Precedence("CREW-2", within: 21),
            Precedence("HAB-A", lag: 10, ifFlown: true),
            Precedence("HAB-B", lag: 10, ifFlown: true),
          ],
          docks: Docking(
            standard: "IDSS", at: [Port.Reference(element: "CREW-3", port: "nose")]),
          isOptional: true, value: Amount(3)),
        Element(
          id: "LAB", node: "NRHO",
          transfer: Transfer(from: "LEO", with: ["TUG", "TANKER"], within: 60, transit: 4),
          mass: Mass(kilograms: 40_000), docks: Docking(standard: "SSVP")),
        Element(id: "TUG", node: "LEO", mass: Mass(kilograms: 50_000)),
        Element(
          id: "TANKER", node: "LEO", mass: Mass(kilograms: 60_000),
          delivers: [StoreAmount("depot", Mass(kilograms: 500))]),
      ])
  }

  private func crew(_ number: Int, after: [Precedence]) -> Element {
    Element(
      id: Element.ID("CREW-\(number)"), node: "NRHO", mass: Mass(kilograms: 26_000), after: after,
      commissioning: 1, provides: [ResourceAmount("crew", Amount(4))],
      ports: [Port(id: "nose", standard: "IDSS")], docks: Docking(standard: "IDSS"), stay: 26,
      uncertainty: ElementUncertainty(
        delay: Distribution(.weibull(shape: 1.04, scale: 173)), docking: .always(0),
        reliability: 0.995, rebuild: .always(365)))
  }

  @Test func `has its risks`() throws {
    let span = try #require(Day(iso: "2027-01-01"))...#require(Day(iso: "2029-12-31"))
    #expect(
      campaign.risks == [
        SharedRisk(
          id: "sanctions", note: Annotation(source: "guess"),
          occurrence: .once(probability: 0.2), span: span,
          impact: Distribution(.uniform(180, 720)), vehicles: .agency("JAXA"),
          elements: .ids(["CREW-1", "CREW-2", "CREW-3"])),
        SharedRisk(
          id: "shutdown", occurrence: .perYear(0.125), impact: .always(35), vehicles: .all),
      ])
  }

  @Test func `has its station`() {
    #expect(
      campaign.resources == [
        Resource(id: "power", note: Annotation(description: "electric power")),
        Resource(id: "crew"), Resource(id: "berths"),
      ])
    #expect(
      campaign.stores == [
        Store(
          id: "supplies", note: Annotation(source: "estimate"), initial: Mass(kilograms: 100),
          reserve: Mass(thousandths: 50_500), perCrew: Mass(thousandths: 12_500), node: "NRHO"),
        Store(id: "depot", node: "LEO"),
      ])
    #expect(
      campaign.choices == [
        Choice(
          id: "habitat", note: Annotation(description: "one of them"), oneOf: ["HAB-A", "HAB-B"])
      ])
  }

  @Test func `has its rules, milestones and past flights`() throws {
    #expect(
      campaign.rules == [
        Rule(
          forbid: .agency("ESA"), on: .agency("JAXA"), why: "an example",
          note: Annotation(name: "first")),
        Rule(forbid: .all, on: .ids(["Light"])),
        Rule(forbid: .ids(["CREW-1", "CREW-2", "CREW-3", "LAB"]), on: .ids(["Light"])),
        Rule(forbid: .tag("nuclear"), on: .tag("crewed"), why: "safety"),
        Rule(forbid: .ids(["CREW-2"]), on: .agency("JAXA")),
      ])
    #expect(
      campaign.milestones == [
        Milestone(id: "first-light", elements: ["BUS"]),
        Milestone(id: "complete", elements: nil),
        Milestone(
          id: "habitable", elements: ["BUS", "CREW-1", "CREW-2", "CREW-3"],
          note: Annotation(description: "people can live there")),
        Milestone(id: "crewed-once", elements: ["CREW-1"]),
        Milestone(id: "everything", elements: nil),
      ])
    #expect(
      campaign.actuals == [
        PastFlight(
          vehicle: "Heavy", launched: try #require(Day(iso: "2026-02-07")), elements: ["BUS"],
          pad: "LC-39B", isLost: true),
        PastFlight(
          vehicle: "Heavy", launched: try #require(Day(iso: "2026-02-08")), elements: ["BUS"],
          pad: "LC-39B", note: Annotation(source: "press")),
      ])
  }

  @Test func `has the digest that sha256sum prints`() throws {
    let bytes = try Samples.bytes("Good", "minimal.yaml")
    let manifest = try Manifest.load(bytes: bytes, name: "minimal.yaml")
    #expect(manifest.sha256 == "17389f8b69447a285f34a00f400a699424d9ba4e78ab88d0310fcd6e47b6d3d5")
  }
}

extension ClosedRange<Day> {
  fileprivate var description: String { "\(lowerBound)...\(upperBound)" }
}
