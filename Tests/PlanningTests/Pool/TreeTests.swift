// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import GLPKBackend
import ManifestIO
import Planning
import Testing

/// The tree by itself, against CP-SAT's stored optima.
@Suite("Search of a tree")
struct TreeTests {
  /// Campaigns whose windows are a day each: with longer ones, places are too many to be probed.
  private static let answers = StoredAnswer.planned.filter {
    $0.optima.map(\.objective) == [.completion(nil), .operational]
      && !$0.campaign.contains("open")
  }

  private static func completion(_ answer: StoredAnswer) throws -> Int {
    try #require(answer.optima.first?.value).thousandths / 1000
  }

  @Test("goes on from plan to plan down to the best", arguments: answers)
  func horizons(answer: StoredAnswer) throws {
    let campaign = try Manifest.load(path: answer.path).campaign
    let best = try Self.completion(answer)
    let day = min(campaign.start + best + 90, campaign.end)
    var found: [[Int]] = []
    for (threads, isShared) in [(1, false), (1, true), (2, true)] {
      let solver = GLPKSolver()
      let trial = try #require(
        try TreeTrial(campaign, by: day, solver: solver, threads: threads))
      let completions = try trial.completions(isShared: isShared).days
      #expect(completions.last == best)
      #expect(completions == completions.sorted(by: >))
      found.append(completions)
    }
    // Threads do not show.
    #expect(found[1] == found[2])
  }

  @Test("needs more than one plan on the way somewhere")
  func severalPlans() throws {
    var most = 0
    for answer in Self.answers.prefix(12) {
      let campaign = try Manifest.load(path: answer.path).campaign
      let day = min(campaign.start + (try Self.completion(answer)) + 90, campaign.end)
      let trial = try #require(
        try TreeTrial(campaign, by: day, solver: GLPKSolver(), threads: 1))
      most = max(most, try trial.completions(isShared: false).days.count)
    }
    #expect(most > 2)
  }

  @Test("comes to the same best plan when it begins again and again")
  func restarts() throws {
    var restarts = 0
    for answer in Self.answers {
      let campaign = try Manifest.load(path: answer.path).campaign
      let best = try Self.completion(answer)
      let day = min(campaign.start + best + 30, campaign.end)
      var found: [[Int]] = []
      for (threads, isShared) in [(1, false), (1, true), (2, true)] {
        let trial = try #require(
          try TreeTrial(campaign, by: day, solver: GLPKSolver(), threads: threads))
        let (days, count) = try trial.completions(isShared: isShared, round: 500)
        #expect(days.last == best, "\(answer.campaign)")
        restarts += count
        found.append(days)
      }
      #expect(found[1] == found[2])
    }
    #expect(restarts > 10)
  }

  @Test("goes back to a solution at next to no cost, elsewhere too")
  func bases() throws {
    var sums = [0, 0, 0]
    var count = 0
    for answer in Self.answers {
      let campaign = try Manifest.load(path: answer.path).campaign
      let day = min(campaign.start + (try Self.completion(answer)) + 60, campaign.end)
      let trial = try #require(
        try TreeTrial(campaign, by: day, solver: GLPKSolver(), threads: 1))
      guard let found = try trial.goBack() else { continue }
      count += 1
      // Rows found since may make the bound a better one.
      let bounds = found.bounds
      #expect(bounds[1] > bounds[0] - 1e-6 * bounds[0], "\(answer.campaign): \(bounds)")
      #expect(abs(bounds[2] - bounds[0]) < 1e-6 * bounds[0], "\(answer.campaign): \(bounds)")
      for index in found.work.indices { sums[index] += found.work[index] }
    }
    #expect(count > 10)
    // A solution alone counts fifty.
    #expect(sums[0] < 60 * count && sums[1] < 200 * count && sums[2] > 2 * sums[0], "\(sums)")
  }

  @Test("leaves the best plan where places are thinned out", arguments: answers)
  func propagation(answer: StoredAnswer) throws {
    let campaign = try Manifest.load(path: answer.path).campaign
    let plan = try #require(try Planner(solver: GLPKSolver()).plan(campaign).flights)
    for slack in [0, 60] {
      let day = min(campaign.start + (try Self.completion(answer)) + slack, campaign.end)
      let trial = try #require(
        try TreeTrial(campaign, by: day, solver: GLPKSolver(), threads: 1))
      #expect(trial.admits(plan), "slack \(slack)")
    }
  }
}
