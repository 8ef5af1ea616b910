// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Launch rows name vehicles, pads, nodes and elements of the manifest.
struct ReferenceRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    logbook.flights.flatMap { flight in
      let row = logbook.rows[flight.row]
      var found: [Violation] = []
      func report(_ what: String, _ name: String, section: String) {
        found.append(
          .of(
            .reference, flight, "\(flight.name) names \(what) \(name); the manifest has no such",
            ManifestPath(section)))
      }
      if let vehicle = row.vehicle, flight.vehicle == nil {
        report("the vehicle", vehicle.text, section: "vehicles")
      }
      if let pad = row.pad, logbook.facts.pad(pad) == nil {
        report("the pad", pad.text, section: "pads")
      }
      if let node = row.node, !logbook.facts.nodes.contains(node) {
        report("the node", node.text, section: "vehicles")
      }
      for name in Logbook.names(aboard: row) where logbook.facts.element(Element.ID(name)) == nil {
        report("the element", name, section: "elements")
      }
      return found
    }
  }
}
