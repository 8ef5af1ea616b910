// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import TestSupport
import Testing

/// A good timeline with losses passes; each change to it, or to the campaign, breaks exactly the
/// rules it is meant to break, or none where it stays within a limit.
@Suite("The checker judges flights that are lost")
struct LossMutationTests {
  typealias Kind = Violation.Kind

  struct Mutation: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var broken: Set<Kind>
    var change: @Sendable (inout [Flight], inout Campaign) -> Void

    init(
      _ name: String, _ broken: Kind...,
      change: @escaping @Sendable (inout [Flight], inout Campaign) -> Void
    ) {
      testDescription = name
      self.broken = Set(broken)
      self.change = change
    }
  }

  static let mutations: [Mutation] = [
    Mutation("nothing") { _, _ in },
    // When and whether an element flies again.
    Mutation("a launch a day before the rebuilt one is there", .ready) { flights, _ in
      flights[5].launch = day("2024-05-29")
    },
    Mutation("a rebuilding that takes a day longer", .ready) { _, campaign in
      campaign.elements[3].rebuild = 91
    },
    Mutation("a ready date that the rebuilt one keeps, too") { _, campaign in
      campaign.elements[3].ready = day("2024-05-30")
    },
    Mutation("a ready date after the rebuilding", .ready) { _, campaign in
      campaign.elements[3].ready = day("2024-05-31")
    },
    Mutation("one that cannot be rebuilt", .lost) { _, campaign in
      campaign.elements[3].rebuild = nil
    },
    Mutation("tools that were lost for good aboard again", .lost) { flights, _ in
      flights[5].elements = ["CARGO", "TOOLS"]
    },
    Mutation("the module of a choice that was lost for good", .lost) { flights, _ in
      flights[3].elements = ["DOCK-A"]
    },
    Mutation("a choice that a lost module does not make", .choices) { flights, _ in
      flights.remove(at: 3)
    },
    Mutation("a rebuilding as long as a campaign cannot be", .ready) { _, campaign in
      campaign.elements[3].rebuild = .max
    },
    Mutation("cargo that does not fly again", .missing, .after) { flights, _ in
      flights.removeLast()
    },
    // The rows of milestones are those of the second delivery then.
    Mutation("cargo that flies again twice", .duplicate, .timeline) { flights, campaign in
      (campaign.vehicles[0].flights, campaign.vehicles[0].perYear) = (nil, nil)
      flights.append(SampleLoss.flight("Soyuz", "2025-07-30", ["CARGO"]))
    },
    Mutation("a module before the cargo that it waits for", .after) { flights, _ in
      flights[4].launch = day("2024-05-28")
    },
    // A lost flight is a launch like any other.
    Mutation("a vehicle that needs longer after the lost flight", .turnaround) { _, campaign in
      campaign.vehicles[0].turnaround = 31
    },
    Mutation("a pad that needs longer after the lost flight", .turnaround) { _, campaign in
      campaign.pads[0].turnaround = 31
    },
    Mutation("a flight fewer, lost ones counted", .flights) { _, campaign in
      campaign.vehicles[0].flights = 3
    },
    Mutation("a flight fewer in the year, lost ones counted", .perYear) { _, campaign in
      campaign.vehicles[0].perYear = 3
    },
    Mutation("money for the new flights alone", .budget) { _, campaign in
      campaign.budgetPerYear = Amount(399)
    },
    // The past is as it was.
    Mutation("a lost flight that is left out", .actuals) { flights, _ in flights.remove(at: 2) },
    Mutation("a lost flight on another day", .actuals) { flights, _ in
      flights[2].launch = day("2024-02-28")
    },
    Mutation("a lost flight that arrives", .actuals, .duplicate, .timeline) { flights, _ in
      flights[2].isLost = false
    },
    Mutation("a past flight that is lost after all", .actuals, .missing) { flights, _ in
      flights[0].isLost = true
    },
    Mutation("a new flight that is lost", .actuals, .missing, .after) { flights, _ in
      flights[5].isLost = true
    },
    Mutation("a lost flight that the manifest has as a good one", .actuals) { flights, campaign in
      campaign.actuals[1].isLost = false
      flights.remove(at: 3)
      campaign.choices = []
      campaign.elements[1].isOptional = true
      campaign.elements[2].isOptional = true
    },
  ]

  @Test("a broken rule is found by name, and only that", arguments: mutations)
  func judge(mutation: Mutation) {
    var (flights, campaign) = (SampleLoss.flights, SampleLoss.campaign)
    mutation.change(&flights, &campaign)
    let timeline = Timeline(flights: flights, of: campaign)
    let violations = TimelineChecker(campaign).violations(in: timeline)
    let messages = violations.map { "\($0.kind): \($0.message)" }
    #expect(Set(violations.map(\.kind)) == mutation.broken, "\(messages)")
    let complaints = DaySimulation(flights, of: campaign).complaints
    #expect(complaints.isEmpty == mutation.broken.isEmpty, "\(complaints)")
  }

  @Test("what was lost twice is rebuilt after the last loss", arguments: [0, 1])
  func twice(early: Int) {
    var (flights, campaign) = (SampleLoss.flights, SampleLoss.campaign)
    flights[5].isLost = true
    campaign.status = Self.day("2024-05-31")
    campaign.budgetPerYear = nil
    (campaign.vehicles[0].flights, campaign.vehicles[0].perYear) = (nil, nil)
    campaign.actuals += [flights[3], flights[5]].map {
      PastFlight(
        vehicle: $0.vehicle, launched: $0.launch, elements: $0.elements, pad: $0.pad,
        isLost: $0.isLost)
    }
    flights[4].launch = Self.day("2024-08-28")
    flights.append(SampleLoss.flight("Soyuz", "2024-08-28", ["CARGO"]))
    flights[6].launch = flights[6].launch - early
    let timeline = Timeline(flights: flights, of: campaign)
    let violations = TimelineChecker(campaign).violations(in: timeline)
    #expect(violations.map(\.kind) == (early == 0 ? [] : [.ready]))
  }

  @Test("messages name day and place of the loss")
  func wording() throws {
    var campaign = SampleLoss.campaign
    campaign.elements[3].rebuild = 91
    campaign.choices = []
    campaign.elements[2].isOptional = true
    let flights = SampleLoss.flights.filter { $0.elements != ["DOCK-B"] }
    let timeline = Timeline(flights: flights, of: campaign)
    let violations = TimelineChecker(campaign).violations(in: timeline)
    #expect(
      violations.map { "\($0.path): \($0.message)" } == [
        "elements.DOCK-A: DOCK-A is on no flight after it was lost with F02",
        "elements.CARGO.rebuild: F05 launches CARGO on 2024-05-30; it was lost on 2024-03-01 and "
          + "is rebuilt on 2024-05-31",
      ])
  }

  // MARK: - Rows

  @Test("changing any field of any row is found")
  func fields() {
    let checker = TimelineChecker(SampleLoss.campaign)
    let good = SampleLoss.timeline
    for index in good.events.indices {
      let changes: [(String, (inout TimelineEvent) -> Void)] = [
        ("date later", { $0.date = $0.date + 1 }),
        ("date earlier", { $0.date = $0.date - 1 }),
        ("arrival", { $0.kind = $0.kind == .arrival ? .loss : .arrival }),
        ("loss", { $0.kind = $0.kind == .loss ? .operational : .loss }),
        ("flight", { $0.flight = $0.flight == "F03" ? "F06" : "F03" }),
        ("vehicle", { $0.vehicle = $0.vehicle == "Soyuz" ? "Proton" : "Soyuz" }),
        ("pad", { $0.pad = $0.pad == nil ? "P31" : nil }),
        ("node", { $0.node = "NRHO" }),
        ("element", { $0.element = $0.element == "CARGO" ? "TOOLS" : "CARGO" }),
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
    expectEachRowInPlace(of: SampleLoss.timeline, in: SampleLoss.campaign)
  }

  // MARK: - Random campaigns

  @Test("exhaustive search and checker accept the same random plans", arguments: UInt64(0)..<8)
  func random(block: UInt64) {
    var lost = 0
    for number in (40 * block)..<(40 * block + 40) {
      // Even seeds, since it is not said of a plan which ports would do.
      let seed = 2 * number
      let campaign = TinyLosses.campaign(seed: seed)
      guard case .optimal(_, let flights) = BruteForce.solve(campaign) else { continue }
      if flights.contains(where: \.isLost) { lost += 1 }
      let checker = TimelineChecker(campaign)
      #expect(
        checker.violations(in: Timeline(flights: flights, of: campaign)) == [], "seed \(seed)")
      var random = SplitMix64(seed: seed)
      for _ in 0..<8 where !flights.isEmpty {
        var changed = flights
        let index = random.number(in: 0...(changed.count - 1))
        if random.chance(20) {
          changed[index].isLost.toggle()
        } else {
          changed[index].launch = changed[index].launch + random.number(in: -6...6)
        }
        let isAccepted = BruteForce.accepts(changed, in: campaign)
        let violations = checker.violations(in: Timeline(flights: changed, of: campaign))
        #expect(violations.isEmpty == isAccepted, "seed \(seed): \(violations.map(\.message))")
      }
    }
    #expect(lost > 1)
  }

  private static func day(_ iso: String) -> Day { SampleCampaign.day(iso) }
}
