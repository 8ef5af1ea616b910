// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A vehicle lifts what is aboard to the flight's node.
struct CapacityRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    logbook.newFlights.compactMap { flight, vehicle in
      guard let node = flight.node, let route = vehicle.route(to: node) else { return nil }
      let total = flight.aboard.reduce(Int128(0)) {
        $0 + Int128(logbook.campaign.elements[$1].mass.thousandths)
      }
      guard total > Int128(route.capacity.thousandths) else { return nil }
      return .of(
        .capacity, flight,
        "\(flight.name) carries \(Figures.quantity(total)) kg to \(node) on \(flight.launch); "
          + "\(vehicle.id) lifts \(Figures.quantity(route.capacity)) kg",
        ManifestPath("vehicles", vehicle.id.text, "capacity", node.text))
    }
  }
}
