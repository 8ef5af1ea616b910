// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A plan in the simulation's numbers: its flights, their order, and what each element waits for.
///
/// docs/simulation.md, "Links", says what the links are. Days count from the model's origin.
struct PlanNetwork: Sendable {
  /// The new flights, in the order of their numbers.
  private(set) var flights: [PlannedFlight] = []
  /// Their numbers, `F01`.
  private(set) var numbers: [String] = []
  /// The elements aboard, flight by flight, what others aboard wait for first.
  private(set) var aboard: [Int] = []
  /// The flight of each element; nil for those that have flown and those on the ground.
  private(set) var flightOf: [Int?]
  /// Whether an element flies in the simulation: on one of the flights, or before the plan was made.
  private(set) var flies: [Bool]
  /// The port that each element docks to, if any.
  private(set) var ports: [Port.Reference?]
  /// Days from launch to the element's node.
  private(set) var travel: [Int]
  /// The planned arrival, operational and departure days; nil for what does not fly.
  private(set) var planned: [PlannedDays?]
  /// All links, those of one element and kind next to each other.
  private(set) var links: [Link] = []
  /// Which of them an element's arrival, and its being operational, waits for.
  private(set) var arrivalLinks: [Range<Int>] = []
  private(set) var operationLinks: [Range<Int>] = []
  /// Which flights and elements wait for an element, in order.
  private(set) var flightsAfter: [[Int]] = []
  private(set) var elementsAfter: [[Int]] = []
  /// The longest that an element may come after others, for elements that have such a limit.
  private(set) var limits: [Limit] = []

  /// A flight of the plan.
  struct PlannedFlight: Sendable {
    var vehicle: Int
    var pad: Int?
    var day: Int
    /// Its elements, among those of `aboard`; never empty.
    var elements: Range<Int>
    /// The flights before it on its vehicle and pad.
    var previousOnVehicle: Int?
    var previousOnPad: Int?
    /// Whether it does not go before its planned day under any policy.
    var keepsDay: Bool
  }

  /// The days of an element in the plan.
  struct PlannedDays: Hashable, Sendable {
    var arrival: Int
    var operational: Int
    var departure: Int?
  }

  /// What an element waits for: so many days after another is operational, or leaves.
  struct Link: Hashable, Sendable {
    var source: Int
    var isDeparture: Bool
    var lag: Int
  }

  /// An element that has been launched in a replication before a new plan is made.
  struct Flown {
    /// Its days as they are, or as they look.
    var days: PlannedDays
    /// The port that it docks to, or is at.
    var port: Port.Reference?
    /// Whether it is operational, or has been.
    var isAtWork: Bool
    /// What its arrival waits for.
    var waits: [Link]
  }

  /// An element arrives no later than so many days after another is operational.
  struct Limit: Sendable {
    var element: Int
    var source: Int
    var days: Int
  }

  /// The elements of a flight.
  @inline(__always)
  func elements(of flight: Int) -> ArraySlice<Int> { aboard[flights[flight].elements] }

  /// Reads the flights of a plan; past flights among them are known from the campaign.
  ///
  /// A plan made within a replication comes without flights launched, but with the elements flown.
  init(_ plan: [Flight], of model: ExecutionModel, flown: [Int: Flown] = [:]) {
    let campaign = model.campaign
    let places = Places(campaign)
    let count = campaign.elements.count
    flightOf = [Int?](repeating: nil, count: count)
    travel = [Int](repeating: 0, count: count)
    planned = [PlannedDays?](repeating: nil, count: count)
    for past in model.past.delivered {
      planned[past.element] = PlannedDays(
        arrival: past.arrival, operational: past.operational, departure: past.departure)
    }
    flies = [Bool](repeating: false, count: count)
    ports = [Port.Reference?](repeating: nil, count: count)
    for (place, own) in flown {
      flies[place] = planned[place] == nil
      planned[place] = own.days
      ports[place] = own.port
    }
    var lastOnVehicle = [Int?](repeating: nil, count: campaign.vehicles.count)
    var lastOnPad = [Int?](repeating: nil, count: campaign.pads.count)
    for (number, flight) in Flight.numbered(plan, of: campaign) {
      let aboard = flight.elements.compactMap { places.elements[$0] }
      for (place, port) in zip(aboard, flight.ports) { ports[place] = port }
      guard !flight.isLost, !aboard.isEmpty, aboard.allSatisfy({ planned[$0] == nil }),
        let vehicle = places.vehicles[flight.vehicle]
      else { continue }
      let pad = flight.pad.flatMap { places.pads[$0] }
      let day = flight.launch - model.origin
      let transit = campaign.vehicles[vehicle].route(to: flight.node)?.transit ?? 0
      for place in aboard {
        let element = campaign.elements[place]
        travel[place] = transit + (element.transfer?.transit ?? 0)
        let arrival = day + travel[place]
        planned[place] = PlannedDays(
          arrival: arrival, operational: arrival + element.commissioning,
          departure: element.stay.map { arrival + $0 })
        flightOf[place] = flights.count
        flies[place] = true
      }
      numbers.append(number)
      let start = self.aboard.count
      self.aboard += aboard.sorted { key($0) < key($1) }
      flights.append(
        PlannedFlight(
          vehicle: vehicle, pad: pad, day: day, elements: start..<self.aboard.count,
          previousOnVehicle: lastOnVehicle[vehicle], previousOnPad: pad.flatMap { lastOnPad[$0] },
          keepsDay: aboard.contains { campaign.elements[$0].stay != nil }))
      lastOnVehicle[vehicle] = flights.count - 1
      if let pad { lastOnPad[pad] = flights.count - 1 }
    }
    connect(
      LinkBuilder(
        campaign, planned: planned, ports: ports, places: places,
        end: campaign.end + 1 - model.origin,
        unfed: Set(flown.filter { !$0.value.isAtWork }.keys)), flown)
  }

  private func key(_ element: Int) -> (Int, Int, Int) {
    guard let days = planned[element] else { return (0, 0, element) }
    return (days.operational, days.arrival, element)
  }

  private mutating func connect(_ unfinished: LinkBuilder, _ flown: [Int: Flown]) {
    var builder = unfinished
    builder.addAll()
    let flying = planned.indices.filter { flies[$0] }
    let count = planned.count
    arrivalLinks = [Range<Int>](repeating: 0..<0, count: count)
    operationLinks = [Range<Int>](repeating: 0..<0, count: count)
    flightsAfter = [[Int]](repeating: [], count: count)
    elementsAfter = [[Int]](repeating: [], count: count)
    for element in flying {
      let arrival = flown[element]?.waits ?? builder.arrival[element]
      arrivalLinks[element] = append(arrival)
      operationLinks[element] = append(builder.operation[element])
      for link in arrival + builder.operation[element] {
        if !elementsAfter[link.source].contains(element) {
          elementsAfter[link.source].append(element)
        }
        if let flight = flightOf[element], !flightsAfter[link.source].contains(flight) {
          flightsAfter[link.source].append(flight)
        }
      }
    }
    limits = builder.limits.filter { flies[$0.element] }
    for limit in limits {
      if let flight = flightOf[limit.source] { flights[flight].keepsDay = true }
    }
  }

  private mutating func append(_ own: [Link]) -> Range<Int> {
    let start = links.count
    for link in own where !links[start...].contains(link) { links.append(link) }
    return start..<links.count
  }
}
