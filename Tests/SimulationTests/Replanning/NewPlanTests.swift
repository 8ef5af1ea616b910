// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import Testing

/// What goes on under a new plan, with planners that say whatever they are told to.
@Suite("Under a new plan")
struct NewPlanTests {
  /// The story of a replication under `replan`, in which each new plan is made from the day it begins.
  private func story(
    _ made: HandMade, _ replication: Int = 0,
    plan: @escaping @Sendable (Day, Campaign) -> [Flight]
  ) -> [String] {
    let replanning = Replanning(tolerance: 3) { plan($0.status ?? $0.start, $0) }
    let story = Simulator(made.campaign, plan: made.plan, replanning: replanning)
      .story(of: replication, made.options(.replan))
    return StoryText(start: HandMade.start).lines(story)
  }

  private static func flight(
    _ vehicle: Vehicle.ID, _ day: Day, _ element: Element.ID
  ) -> Flight {
    Flight(vehicle: vehicle, pad: nil, node: "NRHO", launch: day, elements: [element])
  }

  @Test("what is flying still waits for what it comes after")
  func flying() {
    var made = HandMade(
      vehicles: [
        HandMade.vehicle("V", transit: 2), HandMade.vehicle("W", transit: 10),
        HandMade.vehicle("X"),
      ],
      elements: [
        HandMade.element("A", ElementUncertainty(docking: .always(20))),
        HandMade.element("B", after: [Precedence("A", lag: 3)]),
        HandMade.element("C", ElementUncertainty(delay: .always(30))),
      ])
    made.fly("V", on: 0, ["A"])
    made.fly("W", on: 0, ["B"])
    made.fly("X", on: 5, ["C"])
    let story = story(made) { _, _ in [Self.flight("X", HandMade.start + 30, "C")] }
    #expect(
      story == [
        "0 late C by 30, ready 30", "0 broken", "0 launch F01 V - +0: A", "0 launch F02 W - +0: B",
        "0 replanned", "10 wait B", "22 dock A", "22 work A +20", "25 dock B", "25 work B +15",
        "30 launch F01 X - +0: C", "30 dock C", "30 work C +25", "30 reach all +20",
      ])
  }

  @Test("what is flying uses no more of a resource than there is")
  func resource() {
    var source = HandMade.element("SOLAR", ElementUncertainty(delay: .always(40)))
    source.provides = [ResourceAmount("power", Amount(5))]
    var user = HandMade.element("USER")
    user.consumes = [ResourceAmount("power", Amount(5))]
    var made = HandMade(
      vehicles: [HandMade.vehicle("V", transit: 20), HandMade.vehicle("S")],
      elements: [source, user])
    made.campaign.resources = [Resource(id: "power")]
    made.fly("V", on: 0, ["USER"])
    made.fly("S", on: 10, ["SOLAR"])
    let story = story(made) { _, _ in [Self.flight("S", HandMade.start + 60, "SOLAR")] }
    #expect(story.contains("20 dock USER"))
    #expect(story.suffix(3) == ["60 work SOLAR +50", "60 work USER +40", "60 reach all +40"])
    // Where the new plan has none, it never works.
    let without = self.story(made) { _, _ in [] }
    #expect(without.last == "4000 end without SOLAR USER")
  }

  @Test("a countdown keeps its recycle, and its vehicle is not to be had", arguments: ["A", "B"])
  func recycle(element: Element.ID) throws {
    var made = HandMade(
      vehicles: [
        HandMade.vehicle(
          "V",
          VehicleUncertainty(scrubs: [
            Scrub(cause: "valve", probability: 0.4, recycle: .always(10))
          ]))
      ], elements: [HandMade.element("A"), HandMade.element("B")])
    made.fly("V", on: 0, ["A"])
    made.fly("V", on: 20, ["B"])
    // The new plan would have either fly the day after.
    let other: Element.ID = element == "A" ? "B" : "A"
    let stories = (0..<30).map { replication in
      story(made, replication) { day, _ in
        [Self.flight("V", day, element), Self.flight("V", day + 30, other)]
      }
    }
    let scrubbed = stories.filter { $0.first == "0 scrub F01 V, valve, again in 10" }
    #expect(!scrubbed.isEmpty)
    for story in scrubbed {
      let next = try #require(
        story.dropFirst().first { $0.contains(" launch ") || $0.contains(" scrub ") })
      #expect(next.hasPrefix("10 "), "\(story)")
    }
  }

  @Test("the planner is told when a countdown may go on")
  func told() {
    var made = HandMade(
      vehicles: [
        HandMade.vehicle(
          "V",
          VehicleUncertainty(scrubs: [Scrub(cause: "valve", probability: 1, recycle: .always(10))]))
      ], elements: [HandMade.element("A")])
    made.fly("V", on: 0, ["A"])
    made.campaign.end = HandMade.start + 30
    _ = story(made) { day, campaign in
      let until = day + 9
      #expect(campaign.vehicles[0].availableFrom == until)
      #expect(campaign.elements[0].ready == until)
      return [Self.flight("V", until, "A")]
    }
  }

  @Test("a pad stays with a countdown")
  func padTaken() {
    var made = HandMade(
      pads: [Pad(id: "P"), Pad(id: "Q")],
      vehicles: [
        HandMade.vehicle(
          "V", pads: ["P"],
          VehicleUncertainty(scrubs: [
            Scrub(cause: "valve", probability: 0.5, recycle: .always(10))
          ])), HandMade.vehicle("W", pads: ["P"]), HandMade.vehicle("X", pads: ["P", "Q"]),
      ], elements: [HandMade.element("A"), HandMade.element("B")])
    made.fly("V", "P", on: 0, ["A"])
    made.fly("W", "P", on: 2, ["B"])
    let stories = (0..<20).map { replication in
      story(made, replication) { day, campaign in
        if day == HandMade.start + 1 {
          #expect(campaign.vehicles.map(\.availableFrom) == [day + 9, day + 9, nil])
        }
        return [
          Flight(vehicle: "W", pad: "P", node: "NRHO", launch: day, elements: ["B"]),
          Flight(vehicle: "V", pad: "P", node: "NRHO", launch: day + 9, elements: ["A"]),
        ]
      }
    }
    let scrubbed = stories.filter { $0.first == "0 scrub F01 V, valve, again in 10" }
    #expect(!scrubbed.isEmpty && scrubbed.count < stories.count)
    for story in scrubbed {
      let launch = story.first { $0.contains(" launch ") && $0.contains(" W ") }
      #expect(launch?.hasPrefix("10 ") == true, "\(story)")
    }
  }

  @Test("the planner is told from when on a vehicle has a pad that is not closed")
  func closed() {
    var made = HandMade(
      pads: [Pad(id: "P", uncertainty: PadUncertainty(closure: .always(40))), Pad(id: "Q")],
      vehicles: [
        HandMade.vehicle("V", pads: ["P"], VehicleUncertainty(reliability: .probability(0))),
        HandMade.vehicle("W", pads: ["P"]), HandMade.vehicle("X", pads: ["P", "Q"]),
        HandMade.vehicle("Y"),
      ], elements: ["A", "B"].map { HandMade.element($0) })
    made.fly("V", "P", on: 0, ["A"])
    made.fly("X", "Q", on: 60, ["B"])
    let story = story(made) { _, campaign in
      let open = HandMade.start + 40
      #expect(campaign.vehicles.map(\.availableFrom) == [open, open, nil, nil])
      return [
        Flight(vehicle: "X", pad: "Q", node: "NRHO", launch: HandMade.start + 60, elements: ["B"])
      ]
    }
    #expect(story.contains("0 replanned"))
  }

  @Test("what only a new plan flies is among the elements, with its days")
  func unplanned() throws {
    var made = HandMade(
      vehicles: [HandMade.vehicle("V"), HandMade.vehicle("W")],
      elements: [
        HandMade.element("A", ElementUncertainty(delay: .always(50))), HandMade.element("B"),
        HandMade.element("C"),
      ])
    for place in 1...2 { made.campaign.elements[place].isOptional = true }
    made.fly("V", on: 10, ["A"])
    let day = HandMade.start + 30
    let replanning = Replanning(tolerance: 3) { _ in
      [Self.flight("W", day, "B"), Self.flight("V", HandMade.start + 50, "A")]
    }
    let simulator = Simulator(made.campaign, plan: made.plan, replanning: replanning)
    var options = made.options(.replan)
    options.amount = .replications(5)
    let elements = simulator.run(options).elements
    #expect(elements.map(\.id) == ["A", "B"])
    #expect(elements.map(\.planned) == [HandMade.start + 10, nil])
    let days = try #require(elements.last).operational
    #expect(days.counts[day - days.first] == 5)
    // Without new plans there is nothing to say of it.
    options.policy = .hold
    #expect(simulator.run(options).elements.map(\.id) == ["A"])
  }

  @Test("a flight's first launch is the first of any of what it was to carry")
  func shared() throws {
    var made = HandMade(
      vehicles: [HandMade.vehicle("V"), HandMade.vehicle("W")],
      elements: [
        HandMade.element("A"), HandMade.element("B"),
        HandMade.element("C", ElementUncertainty(delay: .always(20))),
      ])
    made.fly("W", on: 5, ["C"])
    made.fly("V", on: 10, ["A", "B"])
    let replanning = Replanning(tolerance: 3) { _ in
      [
        Self.flight("V", HandMade.start + 12, "B"), Self.flight("W", HandMade.start + 25, "C"),
        Self.flight("V", HandMade.start + 40, "A"),
      ]
    }
    var options = made.options(.replan)
    options.amount = .replications(3)
    let result = Simulator(made.campaign, plan: made.plan, replanning: replanning).run(options)
    let flight = try #require(result.flights.first { $0.number == "F02" })
    #expect(flight.launched.counts[HandMade.start + 12 - flight.launched.first] == 3)
  }

  @Test("milestones are reached by the elements that it has chosen")
  func choice() {
    var made = HandMade(
      vehicles: [HandMade.vehicle("V"), HandMade.vehicle("W")],
      elements: [
        HandMade.element("CORE"), HandMade.element("A", ElementUncertainty(delay: .always(500))),
        HandMade.element("B", ElementUncertainty(delay: .always(4))),
      ])
    made.campaign.choices = [Choice(id: "either", oneOf: ["A", "B"])]
    made.campaign.milestones = [Milestone(id: "both", elements: ["CORE", "A", "B"])]
    made.fly("V", on: 0, ["CORE"])
    made.fly("V", on: 10, ["A"])
    // B is late, too, though the first plan does not fly it.
    let story = story(made) { day, _ in [Self.flight("W", max(day, HandMade.start + 4), "B")] }
    #expect(story.suffix(4) == ["4 dock B", "4 work B +0", "4 reach both +-6", "4 reach all +-6"])
    // Without either, there is nothing to reach: CORE has to fly whatever the plan.
    made.plan[0].launch = HandMade.start + 20
    let none = self.story(made) { day, _ in [Self.flight("W", max(day, HandMade.start + 4), "B")] }
    #expect(none.last == "4000 end without CORE")
  }

  @Test("what leaves before it was at work leaves what comes after it on the ground")
  func leaves() {
    var made = HandMade(
      vehicles: [HandMade.vehicle("V"), HandMade.vehicle("W")],
      elements: [
        HandMade.element(
          "A", commissioning: 2, stay: 10, ElementUncertainty(commissioning: .always(30))),
        HandMade.element("B", after: [Precedence("A")]),
      ])
    made.fly("V", on: 0, ["A"])
    made.fly("W", on: 5, ["B"])
    #expect(
      made.story() == [
        "0 launch F01 V - +0: A", "0 dock A", "2 longer A by 30", "5 broken", "10 leave A",
        "10 strand B", "4000 end without A B",
      ])
  }
}
