// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import GLPKBackend
import Planning
import Synchronization
import TestSupport
import Testing

@Suite("The planner says what it knows")
struct PlannerBehaviourTests {
  private let planner = Planner(solver: GLPKSolver())

  private static func day(_ iso: String) -> Day { SampleCampaign.day(iso) }

  /// Two elements, one vehicle, a year.
  private static var base: Campaign {
    Campaign(
      name: "Base", start: day("2024-01-01"), end: day("2024-12-31"), node: "N",
      vehicles: [
        Vehicle(
          id: "V", agency: "X", turnaround: 30, slots: 1,
          routes: [Vehicle.Route(node: "N", capacity: Mass(kilograms: 5000), transit: 2)])
      ],
      elements: [
        Element(id: "A", agency: "Y", node: "N", mass: Mass(kilograms: 4000)),
        Element(
          id: "B", node: "N", mass: Mass(kilograms: 4000), after: [Precedence("A", lag: 3)]),
      ])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var phrase: String
    var change: @Sendable (inout Campaign) -> Void
  }

  static let infeasible: [Case] = [
    Case(testDescription: "too heavy", phrase: "no vehicle lifts A: it has 6000 kg") {
      $0.elements[0].mass = Mass(kilograms: 6000)
    },
    Case(testDescription: "unreachable", phrase: "no vehicle reaches N") {
      $0.vehicles[0].routes[0].node = "M"
    },
    Case(testDescription: "too wide", phrase: "fits the fairing of no vehicle") {
      $0.vehicles[0].fairing = Vehicle.Fairing(diameter: Length(thousandths: 4000))
      $0.elements[0].diameter = Length(thousandths: 4001)
    },
    Case(testDescription: "forbidden", phrase: "a treaty") {
      $0.rules = [Rule(forbid: .agency("Y"), on: .all, why: "a treaty")]
    },
    Case(testDescription: "a cycle", phrase: "A after B after A") {
      $0.elements[0].after = [Precedence("B")]
    },
    Case(testDescription: "never available", phrase: "has a launch day in the campaign") {
      $0.vehicles[0].availableFrom = day("2025-06-01")
    },
    Case(testDescription: "ready too late", phrase: "A is ready on 2025-02-01, after the last") {
      $0.elements[0].ready = day("2025-02-01")
    },
    Case(testDescription: "a deadline too early", phrase: "after its deadline 2024-01-02") {
      $0.elements[0].deadline = day("2024-01-02")
    },
    Case(testDescription: "the end too early", phrase: "after the campaign's end") {
      $0.elements[0].commissioning = 400
    },
    Case(testDescription: "a chain too long", phrase: "no launch day left") {
      $0.elements[1].after[0].lag = 400
    },
    Case(testDescription: "too few flights", phrase: "too few flights: A, B can fly on V only") {
      $0.vehicles[0].flights = 1
    },
    Case(testDescription: "too little power", phrase: "consume 1.5 more of power") {
      $0.resources = [Resource(id: "power")]
      $0.elements[0].consumes = [ResourceAmount("power", Amount(thousandths: 1500))]
    },
    Case(testDescription: "a wait shorter than turnaround", phrase: "28 days after at the earliest")
    {
      // Launches are thirty days apart, transit is two days each; B may wait ten.
      $0.elements[0].commissioning = 2
      $0.elements[1].after[0].within = 10
    },
    Case(testDescription: "a wait shorter than the lag", phrase: "at least 3 and at most 2 days") {
      $0.elements[1].after[0].within = 2
    },
    Case(testDescription: "no port", phrase: "no element at N offers B a IDSS port") {
      $0.elements[1].docks = Docking(standard: "IDSS")
    },
    Case(testDescription: "a port too few", phrase: "no plan keeps all rules together") {
      $0.elements[0].ports = [Port(id: "fore", standard: "IDSS")]
      $0.elements[1].docks = Docking(standard: "IDSS")
      var second = $0.elements[1]
      second.id = "C"
      $0.elements.append(second)
    },
    Case(testDescription: "crew too few", phrase: "no plan keeps all rules together") {
      $0.resources = [Resource(id: "crew")]
      $0.elements[0].provides = [ResourceAmount("crew", Amount(2))]
      $0.elements[1].commissioning = 5
      $0.elements[1].crew = 3
    },
    Case(testDescription: "a store run dry", phrase: "no plan keeps all rules together") {
      $0.stores = [Store(id: "water", initial: Mass(kilograms: 100), node: "N")]
      $0.elements[0].draws = [StoreAmount("water", Mass(kilograms: 10))]
      $0.elements[1].delivers = [StoreAmount("water", Mass(kilograms: 200))]
    },
    Case(testDescription: "a deadlock", phrase: "no plan keeps all rules together") {
      // A needs the power that comes with B, which comes after A.
      $0.resources = [Resource(id: "power")]
      $0.elements[0].consumes = [ResourceAmount("power", Amount(1))]
      $0.elements[1].provides = [ResourceAmount("power", Amount(2))]
    },
  ]

