// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CheckedPlanning
import Planning
import TestSupport
import Testing
import WhatIf

@Suite("Sweeps over several axes")
struct GridTests {
  @Test("agree with trying every plan in every cell", arguments: UInt64(0)..<40)
  func everyCell(seed: UInt64) throws {
    let campaign = TinyCampaigns.campaign(seed: seed)
    let first = Sweep.Subject.vehicle(campaign.vehicles[0].id)
    let second =
      campaign.vehicles.count > 1
      ? Sweep.Subject.vehicle(campaign.vehicles[1].id) : .element(campaign.elements[0].id)
    let sweep = Sweep(
      base: Scenario(name: "grid", policy: .reoptimize),
      axes: [
        Sweep.Axis(first, DelayRange(.days, from: 0, to: 24, step: 4)),
        Sweep.Axis(second, DelayRange(.days, from: 0, to: 20, step: 5)),
      ])
    let result = try Sweeper(planner: planner).run(
      sweep, of: campaign, baseline: [], options: PlanningOptions())
    #expect(result.points.count == 35)
    #expect(result.steps.isEmpty)
    for point in result.points {
      guard case (.days(let one), .days(let other)) = (point.delays[0], point.delays[1]) else {
        continue
      }
      let both = delayed(delayed(campaign, first, by: one), second, by: other)
      switch BruteForce.solve(both) {
      case .infeasible: #expect(point.answer.status == .infeasible)
      case .optimal(let expected, _):
        #expect(values(point.answer) == expected)
        #expect(BruteForce.accepts(point.answer.flights ?? [], in: both))
      }
    }
  }

  @Test("keep to a baseline in every cell", arguments: UInt64(0)..<20)
  func policies(seed: UInt64) throws {
    let campaign = TinyCampaigns.campaign(seed: seed)
    guard let baseline = try planner.plan(campaign).result.flights else { return }
    func sweep(_ policy: Policy) throws -> SweepResult {
      let sweep = Sweep(
        base: Scenario(name: "delays", policy: policy),
        axes: campaign.vehicles.prefix(1).map {
          Sweep.Axis(.vehicle($0.id), DelayRange(.days, from: 0, to: 28, step: 7))
        })
      return try Sweeper(planner: planner).run(
        sweep, of: campaign, baseline: baseline, options: PlanningOptions())
    }
    let (held, repaired, free) = (
      try sweep(.hold), try sweep(.repair), try sweep(.reoptimize)
    )
    for (index, point) in free.points.enumerated() {
      // Repair is as good as the best; holding is never better.
      #expect(values(repaired.points[index].answer) == values(point.answer))
      if let best = values(point.answer)?[0], let other = values(held.points[index].answer)?[0] {
        #expect(best <= other)
      }
      // Each is what planning the point alone comes to.
      let alone = try planner.plan(
        delayed(campaign, .vehicle(campaign.vehicles[0].id), by: 7 * index),
        options: PlanningOptions(adherence: .repair(baseline))
      ).result
      #expect(repaired.points[index].answer.changes.map(\.value) == alone.changes.map(\.value))
    }
  }
}
