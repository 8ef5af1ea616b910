// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import GLPKBackend
import Planning
import TestSupport
import Testing

@Suite("Plans after flights that were lost")
struct LossTests {
  private static let planner = Planner(solver: GLPKSolver())
  private static func day(_ iso: String) -> Day { SampleCampaign.day(iso) }

  @Test("agree with exhaustive search", arguments: UInt64(0)..<10)
  func agreement(block: UInt64) {
    var lost = 0
    for seed in (30 * block)..<(30 * block + 30) {
      let campaign = TinyLosses.campaign(seed: seed)
      if campaign.actuals.contains(where: \.isLost) { lost += 1 }
      expectAgreement(about: campaign, "seed \(seed)")
    }
    #expect(lost > 10)
  }

  @Test("launch what can be rebuilt as soon as it is, and leave the rest")
  func sample() throws {
    let result = try Self.planner.plan(SampleLoss.campaign)
    #expect(result.status == .optimal)
    let timeline = Timeline(flights: result.flights ?? [], of: SampleLoss.campaign)
    #expect(timeline == SampleLoss.timeline)
    #expect(
      result.objectives.first?.value == Amount(Self.day("2024-06-01") - Self.day("2024-01-01")))
  }

  @Test("pay for lost flights and elements, and for the rebuilt once more")
  func cost() throws {
    var campaign = SampleLoss.campaign
    campaign.objectives = [.cost, .flights, .value]
    let result = try Self.planner.plan(campaign)
    // 4 Soyuz, 2 Proton; DOCK-A, DOCK-B, the cargo twice, the tools, HAB.
    let cost = 4 * 50 + 2 * 100 + 70 + 80 + 2 * 20 + 5 + 200
    #expect(result.objectives.map(\.value) == [Amount(cost), Amount(6), .zero])
    #expect(result.objectives.map(\.bound) == [Amount(cost), Amount(6), .zero])
  }

  @Test("wait for a ready date that is later than the rebuilding, and for neither once delivered")
  func ready() throws {
    var campaign = SampleLoss.campaign
    campaign.elements[3].ready = Self.day("2024-07-01")
    let later = try Self.planner.plan(campaign)
    #expect(later.objectives.first?.value == Amount(Self.day("2024-07-03") - campaign.start))
    campaign.actuals.append(
      PastFlight(
        vehicle: "Soyuz", launched: Self.day("2024-04-01"), elements: ["CARGO"], pad: "P31"))
    campaign.status = Self.day("2024-04-02")
    let delivered = try Self.planner.plan(campaign)
    #expect(delivered.status == .optimal)
    #expect(delivered.flights?.filter { $0.elements == ["CARGO"] }.count == 1)
  }

  // MARK: - No plan

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var reason: String
    var fact: String
    var change: @Sendable (inout Campaign) -> Void
  }

  static let infeasible: [Case] = [
    Case(
      testDescription: "one that has to fly and cannot be rebuilt",
      reason: "CARGO was lost with the flight of 2024-03-01 and has no 'rebuild'",
      fact: "actuals.2"
    ) { $0.elements[3].rebuild = nil },
    Case(
      testDescription: "an optional one that another needs",
      reason: "TOOLS, which HAB comes after, was lost with the flight of 2024-03-01 and has no "
        + "'rebuild'",
      fact: "elements.TOOLS"
    ) { $0.elements[5].after[1].ifFlown = false },
    Case(
      testDescription: "the tug of a transfer",
      reason:
        "TOOLS, which HAB meets on its way, was lost with the flight of 2024-03-01 and has no "
        + "'rebuild'",
      fact: "actuals.2"
    ) { $0.elements[5].transfer = Transfer(from: "LEO", with: ["TOOLS"]) },
    Case(
      testDescription: "all of a choice",
      reason: "of dock, one element has to fly, but what there was is lost and has no 'rebuild': "
        + "DOCK-A on 2024-02-01",
      fact: "choices.dock.oneOf"
    ) {
      $0.choices[0].oneOf = ["DOCK-A"]
      $0.elements[2].isOptional = true
    },
    Case(
      testDescription: "one that is rebuilt too late",
      reason: "CARGO, lost on 2024-03-01, is rebuilt on 2027-01-01, after the last launch day of "
        + "every vehicle that it may fly on (Soyuz), 2026-12-31",
      fact: "elements.CARGO.rebuild"
    ) { $0.elements[3].rebuild = 1036 },
  ]

  @Test("are not, where what is lost has to fly and cannot", arguments: infeasible)
  func noPlan(example: Case) throws {
    var campaign = SampleLoss.campaign
    example.change(&campaign)
    let result = try Self.planner.plan(campaign)
    #expect(result.status == .infeasible)
    #expect(result.infeasibility?.reason == example.reason)
    #expect(result.infeasibility?.facts.map(\.description).contains(example.fact) == true)
    #expect(BruteForce.solve(Self.shortened(campaign)) == .infeasible)
  }

  /// A campaign whose search does not take long.
  private static func shortened(_ campaign: Campaign) -> Campaign {
    var campaign = campaign
    campaign.end = day("2024-06-10")
    return campaign
  }

  // MARK: - A baseline

  /// The sample before its second loss, with a plan in which the tools and the cargo arrive.
  private static let baseline: [Flight] = {
    var flights = SampleLoss.flights
    flights[2].isLost = false
    flights.removeLast()
    flights[4].launch = day("2024-05-15")
    return flights
  }()

  @Test("keep to the flights of a plan, without what is lost for good")
  func hold() throws {
    let options = PlanningOptions(adherence: .hold(Self.baseline))
    let result = try Self.planner.plan(SampleLoss.campaign, options: options)
    #expect(result.status == .optimal)
    let timeline = Timeline(flights: result.flights ?? [], of: SampleLoss.campaign)
    #expect(timeline == SampleLoss.timeline)
  }

  @Test("differ least from a plan, whose lost flight is made again")
  func repair() throws {
    var campaign = SampleLoss.campaign
    campaign.objectives = [.completion(nil)]
    let options = PlanningOptions(adherence: .repair(Self.baseline))
    let result = try Self.planner.plan(campaign, options: options)
    #expect(result.status == .optimal)
    let timeline = Timeline(flights: result.flights ?? [], of: campaign)
    #expect(TimelineChecker(campaign).violations(in: timeline) == [])
    // DOCK-B stays on its day, which the objective does not ask for.
    #expect(result.flights?.first { $0.elements == ["DOCK-B"] }?.launch == Self.day("2024-03-31"))
    #expect(result.changes.map(\.value) == [0, 0, 2])
    #expect(result.changes.map(\.bound) == [0, 0, 2])
  }

  @Test("are found from a plan that flies what is lost for good")
  func warmStart() throws {
    let start = WarmStart(hint: Self.baseline)
    let result = try Self.planner.plan(
      SampleLoss.campaign, options: PlanningOptions(warmStart: start))
    let timeline = Timeline(flights: result.flights ?? [], of: SampleLoss.campaign)
    #expect(timeline == SampleLoss.timeline)
  }
}
