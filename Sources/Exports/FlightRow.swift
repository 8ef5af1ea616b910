// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A flight of a timeline with what tables say about it.
struct FlightRow {
  var id: String
  var vehicle: Vehicle.ID
  var pad: Pad.ID?
  var node: Node.ID?
  var launch: Day
  /// The day on which its elements arrive.
  var arrival: Day?
  var elements: [Element.ID]
  var mass: Mass
  var capacity: Mass?
  var cost: Amount

  /// The flights of a timeline in order of launch.
  static func rows(_ timeline: Timeline, of campaign: Campaign) -> [FlightRow] {
    var arrivals: [String: Day] = [:]
    var elements: [String: [Element.ID]] = [:]
    for event in timeline.events where event.kind == .arrival {
      guard let flight = event.flight, let element = event.element else { continue }
      arrivals[flight] = event.date
      elements[flight, default: []].append(element)
    }
    let vehicles = Dictionary(campaign.vehicles.map { ($0.id, $0) }) { first, _ in first }
    return timeline.events.compactMap { event in
      guard event.kind == .launch, let id = event.flight, let vehicle = event.vehicle else {
        return nil
      }
      let data = vehicles[vehicle]
      return FlightRow(
        id: id, vehicle: vehicle, pad: event.pad, node: event.node, launch: event.date,
        arrival: arrivals[id], elements: elements[id] ?? [], mass: event.mass ?? .zero,
        capacity: event.node.flatMap { data?.route(to: $0)?.capacity }, cost: data?.cost ?? .zero)
    }
  }
}
