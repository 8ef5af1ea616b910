// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import TestSupport
import Testing

/// With nothing uncertain, the execution of a plan is the plan.
@Suite("Without randomness")
struct CertainTests {
  static let manifests = [
    "quickstart", "deep-space-gateway-2017", "deep-space-transport-2033", "artemis-gateway-2021",
    "artemis-gateway-2024", "iss-1998-2011", "ilrs-2021", "two-stations",
  ]

  @Test("each manifest's plan is executed to the day, by any policy", arguments: manifests)
  func manifest(name: String) throws {
    try expectPlan(of: .manifest(name))
  }

  @Test("so is that of small stations about any feature", arguments: TinyStations.Feature.allCases)
  func station(feature: TinyStations.Feature) throws {
    var count = 0
    for seed in 0..<12 {
      let campaign = TinyStations.campaign(seed: UInt64(seed), about: feature)
      guard let planned = try Planned(campaign) else { continue }
      count += 1
      try expectPlan(of: planned)
    }
    #expect(count > 0)
  }

  @Test("so is that of mixtures of features", arguments: 0..<60)
  func mixture(seed: UInt64) throws {
    guard let planned = try Planned.mixture(seed) else { return }
    try expectPlan(of: planned)
  }

  private func expectPlan(of planned: Planned) throws {
    let past = Set(planned.campaign.actuals.flatMap(\.elements))
    for policy in ExecutionPolicy.allCases {
      let simulator = Simulator(
        planned.certain, plan: planned.flights,
        replanning: Replanning { _ in
          Issue.record("nothing is broken")
          return nil
        })
      let options = SimulationOptions(policy: policy, amount: .replications(1))
      let story = simulator.story(of: 0, options)
      #expect(lines(of: story, past: past) == planned.lines)
      let result = simulator.run(options)
      #expect(result.disrupted == 0)
      #expect(result.brokenRules.allSatisfy { $0 == 0 })
    }
  }
}
