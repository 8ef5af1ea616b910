// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import GLPKBackend
import Planning
import TestSupport
import Testing

/// What is known before planning changes no answer, against exhaustive search.
@Suite("Warm starts change no answer")
struct WarmStartTests {
  @Test("of tiny campaigns", arguments: 0..<8)
  func campaigns(block: UInt64) {
    for seed in block * 50..<(block + 1) * 50 {
      expectAgreement(TinyCampaigns.campaign(seed: seed), "seed \(seed)", seed: seed)
    }
  }

  @Test("of stations", arguments: TinyStations.Feature.allCases)
  func stations(feature: TinyStations.Feature) {
    for seed in 0..<25 as Range<UInt64> {
      let campaign = TinyStations.campaign(seed: seed, about: feature)
      expectAgreement(campaign, "\(feature), seed \(seed)", seed: seed)
    }
  }

  private func expectAgreement(_ campaign: Campaign, _ name: String, seed: UInt64) {
    guard case .optimal(let before, let baseline) = BruteForce.solve(campaign) else { return }
    let change = TinyChange(campaign, baseline: baseline, seed: seed)
    let changed = change.campaign
    let name = "\(name): \(change.text)"
    let answer = BruteForce.solve(changed)
    func expect(_ start: WarmStart, _ what: String) {
      expectAnswer(answer, PlanningOptions(warmStart: start), changed, "\(name), \(what)")
    }
    let floor = change.isRestriction ? before : nil
    expect(WarmStart(hint: baseline, floor: floor), "hint and floor")
    if BruteForce.accepts(baseline, in: changed) {
      expect(WarmStart(plan: baseline, floor: floor), "plan and floor")
    }
    guard case .optimal(let values, let flights) = answer else {
      expect(WarmStart(ceiling: before), "a ceiling that no plan reaches")
      expectFirst(nil, changed, "\(name), any plan")
      return
    }
    expect(WarmStart(floor: values), "floor at the optimum")
    expect(WarmStart(plan: flights, floor: values), "plan and floor at the optimum")
    expect(WarmStart(plan: flights, ceiling: values), "plan and ceiling at the optimum")
    for (ceiling, what) in ceilings(around: values, in: changed) {
      let isReached = !DaySimulation.isBetter(ceiling, than: values, in: changed)
      let expected = isReached ? answer : .infeasible
      let options = PlanningOptions(warmStart: WarmStart(floor: floor, ceiling: ceiling))
      expectAnswer(expected, options, changed, "\(name), ceiling \(what)")
      expectFirst(ceiling, changed, "\(name), any plan within \(what)")
    }
    expectFirst(nil, changed, "\(name), any plan")
  }

  /// The values themselves, and each of them a little better or worse, later ones being whatever.
  private func ceilings(around values: [Amount], in campaign: Campaign) -> [([Amount], String)] {
    var ceilings = [(values, "at the optimum")]
    for index in values.indices {
      let step = campaign.objectives[index] == .value ? Amount(-1) : Amount(1)
      for (change, word) in [(step, "above"), (.zero - step, "below")] {
        var ceiling = values
        ceiling[index] = ceiling[index] + change
        ceilings.append((ceiling, "\(word) in \(campaign.objectives[index])"))
        for later in values.indices.dropFirst(index + 1) {
          ceiling[later] = change == step ? .zero : Amount(1_000_000)
        }
        ceilings.append((ceiling, "\(word) in \(campaign.objectives[index]) alone"))
      }
    }
    return ceilings
  }

  private func expectAnswer(
    _ answer: BruteForce.Answer, _ options: PlanningOptions, _ campaign: Campaign, _ name: String
  ) {
    guard let result = planned(campaign, options, name) else { return }
    switch answer {
    case .infeasible:
      #expect(result.status == .infeasible, "\(name)")
    case .optimal(let values, _):
      #expect(
        "\(result.status) \(result.objectives.map(\.value)) \(result.objectives.map(\.bound))"
          == "optimal \(values) \(values.map(Optional.some))", "\(name)")
      guard result.objectives.map(\.value) == values else { return }
      expectPlan(result.flights, of: campaign, values: values, name)
    }
  }

  /// Expects a plan within a ceiling exactly when there is one.
  private func expectFirst(_ ceiling: [Amount]?, _ campaign: Campaign, _ name: String) {
    let options = PlanningOptions(
      stopsAtFirstPlan: true, warmStart: ceiling.map { WarmStart(ceiling: $0) })
    guard let result = planned(campaign, options, name) else { return }
    var isFeasible = false
    if case .optimal(let values, _) = BruteForce.solve(campaign) {
      isFeasible = ceiling.map { !DaySimulation.isBetter($0, than: values, in: campaign) } ?? true
    }
    #expect((result.flights != nil) == isFeasible, "\(name)")
    #expect((result.status == .infeasible) == !isFeasible, "\(name)")
    guard let flights = result.flights else { return }
    let simulation = DaySimulation(flights, of: campaign)
    #expect(simulation.complaints == [], "\(name)")
    if let ceiling {
      let isBeyond = DaySimulation.isBetter(ceiling, than: simulation.objectives, in: campaign)
      #expect(!isBeyond, "\(name)")
    }
  }
}
