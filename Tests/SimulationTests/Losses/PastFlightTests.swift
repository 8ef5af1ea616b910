// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import Testing

/// Campaigns that have begun: what has happened is the same in every replication.
@Suite("Past flights")
struct PastFlightTests {
  /// On day 100, a host and a visitor are in space and A was lost on day 90.
  private func begun(flights: Int) -> HandMade {
    var host = HandMade.element("HOST")
    host.ports = [Port(id: "aft", standard: "IDSS")]
    var visit = HandMade.element("VISIT", stay: 120)
    visit.docks = Docking(standard: "IDSS")
    var next = HandMade.element("NEXT")
    next.docks = Docking(standard: "IDSS")
    var lost = HandMade.element("A")
    lost.rebuild = 40
    var made = HandMade(
      vehicles: [
        HandMade.vehicle("H", transit: 1),
        HandMade.vehicle(
          "V", turnaround: 50, transit: 2, flights: flights, perYear: 2,
          VehicleUncertainty(reliability: .probability(0.5))),
      ],
      elements: [
        host, visit, next, lost,
        HandMade.element("B", ElementUncertainty(delay: .always(300))),
      ])
    let start = HandMade.start
    made.campaign.status = start + 100
    made.campaign.actuals = [
      PastFlight(vehicle: "H", launched: start + 10, elements: ["HOST"]),
      PastFlight(vehicle: "H", launched: start + 50, elements: ["VISIT"]),
      PastFlight(vehicle: "V", launched: start + 90, elements: ["A"], isLost: true),
    ]
    let aft = Port.Reference(element: "HOST", port: "aft")
    made.fly("H", on: 10, ["HOST"])
    made.fly("H", on: 50, ["VISIT"], ports: [aft])
    made.fly("V", on: 90, ["A"])
    made.plan[2].isLost = true
    made.fly("V", on: 140, ["A"])
    made.fly("H", on: 170, ["NEXT"], ports: [aft])
    made.fly("V", on: 365, ["B"])
    return made
  }

  private let past = [
    "11 work HOST +0", "51 work VISIT +0", "100 late B by 300, ready 400",
    "140 launch F04 V - +0: A", "140 broken", "140 fail F04 V", "140 lost A, again 180",
    "170 launch F05 H - +0: NEXT", "171 leave VISIT", "171 dock NEXT", "171 work NEXT +0",
  ]

  @Test("have used up turnarounds, the year, flights and ports")
  func facts() throws {
    // Of the two flights of the year one was the lost one; the third waits for the next year.
    #expect(
      try begun(flights: 4).story(ofLaunches: [false, true, true, true])
        == past + [
          "365 launch F04 V - +225: A", "367 dock A", "367 work A +225",
          "415 launch F06 V - +50: B", "417 dock B", "417 work B +50", "417 reach all +50",
        ])
    // Without a flight left over, A is given up when its vehicle's turnaround is over.
    #expect(
      try begun(flights: 3).story(ofLaunches: [false, true, true])
        == past + [
          "190 strand A", "400 launch F06 V - +35: B", "402 dock B", "402 work B +35",
          "4000 end without A",
        ])
  }

  @Test("keep their vehicle busy, whoever wants it sooner than planned")
  func turnaround() throws {
    var made = begun(flights: 4)
    made.campaign.elements[2].uncertainty = ElementUncertainty(delay: .always(80))
    made.plan[3].launch = HandMade.start + 150
    // NEXT, late, breaks the plan; A is ready on day 130, its vehicle free on day 140.
    let story = try made.story(ofLaunches: [true, true, true], .greedy)
    #expect(story.contains("100 broken"))
    #expect(story.contains("140 launch F04 V - +-10: A"))
  }

  @Test("count as launches and money, and not as losses of the simulation")
  func counts() throws {
    let made = begun(flights: 4)
    var options = made.options()
    options.amount = .replications(200)
    options.keepsSamples = true
    let result = Simulator(made.campaign, plan: made.plan).run(options)
    let calm = try #require(result.samples.first { $0.losses == 0 })
    #expect(calm.launches == 6)
    #expect(calm.cost == Amount(600))
    #expect(result.cost.planned == Amount(600))
    for sample in result.samples {
      // Each loss costs a launch more, but one that can no longer be made.
      #expect(sample.cost == Amount(100 * sample.launches))
    }
  }
}
