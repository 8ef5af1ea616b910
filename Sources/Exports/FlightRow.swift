// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A flight of a timeline with what tables say about it.
struct FlightRow {
  var id: String
  var vehicle: Vehicle.ID
  var pad: Pad.ID?
  var node: Node.ID?
  var launch: Day
  /// The day on which it comes to its node; nil when it is lost.
  var arrival: Day?
  var elements: [Element.ID]
  /// The port that each of the elements docks to, where there is one.
  var ports: [String?]
  /// Whether its elements are lost with it.
  var isLost: Bool
  var mass: Mass
  var capacity: Mass?
  var cost: Amount

  /// The flights of a timeline in order of launch.
  static func rows(_ timeline: Timeline, of campaign: Campaign) -> [FlightRow] {
    var arrivals: [String: Day] = [:]
    var aboard: [String: [(position: Int, element: Element.ID, port: String?)]] = [:]
    var lost: Set<String> = []
    let positions = Dictionary(
      campaign.elements.enumerated().map { ($0.element.id, $0.offset) }
    ) { first, _ in first }
    for event in timeline.events where event.kind == .arrival || event.kind == .loss {
      guard let flight = event.flight, let element = event.element else { continue }
      let position = positions[element]
      guard event.kind == .arrival else {
        lost.insert(flight)
        aboard[flight, default: []].append((position ?? .max, element, nil))
        continue
      }
      // What goes on from there by a transfer arrives later.
      let transfer = position.flatMap { campaign.elements[$0].transfer }
      arrivals[flight] = event.date - (transfer?.transit ?? 0)
      let port = event.detail.isEmpty ? nil : event.detail
      aboard[flight, default: []].append((position ?? .max, element, port))
    }
    let vehicles = Dictionary(campaign.vehicles.map { ($0.id, $0) }) { first, _ in first }
    return timeline.events.compactMap { event in
      guard event.kind == .launch, let id = event.flight, let vehicle = event.vehicle else {
        return nil
      }
      let data = vehicles[vehicle]
      let load = (aboard[id] ?? []).sorted { $0.position < $1.position }
      return FlightRow(
        id: id, vehicle: vehicle, pad: event.pad, node: event.node, launch: event.date,
        arrival: arrivals[id], elements: load.map(\.element), ports: load.map(\.port),
        isLost: lost.contains(id), mass: event.mass ?? .zero,
        capacity: event.node.flatMap { data?.route(to: $0)?.capacity }, cost: data?.cost ?? .zero)
    }
  }
}
