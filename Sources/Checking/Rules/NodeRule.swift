// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A flight goes to a node that its vehicle reaches and that all elements aboard go to.
struct NodeRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    var found: [Violation] = []
    for flight in logbook.flights where !flight.isPast {
      guard let node = flight.node else { continue }
      if let vehicle = logbook.vehicle(of: flight), vehicle.route(to: node) == nil {
        found.append(
          .of(
            .node, flight, "\(flight.name) goes to \(node); \(vehicle.id) does not reach it",
            ManifestPath("vehicles", vehicle.id.text, "capacity")))
      }
      for element in flight.aboard.map({ logbook.campaign.elements[$0] })
      where element.node != node {
        found.append(
          .of(
            .node, flight, element: element.id,
            "\(flight.name) carries \(element.id) to \(node); it belongs at \(element.node)",
            ManifestPath("elements", element.id.text, "node")))
      }
    }
    return found
  }
}
