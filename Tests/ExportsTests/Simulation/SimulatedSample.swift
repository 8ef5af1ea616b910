// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import TestSupport

/// Made-up results of simulating the sample campaign, whose figures follow from how they are made.
enum SimulatedSample {
  static func day(_ iso: String) -> Day { SampleCampaign.day(iso) }

  static let span = day("2024-01-12")...day("2034-12-31")

  /// A tally in which replication i of n happens as many days after a day as `late` says; nil is never.
  static func tally(
    of count: Int, from first: Day, late: (Int) -> Int?
  ) -> DayTally {
    var tally = DayTally(of: span)
    for index in 0..<count { tally.count(late(index).map { first + $0 }) }
    return tally
  }

  /// A thousand replications; each thing is late by more and more, the last ones never happen.
  static func result(
    policy: ExecutionPolicy = .hold, replications count: Int = 1000, requested: Int = 1000,
    slower: Int = 0
  ) -> SimulationResult {
    // Replication i of the completion is i * i / 500 days late (rounded down): P50 is that of i = 499.
    func completes(_ index: Int) -> Int? {
      index >= count * 95 / 100 ? nil : index * index / 500 + slower
    }
    let complete = tally(of: count, from: day("2024-04-08"), late: completes)
    let completed = count * 95 / 100
    let core = tally(of: count, from: day("2024-04-04")) { $0 / 10 + slower }
    let dear = tally(of: count / 4, from: day("2024-04-08")) { completes($0 * 4) }
    var cheap = DayTally(of: span)
    for index in 0..<count where index % 4 != 0 || index / 4 >= count / 4 {
      cheap.count(completes(index).map { day("2024-04-08") + $0 })
    }
    func element(_ id: Element.ID, _ planned: String, per: Int, lost: Int, critical: Int)
      -> ElementOutcome
    {
      ElementOutcome(
        id: id, planned: day(planned),
        operational: tally(of: count, from: day(planned)) {
          $0 < count - lost ? $0 / per + slower : nil
        }, lost: lost, critical: critical)
    }
    return SimulationResult(
      policy: policy, seed: 1, replications: count, requested: requested, until: span.upperBound,
      completion: MilestoneOutcome(id: nil, planned: day("2024-04-08"), reached: complete),
      milestones: [
        MilestoneOutcome(id: "core", planned: day("2024-04-04"), reached: core),
        MilestoneOutcome(id: "all", planned: day("2024-04-08"), reached: complete),
      ],
      elements: [
        element("PROBE", "2024-01-08", per: 10_000, lost: 0, critical: 0),
        element("BUS", "2024-02-20", per: 20, lost: 0, critical: completed / 2),
        element("HAB", "2024-04-04", per: 10, lost: count / 50, critical: completed * 3 / 4),
        element("ARM", "2024-03-21", per: 12, lost: 0, critical: 0),
        element("LOCK", "2024-04-08", per: 4, lost: count / 100, critical: completed),
      ],
      flights: [
        flight("F02", "Crane", "2024-01-16", count: count, scrubs: count / 2, failed: 0),
        flight("F03", "Crane", "2024-03-16", count: count, scrubs: count * 2, failed: count / 50),
        flight("F04", "Dart", "2024-04-05", count: count, scrubs: 0, failed: count / 100),
      ],
      vehicles: [
        VehicleOutcome(
          id: "Crane", launches: count * 2 + count / 50, failures: count / 50,
          critical: completed / 2),
        VehicleOutcome(
          id: "Dart", launches: count, failures: count / 100,
          critical: min(1, completed)),
      ], launches: [0, 0, 0, 0, count - count / 50, count / 50],
      losses: [count - count / 50, count / 50],
      cost: CostTally(
        planned: Amount(280),
        byCost: count == 0 ? [] : [(Amount(280), cheap), (Amount(380), dear)]),
      brokenRules: [count / 4, 0, 0, 1, 0], disrupted: count * 9 / 10,
      replans: policy == .replan ? (asked: count, failed: count / 10) : (asked: 0, failed: 0),
      samples: (0..<count).map { index in
        SimulationSample(
          number: index,
          completion: completes(index).map { day("2024-04-08") + $0 },
          milestones: [
            day("2024-04-04") + (index / 10 + slower),
            completes(index).map { day("2024-04-08") + $0 },
          ], launches: 4, losses: 0, cost: index % 4 == 0 ? Amount(380) : Amount(280))
      })
  }

  private static func flight(
    _ number: String, _ vehicle: Vehicle.ID, _ planned: String, count: Int, scrubs: Int, failed: Int
  ) -> FlightOutcome {
    FlightOutcome(
      number: number, vehicle: vehicle, planned: day(planned),
      launched: tally(of: count, from: day(planned)) { $0 / 15 }, scrubs: scrubs, failed: failed)
  }
}
