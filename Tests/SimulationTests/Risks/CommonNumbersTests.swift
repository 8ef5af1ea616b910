// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import TestSupport
import Testing

/// When one risk is taken out, all others draw what they drew: compared story by story.
@Suite("Common random numbers")
struct CommonNumbersTests {
  /// Three chains of elements with every kind of randomness.
  private func made() -> HandMade {
    func delay(_ mean: Double) -> Distribution { Distribution(.exponential(mean: mean), none: 0.2) }
    let vehicles = ["V", "W", "X"].map { id in
      HandMade.vehicle(
        Vehicle.ID(id), pads: id == "X" ? [] : ["P"], turnaround: 3,
        VehicleUncertainty(
          available: delay(20), delay: delay(8),
          scrubs: [
            Scrub(cause: "wind", probability: 0.2, recycle: delay(2)),
            Scrub(cause: "valve", probability: 0.1, recycle: delay(5)),
          ], reliability: .probability(0.8), standDown: delay(30)))
    }
    let elements = (0..<9).map { number in
      var element = HandMade.element(
        Element.ID("E\(number)"), after: number < 3 ? [] : [Precedence(.init("E\(number - 3)"))],
        commissioning: 4,
        ElementUncertainty(
          delay: delay(15), docking: delay(3), commissioning: delay(6), reliability: 0.9,
          rebuild: delay(40)))
      element.tags = number % 2 == 0 ? ["even"] : []
      return element
    }
    var made = HandMade(
      pads: [
        Pad(
          id: "P", turnaround: 2,
          uncertainty: PadUncertainty(
            delay: delay(3), scrubs: [Scrub(cause: "range", probability: 0.3, recycle: delay(1))]))
      ], vehicles: vehicles, elements: elements)
    made.campaign.risks = [
      SharedRisk(id: "R", occurrence: .perYear(3), impact: delay(20), vehicles: .all),
      SharedRisk(
        id: "S", occurrence: .once(probability: 0.7), impact: delay(50), elements: .tag("even")),
    ]
    for number in 0..<9 {
      let vehicle: Vehicle.ID = ["V", "W", "X"][number % 3]
      made.fly(
        vehicle, vehicle == "X" ? nil : "P", on: number / 3 * 30 + 4 * (number % 3),
        [Element.ID("E\(number)")])
    }
    return made
  }

  /// What was drawn, by what for, in order.
  private func draws(_ story: [StoryEvent]) -> [String: [String]] {
    var draws: [String: [String]] = [:]
    for event in story {
      func add(_ key: String, _ value: Any) { draws[key, default: []].append("\(value)") }
      switch event.kind {
      case .elementLate(let element, let days, _): add("late \(element)", days)
      case .vehicleLate(let vehicle, let days): add("late \(vehicle)", days)
      case .struck(let risk, let days): add("strike \(risk)", "\(event.day) \(days)")
      case .prepared(let flight, let vehicle, let late): add("prepare \(vehicle) \(flight)", late)
      case .scrubbed(let flight, let vehicle, let cause, let recycle):
        add("scrub \(cause == "range" ? "pad" : vehicle.text) \(flight)", "\(cause) \(recycle)")
      case .launched(let flight, let vehicle, _, _, _): add("flight \(vehicle) \(flight)", true)
      case .failed(let flight, let vehicle): add("flight \(vehicle) \(flight)", false)
      case .standsDown(let vehicle, let until): add("down \(vehicle)", until - event.day)
      case .commissioningLate(let element, let days): add("commission \(element)", days)
      default: continue
      }
    }
    return draws
  }

  /// Which draws go with a risk, and with what follows from it.
  ///
  /// Once some causes are taken out, a countdown no longer comes to attempts at which others stopped it; those
  /// of other flights are not touched.
  private func isAffected(_ key: String, by risk: RiskSource) -> Bool {
    switch risk {
    case .available(let vehicle): key == "late \(vehicle)"
    case .preparation(let vehicle): key.hasPrefix("prepare \(vehicle) ")
    case .scrubs(let vehicle):
      key.hasPrefix("scrub \(vehicle) ")
        || ["F01", "F04", "F07"].contains { key == "scrub pad \($0)" }
    case .readiness(let element): key == "late \(element)"
    case .padScrubs: key.hasPrefix("scrub ") && !key.hasPrefix("scrub X ")
    case .turnaround: false
    case .shared(let id): key == "strike \(id)"
    case .failures, .inSpace: true
    }
  }

