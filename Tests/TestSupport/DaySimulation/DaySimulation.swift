// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Lives through a plan day by day and notes what is against the rules.
///
/// It judges what `BruteForce` finds, and shares nothing with it, with planner or checker. Past
/// flights must be among the flights; nothing but their being there is judged of them.
public struct DaySimulation {
  /// What is against the rules, in the order in which it happens; empty for a good plan.
  public private(set) var complaints: [String] = []
  let campaign: Campaign
  let flights: [Flight]
  /// What flies, in manifest order.
  var visits: [Visit] = []
  /// What is in the stores, in thousandths of a thousandth of a kilogram.
  var levels: [Store.ID: Int] = [:]

  /// An element on its way and at its node.
  struct Visit {
    var element: Element
    var launch: Day
    /// The day it comes to the node that the vehicle takes it to.
    var parking: Day
    var arrival: Day
    var operational: Day
    /// The day it leaves; nil when it stays.
    var departure: Day?
    var port: Port.Reference?
    var isPast: Bool

    func isGone(by day: Day) -> Bool { departure.map { $0 <= day } ?? false }
    func isPresent(on day: Day) -> Bool { arrival <= day && !isGone(by: day) }
    func works(on day: Day) -> Bool { operational <= day && !isGone(by: day) }
  }

  /// Lives through the flights of a campaign.
  public init(_ flights: [Flight], of campaign: Campaign) {
    self.campaign = campaign
    self.flights = flights.sorted { $0.launch < $1.launch }
    board()
    judgeWhoFlies()
    guard let first = ([campaign.start] + flights.map(\.launch)).min() else { return }
    let ends = visits.flatMap { [$0.operational, $0.departure ?? $0.operational] }
    let last = (ends + [campaign.end]).max() ?? campaign.end
    for store in campaign.stores { levels[store.id] = store.initial.thousandths * 1000 }
    var day = first
    while day <= last {
      judgeLaunches(on: day)
      judgeArrivals(on: day)
      judgePorts(on: day)
      if day <= campaign.end {
        judgeResources(on: day)
        judgeCrew(on: day)
        judgeStores(on: day)
      }
      day = day + 1
    }
  }

  mutating func complain(_ text: String) { complaints.append(text) }

  func isPast(_ flight: Flight) -> Bool {
    campaign.actuals.contains { past in
      past.vehicle == flight.vehicle && past.launched == flight.launch && past.pad == flight.pad
        && past.elements == flight.elements && past.isLost == flight.isLost
    }
  }

  /// Puts the elements aboard the flights; nothing comes of one that is lost.
  private mutating func board() {
    for flight in flights {
      if flight.elements.isEmpty { complain("an empty flight on \(flight.launch)") }
      if flight.isLost, !isPast(flight) { complain("a flight is lost on \(flight.launch)") }
      if flight.isLost { continue }
      for (place, id) in flight.elements.enumerated() {
        guard let element = campaign.elements.first(where: { $0.id == id }) else {
          complain("no element is called \(id)")
          continue
        }
        if visits.contains(where: { $0.element.id == id }) { complain("\(id) flies twice") }
        let vehicle = campaign.vehicles.first { $0.id == flight.vehicle }
        let parking = flight.launch + (vehicle?.route(to: element.launchNode)?.transit ?? 0)
        let arrival = parking + (element.transfer?.transit ?? 0)
        visits.append(
          Visit(
            element: element, launch: flight.launch, parking: parking, arrival: arrival,
            operational: arrival + element.commissioning,
            departure: element.stay.map { arrival + $0 },
            port: place < flight.ports.count ? flight.ports[place] : nil,
            isPast: isPast(flight)))
      }
    }
    let order = campaign.elements.map(\.id)
    visits.sort {
      (order.firstIndex(of: $0.element.id) ?? 0) < (order.firstIndex(of: $1.element.id) ?? 0)
    }
  }

  func visit(_ id: Element.ID) -> Visit? { visits.first { $0.element.id == id } }

  // MARK: Who flies

  private mutating func judgeWhoFlies() {
    for past in campaign.actuals {
      let twins = flights.filter { flight in
        flight.vehicle == past.vehicle && flight.launch == past.launched
          && flight.elements == past.elements && flight.pad == past.pad
          && flight.isLost == past.isLost
      }
      if twins.count != 1 { complain("the flight of \(past.launched) is not as it was") }
    }
    for element in campaign.elements where visit(element.id) == nil {
      let isChoice = campaign.choices.contains { $0.oneOf.contains(element.id) }
      if !element.isOptional, !isChoice { complain("\(element.id) does not fly") }
    }
    for choice in campaign.choices {
      let flown = choice.oneOf.filter { visit($0) != nil }
      if flown.count != 1 { complain("\(flown.count) of \(choice.id) fly") }
    }
  }

