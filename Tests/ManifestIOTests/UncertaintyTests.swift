// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import ManifestIO
import Testing

@Suite struct `What is uncertain` {
  private func load(_ text: String, from: String = "2020-01-01") throws -> Campaign {
    try Self.manifest(text, from: from).campaign
  }

  private static func manifest(_ text: String, from: String = "2020-01-01") throws -> Manifest {
    let head = "perilune: 1\ncampaign: { name: Test, start: \(from), end: 2039-12-31, node: N }\n"
    return try Manifest.load(
      text: head + text, name: "manifest.yaml", directory: Samples.folder("Good"))
  }

  private func element(_ keys: String, from: String = "2020-01-01") throws -> Element {
    try load("vehicles: { V: { capacity: { N: 1 t } } }\nelements: { A: { mass: 1 t, \(keys) } }\n")
      .elements[0]
  }

  private func vehicle(_ keys: String) throws -> Vehicle {
    try load("vehicles: { V: { capacity: { N: 1 t }, \(keys) } }\nelements: { A: { mass: 1 t } }\n")
      .vehicles[0]
  }

  private func delay(_ text: String) throws -> Distribution? {
    try element("ready: 2020-04-10, uncertainty: { delay: \(text) }").uncertainty?.delay
  }

  /// 2020-04-10 is 100 days after the campaign's start.
  @Test(
    "is a distribution of each family, by days or by the lead time",
    arguments: [
      ("30 d", Distribution.Shape.constant(30)), ("-2 w", .constant(-14)),
      ("0.5 lead", .constant(50)), ("{ uniform: [-5 d, 0.25 lead] }", .uniform(-5, 25)),
      ("{ uniform: [3 d, 3 d] }", .constant(3)),
      ("{ triangular: [0 d, 0.1 lead, 2 lead] }", .triangular(0, 10, 200)),
      ("{ triangular: [4 d, 4 d, 4 d] }", .constant(4)),
      ("{ pert: [0 d, 0 d, 90.5 d] }", .pert(0, 0, 90.5)),
      ("{ pert: [1 w, 7 d, 7 d] }", .constant(7)),
      ("{ lognormal: { median: 0.9 lead, sigma: 0.65 } }", .lognormal(median: 90, sigma: 0.65)),
      ("{ weibull: { shape: 1.02, scale: 0.5 lead } }", .weibull(shape: 1.02, scale: 50)),
      ("{ exponential: { mean: 12.5 d } }", .exponential(mean: 12.5)),
      (
        "{ discrete: { 2 d: 0.6, 1 w: 0.25, -30 d: 0.000001 } }",
        .discrete([.init(2, weight: 0.6), .init(7, weight: 0.25), .init(-30, weight: 0.000001)])
      ),
      ("{ empirical: [0 d, 4 d, 0 d] }", .empirical([0, 4, 0])),
      ("{ empirical: { file: delays.csv } }", .empirical([0, -3, 14, 14])),
    ])
  func families(text: String, shape: Distribution.Shape) throws {
    #expect(try delay(text) == Distribution(shape))
  }

