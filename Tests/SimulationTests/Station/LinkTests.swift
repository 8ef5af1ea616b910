// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import Testing

/// What elements wait for, told line by line as docs/simulation.md, "Links", has it.
@Suite("A link")
struct LinkTests {
  private func launches(_ story: [String]) -> [String] {
    story.filter { $0.contains(" launch ") }
  }

  @Test("keeps its lag on the ground and in space")
  func lag() {
    var made = HandMade(
      vehicles: [HandMade.vehicle("V", transit: 2), HandMade.vehicle("W", transit: 4)],
      elements: [
        HandMade.element("A", commissioning: 3, ElementUncertainty(delay: .always(20))),
        HandMade.element("B", after: [Precedence("A", lag: 5)]),
      ])
    made.fly("V", on: 0, ["A"])
    made.fly("W", on: 6, ["B"])
    // A is at work on day 20 + 2 + 3; B arrives five days later, four days after its launch.
    #expect(launches(made.story()) == ["20 launch F01 V - +20: A", "26 launch F02 W - +20: B"])
    // A's late docking is known on day 2, soon enough to wait for it on the ground.
    made.campaign.elements[0].uncertainty = ElementUncertainty(docking: .always(20))
    #expect(launches(made.story()) == ["0 launch F01 V - +0: A", "26 launch F02 W - +20: B"])
  }

  @Test("to what is launched again is known by its launch, and not before")
  func relaunched() throws {
    var made = HandMade(
      vehicles: [HandMade.vehicle("V", transit: 2), HandMade.vehicle("W", transit: 10)],
      elements: [
        HandMade.element("A", ElementUncertainty(reliability: 0.5)),
        HandMade.element("B", after: [Precedence("A")]),
      ])
    made.campaign.elements[0].rebuild = 10
    made.fly("V", on: 0, ["A"])
    made.fly("W", on: 5, ["B"])
    // B's longer way would have let it go on day 5, had anybody known by then.
    for policy in [ExecutionPolicy.hold, .greedy] {
      let story = try made.story(policy) { $0.count { $0.contains("lost A") } == 1 }
      #expect(
        launches(story) == [
          "0 launch F01 V - +0: A", "12 launch F01 V - +12: A", "12 launch F02 W - +7: B",
        ])
    }
  }

  @Test("leads to the first that gave power, not to the last")
  func firstInFirstOut() {
    func giving(_ id: Element.ID) -> Element {
      var element = HandMade.element(id)
      element.provides = [ResourceAmount("power", Amount(5))]
      return element
    }
    var user = HandMade.element("USER")
    user.consumes = [ResourceAmount("power", Amount(5))]
    var made = HandMade(
      vehicles: ["V", "W", "X"].map { HandMade.vehicle($0) },
      elements: [giving("FIRST"), giving("SECOND"), user])
    made.campaign.resources = [Resource(id: "power")]
    made.fly("V", on: 0, ["FIRST"])
    made.fly("W", on: 5, ["SECOND"])
    made.fly("X", on: 10, ["USER"])
    made.campaign.elements[1].uncertainty = ElementUncertainty(delay: .always(50))
    #expect(launches(made.story()).contains("10 launch F03 X - +0: USER"))
    made.campaign.elements[1].uncertainty = nil
    made.campaign.elements[0].uncertainty = ElementUncertainty(delay: .always(50))
    #expect(launches(made.story()).contains("50 launch F03 X - +40: USER"))
  }
}