  @Test("infeasible campaigns get their simplest true reason", arguments: infeasible)
  func reasons(example: Case) throws {
    #expect(try planner.plan(Self.base).status == .optimal)
    var campaign = Self.base
    example.change(&campaign)
    let result = try planner.plan(campaign)
    #expect(result.status == .infeasible)
    #expect(result.flights == nil)
    let reason = try #require(result.infeasibility)
    #expect(reason.reason.contains(example.phrase), "\(reason.reason)")
    #expect(!reason.facts.isEmpty)
    #expect(reason.advice != nil)
  }

  @Test("a campaign with nothing left to fly is its history")
  func history() throws {
    var campaign = Self.base
    campaign.status = Self.day("2024-06-01")
    campaign.actuals = [
      PastFlight(vehicle: "V", launched: Self.day("2024-01-10"), elements: ["A"]),
      PastFlight(vehicle: "V", launched: Self.day("2024-03-10"), elements: ["B"]),
    ]
    let result = try planner.plan(campaign)
    #expect(result.status == .optimal)
    #expect(result.flights?.count == 2)
    #expect(result.objectives.first?.value == Amount(71))
    #expect(
      try planner.plan(
        Campaign(
          name: "Empty", start: Self.day("2024-01-01"), end: Self.day("2024-01-01"), node: "N")
      ).status == .optimal)
  }

  @Test("a cancelled run keeps its plan and honest bounds")
  func cancelled() throws {
    let campaign = TinyCampaigns.campaign(seed: 3, features: .all.subtracting(.nodes))
    let result = try planner.plan(campaign, options: PlanningOptions(isCancelled: { true }))
    if case .optimal(let values, _) = BruteForce.solve(campaign) {
      for (report, optimum) in zip(result.objectives, values) where report.bound != nil {
        #expect(report.bound ?? .zero <= optimum)
      }
      #expect(result.status == .unknown || result.flights != nil)
    }
  }

  @Test("limits by nodes are reproducible, and their bounds hold", arguments: [0, 1, 5])
  func nodeLimit(limit: Int) throws {
    for seed in UInt64(0)..<40 {
      let campaign = TinyCampaigns.campaign(seed: seed, features: .all.subtracting(.nodes))
      let options = PlanningOptions(nodeLimit: limit)
      let result = try planner.plan(campaign, options: options)
      let again = try planner.plan(campaign, options: options)
      #expect(result.flights == again.flights)
      #expect(result.objectives == again.objectives)
      guard case .optimal(let values, _) = BruteForce.solve(campaign) else { continue }
      // Bounds of the first objective hold for every plan.
      if let first = result.objectives.first {
        #expect(first.value >= values[0], "seed \(seed)")
        if let bound = first.bound { #expect(bound <= values[0], "seed \(seed)") }
      }
    }
  }

  @Test("a gap that is asked for ends the proof early, never wrongly")
  func gap() throws {
    for seed in UInt64(100)..<140 {
      let campaign = TinyCampaigns.campaign(seed: seed, features: .all.subtracting(.nodes))
      let result = try planner.plan(campaign, options: PlanningOptions(gap: 0.2))
      guard case .optimal(let values, _) = BruteForce.solve(campaign) else { continue }
      #expect(result.status == .optimal, "seed \(seed)")
      let first = try #require(result.objectives.first)
      let value = Double(first.value.thousandths)
      #expect(value - Double(values[0].thousandths) <= 0.2 * max(1000, value), "seed \(seed)")
    }
  }

  @Test("relaxing a rule never makes the first objective worse", arguments: UInt64(0)..<60)
  func relaxing(seed: UInt64) throws {
    let campaign = TinyCampaigns.campaign(seed: seed, features: .all.subtracting(.nodes))
    guard let before = try planner.plan(campaign).objectives.first?.value else { return }
    var relaxations: [Campaign] = []
    for index in campaign.vehicles.indices {
      var relaxed = campaign
      relaxed.vehicles[index].turnaround = 0
      relaxed.vehicles[index].grounded = []
      relaxations.append(relaxed)
    }
    for index in campaign.elements.indices {
      var relaxed = campaign
      relaxed.elements[index].deadline = nil
      relaxed.elements[index].consumes = []
      relaxations.append(relaxed)
    }
    for relaxed in relaxations {
      let after = try #require(try planner.plan(relaxed).objectives.first?.value)
      #expect(after <= before)
    }
  }

  @Test("progress is told with bounds that never pass the incumbent")
  func progress() throws {
    let reports = Reports()
    let campaign = SampleCampaign.campaign
    _ = try planner.plan(campaign, options: PlanningOptions(progress: { reports.add($0) }))
    #expect(!reports.all.isEmpty)
    for report in reports.all {
      if let bound = report.bound, let incumbent = report.incumbent {
        #expect(bound <= incumbent)
      }
    }
  }

  private final class Reports: Sendable {
    private let stored = Mutex<[PlanningProgress]>([])
    var all: [PlanningProgress] { stored.withLock { $0 } }
    func add(_ report: PlanningProgress) { stored.withLock { $0.append(report) } }
  }
}
