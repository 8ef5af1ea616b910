// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import GLPKBackend
import ManifestIO
import Planning
import Testing

/// Campaigns too large for exhaustive search, against optima that another solver has proven.
@Suite("The planner agrees with CP-SAT")
struct ReferenceCampaignTests {
  private let planner = Planner(solver: GLPKSolver())

  @Test("there are answers, each whole, and campaigns to compare")
  func presence() {
    #expect(StoredAnswer.all.count >= 40)
    for answer in StoredAnswer.all {
      let objectives = answer.optima.map(\.objective)
      #expect(objectives == [.completion(nil), .operational] || objectives == [.flights])
    }
    #expect(StoredAnswer.planned.count >= 30)
  }

  @Test("on the optimum, with a plan that the checker accepts", arguments: StoredAnswer.planned)
  func optimum(answer: StoredAnswer) throws {
    let manifest = try Manifest.load(path: answer.path)
    #expect(manifest.sha256 == answer.manifestSHA256, "solved was another manifest")
    let result = try planner.plan(manifest.campaign, options: PlanningOptions(threads: 2))
    #expect(result.status == .optimal)
    #expect(result.objectives.map(\.objective) == answer.optima.map(\.objective))
    #expect(result.objectives.map(\.value) == answer.optima.map(\.value))
    #expect(result.objectives.map(\.bound) == answer.optima.map(\.value))
    let timeline = Timeline(flights: try #require(result.flights), of: manifest.campaign)
    #expect(TimelineChecker(manifest.campaign).violations(in: timeline) == [])
  }

  @Test(
    "whatever the threads, and on the values whatever the seed",
    arguments: StoredAnswer.planned.filter {
      ["12-3", "12-7", "12-open5-1", "12-open5-5", "20-4"].contains($0.campaign)
    })
  func repetition(answer: StoredAnswer) throws {
    let campaign = try Manifest.load(path: answer.path).campaign
    let one = try planner.plan(campaign, options: PlanningOptions(threads: 1))
    let two = try planner.plan(campaign, options: PlanningOptions(threads: 2))
    #expect(two.flights == one.flights)
    #expect(two.objectives == one.objectives)
    #expect(two.statistics == one.statistics)
    let other = try planner.plan(campaign, options: PlanningOptions(threads: 2, seed: 99))
    #expect(other.objectives == one.objectives)
  }
}
