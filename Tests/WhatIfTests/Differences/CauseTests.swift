// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CheckedPlanning
import Planning
import TestSupport
import Testing
import WhatIf

@Suite("Why an element is otherwise")
struct CauseTests {
  private static let day = SampleCampaign.day

  /// BUS and then HAB on Crane, which needs 30 days between flights; then LOCK, which waits for HAB,
  /// on Dart; and PROBE, which waits for nothing.
  private static let campaign = Campaign(
    name: "Chain", start: day("2024-01-01"), end: day("2025-12-31"), node: "NRHO",
    objectives: [.completion(nil), .operational],
    vehicles: [
      Vehicle(
        id: "Crane", turnaround: 30, slots: 1,
        routes: [Vehicle.Route(node: "NRHO", capacity: Mass(kilograms: 10_000), transit: 5)]),
      Vehicle(
        id: "Dart", slots: 1,
        routes: [Vehicle.Route(node: "NRHO", capacity: Mass(kilograms: 4000), transit: 3)]),
    ],
    elements: [
      Element(id: "BUS", node: "NRHO", mass: Mass(kilograms: 8000)),
      Element(id: "HAB", node: "NRHO", mass: Mass(kilograms: 8000), after: [Precedence("BUS")]),
      Element(
        id: "LOCK", node: "NRHO", mass: Mass(kilograms: 3000), vehicles: ["Dart"],
        after: [Precedence("HAB", lag: 10)]),
      Element(id: "PROBE", node: "NRHO", mass: Mass(kilograms: 3000), vehicles: ["Dart"]),
    ])

  private static func causes(_ changes: [Change], in campaign: Campaign = campaign) throws
    -> [Cause?]
  {
    let baseline = try #require(Baseline(try planner.plan(campaign), of: campaign))
    let scenario = Scenario(name: "x", changes: changes)
    let answer = try ScenarioPlanner(
      planner: planner, baseline: baseline, options: PlanningOptions()
    ).answer(Study.Entry(scenario, campaign: campaign))
    return try #require(answer.difference).elements.map(\.cause)
  }

  private static func rules(_ cause: Cause?) -> [String] {
    switch cause {
    case .direct(let step): [step.rule]
    case .chain(let steps): steps.map(\.rule)
    case .rearranged: ["rearranged"]
    case nil: []
    }
  }

  @Test("a delay holds up its vehicle, that the next flight, that what waits for it")
  func chain() throws {
    let causes = try Self.causes([.delayVehicle("Crane", by: .days(50))])
    #expect(
      causes.map(Self.rules) == [
        ["available"], ["available", "turnaround"], ["available", "turnaround", "after"], [],
      ])
    guard case .chain(let steps) = causes[2] else { return }
    #expect(steps[0].path == ManifestPath("vehicles", "Crane", "available"))
    #expect(steps[2].element == "LOCK")
  }

  @Test("a change behind which nothing waits stays where it is")
  func local() throws {
    let causes = try Self.causes([.delayElement("PROBE", by: .days(20))])
    #expect(causes.map(Self.rules) == [[], [], [], ["ready"]])
  }

  @Test("what flies instead of what cannot says so")
  func exchange() throws {
    var campaign = Self.campaign
    campaign.elements.append(Element(id: "ARM", node: "NRHO", mass: Mass(kilograms: 9000)))
    campaign.elements[3].vehicles = ["Dart"]
    campaign.choices = [Choice(id: "tool", oneOf: ["PROBE", "ARM"])]
    campaign.objectives = [.operational]
    let causes = try Self.causes([.cancel("Dart"), .drop("LOCK")], in: campaign)
    #expect(causes.map(Self.rules) == [[], [], ["drop"], ["flights"], ["flights", "choices"]])
  }
}
