// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CheckedPlanning
import GLPKBackend
import Planning
import Simulation
import Synchronization
import TestSupport
import Testing

/// New plans for broken ones, made by the exact planner.
@Suite("Replanning")
struct ReplanningTests {
  /// Plans anew as the program does.
  static let exact = Replanning(tolerance: 3) { situation in
    var relaxed = situation
    for place in relaxed.elements.indices { relaxed.elements[place].deadline = nil }
    for campaign in relaxed == situation ? [situation] : [situation, relaxed] {
      let plan = try? CheckedPlanner(solver: GLPKSolver())
        .plan(campaign, options: PlanningOptions(nodeLimit: 10))
      if let flights = plan?.result.flights { return flights }
    }
    return nil
  }

  private static let all = Set(Campaign.RandomRisk.allCases)

  /// A story under `replan`, and the plans that were followed in it.
  static func story(
    of replication: Int, _ campaign: Campaign, _ plan: [Flight], _ options: SimulationOptions
  ) -> (story: [StoryEvent], plans: [[Flight]]) {
    let plans = Mutex([plan])
    let recording = Replanning(tolerance: exact.tolerance) { situation in
      let next = exact.plan(situation)
      if let next { plans.withLock { $0.append(next) } }
      return next
    }
    var options = options
    options.policy = .replan
    let story = Simulator(campaign, plan: plan, replanning: recording).story(
      of: replication, options)
    return (story, plans.withLock { $0 })
  }

  /// A small station whose vehicles fly whenever they like, so that there is always another plan.
  private func open(_ campaign: Campaign) -> Campaign {
    var campaign = campaign
    for place in campaign.vehicles.indices {
      campaign.vehicles[place].windows = nil
      campaign.vehicles[place].availableUntil = nil
      campaign.vehicles[place].flights = nil
    }
    return campaign
  }

  @Test("without ever finding a plan is holding on to the old one", arguments: 0..<40)
  func none(seed: UInt64) throws {
    guard let planned = try Planned.mixture(seed) else { return }
    let campaign = planned.campaign.with(Self.all, seed: seed)
    let simulator = Simulator(
      campaign, plan: planned.flights, replanning: Replanning(tolerance: 2) { _ in nil })
    for replication in 0..<5 {
      let options = SimulationOptions(seed: seed)
      var replanning = options
      replanning.policy = .replan
      let story = simulator.story(of: replication, replanning).filter {
        $0.kind != .replanned(false)
      }
      #expect(story == simulator.story(of: replication, options))
    }
  }

  @Test("keeps the rules of the manifest, whatever is lost or late", arguments: 0..<30)
  func keepsRules(seed: UInt64) throws {
    guard let planned = try Planned.mixture(seed) else { return }
    for risks in [Self.all, [.delays, .scrubs, .space]] {
      for own in [planned.campaign, open(planned.campaign)] {
        let campaign = own.with(risks, seed: seed)
        for replication in 0..<1 {
          let options = SimulationOptions(seed: seed, until: campaign.end + 100)
          let (story, plans) = Self.story(of: replication, campaign, planned.flights, options)
          var rules = StoryRules(campaign, plans: plans)
          let broken = rules.broken(by: story)
          #expect(broken.isEmpty, "\(seed) \(replication): \(broken)")
        }
      }
    }
  }

  @Test("is not what other policies need to keep the rules", arguments: 0..<40)
  func othersKeepRules(seed: UInt64) throws {
    guard let planned = try Planned.mixture(seed) else { return }
    let campaign = planned.campaign.with(Self.all, seed: seed)
    let simulator = Simulator(campaign, plan: planned.flights)
    for policy in [ExecutionPolicy.hold, .greedy] {
      for replication in 0..<10 {
        let options = SimulationOptions(policy: policy, seed: seed)
        var rules = StoryRules(campaign, plans: [planned.flights])
        let broken = rules.broken(by: simulator.story(of: replication, options))
        #expect(broken.isEmpty, "\(policy) \(seed) \(replication): \(broken)")
      }
    }
  }

  @Test("gives the same on any number of threads", arguments: [0, 12, 22, 26, 29])
  func threads(seed: UInt64) throws {
    guard let planned = try Planned.mixture(seed) else { return }
    let campaign = open(planned.campaign).with(Self.all, seed: seed)
    let simulator = Simulator(campaign, plan: planned.flights, replanning: Self.exact)
    let results = [1, 2].map { threads in
      simulator.run(
        SimulationOptions(
          policy: .replan, amount: .replications(10), seed: seed, threads: threads,
          until: campaign.end + 100, keepsSamples: true))
    }
    #expect(results[0].replans.asked > results[0].replans.failed)
    #expect(results[0].samples == results[1].samples)
    #expect(results[0].replans == results[1].replans)
    #expect(results[0].completion == results[1].completion)
    #expect(results[0].milestones == results[1].milestones)
    #expect(results[0].elements == results[1].elements)
    #expect(results[0].flights == results[1].flights)
    #expect(results[0].vehicles == results[1].vehicles)
    #expect(results[0].brokenRules == results[1].brokenRules)
    // The memory of one replication is that of the next: neither shows in the other.
    for number in [9, 4] {
      let alone = simulator.story(
        of: number,
        SimulationOptions(policy: .replan, seed: seed, until: campaign.end + 100))
      let completion = alone.first {
        if case .reached(nil, _) = $0.kind { true } else { false }
      }
      #expect(completion?.day == results[0].samples[number].completion)
    }
  }

  @Test("is more often earlier than holding on than later")
  func regret() throws {
    var (earlier, later, all) = (0, 0, 0)
    for seed in UInt64(0)..<24 {
      guard let planned = try Planned.mixture(seed) else { continue }
      var campaign = open(planned.campaign).with([.delays, .scrubs], seed: seed)
      campaign.objectives = [.completion(nil), .operational]
      campaign.milestones = []
      let simulator = Simulator(campaign, plan: planned.flights, replanning: Self.exact)
      func completions(_ policy: ExecutionPolicy) -> [Day] {
        simulator.run(
          SimulationOptions(
            policy: policy, amount: .replications(4), seed: seed, until: campaign.end + 100,
            keepsSamples: true)
        ).samples.map { $0.completion ?? Day(number: 99_999) }
      }
      for (hold, replan) in zip(completions(.hold), completions(.replan)) {
        all += 1
        if replan < hold { earlier += 1 } else if replan > hold { later += 1 }
      }
    }
    // The planner does not know what is still to come: sometimes it was wrong to change the plan.
    #expect(later < earlier, "\(earlier) earlier, \(later) later of \(all)")
    #expect(3 * later < all, "\(earlier) earlier, \(later) later of \(all)")
  }
}
