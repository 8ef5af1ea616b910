// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import Foundation
import GLPKBackend
import ManifestIO
import Planning
import Testing

/// The manifests that come with Perilune, and what `docs/manifests.md` says of changes to them.
@Suite("The manifests that come with Perilune")
struct ManifestCampaignTests {
  private let planner = Planner(solver: GLPKSolver())

  /// A manifest and its optimum, one value for each of its objectives.
  struct Shipped: Sendable, CustomTestStringConvertible {
    var name: String
    /// Found and proven by CP-SAT, with a model of its own.
    var optimum: [Int]
    var testDescription: String { name }
  }

  /// A change of a manifest's text, and what comes of it.
  struct Change: Sendable, CustomTestStringConvertible {
    var name: String
    var testDescription: String
    /// What is replaced by what, wherever it stands.
    var edits: [(String, String)]
    /// The optimum, again by CP-SAT; nil where there is no plan.
    var optimum: [Int]?

    init(
      _ name: String, _ description: String, _ edits: [(String, String)], optimum: [Int]? = nil
    ) {
      self.name = name
      self.testDescription = "\(name): \(description)"
      self.edits = edits
      self.optimum = optimum
    }
  }

  static let manifests: [Shipped] = [
    Shipped(name: "quickstart", optimum: [208, 581]),
    Shipped(name: "deep-space-gateway-2017", optimum: [1467, 1, 9881, 10170]),
    Shipped(name: "deep-space-transport-2033", optimum: [3671, 25600, 32102]),
    Shipped(name: "artemis-gateway-2021", optimum: [1487, 12782]),
    Shipped(name: "artemis-gateway-2024", optimum: [1486, 14438, 9115]),
    Shipped(name: "iss-1998-2011", optimum: [4307, 67282]),
    Shipped(name: "ilrs-2021", optimum: [5561, 44241, 0]),
    Shipped(name: "two-stations", optimum: [3855, 32102]),
  ]

  @Test(
    "each is read without a warning, planned to its optimum, and verified", arguments: manifests)
  func optimum(shipped: Shipped) throws {
    let manifest = try Manifest.load(path: Self.path(shipped.name))
    #expect(manifest.warnings == [])
    try expect(shipped.optimum, of: manifest.campaign)
  }

  @Test("each names the source of what it says, and how sure it is", arguments: manifests)
  func sources(shipped: Shipped) throws {
    // Its figures are invented.
    guard shipped.name != "quickstart" else { return }
    let campaign = try Manifest.load(path: Self.path(shipped.name)).campaign
    let elements = campaign.elements.map { ("\($0.id)", $0.note) }
    for (id, note) in elements + campaign.vehicles.map({ ("\($0.id)", $0.note) }) {
      #expect(note.source != nil, "\(id)")
      #expect(note.confidence != nil, "\(id)")
    }
  }

  @Test("changed, each does what its page says", arguments: changes)
  func change(_ change: Change) throws {
    let path = Self.path(change.name)
    var text = try String(contentsOfFile: path, encoding: .utf8)
    for (old, new) in change.edits {
      #expect(text.contains(old), "not there: \(old)")
      text = text.replacingOccurrences(of: old, with: new)
    }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let manifest = try Manifest.load(text: text, name: change.name, directory: folder)
    guard let optimum = change.optimum else {
      let result = try planner.plan(manifest.campaign, options: PlanningOptions(threads: 2))
      #expect(result.status == .infeasible)
      return
    }
    try expect(optimum, of: manifest.campaign)
  }

  private func expect(_ optimum: [Int], of campaign: Campaign) throws {
    let result = try planner.plan(campaign, options: PlanningOptions(threads: 2))
    #expect(result.status == .optimal)
    #expect(result.objectives.map(\.value) == optimum.map { Amount($0) })
    #expect(result.objectives.map(\.bound) == optimum.map { Amount($0) })
    let timeline = Timeline(flights: try #require(result.flights), of: campaign)
    #expect(TimelineChecker(campaign).violations(in: timeline) == [])
  }

  private static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("manifests/\(name).yaml").path
  }
}

extension ManifestCampaignTests {
  static let changes: [Change] = gateway2017 + transport2033 + artemis2021 + artemis2024 + stations

