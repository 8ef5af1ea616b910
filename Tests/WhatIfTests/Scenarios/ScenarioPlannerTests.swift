// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CheckedPlanning
import Planning
import TestSupport
import Testing
import WhatIf

@Suite("Answering scenarios")
struct ScenarioPlannerTests {
  /// Campaigns with their best plans: tiny ones, and stations.
  private static func baseline(seed: UInt64) throws -> Baseline? {
    let campaign =
      seed % 3 == 0 ? TinyStations.mixture(seed: seed) : TinyCampaigns.campaign(seed: seed)
    let options = PlanningOptions(nodeLimit: 2000)
    return Baseline(try planner.plan(campaign, options: options), of: campaign)
  }

  private static func answers(
    _ baseline: Baseline, _ scenarios: [Scenario], threads: Int = 1
  ) throws -> [Answer] {
    let scenarioPlanner = ScenarioPlanner(
      planner: planner, baseline: baseline, options: PlanningOptions(threads: threads))
    return try scenarioPlanner.answers(
      scenarios.map { Study.Entry($0, campaign: baseline.campaign) }
    ).map { try $0.get() }
  }

  /// A change drawn for a campaign.
  private static func change(
    _ random: inout SplitMix64, _ campaign: Campaign
  ) -> Change {
    let vehicle = random.pick(campaign.vehicles)
    let past = Set(campaign.actuals.flatMap(\.elements))
    let first = campaign.start + random.number(in: 0...20)
    switch random.number(in: 0...6) {
    case 0: return .delayElement(random.pick(campaign.elements).id, by: .days(9))
    case 1: return .ground(vehicle.id, first...(first + 15), why: nil)
    case 2: return .cancel(vehicle.id)
    case 3:
      return .capacity(
        vehicle.id, node: nil, .percent(thousandths: 1000 * random.number(in: -30...30)))
    case 4 where !campaign.windows.isEmpty:
      return .addWindow(random.pick(campaign.windows).id, first...(first + 2))
    case 5:
      let free = campaign.elements.map(\.id).filter { !past.contains($0) }
      if free.count > 1, campaign.milestones.isEmpty { return .drop(random.pick(free)) }
      fallthrough
    default: return .delayVehicle(vehicle.id, by: .days(random.number(in: 1...25)))
    }
  }

  @Test(
    "a delay of no days changes nothing, whatever the policy",
    arguments: 0..<60 as Range<UInt64>)
  func zeroDelay(seed: UInt64) throws {
    guard let baseline = try Self.baseline(seed: seed), baseline.isProven else { return }
    let campaign = baseline.campaign
    let zero =
      campaign.vehicles.map { Change.delayVehicle($0.id, by: .days(0)) }
      + campaign.elements.map { Change.delayElement($0.id, by: .days(0)) }
    for policy in Policy.allCases {
      let scenario = Scenario(name: "zero", changes: zero, policy: policy)
      let answer = try #require(try Self.answers(baseline, [scenario]).first)
      #expect(answer.plan.timeline == baseline.timeline, "\(policy)")
      #expect(answer.broken.isEmpty)
      #expect(answer.difference?.isEmpty == true)
    }
  }

  @Test(
    "what is known of the baseline changes no objective value",
    arguments: 100..<260 as Range<UInt64>)
  func warmLikeCold(seed: UInt64) throws {
    guard let baseline = try Self.baseline(seed: seed) else { return }
    var random = SplitMix64(seed: seed)
    let changes = (0...random.number(in: 0...1)).map { _ in
      Self.change(&random, baseline.campaign)
    }
    let launches = baseline.flights.map(\.launch)
    let asOf = random.chance(30) ? random.pick(launches) + random.number(in: 0...5) : nil
    func scenario(_ policy: Policy) -> Scenario {
      Scenario(name: policy.rawValue, changes: changes, asOf: asOf, policy: policy)
    }
    let answers: [Answer]
    do {
      answers = try Self.answers(baseline, [.repair, .reoptimize, .hold].map(scenario))
    } catch ScenarioError.change {
      return
    }
    let cold = try planner.plan(answers[0].campaign)
    for answer in answers.prefix(2) {
      #expect(answer.plan.result.status == cold.result.status)
      #expect(answer.plan.result.objectives.map(\.value) == cold.result.objectives.map(\.value))
    }
    // Held flights are a plan like any other, none earlier than it was.
    guard answers[2].plan.timeline != nil else { return }
    let held = answers[2].plan.result.objectives.map(\.value)
    let best = cold.result.objectives.map(\.value)
    #expect(!DaySimulation.isBetter(held, than: best, in: answers[2].campaign))
    let difference = try #require(answers[2].difference)
    #expect(difference.flights.allSatisfy { $0.slip ?? 0 >= 0 })
  }

  @Test("on any number of threads the answers are the same, in the order asked")
  func threads() throws {
    let seed = try #require(try (1...9).first { try Self.baseline(seed: $0) != nil })
    let baseline = try #require(try Self.baseline(seed: seed))
    let scenarios = baseline.campaign.vehicles.flatMap { vehicle in
      [3, 9, 27].flatMap { days in
        Policy.allCases.map {
          Scenario(
            name: "\(vehicle.id) \(days)", changes: [.delayVehicle(vehicle.id, by: .days(days))],
            policy: $0)
        }
      }
    }
    let answers = try [1, 2, 5].map { try Self.answers(baseline, scenarios, threads: $0) }
    #expect(answers[0].map(\.scenario) == scenarios)
    for other in answers.dropFirst() {
      #expect(other.map(\.plan.timeline) == answers[0].map(\.plan.timeline))
      #expect(other.map(\.difference) == answers[0].map(\.difference))
    }
  }

  @Test("a timeline that breaks rules is no baseline, one that keeps them is")
  func givenBaseline() throws {
    let campaign = SampleCampaign.campaign
    let baseline = try Baseline(SampleCampaign.timeline, of: campaign)
    #expect(Timeline(flights: baseline.flights, of: campaign) == SampleCampaign.timeline)
    #expect(baseline.values == objectiveVector(of: SampleCampaign.timeline, in: campaign))
    #expect(!baseline.isProven)
    var flights = SampleCampaign.flights
    flights[1].launch = SampleCampaign.day("2024-01-20")
    let broken = Timeline(flights: flights, of: campaign)
    #expect(throws: BaselineError.self) { try Baseline(broken, of: campaign) }
  }

  @Test("a change that cannot be made is an error")
  func impossible() throws {
    let baseline = try Baseline(SampleCampaign.timeline, of: SampleCampaign.campaign)
    let scenario = Scenario(name: "x", changes: [.cancel("Nobody")])
    #expect(throws: ScenarioError.self) { try Self.answers(baseline, [scenario]) }
  }
}
