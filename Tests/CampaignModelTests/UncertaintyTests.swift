// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Testing

@Suite struct `Defaults of uncertainty` {
  private let start = Day(number: 20_000)

  private func campaign(status: Day? = nil, _ elements: [Element]) -> Campaign {
    Campaign(
      name: "Test", start: start, end: start + 3000, node: "NRHO", status: status,
      vehicles: [
        Vehicle(id: "V", availableFrom: start + 100, routes: []),
        Vehicle(id: "W", routes: [], uncertainty: VehicleUncertainty()),
      ],
      elements: elements)
  }

  @Test func `are given to what says nothing, and to nothing else`() throws {
    let certain = Element(id: "A", node: "NRHO", mass: .zero, uncertainty: ElementUncertainty())
    let campaign = campaign([certain, Element(id: "B", node: "NRHO", mass: .zero)])
    let simulated = campaign.withDefaultUncertainty()
    #expect(simulated.vehicles[0].uncertainty == VehicleUncertainty(class: .mature, lead: 100))
    #expect(simulated.vehicles[1] == campaign.vehicles[1])
    #expect(simulated.elements[0] == certain)
    #expect(simulated.elements[1].uncertainty == ElementUncertainty(class: .new, lead: 0))
    #expect(simulated.withDefaultUncertainty() == simulated)
  }

  @Test func `tell cargo from modules`() {
    let elements = [
      Element(id: "VISIT", node: "NRHO", mass: .zero, stay: 30),
      Element(
        id: "CARGO", node: "NRHO", mass: .zero, delivers: [StoreAmount("food", Mass(kilograms: 1))]),
      Element(
        id: "NODE", node: "NRHO", mass: .zero, ports: [Port(id: "p", standard: "S")],
        delivers: [StoreAmount("food", Mass(kilograms: 1))]),
      Element(id: "TRUSS", node: "NRHO", mass: .zero),
    ]
    let delays = campaign(elements).withDefaultUncertainty().elements.map {
      $0.uncertainty?.rebuild
    }
    let module = Distribution(.uniform(730, 1461))
    #expect(delays == [.always(365), .always(365), module, module])
  }

  @Test func `keep a time to rebuild that the element has`() {
    let element = Element(id: "A", node: "NRHO", mass: .zero, rebuild: 100)
    let simulated = campaign([element]).withDefaultUncertainty().elements[0]
    #expect(simulated.rebuild == 100 && simulated.uncertainty?.rebuild == nil)
    #expect(simulated.uncertainty?.reliability == 0.97)
  }

  @Test(
    "go by the lead time, from the start or the status",
    arguments: [(nil, 500), (0, 500), (450, 50), (500, 0), (800, 0)])
  func leads(status: Int?, lead: Int) {
    let element = Element(id: "A", node: "NRHO", mass: .zero, ready: start + 500)
    let campaign = campaign(status: status.map { start + $0 }, [element])
    #expect(campaign.leadTime(to: element.ready) == lead)
    #expect(
      campaign.withDefaultUncertainty().elements[0].uncertainty
        == ElementUncertainty(class: .new, lead: lead))
  }

  @Test func `have slips that grow with the lead time`() {
    #expect(ElementUncertainty(class: .new, lead: 0).delay == nil)
    #expect(
      ElementUncertainty(class: .new, lead: 1000).delay
        == Distribution(.lognormal(median: 900, sigma: 0.65)))
    #expect(
      ElementUncertainty(class: .repeat, lead: 1000).delay
        == Distribution(.lognormal(median: 300, sigma: 0.65)))
    #expect(
      VehicleUncertainty(class: .new, lead: 1000).available
        == Distribution(.lognormal(median: 900, sigma: 0.65)))
    #expect(VehicleUncertainty(class: .mature, lead: 1000).available == nil)
  }

  /// The rows of the table are from so many days on, up to but without the next.
  @Test(
    "have slips of cargo by the row of the table",
    arguments: [
      (0, 26.0), (89, 26), (90, 93), (179, 93), (180, 173), (360, 270), (540, 305), (719, 305),
      (720, 341), (100_000, 341),
    ])
  func cargo(lead: Int, scale: Double) throws {
    let delay = try #require(ElementUncertainty(class: .cargo, lead: lead).delay)
    guard case .weibull(_, scale) = delay.shape else {
      Issue.record("\(delay)")
      return
    }
  }

  @Test("are probabilities and weights that are some", arguments: VehicleUncertainty.Class.allCases)
  func vehicles(kind: VehicleUncertainty.Class) {
    let uncertainty = VehicleUncertainty(class: kind, lead: 700)
    #expect(uncertainty.scrubs.map(\.cause) == ["weather", "technical"])
    #expect(uncertainty.scrubs.allSatisfy { (0.1...0.3).contains($0.probability) })
    for scrub in uncertainty.scrubs {
      guard case .discrete(let weighted) = scrub.recycle.shape else { continue }
      #expect(abs(weighted.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
      #expect(weighted.allSatisfy { $0.days >= 1 })
    }
  }
}

@Suite struct `Changes of an uncertain campaign` {
  private let start = Day(number: 20_000)
  private var campaign: Campaign {
    let risk = { (id: SharedRisk.ID, elements: [Element.ID]?, vehicles: [Vehicle.ID]?) in
      SharedRisk(
        id: id, occurrence: .perYear(1), impact: .always(10),
        vehicles: vehicles.map { .ids($0) }, elements: elements.map { .ids($0) })
    }
    return Campaign(
      name: "Test", start: start, end: start + 3000, node: "NRHO",
      vehicles: [
        Vehicle(id: "V", flights: 5, routes: [], uncertainty: VehicleUncertainty(spares: 2)),
        Vehicle(id: "W", routes: []),
      ],
      elements: [
        Element(
          id: "A", node: "NRHO", mass: .zero, uncertainty: ElementUncertainty(rebuild: .always(90))),
        Element(id: "B", node: "NRHO", mass: .zero),
      ],
      risks: [
        risk("one", ["A"], nil), risk("two", ["A", "B"], nil), risk("three", ["A"], ["W"]),
        risk("four", nil, ["W"]),
      ])
  }

  @Test func `take a dropped element out of the risks`() throws {
    let changed = try campaign.applying(Scenario(name: "", changes: [.drop("A")]), baseline: [])
    #expect(changed.risks.map(\.id) == ["two", "three", "four"])
    #expect(changed.risks.map(\.elements) == [.ids(["B"]), nil, nil])
  }

  @Test func `do not rebuild what is lost and dropped`() throws {
    var campaign = campaign
    campaign.actuals = [
      PastFlight(vehicle: "V", launched: start, elements: ["A"], isLost: true)
    ]
    let changed = try campaign.applying(Scenario(name: "", changes: [.drop("A")]), baseline: [])
    #expect(changed.elements[0].uncertainty == ElementUncertainty())
  }

  @Test func `leave a cancelled vehicle no spares`() throws {
    let changed = try campaign.applying(Scenario(name: "", changes: [.cancel("V")]), baseline: [])
    #expect(changed.vehicles[0].flights == 0)
    #expect(changed.vehicles[0].uncertainty?.spares == 0)
  }
}
