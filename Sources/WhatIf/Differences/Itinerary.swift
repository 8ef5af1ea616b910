// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// How a timeline delivers an element: on which flight, and when it arrives, works and leaves.
public struct Itinerary: Hashable, Sendable {
  /// The number of the flight, `F01`.
  public var flight: String
  /// The vehicle.
  public var vehicle: Vehicle.ID
  /// The pad; nil for a vehicle without pads.
  public var pad: Pad.ID?
  /// The launch day.
  public var launch: Day
  /// The day of its arrival at its own node.
  public var arrival: Day?
  /// Its operational day.
  public var operational: Day?
  /// The day it leaves; nil when it stays.
  public var departure: Day?
  /// The port that it docks to, `PPB.fore`; nil when it docks nowhere.
  public var port: String?
  /// The other elements aboard, in the timeline's order.
  public var partners: [Element.ID]

  /// Creates an itinerary.
  public init(
    flight: String, vehicle: Vehicle.ID, pad: Pad.ID? = nil, launch: Day, arrival: Day? = nil,
    operational: Day? = nil, departure: Day? = nil, port: String? = nil,
    partners: [Element.ID] = []
  ) {
    self.flight = flight
    self.vehicle = vehicle
    self.pad = pad
    self.launch = launch
    self.arrival = arrival
    self.operational = operational
    self.departure = departure
    self.port = port
    self.partners = partners
  }
}

/// A flight as a timeline's rows tell it.
public struct ToldFlight: Hashable, Sendable {
  /// Its number, `F01`.
  public var id: String
  /// The vehicle.
  public var vehicle: Vehicle.ID
  /// The pad; nil for a vehicle without pads.
  public var pad: Pad.ID?
  /// Where it goes.
  public var node: Node.ID?
  /// The launch day.
  public var launch: Day
  /// The elements aboard, in the timeline's order.
  public var elements: [Element.ID]
  /// Whether it fails and its elements are lost.
  public var isLost: Bool

  /// Creates a flight.
  public init(
    id: String, vehicle: Vehicle.ID, pad: Pad.ID? = nil, node: Node.ID? = nil, launch: Day,
    elements: [Element.ID], isLost: Bool = false
  ) {
    self.id = id
    self.vehicle = vehicle
    self.pad = pad
    self.node = node
    self.launch = launch
    self.elements = elements
    self.isLost = isLost
  }
}

/// A timeline, told by flight and by element.
///
/// Any rows can be told, those of a file without its manifest too: launch rows say what flies.
struct ToldTimeline {
  /// The flights in order of their launch rows.
  var flights: [ToldFlight] = []
  /// How each element is delivered; an element that is only lost has none.
  var itineraries: [Element.ID: Itinerary] = [:]
  /// The elements in the order in which they first come up.
  var elements: [Element.ID] = []
  /// The days of the milestones, in the timeline's order.
  var milestones: [(name: String, day: Day)] = []
  /// The day of the `complete` row.
  var completion: Day?

  init(_ timeline: Timeline) {
    var positions: [String: Int] = [:]
    for event in timeline.events where event.kind == .launch {
      guard let id = event.flight, let vehicle = event.vehicle, positions[id] == nil else {
        continue
      }
      positions[id] = flights.count
      flights.append(
        ToldFlight(
          id: id, vehicle: vehicle, pad: event.pad, node: event.node, launch: event.date,
          elements: event.detail.split(separator: " ").map { Element.ID(String($0)) }))
    }
    for event in timeline.events {
      switch event.kind {
      case .launch: break
      case .milestone: milestones.append((event.detail, event.date))
      case .complete: completion = event.date
      case .loss:
        if let position = event.flight.flatMap({ positions[$0] }) {
          flights[position].isLost = true
        }
      case .arrival, .operational, .departure:
        guard let element = event.element, let id = event.flight, let position = positions[id]
        else { continue }
        note(event, of: element, on: flights[position])
      }
    }
    var seen: Set<Element.ID> = []
    elements = flights.flatMap(\.elements).filter { seen.insert($0).inserted }
  }

  private mutating func note(
    _ event: TimelineEvent, of element: Element.ID, on flight: ToldFlight
  ) {
    let known = itineraries[element].flatMap { $0.flight == flight.id ? $0 : nil }
    var itinerary =
      known
      ?? Itinerary(
        flight: flight.id, vehicle: flight.vehicle, pad: flight.pad, launch: flight.launch,
        partners: flight.elements.filter { $0 != element })
    switch event.kind {
    case .arrival:
      itinerary.arrival = event.date
      itinerary.port = event.detail.isEmpty ? nil : event.detail
    case .operational: itinerary.operational = event.date
    case .departure: itinerary.departure = event.date
    default: break
    }
    itineraries[element] = itinerary
  }
}
