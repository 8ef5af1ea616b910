// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import Testing

/// Commissioning that needs a crew, told line by line.
@Suite("Commissioning with a crew")
struct CrewTests {
  /// Two crews of two, of which the first stays ten days from day 0 and the second comes on day 40,
  /// and a module that both of the first commission from day 2 to day 8.
  private func made(_ uncertainty: ElementUncertainty) -> HandMade {
    func crew(_ id: Element.ID) -> Element {
      var element = HandMade.element(id, stay: 10)
      element.provides = [ResourceAmount(Resource.crew, Amount(2))]
      return element
    }
    var module = HandMade.element("HAB", commissioning: 6, uncertainty)
    module.crew = 2
    var made = HandMade(
      vehicles: [HandMade.vehicle("V"), HandMade.vehicle("W")],
      elements: [crew("ONE"), module, crew("TWO")])
    made.campaign.resources = [Resource(id: Resource.crew)]
    made.fly("V", on: 0, ["ONE"])
    made.fly("W", on: 2, ["HAB"])
    made.fly("V", on: 40, ["TWO"])
    return made
  }

  private func broken(_ made: HandMade) -> [BrokenRule] {
    var options = made.options()
    options.amount = .replications(1)
    let counts = Simulator(made.campaign, plan: made.plan).run(options).brokenRules
    return zip(BrokenRule.allCases, counts).filter { $0.1 > 0 }.map(\.0)
  }

  private let first = [
    "0 launch F01 V - +0: ONE", "0 dock ONE", "0 work ONE +0", "2 launch F02 W - +0: HAB",
  ]
  private let second = [
    "40 launch F03 V - +0: TWO", "40 dock TWO", "40 work TWO +0",
  ]

  @Test("goes as planned while the crew is there")
  func planned() {
    let made = made(ElementUncertainty())
    #expect(
      made.story() == first + ["2 dock HAB", "8 work HAB +0", "10 leave ONE"] + second
        + ["40 reach all +0", "50 leave TWO"])
    #expect(broken(made).isEmpty)
  }

  @Test("rests until the next crew, and goes on then")
  func rests() {
    let made = made(ElementUncertainty(docking: .always(20)))
    #expect(
      made.story() == first + ["10 leave ONE", "22 dock HAB", "22 rest HAB"] + second
        + ["46 work HAB +38", "46 reach all +6", "50 leave TWO"])
    #expect(broken(made).isEmpty)
  }

  @Test("that needs more people than are there waits for the others")
  func tooFew() {
    var made = made(ElementUncertainty(docking: .always(40)))
    // Three are needed: two of the crew that is there longest, and one of another that comes late.
    made.campaign.elements[1].crew = 3
    var third = made.campaign.elements[2]
    third.id = "THREE"
    third.stay = 30
    third.provides = [ResourceAmount(Resource.crew, Amount(1))]
    made.campaign.elements.append(third)
    made.fly("W", on: 44, ["THREE"])
    #expect(
      made.story() == first + ["10 leave ONE"] + second + [
        "42 dock HAB", "42 rest HAB", "44 launch F04 W - +0: THREE", "44 dock THREE",
        "44 work THREE +0", "50 work HAB +42", "50 leave TWO", "50 reach all +6",
        "74 leave THREE",
      ])
    #expect(broken(made).isEmpty)
  }

  @Test("keeps its crew until it is done, which breaks its stay")
  func staysOn() {
    let made = made(ElementUncertainty(commissioning: .always(7)))
    #expect(
      made.story() == first + [
        "2 dock HAB", "8 longer HAB by 7", "10 stay ONE until 15", "15 work HAB +7", "15 leave ONE",
      ] + second + ["40 reach all +0", "50 leave TWO"])
    #expect(broken(made) == [.stay])
  }

  @Test("keeps it again for what has begun by then")
  func staysOnAgain() {
    var made = made(ElementUncertainty(commissioning: .always(7)))
    var other = made.campaign.elements[1]
    other.id = "LAB"
    other.uncertainty = ElementUncertainty(docking: .always(12))
    made.campaign.elements.append(other)
    made.fly("W", on: 2, ["LAB"])
    // LAB docks on day 14, while the crew stays for HAB, and keeps it until day 20.
    let story = made.story()
    #expect(story.contains("10 stay ONE until 15"))
    #expect(story.contains("15 stay ONE until 20"))
    #expect(story.contains("20 work LAB +12"))
    #expect(story.contains("20 leave ONE"))
    #expect(broken(made) == [.stay])
  }

  @Test("does not keep a crew that is not needed")
  func othersRemain() {
    var made = made(ElementUncertainty(commissioning: .always(7)))
    made.campaign.elements[2].stay = 60
    made.plan[2].launch = HandMade.start + 3
    // TWO is enough from day 3 on.
    let story = made.story()
    #expect(story.contains("10 leave ONE"))
    #expect(story.contains("15 work HAB +7"))
    #expect(broken(made).isEmpty)
  }
}