  // MARK: Launches

  private mutating func judgeLaunches(on day: Day) {
    for (index, flight) in flights.enumerated() where flight.launch == day && !isPast(flight) {
      guard let vehicle = campaign.vehicles.first(where: { $0.id == flight.vehicle }) else {
        complain("no vehicle is called \(flight.vehicle)")
        continue
      }
      let name = "\(vehicle.id) on \(day)"
      if day < campaign.start || day > campaign.end { complain("\(name) is out of time") }
      if let status = campaign.status, day < status { complain("\(name) is before today") }
      if let from = vehicle.availableFrom, day < from { complain("\(name) is too early") }
      if let until = vehicle.availableUntil, day > until { complain("\(name) is too late") }
      if vehicle.grounded.contains(where: { $0.span.contains(day) }) {
        complain("\(name) is grounded")
      }
      if let names = vehicle.windows {
        let open = campaign.windows.filter { names.contains($0.id) }.flatMap(\.spans)
        if !open.contains(where: { $0.contains(day) }) { complain("\(name) has no window") }
      }
      let isPadGood =
        vehicle.pads.isEmpty
        ? flight.pad == nil : vehicle.pads.map(Optional.some).contains(flight.pad)
      if !isPadGood { complain("\(name) has a wrong pad") }
      judgeLoad(of: flight, on: vehicle)
      judgeRates(of: index, vehicle)
    }
  }

  private mutating func judgeLoad(of flight: Flight, on vehicle: Vehicle) {
    let aboard = campaign.elements.filter { flight.elements.contains($0.id) }
    let name = "\(vehicle.id) on \(flight.launch)"
    let mass = aboard.reduce(Mass.zero) { $0 + $1.mass }
    if mass > vehicle.route(to: flight.node)?.capacity ?? .zero { complain("\(name) is too heavy") }
    if let slots = vehicle.slots, aboard.count > slots { complain("\(name) is full") }
    for element in aboard {
      if element.launchNode != flight.node { complain("\(element.id) goes elsewhere") }
      if let ready = element.ready, flight.launch < ready { complain("\(element.id) is not ready") }
      for past in campaign.actuals where past.isLost && past.elements.contains(element.id) {
        guard let days = element.rebuild, flight.launch - past.launched >= days else {
          complain("\(element.id) is lost")
          continue
        }
      }
      if let allowed = element.vehicles, !allowed.contains(vehicle.id) {
        complain("\(element.id) is not for \(vehicle.id)")
      }
      if let wide = element.diameter, let most = vehicle.fairing?.diameter, wide > most {
        complain("\(element.id) is too wide")
      }
      if let long = element.length, let most = vehicle.fairing?.length, long > most {
        complain("\(element.id) is too long")
      }
      for rule in campaign.rules
      where rule.elements.contains(element.id, agency: element.agency, tags: element.tags)
        && rule.vehicles.contains(vehicle.id, agency: vehicle.agency, tags: vehicle.tags)
      {
        complain("\(element.id) must not fly on \(vehicle.id)")
      }
    }
  }

  /// Judges a flight together with those before it; the past is before all that is new.
  private mutating func judgeRates(of index: Int, _ vehicle: Vehicle) {
    let flight = flights[index]
    let name = "\(vehicle.id) on \(flight.launch)"
    let before = flights[..<index]
    let same = before.filter { $0.vehicle == vehicle.id }
    if same.contains(where: { flight.launch - $0.launch < vehicle.turnaround }) {
      complain("\(name) is too soon")
    }
    if let pad = campaign.pads.first(where: { $0.id == flight.pad }),
      before.contains(where: {
        $0.pad == pad.id && flight.launch - $0.launch < pad.turnaround
      })
    {
      complain("\(pad.id) is not free on \(flight.launch)")
    }
    if let most = vehicle.flights, same.count + 1 > most { complain("\(name) is one too many") }
    let year = flight.launch.year
    if let most = vehicle.perYear, same.count(where: { $0.launch.year == year }) + 1 > most {
      complain("\(name) is one too many in \(year)")
    }
    if let budget = campaign.budgetPerYear {
      let spent = (before + [flight]).filter { $0.launch.year == year }.reduce(Amount.zero) {
        sum, flight in
        sum + (campaign.vehicles.first { $0.id == flight.vehicle }?.cost ?? .zero)
      }
      if spent > budget { complain("\(name) is too dear for \(year)") }
    }
  }
}
