// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import Testing

/// Risks that vehicles and elements share.
@Suite("A shared risk")
struct SharedRiskTests {
  private func span(_ first: Int, _ last: Int) -> ClosedRange<Day> {
    (HandMade.start + first)...(HandMade.start + last)
  }

  @Test("strikes each day of its span alike, and as often as stated")
  func uniform() {
    var made = HandMade(
      end: 60, vehicles: [HandMade.vehicle("V")], elements: [HandMade.element("A")])
    made.fly("V", on: 0, ["A"])
    made.campaign.risks = [
      SharedRisk(
        id: "R", occurrence: .once(probability: 0.6), span: span(7, 36), impact: .always(2),
        vehicles: .all)
    ]
    let simulator = Simulator(made.campaign, plan: made.plan)
    var counts = [Int](repeating: 0, count: 31)
    for replication in 0..<6000 {
      let options = SimulationOptions(seed: 17, until: HandMade.start + 60)
      let strikes = simulator.story(of: replication, options).compactMap { event -> Int? in
        if case .struck = event.kind { event.day - HandMade.start } else { nil }
      }
      #expect(strikes.count <= 1)
      // The last cell is for replications without one.
      let cell = strikes.first.map { $0 - 7 } ?? 30
      #expect((0...30).contains(cell))
      if (0...30).contains(cell) { counts[cell] += 1 }
    }
    let statistic = ChiSquare.statistic(
      of: counts, [Double](repeating: 0.02, count: 30) + [0.4])
    #expect(statistic < ChiSquare.limit(degrees: 30), "\(counts)")
  }

  /// What a strike of 30 days on day 10 meets.
  private func struck() -> HandMade {
    func vehicle(_ id: Vehicle.ID, _ agency: String, _ delay: Int = 0) -> Vehicle {
      var vehicle = HandMade.vehicle(id, VehicleUncertainty(delay: .always(delay)))
      vehicle.agency = agency
      return vehicle
    }
    var made = HandMade(
      vehicles: [
        vehicle("V", "X"), vehicle("COUNTING", "X", 5), vehicle("COMING", "X"), vehicle("O", "Y"),
      ], elements: ["A", "B", "C", "EARLY", "LATE", "OTHER"].map { HandMade.element($0) })
    made.campaign.vehicles[2].availableFrom = HandMade.start + 20
    for (place, ready) in [(3, 10), (4, 11), (5, 11)] {
      made.campaign.elements[place].ready = HandMade.start + ready
      made.campaign.elements[place].tags = place < 5 ? ["built"] : []
    }
    made.campaign.risks = [
      SharedRisk(
        id: "R", occurrence: .once(probability: 1), span: span(10, 10), impact: .always(30),
        vehicles: .agency("X"), elements: .tag("built"))
    ]
    made.fly("COUNTING", on: 8, ["B"])
    made.fly("V", on: 15, ["A"])
    made.fly("O", on: 15, ["EARLY"])
    made.fly("O", on: 16, ["OTHER"])
    made.fly("O", on: 17, ["LATE"])
    made.fly("COMING", on: 25, ["C"])
    return made
  }

  private let struckLaunches = [
    "15 launch F03 O - +0: EARLY", "16 launch F04 O - +0: OTHER", "40 launch F01 COUNTING - +32: B",
    "40 launch F02 V - +25: A", "41 launch F05 O - +24: LATE", "50 launch F06 COMING - +25: C",
  ]

  private func launches(_ made: HandMade) -> [String] {
    made.story().filter { $0.contains("launch") }
  }

  @Test("puts off vehicles it selects, and elements that are not ready")
  func strikes() {
    #expect(launches(struck()) == struckLaunches)
  }

  @Test("does not add to a stand-down that lasts longer, but to one that is shorter")
  func overlaps() {
    var made = struck()
    made.campaign.risks.append(
      SharedRisk(
        id: "S", occurrence: .once(probability: 1), span: span(20, 20), impact: .always(15),
        vehicles: .ids(["V", "COUNTING"])))
    #expect(launches(made) == struckLaunches)
    made.campaign.risks[1].impact = .always(23)
    #expect(
      launches(made) == struckLaunches.prefix(2) + [
        "41 launch F05 O - +24: LATE", "43 launch F01 COUNTING - +35: B",
        "43 launch F02 V - +28: A", "50 launch F06 COMING - +25: C",
      ])
  }

  @Test("does not strike before its span or the status, nor without probability")
  func outside() {
    var made = struck()
    made.campaign.risks[0].occurrence = .once(probability: 0)
    #expect(!made.story().contains { $0.contains("strike") })
    made.campaign.risks[0].occurrence = .perYear(0)
    #expect(!made.story().contains { $0.contains("strike") })
    made.campaign.risks[0].occurrence = .perYear(200)
    made.campaign.risks[0].span = span(5, 300)
    made.campaign.status = HandMade.start + 12
    made.plan = []
    made.fly("V", on: 15, ["A"])
    let days = made.story().filter { $0.contains("strike") }
      .compactMap { Int($0.prefix { $0 != " " }) }
    #expect(days.count > 100)
    #expect(days.allSatisfy { (12...300).contains($0) })
    // Each strike of the many goes on from its own day.
    #expect(launches(made).first.map { Int($0.prefix { $0 != " " }) ?? 0 > 300 } ?? true)
  }
}
