// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import TestSupport
import Testing

/// Exhaustive search itself, against a day-by-day simulation and the checker, which share nothing
/// with it.
@Suite("Exhaustive search, simulation and checker bear each other out")
struct ExhaustiveSearchTests {
  /// Steps of the random walk that looks for a better plan, per campaign.
  private static let steps = 40

  @Test("about one feature, which binds in a third", arguments: TinyStations.Feature.allCases)
  func single(feature: TinyStations.Feature) {
    var binding = 0
    for seed in 0..<150 as Range<UInt64> {
      let campaign = TinyStations.campaign(seed: seed, about: feature)
      let answer = BruteForce.solve(campaign)
      expectSoundness(of: answer, about: campaign, seed: seed)
      if TinyStations.binds(feature, in: campaign, with: answer) { binding += 1 }
    }
    #expect(binding >= 50)
  }

  @Test("about several features", arguments: 0..<6)
  func mixture(block: UInt64) {
    for seed in block * 25..<(block + 1) * 25 {
      let campaign = TinyStations.mixture(seed: seed)
      expectSoundness(of: BruteForce.solve(campaign), about: campaign, seed: seed)
    }
  }

  @Test("about launches", arguments: 0..<10)
  func launches(block: UInt64) {
    for seed in block * 50..<(block + 1) * 50 {
      let campaign = TinyCampaigns.campaign(seed: seed)
      expectSoundness(of: BruteForce.solve(campaign), about: campaign, seed: seed)
    }
  }

  private func expectSoundness(
    of answer: BruteForce.Answer, about campaign: Campaign, seed: UInt64
  ) {
    var best: (values: [Amount], flights: [Flight])?
    if case .optimal(let values, let flights) = answer {
      best = (values, flights)
      let simulation = DaySimulation(flights, of: campaign)
      #expect(simulation.complaints == [], "seed \(seed)")
      #expect(simulation.objectives == values, "seed \(seed)")
      #expect(BruteForce.accepts(flights, in: campaign), "seed \(seed)")
      let timeline = Timeline(flights: flights, of: campaign)
      #expect(objectiveVector(of: timeline, in: campaign) == values, "seed \(seed)")
    }
    var walk = PlanWalk(campaign, seed: seed)
    let checker = TimelineChecker(campaign)
    walk.walk(from: best?.flights ?? [], steps: Self.steps) { flights, simulation in
      let isGood = simulation.complaints.isEmpty
      if isGood {
        let isBetter =
          best.map {
            DaySimulation.isBetter(simulation.objectives, than: $0.values, in: campaign)
          } ?? true
        #expect(!isBetter, "seed \(seed): \(flights)")
      }
      let violations = checker.violations(in: Timeline(flights: flights, of: campaign))
      if violations.isEmpty != isGood {
        Issue.record(
          """
          seed \(seed): the simulation says \(simulation.complaints), the checker \
          \(violations.map(\.message)) of \(flights)
          """)
      }
    }
  }
}
