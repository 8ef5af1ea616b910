// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CheckedPlanning
import Checking
import Foundation
import ManifestIO
import Testing
import WhatIf

/// What binds the plans of the manifests that come with Perilune.
@Suite("What binds the manifests that come with Perilune")
struct ManifestReasonTests {
  private func explain(_ name: String, _ subject: Explanation.Subject) throws -> Explanation {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("manifests/\(name).yaml").path
    let campaign = try Manifest.load(path: path).campaign
    let timeline = try #require(try planner.plan(campaign).timeline)
    let explainer = Explainer(timeline, of: campaign, isBest: true, planner: planner)
    return try #require(try explainer.explain(subject))
  }

  @Test("the first station waits for windows, a turnaround and a predecessor, all the way back")
  func quickstart() throws {
    let explanation = try explain("quickstart", .campaign)
    #expect(explanation.chain.map(\.flight) == ["F04", "F04", "F02", "F01"])
    #expect(explanation.chain.map(\.rule) == [.window, .turnaround, .after, .window])
    #expect(
      explanation.chain.compactMap(\.path?.description) == [
        "vehicles.Heavy.windows", "vehicles.Heavy.turnaround", "elements.HABITAT.after.0",
        "vehicles.Medium.windows",
      ])
    #expect(explanation.critical == ["POWER", "HABITAT", "LAB", "CARGO"])
  }

  @Test("the gateway of 2017 is complete when its last module is ready")
  func gateway() throws {
    let explanation = try explain("deep-space-gateway-2017", .campaign)
    #expect(explanation.chain.map(\.rule) == [.window, .ready])
    #expect(explanation.chain.last?.path?.description == "elements.LMSM.ready")
    // Only the supplies of the airlock, which earn nothing by being early, have time.
    let loose = explanation.elements.filter { !$0.isCritical }.map(\.element)
    #expect(loose == ["AIRLOCK-SUPPLIES"])
  }

  @Test("the gateway of 2024 goes back from crew flight to crew flight to its first element")
  func artemis() throws {
    let explanation = try explain("artemis-gateway-2024", .element("AIRLOCK"))
    #expect(
      explanation.chain.compactMap(\.path?.description).filter { !$0.hasSuffix("windows") } == [
        "vehicles.SLS-1B-crew.perYear", "vehicles.SLS-1B-crew.perYear", "elements.ORION-4.after.0",
        "elements.PPE.ready",
      ])
    let reasons = try #require(explanation.elements.first)
    #expect(reasons.earlier?.days == 0)
    #expect(reasons.earlier?.isProven == true)
    #expect(reasons.isCritical)
  }
}