  @Test func `has limits and a chance of none`() throws {
    #expect(
      try delay("{ exponential: { mean: 3 d }, none: 0.125, least: -3 d, most: 4 w, source: x }")
        == Distribution(.exponential(mean: 3), none: 0.125, least: -3, most: 28))
  }

  @Test func `takes its lead time from the status, or as it is given`() throws {
    let keys = "uncertainty: { delay: 1 lead }, ready: 2021-01-01"
    #expect(try element(keys).uncertainty?.delay == .always(366))
    let manifest = try Self.manifest(
      "vehicles: { V: { capacity: { N: 1 t } } }\nelements: { A: { mass: 1 t, \(keys) } }\n")
    let later = try manifest.setting([Setting("campaign.status=2020-12-01")])
    #expect(later.campaign.elements[0].uncertainty?.delay == .always(31))
    let given = try manifest.setting([Setting("elements.A.uncertainty.lead=1000 d")])
    #expect(given.campaign.elements[0].uncertainty?.delay == .always(1000))
    #expect(
      try vehicle("available: { from: 2020-01-31 }, uncertainty: { available: 1.5 lead }")
        .uncertainty?.available == .always(45))
  }

  @Test func `comes from a class, and from its own keys before that`() throws {
    var expected = VehicleUncertainty(class: .new, lead: 31)
    #expect(
      try vehicle("available: 2020-02-01, uncertainty: { class: new }").uncertainty == expected)
    expected.available = .always(9)
    expected.reliability = .record(successes: 2, flights: 3)
    expected.scrubs[1] = Scrub(cause: "technical", probability: 0.5)
    expected.scrubs.append(Scrub(cause: "range", probability: 0.01, recycle: .always(2)))
    #expect(
      try vehicle(
        "available: 2020-02-01, uncertainty: { class: new, available: 9 d, "
          + "reliability: { successes: 2, flights: 3 }, scrub: { technical: { probability: 0.5 }, "
          + "range: { probability: 0.01, recycle: 2 d } } }"
      ).uncertainty == expected)
  }

  @Test("of elements comes from a class", arguments: ElementUncertainty.Class.allCases)
  func elementClass(kind: ElementUncertainty.Class) throws {
    let plain = ElementUncertainty(class: kind, lead: 100)
    let keys = "ready: 2020-04-10, uncertainty: { class: \(kind.rawValue)"
    #expect(try element(keys + " }").uncertainty == plain)
    var own = plain
    own.delay = .always(0)
    own.reliability = 1
    own.commissioning = .always(2)
    own.docking = .always(3)
    own.rebuild = .always(4)
    #expect(
      try element(
        keys + ", delay: 0 d, reliability: 1, commissioning: 2 d, docking: 3 d, rebuild: 4 d }"
      ).uncertainty == own)
    var rebuilt = plain
    rebuilt.rebuild = nil
    #expect(try element("rebuild: 90 d, " + keys + " }").uncertainty == rebuilt)
  }

  @Test func `is nothing where nothing is said, and certain where that is said`() throws {
    #expect(try element("stay: 3 d").uncertainty == nil)
    #expect(try element("uncertainty: {}").uncertainty == ElementUncertainty())
    #expect(try vehicle("uncertainty: {}").uncertainty == VehicleUncertainty())
  }

  @Test func `of a series is that of each member, and stands where the series does`() throws {
    let manifest = try Self.manifest(
      """
      vehicles: { V: { capacity: { N: 1 t } } }
      elements:
        A:
          mass: 1 t
          repeat: { count: 3, every: 10 d }
          uncertainty: { reliability: 0.5 }
      """)
    #expect(manifest.campaign.elements.map(\.uncertainty?.reliability) == [0.5, 0.5, 0.5])
    let path = ManifestPath("elements", "A-2", "uncertainty", "reliability")
    #expect(manifest.source.location(of: path)?.line == 8)
  }

  @Test(
    "of a risk spans what is said, or the campaign",
    arguments: [
      ("", nil), (", from: 2030-01-01", "2030-01-01 2039-12-31"),
      (", until: 2030-01-01", "2020-01-01 2030-01-01"),
      (", from: 2025-01-01, until: 2030-01-01", "2025-01-01 2030-01-01"),
      (", from: 2030-01-01, until: 2030-01-01", "2030-01-01 2030-01-01"),
    ])
  func riskSpan(keys: String, span: String?) throws {
    let campaign = try load(
      "vehicles: { V: { capacity: { N: 1 t } } }\nelements: { A: { mass: 1 t } }\n"
        + "risks: { R: { perYear: 1, impact: 3 d, vehicles: all\(keys) } }\n")
    #expect(campaign.risks[0].span.map { "\($0.lowerBound) \($0.upperBound)" } == span)
  }

  @Test func `can be set by path`() throws {
    let manifest = try Self.manifest(
      """
      vehicles: { V: { capacity: { N: 1 t } } }
      elements: { A: { mass: 1 t, uncertainty: { delay: { discrete: { 2 d: 1, 7 d: 1 } } } } }
      """)
    let campaign = try manifest.setting(
      [
        "vehicles.V.uncertainty.reliability.successes=3",
        "vehicles.V.uncertainty.reliability.flights=4",
        "vehicles.V.uncertainty.scrub.weather={ probability: 0.25 }",
        "vehicles.V.uncertainty.standDown.triangular=[1 d, 2 d, 3 d]",
        "vehicles.V.uncertainty.standDown.triangular.2=9 d",
        "elements.A.uncertainty.delay.discrete.7 d=0.5",
        "elements.A.uncertainty.delay.discrete.9 d=4",
        "risks.storm={ probability: 0.5, impact: 3 d, vehicles: [V] }",
        "risks.storm.impact={ empirical: [1 d, 2 d] }", "risks.storm.vehicles=all",
      ].map { Setting($0) }
    ).campaign
    #expect(
      campaign.vehicles[0].uncertainty
        == VehicleUncertainty(
          scrubs: [Scrub(cause: "weather", probability: 0.25)],
          reliability: .record(successes: 3, flights: 4),
          standDown: Distribution(.triangular(1, 2, 9))))
    #expect(
      campaign.elements[0].uncertainty?.delay
        == Distribution(
          .discrete([.init(2, weight: 1), .init(7, weight: 0.5), .init(9, weight: 4)])))
    #expect(
      campaign.risks == [
        SharedRisk(
          id: "storm", occurrence: .once(probability: 0.5),
          impact: Distribution(.empirical([1, 2])), vehicles: .all)
      ])
  }

  @Test func `is reported where a setting makes it wrong`() throws {
    let manifest = try Self.manifest(
      "vehicles: { V: { capacity: { N: 1 t } } }\nelements: { A: { mass: 1 t } }\n")
    do throws(ManifestError) {
      _ = try manifest.setting([Setting("elements.A.uncertainty.reliability=1.5")])
      Issue.record("it is accepted")
    } catch {
      guard case .invalid(let problems) = error else { throw error }
      #expect(problems.map(\.code) == ["out-of-range", "changed-value"])
    }
  }

  @Test func `is of moderate size even where files repeat`() throws {
    let many = (0..<200).map {
      "  A\($0): { mass: 1 t, uncertainty: { delay: { empirical: { file: delays.csv } } } }\n"
    }
    let campaign = try load(
      "vehicles: { V: { capacity: { N: 1 t } } }\nelements:\n" + many.joined())
    let delays = campaign.elements.map(\.uncertainty?.delay)
    #expect(delays == Array(repeating: Distribution(.empirical([0, -3, 14, 14])), count: 200))
  }
}
