// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import TestSupport
import Testing

/// A good timeline passes; each single change to it, or to the campaign it is judged by, is found
/// and called by the name of the rule it breaks.
@Suite("The checker rejects each single mutation")
struct MutationTests {
  typealias Kind = Violation.Kind

  @Test("the sample timeline keeps every rule")
  func good() {
    let checker = TimelineChecker(SampleCampaign.campaign)
    #expect(checker.violations(in: SampleCampaign.timeline) == [])
  }

  // MARK: - Changes of the plan: flights moved, swapped, overloaded, with all rows recomputed

  struct PlanMutation: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var kind: Kind
    var change: @Sendable (inout [Flight], inout Campaign) -> Void

    init(
      _ name: String, _ kind: Kind,
      _ change: @escaping @Sendable (inout [Flight], inout Campaign) -> Void
    ) {
      testDescription = name
      self.kind = kind
      self.change = change
    }
  }

  static let planMutations: [PlanMutation] = [
    .init("a launch outside its windows", .window) { flights, _ in
      flights[1].launch = day("2024-01-19")
    },
    .init("a launch before the status date", .status) { _, campaign in
      campaign.status = day("2024-01-17")
    },
    .init("a launch before the vehicle is available", .available) { _, campaign in
      campaign.vehicles[0].availableFrom = day("2024-01-17")
    },
    .init("a launch after the vehicle is retired", .available) { _, campaign in
      campaign.vehicles[0].availableUntil = day("2024-03-15")
    },
    .init("a launch while grounded", .grounded) { _, campaign in
      campaign.vehicles[0].grounded.append(.init(span: day("2024-03-16")...day("2024-03-16")))
    },
    .init("a launch before an element is ready", .ready) { _, campaign in
      campaign.elements[3].ready = day("2024-03-17")
    },
    .init("a gram too much", .capacity) { _, campaign in
      campaign.elements[3].mass = campaign.elements[3].mass + Mass(thousandths: 1)
    },
    .init("too many elements", .slots) { _, campaign in campaign.vehicles[0].slots = 1 },
    .init("an element wider than the fairing", .fairing) { _, campaign in
      campaign.elements[2].diameter = Length(thousandths: 5001)
    },
    .init("an element longer than the fairing", .fairing) { _, campaign in
      campaign.elements[2].length = Length(thousandths: 10_001)
    },
    .init("a vehicle's turnaround a day short", .turnaround) { _, campaign in
      campaign.vehicles[0].turnaround = 61
    },
    .init("a pad's turnaround a day short", .turnaround) { _, campaign in
      campaign.pads[0].turnaround = 21
    },
    .init("a past launch too close", .turnaround) { flights, campaign in
      campaign.vehicles[1].turnaround = 92
    },
    .init("a pad of another vehicle", .pad) { flights, _ in flights[1].pad = "P2" },
    .init("no pad", .pad) { flights, _ in flights[3].pad = nil },
    .init("more flights than there are", .flights) { _, campaign in campaign.vehicles[0].flights = 1
    },
    .init("more flights than a year has", .perYear) { _, campaign in
      campaign.vehicles[0].perYear = 1
    },
    .init("more money than a year has", .budget) { _, campaign in
      campaign.budgetPerYear = Amount(thousandths: 279_999)
    },
    .init("a lag a day too long", .after) { _, campaign in campaign.elements[2].after[0].lag = 31 },
    .init("a successor on the flight of its predecessor", .after) { flights, campaign in
      campaign.elements[1].mass = Mass(kilograms: 4000)
      flights[1].elements.append("ARM")
      flights[2].elements = ["HAB"]
    },
    .init("a wait a day too long", .within) { _, campaign in
      campaign.elements[2].after[0].within = 29
    },
    .init("more power than there is", .resources) { _, campaign in
      campaign.elements[3].consumes[0].amount = Amount(thousandths: 4001)
    },
    .init("power that comes later", .resources) { _, campaign in
      campaign.elements[0].consumes = [ResourceAmount("power", Amount(1))]
      campaign.elements[0].commissioning = 40
      campaign.elements[1].provides[0].amount = Amount(thousandths: 10_999)
    },
    .init("a vehicle that the element does not allow", .vehicles) { flights, _ in
      flights[3].vehicle = "Crane"
      flights[3].launch = day("2024-06-03")
    },
    .init("a vehicle that a rule forbids", .rules) { _, campaign in
      campaign.rules.append(Rule(forbid: .ids(["LOCK"]), on: .all))
    },
    .init("an operational day after the deadline", .deadline) { _, campaign in
      campaign.elements[2].deadline = day("2024-04-03")
    },
    .init("an operational day after the end", .end) { _, campaign in
      campaign.end = day("2024-04-07")
    },
    .init("an element that does not fly", .missing) { flights, _ in flights.removeLast() },
    .init("an element that flies twice", .duplicate) { flights, _ in
      var again = flights[3]
      again.launch = day("2024-05-10")
      flights.append(again)
    },
    .init("a past flight that is missing", .actuals) { flights, _ in flights.removeFirst() },
    .init("a past flight on another day", .actuals) { flights, _ in
      flights[0].launch = day("2024-01-06")
    },
    .init("a past flight from another pad", .actuals) { flights, _ in flights[0].pad = "P1" },
    .init("an unknown vehicle", .reference) { flights, _ in flights[3].vehicle = "Arrow" },
    .init("an unknown pad", .reference) { flights, _ in flights[3].pad = "P9" },
    .init("a node that the vehicle does not reach", .reference) { flights, _ in
      flights[3].node = "LLO"
    },
  ]

  @Test("a broken rule is found by name", arguments: planMutations)
  func plan(mutation: PlanMutation) {
    var flights = SampleCampaign.flights
    var campaign = SampleCampaign.campaign
    mutation.change(&flights, &campaign)
    let timeline = Timeline(flights: flights, of: campaign)
    let violations = TimelineChecker(campaign).violations(in: timeline)
    let acceptable: Set<Kind> =
      mutation.kind == .reference ? [.reference, .capacity, .timeline] : [mutation.kind]
    #expect(
      violations.contains { acceptable.contains($0.kind) },
      "found \(violations.map { "\($0.kind): \($0.message)" })")
  }

  // MARK: - Changes of single rows

  @Test("changing any field of any row is found")
  func fields() {
    let campaign = SampleCampaign.campaign
    let checker = TimelineChecker(campaign)
    let good = SampleCampaign.timeline
    for index in good.events.indices {
      let changes: [(String, (inout TimelineEvent) -> Void)] = [
        ("date later", { $0.date = $0.date + 1 }),
        ("date earlier", { $0.date = $0.date - 1 }),
        ("kind", { $0.kind = $0.kind == .arrival ? .operational : .arrival }),
        ("flight", { $0.flight = $0.flight == nil ? "F01" : "F09" }),
        ("vehicle", { $0.vehicle = $0.vehicle == "Dart" ? "Crane" : "Dart" }),
        ("pad", { $0.pad = $0.pad == "P1" ? "P2" : "P1" }),
        ("node", { $0.node = "LLO" }),
        ("element", { $0.element = $0.element == "BUS" ? "HAB" : "BUS" }),
        ("mass", { $0.mass = ($0.mass ?? .zero) + Mass(thousandths: 1) }),
        ("detail", { $0.detail += "x" }),
      ]
      for (name, change) in changes {
        var timeline = good
        change(&timeline.events[index])
        #expect(!checker.violations(in: timeline).isEmpty, "\(name) of row \(index + 1)")
      }
    }
  }

  @Test("dropping, repeating or exchanging rows is found")
  func rows() {
    expectEachRowInPlace(of: SampleCampaign.timeline, in: SampleCampaign.campaign)
  }

  @Test("an empty timeline lacks everything")
  func empty() {
    let violations = TimelineChecker(SampleCampaign.campaign).violations(in: Timeline(events: []))
    #expect(violations.contains { $0.kind == .missing })
    #expect(violations.contains { $0.kind == .actuals })
  }

  @Test("huge numbers do not trap")
  func extremes() {
    let checker = TimelineChecker(SampleCampaign.campaign)
    for mass in [Int.max, Int.min] {
      for date in [Day(number: Int.max / 2), Day(number: Int.min / 2)] {
        var timeline = SampleCampaign.timeline
        for index in timeline.events.indices {
          timeline.events[index].mass = Mass(thousandths: mass)
          timeline.events[index].date = date
        }
        #expect(!checker.violations(in: timeline).isEmpty)
      }
    }
  }

  @Test("exhaustive search and checker accept the same random plans", arguments: 0..<8)
  func bruteForce(block: UInt64) {
    for seed in (100 * block)..<(100 * block + 100) {
      let campaign = TinyCampaigns.campaign(seed: seed, features: .all.subtracting(.nodes))
      guard case .optimal(_, let flights) = BruteForce.solve(campaign) else { continue }
      let checker = TimelineChecker(campaign)
      #expect(
        checker.violations(in: Timeline(flights: flights, of: campaign)) == [], "seed \(seed)")
      // One flight a few days off: both must say the same.
      var random = SplitMix64(seed: seed)
      for _ in 0..<6 where !flights.isEmpty {
        var moved = flights
        let index = Int.random(in: 0..<moved.count, using: &random)
        moved[index].launch = moved[index].launch + Int.random(in: -6...6, using: &random)
        let isAccepted = BruteForce.accepts(moved, in: campaign)
        let violations = checker.violations(in: Timeline(flights: moved, of: campaign))
        #expect(violations.isEmpty == isAccepted, "seed \(seed): \(violations.map(\.message))")
      }
    }
  }

  private static func day(_ iso: String) -> Day { SampleCampaign.day(iso) }
}
