// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension Logbook {
  /// The flights that the launch and loss rows state, in the order that flights are numbered in.
  static func flights(in rows: [TimelineEvent], of facts: Facts) -> [LoggedFlight] {
    var lost: [String: Set<Int>] = [:]
    for row in rows where row.kind == .loss {
      guard let number = row.flight, let element = facts.element(row.element) else { continue }
      lost[number, default: []].insert(element)
    }
    let flights = rows.enumerated().compactMap { index, row -> LoggedFlight? in
      guard row.kind == .launch else { return nil }
      let aboard = Set(names(aboard: row).compactMap { facts.element(Element.ID($0)) })
      let isLost = row.flight.flatMap { lost[$0] }.map { !$0.isDisjoint(with: aboard) } ?? false
      return LoggedFlight(
        number: row.flight ?? "", row: index, vehicle: facts.vehicle(row.vehicle), pad: row.pad,
        node: row.node, launch: row.date, aboard: aboard.sorted(), isLost: isLost)
    }
    func rank(_ flight: LoggedFlight) -> (Day, Int, Int, Int) {
      (flight.launch, flight.vehicle ?? .max, flight.aboard.first ?? .max, flight.row)
    }
    return flights.sorted { rank($0) < rank($1) }
  }

  /// The names that a launch row's detail lists.
  static func names(aboard row: TimelineEvent) -> [String] {
    row.detail.split(separator: " ").map(String.init)
  }

  /// When the elements aboard arrive, work and leave, those of lost flights left out.
  static func stays(of flights: [LoggedFlight], _ facts: Facts) -> [Stay] {
    flights.enumerated().flatMap { index, flight -> [Stay] in
      guard !flight.isLost else { return [] }
      // A vehicle that does not reach the node counts as there at once; `NodeRule` objects.
      let vehicle = flight.vehicle.map { facts.campaign.vehicles[$0] }
      let transit = flight.node.flatMap { vehicle?.route(to: $0)?.transit } ?? 0
      return flight.aboard.map { position in
        let element = facts.campaign.elements[position]
        let parking = flight.launch.advanced(transit)
        let arrival = parking.advanced(element.transfer?.transit ?? 0)
        return Stay(
          element: position, flight: index, parking: parking, arrival: arrival,
          operational: arrival.advanced(element.commissioning),
          departure: element.stay.map { arrival.advanced($0) })
      }
    }
  }

  /// Tells which stay each row of an element is about, by its flight number and element, and notes
  /// the port that the first arrival row of each stay names.
  static func matchRows(
    _ rows: [TimelineEvent], to stays: inout [Stay], _ flightOfNumber: [String: Int],
    of facts: Facts
  ) -> [Int?] {
    var stayOfBoarding: [Boarding: Int] = [:]
    for (index, stay) in stays.enumerated() {
      stayOfBoarding[Boarding(flight: stay.flight, element: stay.element)] = index
    }
    var found: [Int?] = Array(repeating: nil, count: rows.count)
    for (index, row) in rows.enumerated() {
      guard [.arrival, .operational, .departure].contains(row.kind),
        let element = facts.element(row.element),
        let flight = row.flight.flatMap({ flightOfNumber[$0] }),
        let stay = stayOfBoarding[Boarding(flight: flight, element: element)]
      else { continue }
      found[index] = stay
      if row.kind == .arrival, stays[stay].port == nil { stays[stay].port = row.detail }
    }
    return found
  }

  /// Marks the flights that have happened, and tells which flight each past flight has become.
  ///
  /// A flight that equals a past one in vehicle, day, pad, node and elements is that past flight. A
  /// past flight without an equal takes the first flight left that carries one of its elements to
  /// the same fate, or that shares vehicle and day: that one is the past flight, changed.
  static func matchPastFlights(_ flights: inout [LoggedFlight], of facts: Facts) -> [Int?] {
    let campaign = facts.campaign
    var found: [Int?] = Array(repeating: nil, count: campaign.actuals.count)
    guard !campaign.actuals.isEmpty else { return found }

    var equals: [PastKey: [Int]] = [:]
    for (index, past) in campaign.actuals.enumerated().reversed() {
      let aboard = past.elements.compactMap { facts.element($0) }.sorted()
      let key = PastKey(
        vehicle: facts.vehicle(past.vehicle), launch: past.launched, pad: past.pad,
        node: aboard.first.map { campaign.elements[$0].launchNode }, aboard: aboard)
      equals[key, default: []].append(index)
    }
    for index in flights.indices {
      let flight = flights[index]
      let key = PastKey(
        vehicle: flight.vehicle, launch: flight.launch, pad: flight.pad,
        node: flight.aboard.isEmpty ? nil : flight.node, aboard: flight.aboard)
      if let past = equals[key]?.popLast() {
        flights[index].past = past
        found[past] = index
      }
    }

    // An element that was lost and flies again has two flights, told apart by what becomes of it.
    var carriers: [Cargo: [Int]] = [:]
    var launches: [LaunchKey: [Int]] = [:]
    for (index, flight) in flights.enumerated().reversed() where flight.past == nil {
      for element in flight.aboard {
        carriers[Cargo(element: element, isLost: flight.isLost), default: []].append(index)
      }
      let key = LaunchKey(vehicle: flight.vehicle, launch: flight.launch)
      launches[key, default: []].append(index)
    }
    for (index, past) in campaign.actuals.enumerated() where found[index] == nil {
      let key = LaunchKey(vehicle: facts.vehicle(past.vehicle), launch: past.launched)
      func isTaken(_ flight: Int) -> Bool { flights[flight].past != nil }
      while let last = launches[key]?.last, isTaken(last) { launches[key]?.removeLast() }
      var candidates: [Int] = []
      for element in past.elements.compactMap({ facts.element($0) }) {
        let cargo = Cargo(element: element, isLost: past.isLost)
        while let last = carriers[cargo]?.last, isTaken(last) { carriers[cargo]?.removeLast() }
        candidates += carriers[cargo]?.suffix(1) ?? []
      }
      candidates += launches[key]?.suffix(1) ?? []
      guard let flight = candidates.first else { continue }
      flights[flight].past = index
      found[index] = flight
    }
    return found
  }

  /// An element on a flight.
  private struct Boarding: Hashable {
    var flight: Int
    var element: Int
  }

  /// An element on its way to the station, or to being lost.
  private struct Cargo: Hashable {
    var element: Int
    var isLost: Bool
  }

  /// What must agree for a flight to be a past one.
  private struct PastKey: Hashable {
    var vehicle: Int?
    var launch: Day
    var pad: Pad.ID?
    var node: Node.ID?
    var aboard: [Int]
  }

  private struct LaunchKey: Hashable {
    var vehicle: Int?
    var launch: Day
  }
}
