// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import GLPKBackend
import ManifestIO
import Planning
import Testing

/// Probing alone, against plans from elsewhere: what it removes or sets apart must be in none of them.
@Suite("Probing")
struct ProbingTests {
  private static let answers = StoredAnswer.planned.filter {
    $0.optima.map(\.objective) == [.completion(nil), .operational]
  }

  private static func day(_ answer: StoredAnswer, of campaign: Campaign) throws -> Day {
    let value = try #require(answer.optima.first?.value)
    return campaign.start + value.thousandths / 1000
  }

  @Test("leaves every plan within the horizon", arguments: answers)
  func plansByEjections(answer: StoredAnswer) throws {
    let campaign = try Manifest.load(path: answer.path).campaign
    var plans = 0
    for slack in [0, 60] {
      let day = min(try Self.day(answer, of: campaign) + slack, campaign.end)
      let trial = try #require(ProbingTrial(campaign, by: day))
      let search = try #require(EjectionTrial(campaign, by: day))
      for seed in 1...10 as ClosedRange<UInt64> {
        guard let plan = search.plan(steps: 5_000, seed: seed) else { continue }
        plans += 1
        #expect(trial.admits(plan), "slack \(slack), seed \(seed)")
      }
    }
    #expect(plans >= 5)
  }

  @Test("leaves the best plan where none may cost more", arguments: answers)
  func bestPlan(answer: StoredAnswer) throws {
    let campaign = try Manifest.load(path: answer.path).campaign
    let result = try Planner(solver: GLPKSolver()).plan(campaign)
    let plan = try #require(result.flights)
    let day = try Self.day(answer, of: campaign)
    let value = answer.optima[1].value
    let trial = try #require(ProbingTrial(campaign, by: day, atMost: value))
    #expect(trial.admits(plan))
    // What costs more than may be is not in any plan.
    let dear = ProbingTrial(campaign, by: day, atMost: Amount(thousandths: value.thousandths / 2))
    #expect(dear?.after == nil)
  }

  @Test("finds more than propagation, and refutes no horizon that has a plan")
  func power() throws {
    var (fewer, more, refuted) = (0, 0, 0)
    for answer in Self.answers {
      let campaign = try Manifest.load(path: answer.path).campaign
      let day = try Self.day(answer, of: campaign)
      let trial = try #require(ProbingTrial(campaign, by: day))
      let after = try #require(trial.after)
      if after.places < trial.before.places { fewer += 1 }
      let density = Double(trial.before.pairs) / Double(trial.before.places * trial.before.places)
      if Double(after.pairs) > density * Double(after.places * after.places) { more += 1 }
      // Propagation or probing; often the day before has no plan that either can tell.
      let sooner = ProbingTrial(campaign, by: day - 1)
      if sooner == nil || sooner?.after == nil { refuted += 1 }
    }
    #expect(fewer >= Self.answers.count * 3 / 4)
    #expect(more >= Self.answers.count * 3 / 4)
    #expect(refuted >= 1)
  }

  @Test("is the same on one thread and on two")
  func threads() throws {
    let answer = try #require(Self.answers.last)
    let campaign = try Manifest.load(path: answer.path).campaign
    let day = try Self.day(answer, of: campaign) + 60
    let one = try #require(ProbingTrial(campaign, by: day, threads: 1)?.after)
    let two = try #require(ProbingTrial(campaign, by: day, threads: 2)?.after)
    #expect(one == two)
  }
}
