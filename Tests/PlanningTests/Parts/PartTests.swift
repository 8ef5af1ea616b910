// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import GLPKBackend
import ManifestIO
import Planning
import TestSupport
import Testing

/// Branch and price: the same answers where so few loads may be listed that plans are searched in parts.
@Suite("Plans searched in parts")
struct PartTests {
  private let planner = Planner(solver: GLPKSolver())

  private static func options(_ mostLoads: Int, threads: Int = 1, nodeLimit: Int? = nil)
    -> PlanningOptions
  {
    var options = PlanningOptions(nodeLimit: nodeLimit, threads: threads)
    options.mostLoads = mostLoads
    return options
  }

  /// Campaigns with a number of loads below what matters in them.
  private static let cases: [(answer: StoredAnswer, mostLoads: Int)] = [
    ("12-2", 120), ("12-3", 20), ("12-10", 10), ("20-1", 200), ("30-4", 1_000),
  ].compactMap { name, mostLoads in
    StoredAnswer.planned.first { $0.campaign == name }.map { ($0, mostLoads) }
  }

  @Test("lead to CP-SAT's optima, whatever the threads", arguments: cases)
  func storedOptima(answer: StoredAnswer, mostLoads: Int) throws {
    let campaign = try Manifest.load(path: answer.path).campaign
    let one = try planner.plan(campaign, options: Self.options(mostLoads))
    #expect(one.status == .optimal)
    #expect(one.objectives.map(\.value) == answer.optima.map(\.value))
    #expect(one.objectives.map(\.bound) == answer.optima.map(\.value))
    let timeline = Timeline(flights: try #require(one.flights), of: campaign)
    #expect(TimelineChecker(campaign).violations(in: timeline) == [])
    let two = try planner.plan(campaign, options: Self.options(mostLoads, threads: 2))
    #expect(two.flights == one.flights)
    #expect(two.statistics == one.statistics)
    // There are parts, and none where the loads can be listed.
    let whole = try planner.plan(campaign)
    #expect(one.statistics.nodes > whole.statistics.nodes)
    let enough = try planner.plan(campaign, options: Self.options(100_000))
    #expect(enough.statistics == whole.statistics)
  }

  @Test("are all there to be compared")
  func presence() { #expect(Self.cases.count == 5) }

  @Test("agree with exhaustive search, or stop with bounds that hold", arguments: 0..<5)
  func exhaustiveSearch(block: Int) throws {
    var proven = 0
    for seed in UInt64(block * 50)..<UInt64(block * 50 + 50) {
      let campaign = TinyCampaigns.campaign(seed: seed, features: .all.subtracting(.nodes))
      if try agrees(campaign, mostLoads: 8, "seed \(seed)") { proven += 1 }
    }
    #expect(proven >= 40)
  }

  @Test("agree about stations", arguments: TinyStations.Feature.allCases)
  func stations(feature: TinyStations.Feature) throws {
    for seed in 0..<20 as Range<UInt64> {
      let campaign = TinyStations.campaign(seed: seed, about: feature)
      _ = try agrees(campaign, mostLoads: 8, "\(feature), seed \(seed)")
    }
  }

  /// Expects what is proven to be so, and bounds to hold; returns whether all is proven.
  private func agrees(_ campaign: Campaign, mostLoads: Int, _ name: Comment) throws -> Bool {
    let options = Self.options(mostLoads)
    let result = try planner.plan(campaign, options: options)
    guard result.stoppedBy != nil else {
      expectAgreement(about: campaign, name, options: options)
      return true
    }
    #expect(result.stoppedBy == .loadLimit, name)
    switch BruteForce.solve(campaign) {
    case .infeasible:
      #expect(result.flights == nil, name)
    case .optimal(let values, _):
      guard let first = result.objectives.first, let best = values.first else { return false }
      let isMaximized = first.objective == .value
      #expect(isMaximized ? first.value <= best : first.value >= best, name)
      if let bound = first.bound {
        #expect(isMaximized ? bound >= best : bound <= best, name)
      }
    }
    return false
  }

  @Test("stop at a number of nodes with bounds that hold", arguments: cases)
  func nodeLimit(answer: StoredAnswer, mostLoads: Int) throws {
    let campaign = try Manifest.load(path: answer.path).campaign
    for most in [0, 1, 3, 10] {
      let result = try planner.plan(campaign, options: Self.options(mostLoads, nodeLimit: most))
      let first = try #require(result.objectives.first)
      let best = try #require(answer.optima.first?.value)
      #expect(first.value >= best)
      if let bound = first.bound { #expect(bound <= best) }
      if result.status != .optimal { #expect(result.stoppedBy == .nodeLimit) }
    }
  }
}