  private func removed(_ risk: RiskSource, from made: HandMade) -> HandMade {
    var made = made
    func vehicle(_ id: Vehicle.ID, _ change: (inout VehicleUncertainty) -> Void) {
      guard let place = made.campaign.vehicles.firstIndex(where: { $0.id == id }) else { return }
      var own = made.campaign.vehicles[place].uncertainty ?? VehicleUncertainty()
      change(&own)
      made.campaign.vehicles[place].uncertainty = own
    }
    func element(_ id: Element.ID, _ change: (inout ElementUncertainty) -> Void) {
      guard let place = made.campaign.elements.firstIndex(where: { $0.id == id }) else { return }
      var own = made.campaign.elements[place].uncertainty ?? ElementUncertainty()
      change(&own)
      made.campaign.elements[place].uncertainty = own
    }
    switch risk {
    case .available(let id): vehicle(id) { $0.available = nil }
    case .preparation(let id): vehicle(id) { $0.delay = nil }
    case .scrubs(let id): vehicle(id) { $0.scrubs = [] }
    case .failures(let id): vehicle(id) { $0.reliability = nil }
    case .readiness(let id): element(id) { $0.delay = nil }
    case .inSpace(let id):
      element(id) {
        $0.docking = nil
        $0.commissioning = nil
        $0.reliability = nil
      }
    case .turnaround: made.campaign.pads[0].uncertainty?.delay = nil
    case .padScrubs: made.campaign.pads[0].uncertainty?.scrubs = []
    // Its place in the manifest addresses the draws of the others: only its chance goes.
    case .shared(let id):
      for place in made.campaign.risks.indices where made.campaign.risks[place].id == id {
        made.campaign.risks[place].occurrence = .once(probability: 0)
      }
    }
    return made
  }

  private static let sources: [RiskSource] =
    [.available("V"), .preparation("W"), .scrubs("V"), .readiness("E3"), .turnaround("P")]
    + [.padScrubs("P"), .shared("R"), .shared("S")]

  @Test("each risk taken out leaves all other draws as they were", arguments: sources)
  func removed(risk: RiskSource) {
    let all = made()
    let without = removed(risk, from: all)
    var compared = 0
    for replication in 0..<60 {
      let before = draws(
        Simulator(all.campaign, plan: all.plan).story(of: replication, all.options()))
      let after = draws(
        Simulator(without.campaign, plan: without.plan).story(of: replication, all.options()))
      for key in Set(before.keys).union(after.keys).sorted() where !isAffected(key, by: risk) {
        // An element that is lost when it arrives flies again: all have the same fate.
        #expect(before[key] == after[key], "\(key) in \(replication)")
        compared += 1
      }
      if case .available(let id) = risk { #expect(after["late \(id)"] == nil) }
      if case .shared(let id) = risk { #expect(after["strike \(id)"] == nil) }
    }
    #expect(compared > 500)
  }

  @Test(
    "attempts after a loss are stopped as before by what is not taken out",
    arguments: [true, false])
  func attempts(ofVehicle: Bool) throws {
    let wind = Scrub(cause: "wind", probability: 0.3)
    let range = Scrub(cause: "range", probability: 0.5)
    var element = HandMade.element("A")
    element.rebuild = 5
    // What stops the first attempt of each launch.
    func firstCauses(_ vehicle: [Scrub], _ pad: [Scrub], _ replication: Int) -> [String?] {
      var made = HandMade(
        pads: [Pad(id: "P", uncertainty: PadUncertainty(scrubs: pad))],
        vehicles: [
          HandMade.vehicle(
            "V", pads: ["P"],
            VehicleUncertainty(scrubs: vehicle, reliability: .probability(0.4)))
        ], elements: [element])
      made.fly("V", "P", on: 0, ["A"])
      let story = Simulator(made.campaign, plan: made.plan).story(of: replication, made.options())
      var causes: [String?] = []
      var first: String?
      for event in story {
        switch event.kind {
        case .scrubbed(_, _, let cause, _): first = first ?? "\(cause)"
        case .launched:
          causes.append(first)
          first = nil
        default: continue
        }
      }
      return causes
    }
    let kept = ofVehicle ? "wind" : "range"
    var later = [0, 0]
    for replication in 0..<200 {
      let both = firstCauses([wind], [range], replication)
      let alone = firstCauses(ofVehicle ? [wind] : [], ofVehicle ? [] : [range], replication)
      #expect(both.map { $0 == kept } == alone.map { $0 == kept }, "\(replication)")
      for cause in both.dropFirst() { later[cause == kept ? 1 : 0] += 1 }
    }
    #expect(later.allSatisfy { $0 > 50 })
  }

  @Test("the tornado's bars are simulations without the risk")
  func tornado() throws {
    let all = made()
    var options = all.options()
    options.amount = .replications(150)
    let tornado = Simulator(all.campaign, plan: all.plan).tornado(options, replications: 150)
    // Per vehicle four, per element two, two of the pad, two shared.
    #expect(tornado.bars.count == 3 * 4 + 9 * 2 + 2 + 2)
    #expect(
      tornado.all
        == Simulator(all.campaign, plan: all.plan).run(options).completion.reached)
    for bar in tornado.bars {
      let without = removed(bar.risk, from: all)
      let result = Simulator(without.campaign, plan: without.plan).run(options)
      #expect(bar.completion == result.completion.reached, "\(bar.risk)")
    }
  }
}
