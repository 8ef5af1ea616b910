// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A flight goes to a node that its vehicle reaches and that all elements aboard are launched to.
///
/// That is the element's own node, or the one that its transfer starts from.
struct NodeRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    var found: [Violation] = []
    for flight in logbook.flights where !flight.isPast {
      guard let node = flight.node else { continue }
      if let vehicle = logbook.vehicle(of: flight), vehicle.route(to: node) == nil {
        found.append(
          .of(
            .node, flight,
            "\(flight.name) goes to \(node) on \(flight.launch); \(vehicle.id) does not reach it",
            ManifestPath("vehicles", vehicle.id.text, "capacity")))
      }
      for element in flight.aboard.map({ logbook.campaign.elements[$0] })
      where element.launchNode != node {
        let path = ManifestPath("elements", element.id.text)
        let place =
          element.transfer == nil
          ? "belongs at \(element.node)"
          : "goes on to \(element.node) from \(element.launchNode)"
        found.append(
          .of(
            .node, flight, element: element.id,
            "\(flight.name) carries \(element.id) to \(node) on \(flight.launch); it \(place)",
            element.transfer == nil
              ? path.appending("node") : path.appending("transfer").appending("from")))
      }
    }
    return found
  }
}
