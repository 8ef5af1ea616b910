// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import ManifestIO
import Planning
import Testing

/// Ejections alone, against completions that CP-SAT has proven to be the earliest.
@Suite("Plans found by ejections")
struct EjectionTests {
  /// Campaigns with their earliest completion.
  private static let answers = StoredAnswer.planned.filter {
    $0.optima.first?.objective == .completion(nil)
  }

  @Test("keep all rules and the earliest completion; none is found before it", arguments: answers)
  func earliest(answer: StoredAnswer) throws {
    var campaign = try Manifest.load(path: answer.path).campaign
    let value = try #require(answer.optima.first?.value)
    let day = campaign.start + value.thousandths / 1000
    // So that the checker minds it, too.
    campaign.end = day
    let trial = try #require(EjectionTrial(campaign, by: day))
    // Several short searches, as the planner does: some seeds go astray.
    let seeds = 1...20 as ClosedRange<UInt64>
    let plan = seeds.lazy.compactMap { trial.plan(steps: 40_000, seed: $0) }.first
    let timeline = Timeline(flights: try #require(plan), of: campaign)
    #expect(TimelineChecker(campaign).violations(in: timeline) == [])
    let sooner = EjectionTrial(campaign, by: day - 1)
    #expect(sooner?.plan(steps: 2_000, seed: 1) == nil)
  }

  @Test("are the same for the same seed")
  func repetition() throws {
    let answer = try #require(Self.answers.last)
    let campaign = try Manifest.load(path: answer.path).campaign
    let trial = try #require(EjectionTrial(campaign, by: campaign.end))
    let plan = try #require(trial.plan(steps: 5_000, seed: 3))
    #expect(trial.plan(steps: 5_000, seed: 3) == plan)
    #expect(trial.plan(steps: 5_000, seed: 4) != plan)
  }
}
