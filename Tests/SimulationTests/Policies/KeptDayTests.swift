// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import Testing

/// Planned days that `greedy` keeps to once the plan is broken.
@Suite("Once the plan is broken, greedy keeps to the planned day")
struct KeptDayTests {
  /// A plan that a late element breaks on the first day, with a flight of its own for each of two others.
  private func made(_ first: Element, _ second: Element) -> HandMade {
    var made = HandMade(
      vehicles: ["L", "V", "W"].map { HandMade.vehicle($0) },
      elements: [
        HandMade.element("LATE", ElementUncertainty(delay: .always(8))), first, second,
      ])
    made.fly("L", on: 0, ["LATE"])
    made.fly("V", on: 20, [first.id])
    made.fly("W", on: 30, [second.id])
    return made
  }

  /// The launches in a story.
  private func launches(_ made: HandMade, _ policy: ExecutionPolicy) -> [String] {
    made.story(0, policy).filter { $0.contains(" launch ") }
  }

  @Test("of none that nothing binds to it")
  func free() {
    let made = made(HandMade.element("A"), HandMade.element("B"))
    #expect(
      launches(made, .greedy) == [
        "0 launch F02 V - +-20: A", "0 launch F03 W - +-30: B", "8 launch F01 L - +8: LATE",
      ])
    #expect(
      launches(made, .hold) == [
        "8 launch F01 L - +8: LATE", "20 launch F02 V - +0: A", "30 launch F03 W - +0: B",
      ])
  }

  @Test("of a flight with a visit")
  func visit() {
    let made = made(HandMade.element("A"), HandMade.element("CREW", stay: 10))
    #expect(
      launches(made, .greedy) == [
        "0 launch F02 V - +-20: A", "8 launch F01 L - +8: LATE", "30 launch F03 W - +0: CREW",
      ])
  }

  @Test("of what another comes within some time after")
  func within() {
    let second = HandMade.element("B", after: [Precedence("A", within: 12)])
    let made = made(HandMade.element("A"), second)
    // B has no day of its own to keep: it goes as soon as A is there.
    #expect(
      launches(made, .greedy) == [
        "8 launch F01 L - +8: LATE", "20 launch F02 V - +0: A", "20 launch F03 W - +-10: B",
      ])
  }

  @Test("of what another has to meet within some time")
  func transfer() {
    var second = HandMade.element("B")
    second.transfer = Transfer(from: "NRHO", with: ["A"], within: 12, transit: 2)
    let made = made(HandMade.element("A"), second)
    #expect(launches(made, .greedy).contains("20 launch F02 V - +0: A"))
  }
}
