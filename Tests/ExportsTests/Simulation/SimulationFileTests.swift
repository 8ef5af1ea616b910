// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Exports
import Foundation
import Simulation
import TestSupport
import Testing

@Suite("The files of a simulation")
struct SimulationFileTests {
  private let campaign = SampleCampaign.campaign
  private let result = SimulatedSample.result()

  @Test("percentiles as CSV, from 5 to 95, the completion first; empty where not reached")
  func percentiles() throws {
    let rows = SimulationCSV.text([result]).split(separator: "\n").map(String.init)
    #expect(rows[0] == "percentile,milestone,date,lower,upper")
    #expect(rows.count == 1 + 3 * 19)
    let dates = Dictionary(
      uniqueKeysWithValues: rows.dropFirst().map { row in
        let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return ("\(fields[1]) \(fields[0])", fields[2])
      })
    // Replication i of 1000, from 0, completes i * i / 500 days late: P80 is that of i = 799.
    for percent in [5, 10, 50, 80, 90, 95] {
      let index = percent * 10 - 1
      let expected = SimulatedSample.day("2024-04-08") + index * index / 500
      #expect(dates["completion \(percent)"] == expected.description)
    }
    // Nobody reaches what comes after 95 % of them.
    let rarer = SimulationCSV.text([SimulatedSample.result(replications: 99)])
    #expect(rarer.contains("\n95,completion,,"))
  }

  @Test("several policies add a column")
  func policies() {
    let both = [result, SimulatedSample.result(policy: .greedy)]
    #expect(SimulationCSV.text(both).hasPrefix("percentile,milestone,date,lower,upper,policy\n"))
    #expect(SCurveCSV.text(both).hasPrefix("milestone,date,probability,lower,upper,policy\n"))
    #expect(SimulationCSV.text(both).split(separator: "\n").count { $0.hasSuffix(",greedy") } == 57)
  }

  @Test("the S-curve as CSV rises from day to day up to what is reached")
  func curve() throws {
    let rows = SCurveCSV.text([result]).split(separator: "\n").map(String.init)
    #expect(rows[0] == "milestone,date,probability,lower,upper")
    let own = rows.filter { $0.hasPrefix("completion,") }.map {
      $0.split(separator: ",").map(String.init)
    }
    let days = Set((0..<950).map { $0 * $0 / 500 })
    #expect(own.count == days.count)
    // The first day has those of which the square is less than 500.
    #expect(own[0][1...2] == ["2024-04-08", "0.023000"])
    #expect(own.last?[2] == "0.950000")
    let shares = try own.map { try #require(Double($0[2])) }
    #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test("JSON parses and has every figure")
  func json() throws {
    let text = SimulationJSON.value(result, of: campaign).text
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(
      Set(object.keys) == [
        "policy", "seed", "replications", "requested", "until", "disrupted", "completion",
        "milestones", "elements", "flights", "vehicles", "launches", "losses", "cost",
        "broken_rules", "replans",
      ])
    let completion = try #require(object["completion"] as? [String: Any])
    let onTime = try #require(completion["on_time"] as? [String: Double])
    #expect(onTime["value"] == 0.023)
    let percentiles = try #require(completion["percentiles"] as? [[String: Any]])
    #expect(percentiles.map { $0["percentile"] as? Int } == [10, 50, 70, 80, 90])
    #expect(percentiles[1]["date"] as? String == "2025-08-19")
    let cost = try #require(object["cost"] as? [String: Any])
    let mean = try #require(cost["mean"] as? [String: Double])
    #expect(mean["value"] == 305)
    let never = SimulationJSON.value(
      SimulatedSample.result(replications: 0), of: campaign
    ).text
    #expect(try JSONSerialization.jsonObject(with: Data(never.utf8)) is [String: Any])
    #expect(!never.contains("nan"))
  }
}
