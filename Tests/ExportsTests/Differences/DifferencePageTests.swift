// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Exports
import Foundation
import TestSupport
import Testing
import WhatIf

@Suite("What a person sees of a difference")
struct DifferencePageTests {
  private let campaign = SampleCampaign.campaign

  /// HAB four days later, ARM with LOCK instead, PROBE not at all.
  private var difference: Difference {
    var flights = SampleCampaign.flights
    flights[2].elements = ["HAB"]
    flights[2].launch = SampleCampaign.day("2024-03-20")
    flights[3].elements = ["ARM", "LOCK"]
    flights.removeFirst()
    var difference = Difference(
      baseline: SampleCampaign.timeline, of: campaign,
      other: Timeline(flights: flights, of: campaign))
    difference.elements[2].cause = .direct(
      Cause.Step(
        flight: "F03", rule: "grounded", path: ManifestPath("vehicles", "Crane", "grounded", "1"),
        message: "Crane is grounded"))
    difference.elements[3].cause = .rearranged
    return difference
  }

  @Test("how it ends, what moves and why, what flies otherwise")
  func page() {
    #expect(
      DifferencePage.lines(difference, of: campaign) == [
        "                               baseline         new  change",
        "completion                   2024-04-08  2024-04-08     0 d",
        "core                         2024-04-04  2024-04-08    +4 d",
        "all                          2024-04-08           -       -",
        "operational (weighted days)         329         344     +15",
        "cost                                280         240     -40",
        "flights                               4           3      -1",
        "",
        "2 of 5 elements keep their dates; 2 later, 1 on another vehicle, 1 no longer flown",
        "",
        "element  baseline    new          slip  flight  vehicle        why",
        "PROBE    2024-01-08  -               -  -       Dart",
        "HAB      2024-04-04  2024-04-08   +4 d  F02     Crane          Crane.grounded.1",
        "ARM      2024-03-21  2024-04-08  +18 d  F03     Crane -> Dart  rearranged",
        "",
        "flight      vehicle  launch                              elements",
        "F01 -> -    Dart     2024-01-05                not made  PROBE",
        "F03 -> F02  Crane    2024-03-16 -> 2024-03-20  reloaded  HAB -ARM",
        "F04 -> F03  Dart     2024-04-05                reloaded  +ARM LOCK",
      ])
  }

  @Test("a plan and itself: one sentence, no empty tables")
  func nothing() {
    let difference = Difference(
      baseline: SampleCampaign.timeline, of: campaign, other: SampleCampaign.timeline)
    let lines = DifferencePage.lines(difference, of: campaign)
    #expect(lines.last == "nothing is otherwise")
    #expect(lines.allSatisfy { !$0.contains("slip") })
  }

  @Test("CSV has a row for every element, with what moves it")
  func csv() {
    #expect(
      DifferenceCSV.text([("a", difference), ("none", nil)]) == """
        scenario,element,baseline_operational,operational,slip_days,baseline_vehicle,vehicle,cause
        a,PROBE,2024-01-08,,,Dart,,
        a,BUS,2024-02-20,2024-02-20,0,Crane,Crane,
        a,HAB,2024-04-04,2024-04-08,4,Crane,Crane,Crane.grounded.1
        a,ARM,2024-03-21,2024-04-08,18,Crane,Dart,rearranged
        a,LOCK,2024-04-08,2024-04-08,0,Dart,Dart,
        none,,,,,,,

        """)
  }

  @Test("JSON parses and has every element, flight and cause")
  func json() throws {
    let text = DifferenceJSON.value(difference).text
    let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let object = try #require(parsed as? [String: Any])
    let elements = try #require(object["elements"] as? [[String: Any]])
    #expect(elements.map { $0["id"] as? String } == campaign.elements.map(\.id.text))
    #expect(elements[0]["new"] is NSNull)
    #expect(elements[0]["changes"] as? [String] == ["dropped"])
    #expect(elements[3]["changes"] as? [String] == ["vehicle", "partners", "dates"])
    let cause = try #require(elements[2]["cause"] as? [String: Any])
    #expect(cause["kind"] as? String == "direct")
    let flights = try #require(object["flights"] as? [[String: Any]])
    #expect(
      flights.map { $0["fate"] as? String } == ["dropped", "kept", "reloaded", "reloaded"])
    let completion = try #require(object["completion"] as? [String: Any])
    #expect(completion["slip_days"] as? Int == 0)
  }
}
