// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import TestSupport
import Testing

/// Whatever happens, each element is on the ground, flying, docked, at work, departed or lost.
@Suite("In every replication")
struct ConservationTests {
  private enum Place { case ground, flying, docked, working, departed, gone }

  @Test("each element goes its way from one place to the next", arguments: 0..<60)
  func oneWay(seed: UInt64) throws {
    guard let planned = try Planned.mixture(seed) else { return }
    let campaign = planned.campaign.with(Set(Campaign.RandomRisk.allCases), seed: seed)
    for policy in ExecutionPolicy.allCases {
      let simulator = Simulator(
        campaign, plan: planned.flights, replanning: Replanning(tolerance: 5) { _ in nil })
      for replication in 0..<5 {
        let options = SimulationOptions(policy: policy, seed: seed)
        follow(simulator.story(of: replication, options), of: planned, rebuilding: campaign)
      }
    }
  }

  private func follow(_ story: [StoryEvent], of planned: Planned, rebuilding campaign: Campaign) {
    var places: [Element.ID: Place] = [:]
    for element in planned.flights.flatMap(\.elements) { places[element] = .ground }
    for past in campaign.actuals where !past.isLost {
      for element in past.elements { places[element] = .docked }
    }
    var last: Day?
    func move(_ element: Element.ID, from: [Place], to place: Place, _ event: StoryEvent) {
      let now = places[element]
      #expect(
        now.map { from.contains($0) } == true, "\(event) of what is \(String(describing: now))")
      places[element] = place
    }
    for event in story {
      #expect(last.map { $0 <= event.day } ?? true)
      last = event.day
      switch event.kind {
      case .launched(_, _, _, _, let elements):
        #expect(!elements.isEmpty)
        for element in elements { move(element, from: [.ground], to: .flying, event) }
      case .docked(let element): move(element, from: [.flying], to: .docked, event)
      case .operational(let element, _): move(element, from: [.docked], to: .working, event)
      case .departed(let element): move(element, from: [.docked, .working], to: .departed, event)
      case .lost(let element, let rebuilt):
        move(element, from: [.flying], to: rebuilt == nil ? .gone : .ground, event)
      case .stranded(let element): move(element, from: [.ground], to: .gone, event)
      case .ended(let missing):
        for element in missing { #expect(places[element] != .working) }
      default: continue
      }
    }
  }

  @Test("threads do not show in the result, nor does the order of replications", arguments: 0..<12)
  func threads(seed: UInt64) throws {
    guard let planned = try Planned.mixture(seed) else { return }
    let campaign = planned.campaign.with(Set(Campaign.RandomRisk.allCases), seed: seed)
    for policy in [ExecutionPolicy.hold, .greedy] {
      let simulator = Simulator(campaign, plan: planned.flights)
      let results = [1, 2, 5].map { threads in
        simulator.run(
          SimulationOptions(
            policy: policy, amount: .replications(700), seed: seed, threads: threads,
            keepsSamples: true))
      }
      for result in results {
        #expect(result.replications == 700)
        #expect(result.samples == results[0].samples)
        #expect(result.completion == results[0].completion)
        #expect(result.milestones == results[0].milestones)
        #expect(result.elements == results[0].elements)
        #expect(result.flights == results[0].flights)
        #expect(result.vehicles == results[0].vehicles)
        #expect(result.cost == results[0].cost)
        #expect(result.launches == results[0].launches)
        #expect(result.losses == results[0].losses)
        #expect(result.brokenRules == results[0].brokenRules)
      }
      // A sample is what the story of its replication tells.
      for replication in [0, 1, 63, 64, 699] {
        let story = simulator.story(
          of: replication, SimulationOptions(policy: policy, seed: seed))
        let completion = story.compactMap { event -> Day? in
          if case .reached(nil, _) = event.kind { event.day } else { nil }
        }
        #expect(completion.first == results[0].samples[replication].completion)
        let launches = story.count {
          if case .launched = $0.kind { true } else { false }
        }
        #expect(
          launches + campaign.actuals.count == results[0].samples[replication].launches)
      }
    }
  }
}
