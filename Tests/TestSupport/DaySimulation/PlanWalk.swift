// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// A random walk from plan to plan that knows no rules.
///
/// It changes flights, who is aboard and where they dock at random, asks `DaySimulation` what is
/// against the rules, and mostly keeps a change that makes it no more. That it finds no plan better
/// than one told to be best proves nothing; a plan that it finds refutes what one was told.
public struct PlanWalk {
  private let campaign: Campaign
  private var random: SplitMix64
  private var trips: [Trip] = []
  private let ports: [Port.Reference]

  /// A new flight, its elements by their places in the manifest.
  private struct Trip {
    var vehicle: Int
    var pad: Pad.ID?
    var launch: Day
    var aboard: [Seat]
  }

  private struct Seat {
    var element: Int
    var port: Port.Reference?
  }

  /// Creates the walk of a seed.
  public init(_ campaign: Campaign, seed: UInt64) {
    self.campaign = campaign
    random = SplitMix64(seed: seed)
    ports = campaign.elements.flatMap { element in
      element.ports.map { Port.Reference(element: element.id, port: $0.id) }
    }
  }

  /// Walks from a plan, and shows each plan on the way, that one first, with what is to be said of
  /// it.
  public mutating func walk(
    from start: [Flight], steps: Int, visit: ([Flight], DaySimulation) -> Void
  ) {
    begin(with: start)
    let first = trips
    var current = Int.max
    for step in 0...steps {
      let before = trips
      if step > 0 { for _ in 0..<random.pick([1, 1, 2, 3]) { change() } }
      let flights = flights
      let simulation = DaySimulation(flights, of: campaign)
      visit(flights, simulation)
      let count = simulation.complaints.count
      if count <= current || random.chance(5) { current = count } else { trips = before }
      if random.chance(1) {
        trips = first
        current = .max
      }
    }
  }

  private mutating func begin(with flights: [Flight]) {
    trips = flights.filter { flight in
      !flight.isLost && !flight.elements.contains(where: flown.contains)
    }.map { flight in
      Trip(
        vehicle: campaign.vehicles.firstIndex { $0.id == flight.vehicle } ?? 0, pad: flight.pad,
        launch: flight.launch,
        aboard: flight.elements.enumerated().compactMap { place, id in
          campaign.elements.firstIndex { $0.id == id }.map { index in
            Seat(element: index, port: place < flight.ports.count ? flight.ports[place] : nil)
          }
        })
    }
    let aboard = trips.flatMap(\.aboard).map(\.element)
    for (index, element) in campaign.elements.enumerated()
    where !aboard.contains(index) && !flown.contains(element.id) && !mayStay(element) {
      launch(Seat(element: index, port: nil))
    }
  }

  /// What past flights have delivered.
  private var flown: [Element.ID] {
    campaign.actuals.filter { !$0.isLost }.flatMap(\.elements)
  }

  private func mayStay(_ element: Element) -> Bool {
    element.isOptional || campaign.choices.contains { $0.oneOf.contains(element.id) }
  }

  /// The plan, past flights included.
  private var flights: [Flight] {
    let past = campaign.actuals.map { past in
      let node = campaign.elements.first { $0.id == past.elements.first }?.launchNode
      return Flight(
        vehicle: past.vehicle, pad: past.pad, node: node ?? campaign.node, launch: past.launched,
        elements: past.elements, isLost: past.isLost)
    }
    return past
      + trips.filter { !$0.aboard.isEmpty }.map { trip in
        let aboard = trip.aboard.sorted { $0.element < $1.element }
        return Flight(
          vehicle: campaign.vehicles[trip.vehicle].id, pad: trip.pad,
          node: campaign.elements[aboard[0].element].launchNode, launch: trip.launch,
          elements: aboard.map { campaign.elements[$0.element].id }, ports: aboard.map(\.port))
      }
  }

  // MARK: Changes

  private mutating func change() {
    guard !trips.isEmpty else {
      return launch(Seat(element: random.number(in: 0...(campaign.elements.count - 1)), port: nil))
    }
    let trip = random.number(in: 0...(trips.count - 1))
    let seat = random.number(in: 0...(trips[trip].aboard.count - 1))
    switch random.number(in: 0...9) {
    case 0, 1: trips[trip].launch = trips[trip].launch + random.pick([-3, -2, -1, -1, 1, 1, 2])
    case 2: trips[trip].launch = anyDay()
    case 3:
      trips[trip].vehicle = random.number(in: 0...(campaign.vehicles.count - 1))
      trips[trip].pad = anyPad(of: trips[trip].vehicle)
    case 4:
      let moved = remove(seat, from: trip)
      if !trips.isEmpty, random.chance(60) {
        trips[random.number(in: 0...(trips.count - 1))].aboard.append(moved)
      } else {
        launch(moved)
      }
    case 5:
      if mayStay(campaign.elements[trips[trip].aboard[seat].element]) {
        _ = remove(seat, from: trip)
      }
    case 6: flyAnother(with: trip)
    case 7: replace(seat, of: trip)
    default:
      let element = campaign.elements[trips[trip].aboard[seat].element]
      if element.docks != nil {
        trips[trip].aboard[seat].port = anyPort()
      }
    }
  }

  private mutating func remove(_ seat: Int, from trip: Int) -> Seat {
    let removed = trips[trip].aboard.remove(at: seat)
    if trips[trip].aboard.isEmpty { trips.remove(at: trip) }
    return removed
  }

  private mutating func anyDay() -> Day {
    campaign.start + random.number(in: 0...(campaign.end - campaign.start))
  }

  private mutating func anyPad(of vehicle: Int) -> Pad.ID? {
    let pads = campaign.vehicles[vehicle].pads
    return pads.isEmpty ? nil : random.pick(pads)
  }

  private mutating func anyPort() -> Port.Reference? {
    ports.isEmpty || random.chance(10) ? nil : random.pick(ports)
  }

  private mutating func launch(_ seat: Seat) {
    let vehicle = random.number(in: 0...(campaign.vehicles.count - 1))
    let pad = anyPad(of: vehicle)
    trips.append(Trip(vehicle: vehicle, pad: pad, launch: anyDay(), aboard: [seat]))
  }

  /// Lets an element fly that stays on the ground.
  private mutating func flyAnother(with trip: Int) {
    let aboard = trips.flatMap(\.aboard).map(\.element)
    let grounded = campaign.elements.indices.filter { index in
      !aboard.contains(index) && !flown.contains(campaign.elements[index].id)
    }
    guard !grounded.isEmpty else { return }
    let seat = Seat(element: random.pick(grounded), port: nil)
    if random.chance(40) { trips[trip].aboard.append(seat) } else { launch(seat) }
  }

  /// Replaces a member of a choice by another.
  private mutating func replace(_ seat: Int, of trip: Int) {
    let id = campaign.elements[trips[trip].aboard[seat].element].id
    guard let choice = campaign.choices.first(where: { $0.oneOf.contains(id) }) else { return }
    let other = random.pick(choice.oneOf)
    let aboard = trips.flatMap(\.aboard).map { campaign.elements[$0.element].id }
    guard !aboard.contains(other),
      let index = campaign.elements.firstIndex(where: { $0.id == other })
    else { return }
    trips[trip].aboard[seat].element = index
  }
}
