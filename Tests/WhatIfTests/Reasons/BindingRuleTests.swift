// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CheckedPlanning
import Checking
import Testing
import WhatIf

/// Campaigns of two elements in which one rule keeps an element from the first day.
@Suite("Each rule is found to bind")
struct BindingRuleTests {
  /// A campaign, and what keeps one of its elements from being earlier.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The element that is asked about.
    var element: Element.ID = "B"
    var change: @Sendable (inout Campaign) -> Void
    var rule: Violation.Kind
    var path: String
    var against: [Violation.Party] = []
    /// Days from the campaign's start to the launch of the element.
    var launch: Int
    /// The rest of the chain, by flight.
    var rest: [String] = []
  }

  static let start = day("2030-01-01")

  /// `A` on `V` and `B` on `W`, both as soon as they like; `A` weighs more.
  static var free: Campaign {
    func vehicle(_ id: Vehicle.ID) -> Vehicle {
      Vehicle(
        id: id, slots: 1,
        routes: [
          Vehicle.Route(node: "NRHO", capacity: Mass(kilograms: 1000), transit: 5),
          Vehicle.Route(node: "LEO", capacity: Mass(kilograms: 1000), transit: 5),
        ], cost: Amount(100))
    }
    func element(_ id: Element.ID, on vehicle: Vehicle.ID, weight: Int) -> Element {
      Element(
        id: id, node: "NRHO", mass: Mass(kilograms: 900), vehicles: [vehicle],
        weight: Amount(weight))
    }
    return Campaign(
      name: "free", start: start, end: day("2031-12-31"), node: "NRHO",
      pads: [Pad(id: "P", turnaround: 20)], vehicles: [vehicle("V"), vehicle("W")],
      elements: [element("A", on: "V", weight: 3), element("B", on: "W", weight: 1)],
      resources: [Resource(id: "power"), Resource(id: "crew")])
  }

  static let facts: [Case] = [
    Case(
      testDescription: "window",
      change: {
        $0.windows = [LaunchWindows(id: "w", spans: [start + 59...start + 63])]
        $0.vehicles[1].windows = ["w"]
      }, rule: .window, path: "vehicles.W.windows", launch: 59),
    Case(
      testDescription: "available", change: { $0.vehicles[1].availableFrom = start + 31 },
      rule: .available, path: "vehicles.W.available", launch: 31),
    Case(
      testDescription: "grounded",
      change: { $0.vehicles[1].grounded = [Vehicle.Grounding(span: start...start + 30)] },
      rule: .grounded, path: "vehicles.W.grounded.0", launch: 31),
    Case(
      testDescription: "ready", change: { $0.elements[1].ready = start + 17 },
      rule: .ready, path: "elements.B.ready", launch: 17),
    Case(
      testDescription: "status", change: { $0.status = start + 12 }, rule: .status,
      path: "campaign.status", launch: 12),
  ]

  static let flights: [Case] = [
    Case(
      testDescription: "turnaround of a vehicle",
      change: {
        $0.vehicles[0].turnaround = 40
        $0.elements[1].vehicles = ["V"]
      }, rule: .turnaround, path: "vehicles.V.turnaround", against: [.flight("F01")], launch: 40,
      rest: ["F01"]),
    Case(
      testDescription: "turnaround of a pad",
      change: {
        for index in 0..<2 { $0.vehicles[index].pads = ["P"] }
      }, rule: .turnaround, path: "pads.P.turnaround", against: [.flight("F01")], launch: 20,
      rest: ["F01"]),
    Case(
      testDescription: "flights a year",
      change: {
        $0.vehicles[0].perYear = 1
        $0.elements[1].vehicles = ["V"]
      }, rule: .perYear, path: "vehicles.V.perYear", against: [.flight("F01")], launch: 365,
      rest: ["F01"]),
    Case(
      testDescription: "budget", change: { $0.budgetPerYear = Amount(150) }, rule: .budget,
      path: "budget.perYear", against: [.flight("F01")], launch: 365, rest: ["F01"]),
  ]

  static let elements: [Case] = [
    Case(
      testDescription: "predecessor", change: { $0.elements[1].after = [Precedence("A", lag: 10)] },
      rule: .after, path: "elements.B.after.0", against: [.element("A")], launch: 10, rest: ["F01"]),
    Case(
      testDescription: "successor that does not wait", element: "A",
      change: {
        $0.elements[1].after = [Precedence("A", within: 10)]
        $0.elements[1].ready = start + 50
      }, rule: .within, path: "elements.B.after.0", against: [.element("B")], launch: 40,
      rest: ["F02"]),
    Case(
      testDescription: "meeting on the way",
      change: {
        $0.elements[0].node = "LEO"
        $0.elements[0].commissioning = 10
        $0.elements[1].transfer = Transfer(from: "LEO", with: ["A"])
      }, rule: .transfer, path: "elements.B.transfer.with.0", against: [.element("A")], launch: 10,
      rest: ["F01"]),
    Case(
      testDescription: "port",
      change: {
        $0.elements[0].commissioning = 30
        $0.elements[0].ports = [Port(id: "fore", standard: "IDSS")]
        $0.elements[1].docks = Docking(standard: "IDSS")
      }, rule: .ports, path: "elements.B.docks", against: [.element("A")], launch: 30,
      rest: ["F01"]),
    Case(
      testDescription: "crew",
      change: {
        $0.elements[0].commissioning = 30
        $0.elements[0].provides = [ResourceAmount("crew", Amount(2))]
        $0.elements[1].crew = 2
        $0.elements[1].commissioning = 3
      }, rule: .crew, path: "elements.B.crew", against: [.element("A")], launch: 30, rest: ["F01"]),
    Case(
      testDescription: "power",
      change: {
        $0.elements[0].commissioning = 30
        $0.elements[0].provides = [ResourceAmount("power", Amount(5))]
        $0.elements[1].consumes = [ResourceAmount("power", Amount(5))]
      }, rule: .resources, path: "resources.power", against: [.element("A")], launch: 30,
      rest: ["F01"]),
    Case(
      testDescription: "store",
      change: {
        $0.stores = [Store(id: "supplies", node: "NRHO")]
        $0.elements[0].commissioning = 30
        $0.elements[0].delivers = [StoreAmount("supplies", Mass(kilograms: 800))]
        $0.elements[1].draws = [StoreAmount("supplies", Mass(kilograms: 1))]
      }, rule: .stores, path: "stores.supplies.reserve", against: [.element("A")], launch: 30,
      rest: ["F01"]),
  ]

  @Test("from the first day to the launch", arguments: facts + flights + elements)
  func binds(_ example: Case) throws {
    var campaign = Self.free
    example.change(&campaign)
    let timeline = try #require(try planner.plan(campaign).timeline)
    let bindings = Bindings(campaign: campaign, timeline: timeline)
    let chain = bindings.chain(to: example.element)
    let link = try #require(chain.first)
    #expect(link.aboard == [example.element])
    #expect(link.launch == Self.start + example.launch)
    #expect(link.rule == example.rule)
    #expect(link.path?.description == example.path)
    #expect(link.against == example.against)
    #expect(link.days == Self.start...link.launch - 1)
    #expect(chain.dropFirst().map(\.flight) == example.rest)
    #expect(bindings.chain(toFlight: link.flight) == chain)
  }

  @Test("or that none does, on the first day")
  func first() throws {
    let timeline = try #require(try planner.plan(Self.free).timeline)
    let chain = Bindings(campaign: Self.free, timeline: timeline).chain(to: "B")
    #expect(chain.map(\.hold) == [.first(ManifestPath("campaign", "start"))])
  }

  @Test("or that a flight has happened")
  func past() throws {
    var campaign = Self.free
    campaign.actuals = [PastFlight(vehicle: "V", launched: Self.start + 3, elements: ["A"])]
    campaign.status = Self.start + 5
    campaign.elements[1].after = [Precedence("A", lag: 10)]
    let timeline = try #require(try planner.plan(campaign).timeline)
    let chain = Bindings(campaign: campaign, timeline: timeline).chain(to: "B")
    #expect(chain.map(\.rule) == [.after, nil])
    #expect(chain.last?.hold == .past(ManifestPath("actuals", "0")))
  }

  @Test("or that a flight could be earlier, all others staying as they are")
  func nothing() throws {
    let flights = [
      Flight(vehicle: "V", pad: nil, node: "NRHO", launch: Self.start, elements: ["A"]),
      Flight(vehicle: "W", pad: nil, node: "NRHO", launch: Self.start + 9, elements: ["B"]),
    ]
    let timeline = Timeline(flights: flights, of: Self.free)
    let chain = Bindings(campaign: Self.free, timeline: timeline).chain(to: "B")
    #expect(chain.map(\.hold) == [.nothing])
    #expect(chain.first?.days == Self.start + 8...Self.start + 8)
  }

  @Test("in the windows before, too, and from flight to flight")
  func windows() throws {
    var campaign = Self.free
    campaign.windows = [
      LaunchWindows(id: "w", spans: [0, 30, 60].map { Self.start + $0...Self.start + $0 + 4 })
    ]
    campaign.vehicles[1].windows = ["w"]
    campaign.elements[0].ready = Self.start + 3
    campaign.elements[1].after = [Precedence("A", lag: 45)]
    let timeline = try #require(try planner.plan(campaign).timeline)
    let chain = Bindings(campaign: campaign, timeline: timeline).chain(to: "B")
    #expect(chain.map(\.flight) == ["F02", "F02", "F01"])
    #expect(chain.map(\.rule) == [.window, .after, .ready])
    #expect(chain[0].days == Self.start + 35...Self.start + 59)
    #expect(chain[1].days == Self.start...Self.start + 34)
  }

  private static func day(_ iso: String) -> Day {
    Day(iso: iso) ?? Day(number: 0)
  }
}
