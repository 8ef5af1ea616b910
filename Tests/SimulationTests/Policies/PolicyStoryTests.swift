// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import Simulation
import Testing

/// The stories of one small campaign with every kind of randomness, under each policy, line by line.
///
/// `Stories` holds them. Those of `hold` and `greedy` were checked by hand against docs/simulation.md, those
/// of `replan` in part.
@Suite("The stories of a small campaign")
struct PolicyStoryTests {
  /// A core, a laboratory that a visiting crew commissions, and cargo that takes the crew's port.
  static let made: HandMade = {
    func either(_ first: Int, _ second: Int) -> Distribution {
      Distribution(.discrete([.init(first, weight: 1), .init(second, weight: 1)]))
    }
    func rebuilt(_ element: Element, _ days: Int, _ vehicle: Vehicle.ID) -> Element {
      var element = element
      element.rebuild = days
      element.vehicles = [vehicle]
      return element
    }
    var core = HandMade.element(
      "CORE", commissioning: 4, ElementUncertainty(delay: either(0, 7)))
    core.ports = [Port(id: "fore", standard: "IDSS"), Port(id: "aft", standard: "IDSS")]
    core.provides = [ResourceAmount("power", Amount(6))]
    core.ready = HandMade.start + 5
    var lab = HandMade.element(
      "LAB", after: [Precedence("CORE", lag: 2)], commissioning: 5,
      ElementUncertainty(docking: either(0, 2), commissioning: either(0, 3)))
    lab.consumes = [ResourceAmount("power", Amount(4))]
    lab.crew = 2
    var crew = HandMade.element(
      "CREW", after: [Precedence("CORE")], stay: 25, ElementUncertainty(reliability: 0.8))
    crew.provides = [ResourceAmount(Resource.crew, Amount(2))]
    var cargo = HandMade.element("CARGO", after: [Precedence("CORE")])
    cargo.delivers = [StoreAmount("food", Mass(kilograms: 300))]
    lab.docks = Docking(standard: "IDSS", at: [.init(element: "CORE", port: "aft")])
    crew.docks = Docking(standard: "IDSS", at: [.init(element: "CORE", port: "fore")])
    cargo.docks = crew.docks

    let windows = LaunchWindows.Recurrence(from: HandMade.start, everyThousandths: 10_000, open: 4)
    var heavy = HandMade.vehicle(
      "HEAVY", pads: ["P1", "P2"], turnaround: 20, transit: 3, flights: 4, perYear: 6,
      VehicleUncertainty(
        delay: either(0, 4),
        scrubs: [Scrub(cause: "weather", probability: 0.3, recycle: .always(2))],
        reliability: .probability(0.75), standDown: .always(30), grounds: ["CREWED"], spares: 1))
    heavy.slots = 1
    var crewed = HandMade.vehicle(
      "CREWED", pads: ["P1"], turnaround: 5, transit: 2,
      VehicleUncertainty(
        available: either(0, 12), reliability: .record(successes: 3, flights: 4)))
    crewed.windows = ["plane"]
    var made = HandMade(
      end: 200,
      pads: [
        Pad(
          id: "P1", turnaround: 6,
          uncertainty: PadUncertainty(
            delay: either(0, 3), scrubs: [Scrub(cause: "range", probability: 0.2)],
            closure: .always(8))),
        Pad(id: "P2", turnaround: 6),
      ],
      windows: [
        LaunchWindows(
          id: "plane", spans: windows.spans(in: HandMade.start...(HandMade.start + 200)),
          recurrence: windows)
      ], vehicles: [heavy, crewed],
      elements: [
        rebuilt(core, 25, "HEAVY"), rebuilt(lab, 30, "HEAVY"), rebuilt(crew, 10, "CREWED"),
        rebuilt(cargo, 15, "HEAVY"),
      ])
    made.campaign.resources = [Resource(id: Resource.crew), Resource(id: "power")]
    made.campaign.stores = [
      Store(
        id: "food", initial: Mass(kilograms: 100), perCrew: Mass(kilograms: 1), node: "NRHO")
    ]
    made.campaign.milestones = [Milestone(id: "lab", elements: ["CORE", "LAB"])]
    made.campaign.risks = [
      SharedRisk(
        id: "strike", occurrence: .once(probability: 0.5),
        span: HandMade.start...(HandMade.start + 40), impact: either(5, 15), vehicles: .all,
        elements: .all)
    ]
    made.fly("HEAVY", "P2", on: 5, ["CORE"])
    made.fly("CREWED", "P1", on: 20, ["CREW"], ports: [.init(element: "CORE", port: "fore")])
    made.fly("HEAVY", "P1", on: 26, ["LAB"], ports: [.init(element: "CORE", port: "aft")])
    made.fly("HEAVY", "P2", on: 46, ["CARGO"], ports: [.init(element: "CORE", port: "fore")])
    return made
  }()

  @Test("are as they were when they were checked", arguments: ExecutionPolicy.allCases)
  func checked(policy: ExecutionPolicy) throws {
    let simulator = Simulator(
      Self.made.campaign, plan: Self.made.plan, replanning: ReplanningTests.exact)
    let text = StoryText(start: HandMade.start)
    let lines = (policy == .replan ? [1] : Self.replications).flatMap { replication -> [String] in
      let story = simulator.story(of: replication, Self.options(policy))
      return ["replication \(replication)"] + text.lines(story)
    }
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Stories").appendingPathComponent("\(policy.rawValue).txt")
    let known = try String(contentsOf: path, encoding: .utf8)
    #expect(lines == known.split(separator: "\n").map(String.init))
  }

  private static func options(_ policy: ExecutionPolicy) -> SimulationOptions {
    SimulationOptions(policy: policy, seed: 7, until: HandMade.start + 200)
  }

  /// Two that have much to tell.
  private static let replications = [0, 1]
}
