// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CheckedPlanning
import Planning
import TestSupport
import Testing

/// Whatever is changed in a campaign, it can be planned: there is a plan that passes the checker, or
/// none.
@Suite struct `A changed campaign` {
  @Test("is planned without a defect", arguments: 0..<120)
  func planned(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let campaign =
      seed.isMultiple(of: 2)
      ? TinyCampaigns.campaign(seed: UInt64(seed)) : TinyStations.mixture(seed: UInt64(seed))
    let baseline = try planner.plan(campaign).result.flights ?? []
    for round in 0..<4 {
      let scenario = scenario(of: campaign, baseline, round, &random)
      guard let changed = try? campaign.applying(scenario, baseline: baseline) else { continue }
      let plan = try planner.plan(changed)
      #expect(plan.result.status != .unknown)
    }
  }

  @Test("by no delay at all has the same plan", arguments: 0..<40)
  func unchanged(seed: Int) throws {
    let campaign = TinyCampaigns.campaign(seed: UInt64(seed))
    let plan = try planner.plan(campaign)
    for vehicle in campaign.vehicles {
      let scenario = Scenario(
        name: "none", changes: [.delayVehicle(vehicle.id, by: .days(0))], policy: .reoptimize)
      let changed = try campaign.applying(scenario, baseline: plan.result.flights ?? [])
      #expect(try planner.plan(changed).result.flights == plan.result.flights)
    }
  }

  /// Better it may become: what has happened breaks no rule.
  @Test("from some day on has no worse a plan", arguments: 0..<40)
  func keepsPlan(seed: Int) throws {
    let campaign = TinyStations.mixture(seed: UInt64(seed))
    let plan = try planner.plan(campaign)
    guard let flights = plan.result.flights, let last = flights.map(\.launch).max() else { return }
    for asOf in [campaign.start, flights[0].launch + 1, last, last + 1] {
      let scenario = Scenario(name: "later", asOf: asOf, policy: .reoptimize)
      let changed = try campaign.applying(scenario, baseline: flights)
      let later = try planner.plan(changed).result
      #expect(!Self.isWorse(later, than: plan.result))
    }
  }

  /// Whether the first objective that differs is worse.
  private static func isWorse(_ result: PlanningResult, than other: PlanningResult) -> Bool {
    for (own, others) in zip(result.objectives, other.objectives) where own.value != others.value {
      return own.objective == .value ? own.value < others.value : own.value > others.value
    }
    return false
  }

  private func scenario(
    of campaign: Campaign, _ baseline: [Flight], _ round: Int, _ random: inout SplitMix64
  ) -> Scenario {
    let vehicle = campaign.vehicles[Int.random(in: 0..<campaign.vehicles.count, using: &random)]
    let element = campaign.elements[Int.random(in: 0..<campaign.elements.count, using: &random)]
    let days = Int.random(in: 0...40, using: &random)
    let span = campaign.start + days...campaign.start + days + 20
    var all: [Change] = [
      .delayVehicle(vehicle.id, by: .days(days)), .delayElement(element.id, by: .days(days)),
      .delayVehicle(vehicle.id, by: .months(1200)), .ground(vehicle.id, span, why: nil),
      .cancel(vehicle.id), .drop(element.id),
      .capacity(vehicle.id, node: nil, .percent(thousandths: -days * 2500)),
    ]
    all += campaign.windows.map { .addWindow($0.id, span) }
    if !baseline.isEmpty {
      all.append(.lose(flight: "F0\(Int.random(in: 1...baseline.count, using: &random))"))
    }
    let changes = (0...round).map { _ in all[Int.random(in: 0..<all.count, using: &random)] }
    return Scenario(
      name: "random", changes: changes,
      asOf: Bool.random(using: &random) ? campaign.start + days : nil, policy: .reoptimize)
  }
}
