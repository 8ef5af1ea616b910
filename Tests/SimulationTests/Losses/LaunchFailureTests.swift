// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import Testing

/// Failed launches, told line by line as docs/simulation.md, "Losses", has them.
@Suite("After a failed launch")
struct LaunchFailureTests {
  private let even = VehicleUncertainty(reliability: .probability(0.5))

  private func rebuilt(_ id: Element.ID, _ days: Int) -> Element {
    var element = HandMade.element(id)
    element.rebuild = days
    return element
  }

  @Test("an element flies again if flights are left over, or spare")
  func spares() throws {
    var made = HandMade(
      vehicles: [HandMade.vehicle("V", flights: 2, even)],
      elements: [rebuilt("A", 10), rebuilt("B", 10)])
    made.fly("V", on: 0, ["A"])
    made.fly("V", on: 30, ["B"])
    let failed = ["0 launch F01 V - +0: A", "0 broken", "0 fail F01 V", "0 lost A, again 10"]
    let second = ["30 launch F02 V - +0: B", "30 dock B", "30 work B +0"]
    #expect(
      try made.story(ofLaunches: [false, true])
        == failed + ["10 strand A"] + second + ["4000 end without A"])

    let again = [
      "10 launch F01 V - +10: A", "10 dock A", "10 work A +10",
    ]
    made.campaign.vehicles[0].flights = 3
    #expect(
      try made.story(ofLaunches: [false, true, true])
        == failed + again + second + ["30 reach all +0"])

    made.campaign.vehicles[0].flights = 2
    made.campaign.vehicles[0].uncertainty?.spares = 1
    #expect(
      try made.story(ofLaunches: [false, true, true])
        == failed + again + second + ["30 reach all +0"])
    // One spare is for one failure.
    #expect(
      try made.story(ofLaunches: [false, false, true]).suffix(6) == [
        "10 lost A, again 20", "20 strand A",
      ] + second + ["4000 end without A"])
  }

  @Test("it flies again between the flights that are planned", arguments: [8, 12, 14, 21])
  func between(rebuild: Int) throws {
    var made = HandMade(
      vehicles: [HandMade.vehicle("V", turnaround: 5, even)],
      elements: [rebuilt("A", rebuild), rebuilt("B", 1), rebuilt("C", 1)])
    made.fly("V", on: 0, ["A"])
    made.fly("V", on: 12, ["B"])
    made.fly("V", on: 20, ["C"])
    let launches = try made.story(ofLaunches: [false, true, true, true])
      .filter { $0.contains("launch") }.dropFirst()
    let expected: [Int: [String]] = [
      // Ready on day 8, the vehicle is busy up to 13.
      8: ["8 launch F01 V - +8: A", "13 launch F02 V - +1: B", "20 launch F03 V - +0: C"],
      // Of two flights that can go, the first of the plan does.
      12: ["12 launch F01 V - +12: A", "17 launch F02 V - +5: B", "22 launch F03 V - +2: C"],
      // Too late for the gap, it takes the next, before a flight that has not begun.
      14: ["12 launch F02 V - +0: B", "17 launch F01 V - +17: A", "22 launch F03 V - +2: C"],
      21: ["12 launch F02 V - +0: B", "20 launch F03 V - +0: C", "25 launch F01 V - +25: A"],
    ]
    #expect(Array(launches) == expected[rebuild])
  }

  @Test("its vehicle stands down, with those that it grounds")
  func standDown() throws {
    var risks = even
    risks.standDown = .always(30)
    risks.grounds = ["W"]
    var made = HandMade(
      vehicles: [
        HandMade.vehicle("V", risks), HandMade.vehicle("W"), HandMade.vehicle("X"),
      ], elements: [rebuilt("A", 5), rebuilt("B", 5), rebuilt("C", 5)])
    made.fly("V", on: 0, ["A"])
    made.fly("X", on: 10, ["C"])
    made.fly("W", on: 10, ["B"])
    #expect(
      try made.story(ofLaunches: [false, true, true, true]) == [
        "0 launch F01 V - +0: A", "0 broken", "0 fail F01 V", "0 down V until 30",
        "0 down W until 30", "0 lost A, again 5", "10 launch F03 X - +0: C", "10 dock C",
        "10 work C +0", "30 launch F01 V - +30: A", "30 launch F02 W - +20: B", "30 dock A",
        "30 dock B", "30 work A +30", "30 work B +20", "30 reach all +20",
      ])
  }

  @Test("its pad is closed to all")
  func closure() throws {
    var made = HandMade(
      pads: [
        Pad(id: "P", turnaround: 3, uncertainty: PadUncertainty(closure: .always(25))),
        Pad(id: "Q"),
      ],
      vehicles: [
        HandMade.vehicle("V", pads: ["P"], even), HandMade.vehicle("W", pads: ["P", "Q"]),
      ], elements: [rebuilt("A", 5), rebuilt("B", 5)])
    made.fly("V", "P", on: 0, ["A"])
    made.fly("W", "P", on: 10, ["B"])
    let failed = [
      "0 launch F01 V P +0: A", "0 broken", "0 fail F01 V", "0 closed P until 25",
      "0 lost A, again 5",
    ]
    #expect(
      try made.story(ofLaunches: [false, true, true]) == failed + [
        "25 launch F01 V P +25: A", "25 dock A", "25 work A +25", "28 launch F02 W P +18: B",
        "28 dock B", "28 work B +18", "28 reach all +18",
      ])
    // Greedy takes the other pad, at once.
    #expect(
      try made.story(ofLaunches: [false, true, true], .greedy) == failed + [
        "0 launch F02 W Q +-10: B", "0 dock B", "0 work B +-10", "25 launch F01 V P +25: A",
        "25 dock A", "25 work A +25", "25 reach all +15",
      ])
  }

  @Test("it may fail again and again")
  func severalFailures() throws {
    var made = HandMade(
      vehicles: [HandMade.vehicle("V", turnaround: 4, transit: 2, even)],
      elements: [rebuilt("A", 3)])
    made.fly("V", on: 5, ["A"])
    #expect(
      try made.story(ofLaunches: [false, false, false, true]) == [
        "5 launch F01 V - +0: A", "5 broken", "5 fail F01 V", "5 lost A, again 8",
        "9 launch F01 V - +4: A", "9 fail F01 V", "9 lost A, again 12",
        "13 launch F01 V - +8: A", "13 fail F01 V", "13 lost A, again 16",
        "17 launch F01 V - +12: A", "19 dock A", "19 work A +12", "19 reach all +12",
      ])
  }

  @Test("another launch counts for the year and its money")
  func year() throws {
    var made = HandMade(
      vehicles: [HandMade.vehicle("V", perYear: 2, even), HandMade.vehicle("W")],
      elements: [rebuilt("A", 10), rebuilt("B", 10), rebuilt("C", 10)])
    made.fly("V", on: 0, ["A"])
    made.fly("V", on: 30, ["B"])
    made.fly("W", on: 40, ["C"])
    func launches(_ made: HandMade) throws -> [String] {
      try made.story(ofLaunches: [false, true, true, true]).filter { $0.contains("launch") }
    }
    let failed = ["0 launch F01 V - +0: A", "10 launch F01 V - +10: A"]
    #expect(
      try launches(made)
        == failed + ["40 launch F03 W - +0: C", "365 launch F02 V - +335: B"])
    // A year of 365 days has money for three launches.
    made.campaign.vehicles[0].perYear = nil
    made.campaign.budgetPerYear = Amount(399)
    #expect(
      try launches(made)
        == failed + ["30 launch F02 V - +0: B", "365 launch F03 W - +325: C"])
    made.campaign.budgetPerYear = Amount(400)
    #expect(
      try launches(made)
        == failed + ["30 launch F02 V - +0: B", "40 launch F03 W - +0: C"])
  }

  @Test("what its record says of the next launch follows Pólya's urn")
  func urn() {
    // Of vehicles that failed once, so many more fail again: (f + 1) / (n + 2), then (f + 2) / (n + 3).
    var made = HandMade(
      vehicles: [
        HandMade.vehicle(
          "V", VehicleUncertainty(reliability: .record(successes: 2, flights: 3)))
      ], elements: [rebuilt("A", 1)])
    made.fly("V", on: 0, ["A"])
    var options = made.options()
    options.amount = .replications(40_000)
    let losses = Simulator(made.campaign, plan: made.plan).run(options).losses.prefix(4)
    let chances = [
      3.0 / 5, 2.0 / 5 * 3 / 6, 2.0 / 5 * 3 / 6 * 3 / 7, 2.0 / 5 * 3 / 6 * 4 / 7 * 3 / 8,
    ]
    for (count, chance) in zip(losses, chances) {
      let deviation = (40_000 * chance * (1 - chance)).squareRoot()
      #expect(abs(Double(count) - 40_000 * chance) < 4 * deviation)
    }
  }
}
