// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A flight of a plan with the number that it has in a timeline.
struct NumberedFlight: Hashable, Sendable {
  var number: String
  var flight: Flight

  /// The flights of a timeline that keeps the rules of a campaign, in order of launch.
  static func flights(of timeline: Timeline, in campaign: Campaign) -> [NumberedFlight] {
    var ports: [String: [Element.ID: Port.Reference]] = [:]
    var lost: Set<String> = []
    let references = Dictionary(
      campaign.elements.flatMap { host in
        host.ports.map { port in
          let reference = Port.Reference(element: host.id, port: port.id)
          return (reference.description, reference)
        }
      }
    ) { first, _ in first }
    for event in timeline.events {
      guard let number = event.flight, let element = event.element else { continue }
      if event.kind == .loss { lost.insert(number) }
      if event.kind == .arrival { ports[number, default: [:]][element] = references[event.detail] }
    }
    return timeline.events.compactMap { event in
      guard event.kind == .launch, let number = event.flight, let vehicle = event.vehicle else {
        return nil
      }
      let elements = event.detail.split(separator: " ").map { Element.ID(String($0)) }
      return NumberedFlight(
        number: number,
        flight: Flight(
          vehicle: vehicle, pad: event.pad, node: event.node ?? campaign.node, launch: event.date,
          elements: elements, ports: elements.map { ports[number]?[$0] },
          isLost: lost.contains(number)))
    }
  }

  /// The timeline of some flights, in which each keeps its number.
  static func timeline(_ flights: [NumberedFlight], of campaign: Campaign) -> Timeline {
    var timeline = Timeline(flights: flights.map(\.flight), of: campaign)
    var numbers: [Launch: [String]] = [:]
    for flight in flights.reversed() {
      numbers[Launch(flight.flight), default: []].append(flight.number)
    }
    var names: [String: String] = [:]
    for event in timeline.events where event.kind == .launch {
      guard let number = event.flight else { continue }
      names[number] = numbers[Launch(event)]?.popLast()
    }
    for index in timeline.events.indices {
      timeline.events[index].flight = timeline.events[index].flight.map { names[$0] ?? $0 }
    }
    return timeline
  }

  /// What tells a launch from others.
  private struct Launch: Hashable {
    var vehicle: Vehicle.ID?
    var day: Day
    var elements: String

    init(_ flight: Flight) {
      vehicle = flight.vehicle
      day = flight.launch
      elements = flight.elements.map(\.text).joined(separator: " ")
    }

    init(_ event: TimelineEvent) {
      vehicle = event.vehicle
      day = event.date
      elements = event.detail
    }
  }
}
