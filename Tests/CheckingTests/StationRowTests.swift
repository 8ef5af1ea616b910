// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import TestSupport
import Testing

@Suite("The checker judges the rows of stations")
struct StationRowTests {
  private let campaign = SampleStation.campaign
  private let good = SampleStation.timeline

  private func violations(_ timeline: Timeline) -> [Violation] {
    TimelineChecker(campaign).violations(in: timeline)
  }

  @Test("changing any field of any row is found")
  func fields() {
    let changes: [(String, (inout TimelineEvent) -> Void)] = [
      ("date later", { $0.date = $0.date + 1 }),
      ("date earlier", { $0.date = $0.date - 1 }),
      ("kind", { $0.kind = $0.kind == .arrival ? .departure : .arrival }),
      (
        "flight", { $0.flight = $0.flight == nil ? "F01" : "F09" + ($0.flight == "F09" ? "9" : "") }
      ),
      ("vehicle", { $0.vehicle = $0.vehicle == "Dart" ? "Crane" : "Dart" }),
      ("pad", { $0.pad = "P1" }),
      ("node", { $0.node = $0.node == "LEO" ? "NRHO" : "LEO" }),
      ("element", { $0.element = $0.element == "CORE" ? "HAB" : "CORE" }),
      ("mass", { $0.mass = ($0.mass ?? .zero) + Mass(thousandths: 1) }),
      ("detail", { $0.detail += "x" }),
      ("port", { $0.detail = $0.detail == "CORE.fore" ? "CORE.aft" : "CORE.fore" }),
    ]
    for index in good.events.indices {
      for (name, change) in changes {
        var timeline = good
        change(&timeline.events[index])
        #expect(!violations(timeline).isEmpty, "\(name) of row \(index + 1)")
      }
    }
  }

  @Test("dropping, repeating or exchanging rows is found")
  func rows() {
    for index in good.events.indices {
      var dropped = good
      dropped.events.remove(at: index)
      #expect(!violations(dropped).isEmpty, "without row \(index + 1)")
      var repeated = good
      repeated.events.insert(good.events[index], at: index)
      #expect(!violations(repeated).isEmpty, "row \(index + 1) twice")
      guard index + 1 < good.events.count else { continue }
      var exchanged = good
      exchanged.events.swapAt(index, index + 1)
      #expect(!violations(exchanged).isEmpty, "rows \(index + 1) and next")
    }
  }

  @Test("an arrival by transfer, and its node, follow from the launch")
  func messages() throws {
    var timeline = good
    let lab = try #require(
      timeline.events.firstIndex { $0.kind == .arrival && $0.element == "LAB" })
    timeline.events[lab].date = SampleStation.day(165)
    timeline.events[lab].node = "LEO"
    let found = violations(timeline).filter { $0.element == "LAB" }
    #expect(
      found.map(\.path.description) == ["elements.LAB.transfer.transit", "elements.LAB.node"])
    #expect(
      found.first?.message
        == "row \(lab + 1) (arrival LAB on 2024-06-14): by the manifest it is on 2024-06-15")
  }

  @Test("violations say what, where, when and by how much", arguments: Self.expectedSentences)
  func sentences(kind: Violation.Kind, path: String, sentence: String) {
    var flights = SampleStation.flights
    var campaign = campaign
    flights[3].launch = SampleStation.day(58)
    flights[7].ports = []
    flights[8].launch = SampleStation.day(163)
    campaign.stores[0].initial = Mass(kilograms: 40)
    campaign.elements[0].commissioning = 26
    let found = TimelineChecker(campaign).violations(in: Timeline(flights: flights, of: campaign))
    #expect(
      found.contains {
        $0.kind == kind && $0.path.description == path && $0.message == sentence
      }, "\(found.map { "\($0.kind) \($0.path) \($0.message)" })")
  }

  static let expectedSentences: [(Violation.Kind, String, String)] = [
    (
      .crew, "elements.HAB.crew",
      "HAB needs 2 of crew at NRHO on each day from 2024-03-01 until it is operational on "
        + "2024-03-21; on 2024-03-01 nobody is there"
    ),
    (
      .ports, "elements.CORE.ports.aft",
      "CREW-2 arrives at NRHO on 2024-03-21 and docks to CORE.aft, where CREW-1 is docked "
        + "from 2024-03-02 until 2024-03-22, 1 day too long"
    ),
    (
      .ports, "elements.LOCK-A.docks",
      "LOCK-A arrives at NRHO on 2024-04-30 and docks to no port; it needs one of the standard SSVP"
    ),
    (
      .ports, "elements.CARGO.docks",
      "CARGO arrives at NRHO on 2024-01-31 and docks to CORE.side, 1 day before CORE is "
        + "operational (2024-02-01)"
    ),
    (
      .ports, "elements.MAST.docks",
      "MAST arrives at NRHO on 2024-06-20 and docks to LAB.top, 2 days before LAB is operational "
        + "(2024-06-22)"
    ),
    (
      .transfer, "elements.LAB.transfer.within",
      "LAB comes to LEO on 2024-06-13 to meet TUG, 62 days after that is operational (2024-04-12); "
        + "it must be at most 60 days after"
    ),
    (
      .stores, "stores.supplies.reserve",
      "at the end of 2024-12-22 the store supplies at NRHO holds 19 kg, 1 kg less than its reserve "
        + "of 20 kg; it stays short until 2024-12-31, by 10 kg at worst"
    ),
  ]
}