  /// What the Russian rockets cannot do in one launch, and what else the gateway hangs on.
  private static let gateway2017: [Change] = {
    let name = "deep-space-gateway-2017"
    func only(_ airlock: String) -> (String, String) {
      let others = ["AIRLOCK-SLS", "AIRLOCK-ALONE", "AIRLOCK-TUGGED"].filter { $0 != airlock }
      return forbid(others)
    }
    func whole(on vehicle: String) -> (String, String) {
      ("(H)\n    vehicles: [SLS-1B-crew]\n", "(H)\n    vehicles: [\(vehicle)]\n")
    }
    return [
      Change(
        name, "the support module alone on Angara",
        [
          ("vehicles: [SLS-1B-crew, Yenisei]", "vehicles: [Angara-A5M]"),
          ("    optional: true           # no part of NASA's phase 1\n    value: 1\n", ""),
        ]),
      Change(
        name, "the whole airlock in one Angara", [only("AIRLOCK-SLS"), whole(on: "Angara-A5M")]),
      Change(
        name, "the whole airlock in one Proton", [only("AIRLOCK-SLS"), whole(on: "Proton-M")]),
      Change(
        name, "the light airlock in one Proton",
        [only("AIRLOCK-ALONE"), ("vehicles: [Angara-A5M]   #", "vehicles: [Proton-M]   #")]),
      Change(
        name, "a tug that is too heavy", [only("AIRLOCK-TUGGED"), ("mass: 21 t", "mass: 28 t")]),
      Change(name, "the airlock on SLS", [only("AIRLOCK-SLS")], optimum: [1467, 1, 11420, 11000]),
      Change(
        name, "the airlock by tug", [only("AIRLOCK-TUGGED")], optimum: [1467, 1, 9883, 10160]),
      Change(
        name, "the airlock alone, no cargo ship",
        [forbid(["AIRLOCK-SLS", "AIRLOCK-TUGGED", "AIRLOCK-SUPPLIES"])],
        optimum: [1850, 1, 13411, 10090]),
      // On the way to these, GLPK's simplex method went round in circles, and called a program
      // infeasible that was not.
      Change(
        name, "SLS late, where the simplex method circles",
        [("available: 2023-01-01", "available: 2023-11-30")],
        optimum: [1604, 1, 12414, 10170]),
      Change(
        name, "SLS late, where a basis goes bad",
        [("available: 2023-01-01", "available: 2023-09-09")],
        optimum: [1522, 1, 11505, 10170]),
      Change(name, "16 kW", [("power: 40 kW", "power: 16 kW")]),
      Change(name, "24 kW", [("power: 40 kW", "power: 24 kW")], optimum: [1467, 0, 8414, 10170]),
      Change(
        name, "whole periods for Orion",
        [
          ("    from: 2023-01-06\n", "    file: windows/orion.csv\n"),
          ("    every: 27.322 d          # H: the sidereal month\n", ""),
          ("    open: 2 d                # of about 15\n", ""),
        ], optimum: [1467, 1, 9762, 10170]),
    ]
  }()

  private static let transport2033: [Change] = {
    let name = "deep-space-transport-2033"
    return [
      Change(name, "in one piece", [("mass: 40 t ", "mass: 48 t ")]),
      Change(name, "too little xenon", [("xenon: 7 t,", "xenon: 6 t,")]),
      Change(name, "nothing recycled", [("perCrew: 6 kg ", "perCrew: 10 kg ")]),
      Change(
        name, "one SLS a year", [("turnaround: 180 d", "turnaround: 365 d")],
        optimum: [3671, 25600, 37017]),
      Change(
        name, "one port",
        [
          ("ports: { aft: IDSS, port: IDSS, starboard: IDSS }", "ports: { aft: IDSS }"),
          (", DST.port, DST.starboard]", "]"),
        ],
        optimum: [3671, 25600, 32974]),
    ]
  }()

  private static let artemis2021: [Change] = {
    let name = "artemis-gateway-2021"
    return [
      Change(
        name, "too heavy for one rocket",
        [
          (
            "mass: 8500 kg            # L: 8 to 9 t\n    diameter: 3 m",
            "mass: 10 t\n    diameter: 3 m"
          )
        ]),
      Change(
        name, "the refueller below Orion",
        [("vehicles: [SLS-1B-crew, Falcon-Heavy] #", "vehicles: [SLS-1B-crew] #")],
        optimum: [1489, 13504]),
      Change(
        name, "a refueller with little xenon", [("xenon: 1500 kg", "xenon: 50 kg")],
        optimum: [1487, 14598]),
    ]
  }()

  private static let artemis2024: [Change] = {
    let name = "artemis-gateway-2024"
    let early = "ready: 2027-08-01"
    return [
      Change(
        name, "too heavy for one rocket",
        [
          (
            "mass: 9 t                # L: 8 to 9 t\n    diameter: 3 m",
            "mass: 10 t\n    diameter: 3 m"
          )
        ]),
      Change(
        name, "four months earlier",
        [
          ("diameter: 4.5 m          # estimate\n    ready: 2027-12-01", early),
          ("length: 7 m              # L\n    ready: 2027-12-01", early),
        ], optimum: [1252, 12078, 9115]),
      Change(
        name, "the other lander",
        [
          (
            "choices:\n",
            "rules: [{ forbid: { elements: [STARSHIP-5], vehicles: all } }]\nchoices:\n"
          )
        ],
        optimum: [1486, 14438, 9135]),
    ]
  }()

  private static func forbid(_ elements: [String]) -> (String, String) {
    let rule = "  - forbid: { elements: [\(elements.joined(separator: ", "))], vehicles: all }\n"
    return ("rules:\n", "rules:\n\(rule)")
  }
}
