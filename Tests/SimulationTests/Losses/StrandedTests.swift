// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import Testing

/// Losses in space, and what is lost for good.
@Suite("An element lost in space")
struct StrandedTests {
  private func rebuilt(_ element: Element, _ days: Int) -> Element {
    var element = element
    element.rebuild = days
    return element
  }

  @Test("leaves the rest of a flight to be launched, whatever was to lead it")
  func rest() throws {
    var made = HandMade(
      vehicles: [
        HandMade.vehicle("V", VehicleUncertainty(reliability: .probability(0))),
        HandMade.vehicle("W", VehicleUncertainty(reliability: .probability(0))),
      ],
      elements: [
        HandMade.element("HOST"), HandMade.element("A", after: [Precedence("HOST")]),
        HandMade.element("B"),
      ])
    made.fly("V", on: 0, ["HOST"])
    made.fly("W", on: 10, ["A", "B"])
    var options = made.options()
    options.amount = .replications(10)
    let flight = Simulator(made.campaign, plan: made.plan).run(options).flights[1]
    #expect(flight.launched.counts[HandMade.start + 10 - flight.launched.first] == 10)
    #expect(flight.failed == 10)
  }

  @Test("strands what needs it, but not what only waits until it has left")
  func stranded() {
    var host = HandMade.element("HOST")
    host.ports = [Port(id: "aft", standard: "IDSS")]
    var visit = HandMade.element("VISIT", stay: 10, ElementUncertainty(reliability: 0))
    visit.docks = Docking(standard: "IDSS")
    visit.provides = [ResourceAmount("power", Amount(5))]
    var next = HandMade.element("NEXT", after: [Precedence("HOST")])
    next.docks = Docking(standard: "IDSS")
    var made = HandMade(
      vehicles: ["H", "V", "N", "U"].map { HandMade.vehicle($0, transit: 1) },
      elements: [
        host, visit, next, HandMade.element("USER", after: [Precedence("VISIT")]),
        HandMade.element("LATER", after: [Precedence("USER", ifFlown: true)]),
      ])
    made.campaign.milestones = [
      Milestone(id: "docked", elements: ["HOST", "NEXT"]),
      Milestone(id: "used", elements: ["HOST", "USER"]),
    ]
    let aft = Port.Reference(element: "HOST", port: "aft")
    made.fly("H", on: 0, ["HOST"])
    made.fly("V", on: 5, ["VISIT"], ports: [aft])
    made.fly("U", on: 8, ["USER"])
    made.fly("U", on: 9, ["LATER"])
    made.fly("N", on: 30, ["NEXT"], ports: [aft])
    #expect(
      made.story() == [
        "0 launch F01 H - +0: HOST", "1 dock HOST", "1 work HOST +0",
        "5 launch F02 V - +0: VISIT", "6 broken", "6 lost VISIT, for good", "6 strand USER",
        "6 strand LATER", "30 launch F05 N - +0: NEXT", "31 dock NEXT", "31 work NEXT +0",
        "31 reach docked +0", "4000 end without VISIT USER LATER",
      ])
  }

  @Test("flies again by itself when the other one aboard has arrived")
  func oneOfTwo() throws {
    var made = HandMade(
      vehicles: [HandMade.vehicle("V", turnaround: 12, transit: 4)],
      elements: [
        rebuilt(HandMade.element("A", ElementUncertainty(reliability: 0.5)), 10),
        HandMade.element("B", commissioning: 2),
      ])
    made.fly("V", on: 0, ["A", "B"])
    #expect(
      try made.story(where: { $0.count { $0.contains("lost") } == 1 }) == [
        "0 launch F01 V - +0: A B", "4 broken", "4 lost A, again 14", "4 dock B", "6 work B +0",
        "14 launch F01 V - +14: A", "18 dock A", "18 work A +14", "18 reach all +12",
      ])
    // What was rebuilt is later than what the vehicle takes.
    made.campaign.vehicles[0].turnaround = 17
    #expect(
      try made.story(where: { $0.count { $0.contains("lost") } == 1 }).contains(
        "17 launch F01 V - +17: A"))
  }

  @Test("leaves its vehicle to others while the second one aboard is rebuilt, too")
  func bothOfTwo() throws {
    var made = HandMade(
      vehicles: [HandMade.vehicle("V", VehicleUncertainty(delay: .always(5)))],
      elements: [
        rebuilt(HandMade.element("A", ElementUncertainty(reliability: 0.5)), 0),
        rebuilt(HandMade.element("B", ElementUncertainty(reliability: 0.5)), 100),
        HandMade.element("C"),
      ])
    made.fly("V", on: 0, ["A", "B"])
    made.fly("V", on: 20, ["C"])
    let story = try made.story(where: { story in
      story.count { $0.contains("lost A") } == 1 && story.count { $0.contains("lost B") } == 1
        && story.contains("5 lost B, again 105")
    })
    // C has its turn on day 20, and takes five days longer to prepare, as all do.
    #expect(story.contains("25 launch F02 V - +5: C"), "\(story)")
    #expect(story.contains("110 launch F01 V - +110: A B"), "\(story)")
  }

  @Test("that was to give power back to another leaves no room for more than there is")
  func powerPassedOn() throws {
    var source = HandMade.element("SOLAR", ElementUncertainty(delay: .always(100)))
    source.provides = [ResourceAmount("power", Amount(5))]
    var first = HandMade.element("FIRST", stay: 8, ElementUncertainty(reliability: 0))
    first.consumes = [ResourceAmount("power", Amount(5))]
    var second = HandMade.element("SECOND")
    second.consumes = [ResourceAmount("power", Amount(5))]
    var made = HandMade(
      vehicles: [HandMade.vehicle("S"), HandMade.vehicle("V", transit: 20), HandMade.vehicle("W")],
      elements: [source, first, second])
    made.campaign.resources = [Resource(id: "power")]
    made.fly("V", on: 0, ["FIRST"])
    made.fly("S", on: 10, ["SOLAR"])
    made.fly("W", on: 30, ["SECOND"])
    // FIRST, launched before what feeds it, is lost on day 20; SOLAR is there on day 100.
    #expect(
      made.story() == [
        "0 late SOLAR by 100, ready 100", "0 broken", "0 launch F01 V - +0: FIRST",
        "20 lost FIRST, for good", "100 launch F02 S - +90: SOLAR",
        "100 launch F03 W - +70: SECOND", "100 dock SOLAR", "100 dock SECOND",
        "100 work SOLAR +90", "100 work SECOND +70", "4000 end without FIRST",
      ])
  }
}
