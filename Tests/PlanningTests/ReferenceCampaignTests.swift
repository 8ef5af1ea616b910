// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import Foundation
import GLPKBackend
import ManifestIO
import Planning
import Testing

/// Campaigns too large for exhaustive search, against optima that another solver has proven.
@Suite("The planner agrees with CP-SAT")
struct ReferenceCampaignTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Campaigns")

  /// Every manifest of the folder; a comment `# expect:` gives its optimum.
  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".yaml") }.sorted()

  @Test("there are campaigns to compare")
  func presence() {
    #expect(Self.names.count >= 5)
  }

  @Test("on the optimum, on one thread and two, with any seed", arguments: names)
  func optimum(name: String) throws {
    let path = Self.folder.appendingPathComponent(name).path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("# expect: ") })
    let expected = line.dropFirst(10).split(separator: " ").compactMap { Int($0) }.map {
      Amount($0)
    }
    #expect(expected.count == 2)
    let campaign = try Manifest.load(path: path).campaign
    let planner = Planner(solver: GLPKSolver())
    let one = try planner.plan(campaign, options: PlanningOptions(threads: 1))
    #expect(one.status == .optimal)
    #expect(one.objectives.map(\.value) == expected)
    #expect(one.objectives.map(\.bound) == expected)
    let flights = try #require(one.flights)
    let timeline = Timeline(flights: flights, of: campaign)
    #expect(TimelineChecker(campaign).violations(in: timeline) == [])
    let two = try planner.plan(campaign, options: PlanningOptions(threads: 2))
    #expect(two.flights == one.flights)
    #expect(two.statistics == one.statistics)
    let other = try planner.plan(campaign, options: PlanningOptions(threads: 2, seed: 99))
    #expect(other.objectives == one.objectives)
  }
}
