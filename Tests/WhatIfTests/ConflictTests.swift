// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import Planning
import TestSupport
import Testing
import WhatIf

@Suite("Conflicts of infeasible campaigns, by trying every plan")
struct ConflictTests {
  @Test("of tiny campaigns", arguments: 0..<60)
  func campaigns(seed: Int) throws {
    try judge(TinyCampaigns.campaign(seed: UInt64(seed)), "seed \(seed)")
  }

  @Test("of tiny stations", arguments: TinyStations.Feature.allCases)
  func stations(about feature: TinyStations.Feature) throws {
    // One seed in four may be infeasible; trying every plan of one of them without its facts takes
    // minutes.
    for seed: UInt64 in [4, 8, 12, 16, 20] where (feature, seed) != (.crewStores, 20) {
      try judge(TinyStations.campaign(seed: seed, about: feature), "\(feature) \(seed)")
    }
  }

  @Test("are none of a campaign that has a plan")
  func feasible() throws {
    let search = ConflictSearch(planner: planner)
    #expect(try search.conflict(in: SampleCampaign.campaign) == nil)
  }

  private func judge(_ campaign: Campaign, _ name: String) throws {
    guard isInfeasible(campaign) else { return }
    let comment = Comment(rawValue: name)
    let search = ConflictSearch(planner: planner)
    let conflict = try #require(try search.conflict(in: campaign, isKnownInfeasible: true), comment)
    // Where it says that it may not be the smallest, it need not be.
    let isIrreducible = conflict.isIrreducible
    let kept = Set(conflict.facts)
    let others = campaign.facts.filter { !kept.contains($0) }
    let isConflict = isInfeasible(campaign.without(others))
    #expect(isConflict, comment)
    for fact in conflict.facts where fact.statement != .end && isIrreducible {
      // The campaign's end is not to be moved here: there would be too many days to try.
      let fewer = campaign.without(others + [fact])
      #expect(!isInfeasible(fewer), "\(name): without '\(fact.text)'")
    }
    for fix in conflict.fixes {
      let timeline = Timeline(flights: fix.flights, of: fix.campaign)
      let violations = TimelineChecker(fix.campaign).violations(in: timeline)
      #expect(violations.isEmpty, "\(name): \(fix.text)")
      if let lesser = fix.lesser {
        #expect(isInfeasible(lesser), "\(name): less than '\(fix.text)'")
      }
    }
  }

  private func isInfeasible(_ campaign: Campaign) -> Bool {
    var campaign = campaign
    campaign.objectives = [.completion(nil)]
    return BruteForce.solve(campaign) == .infeasible
  }
}
