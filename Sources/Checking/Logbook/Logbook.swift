// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// What a timeline's launch rows say happens, worked out from the manifest's figures.
///
/// Only launch rows are believed: vehicle, pad, node, day and the elements aboard; and that a flight
/// is lost, if one of its elements has a loss row. When elements arrive, work and leave follows from
/// them; the other rows are judged against it. Which port an element docks to is what its arrival
/// row says.
struct Logbook {
  let facts: Facts
  /// The rows, their dates within the calendar.
  let rows: [TimelineEvent]
  /// The rows whose date was outside the calendar.
  let rowsOffCalendar: [Int]
  /// The flights by launch day, then by manifest order of vehicle and of first element.
  let flights: [LoggedFlight]
  /// The position among the flights of the first of each number.
  let flightOfNumber: [String: Int]
  /// The stays of elements at the station, by flight and manifest order; a flight that is lost has
  /// none.
  let stays: [Stay]
  /// The first stay of each element, by the element's position in the manifest.
  let stayOfElement: [Int?]
  /// The stay that each row of an element is about; nil for other rows and where there is none.
  let stayOfRow: [Int?]
  /// For each of the campaign's past flights, the flight that is or was made out of it.
  let flightOfPast: [Int?]

  var campaign: Campaign { facts.campaign }

  init(_ timeline: Timeline, of facts: Facts) {
    self.facts = facts
    rowsOffCalendar = timeline.events.indices.filter {
      timeline.events[$0].date.clamped != timeline.events[$0].date
    }
    rows = timeline.events.map {
      var row = $0
      row.date = row.date.clamped
      return row
    }
    var flights = Self.flights(in: rows, of: facts)
    flightOfPast = Self.matchPastFlights(&flights, of: facts)
    self.flights = flights
    flightOfNumber = Dictionary(
      flights.enumerated().lazy.filter { !$1.number.isEmpty }.map { ($1.number, $0) }
    ) { first, _ in first }
    var stays = Self.stays(of: flights, facts)
    stayOfRow = Self.matchRows(rows, to: &stays, flightOfNumber, of: facts)
    self.stays = stays
    var first: [Int?] = Array(repeating: nil, count: facts.campaign.elements.count)
    for (index, stay) in stays.enumerated().reversed() { first[stay.element] = index }
    stayOfElement = first
  }

  /// The stays that count where elements are judged together: the first of each element.
  var firstStays: [Stay] {
    stays.enumerated().compactMap { stayOfElement[$1.element] == $0 ? $1 : nil }
  }

  /// The stay of an element, nil when it is not in the manifest or does not fly.
  func stay(of id: Element.ID) -> Stay? {
    facts.element(id).flatMap { stayOfElement[$0] }.map { stays[$0] }
  }

  /// The elements that flights lose, by flight and manifest order.
  var losses: [Loss] {
    flights.enumerated().flatMap { index, flight in
      flight.isLost ? flight.aboard.map { Loss(element: $0, flight: index) } : []
    }
  }

  /// The flight of a stay.
  func flight(of stay: Stay) -> LoggedFlight { flights[stay.flight] }

  /// The element of a stay.
  func element(of stay: Stay) -> Element { campaign.elements[stay.element] }

  /// The vehicle of a flight, if the manifest has it.
  func vehicle(of flight: LoggedFlight) -> Vehicle? {
    flight.vehicle.map { campaign.vehicles[$0] }
  }

  /// The new flights with their vehicles, those of unknown vehicles left out.
  var newFlights: [(flight: LoggedFlight, vehicle: Vehicle)] {
    flights.compactMap { flight in
      guard !flight.isPast, let vehicle = vehicle(of: flight) else { return nil }
      return (flight, vehicle)
    }
  }

  /// The flights of each vehicle by date, in manifest order of the vehicles.
  var flightsByVehicle: [(vehicle: Vehicle, flights: [LoggedFlight])] {
    var groups: [[LoggedFlight]] = Array(repeating: [], count: campaign.vehicles.count)
    for flight in flights {
      if let vehicle = flight.vehicle { groups[vehicle].append(flight) }
    }
    return groups.indices.map { (campaign.vehicles[$0], groups[$0]) }
  }
}

/// A flight as a launch row states it.
struct LoggedFlight {
  /// Its number, empty when the row has none.
  var number: String
  /// The position of the launch row.
  var row: Int
  /// The position of the vehicle in the manifest, if it has it.
  var vehicle: Int?
  var pad: Pad.ID?
  var node: Node.ID?
  var launch: Day
  /// The positions of the elements aboard, those that the manifest has, each once, in its order.
  var aboard: [Int]
  /// Whether a row says that an element aboard is lost.
  var isLost = false
  /// The past flight of the campaign that this is, nil for a new one.
  var past: Int?

  var isPast: Bool { past != nil }

  /// What to call it in a sentence.
  var name: String { number.isEmpty ? "the flight of row \(row + 1)" : number }
}

/// An element that is lost with its flight.
struct Loss: Hashable {
  /// The position of the element in the manifest.
  var element: Int
  /// The position of its flight in the logbook.
  var flight: Int
}

/// An element's stay at the station.
struct Stay {
  /// The position of the element in the manifest.
  var element: Int
  /// The position of its flight in the logbook.
  var flight: Int
  /// The day on which it comes to the node that its flight goes to.
  var parking: Day
  /// The day on which it comes to its own node.
  var arrival: Day
  var operational: Day
  /// The day on which it is there no more; nil when it stays.
  var departure: Day?
  /// What its arrival row says of its port, empty for none; nil without an arrival row.
  var port: String?
}
