// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Every element fits the fairing by itself.
struct FairingRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    logbook.newFlights.flatMap { flight, vehicle -> [Violation] in
      guard let fairing = vehicle.fairing else { return [] }
      let path = ManifestPath("vehicles", vehicle.id.text, "fairing")
      var found: [Violation] = []
      for element in flight.aboard.map({ logbook.campaign.elements[$0] }) {
        func check(_ size: Length?, _ limit: Length?, _ dimension: String, _ adjective: String) {
          guard let size, let limit, size > limit else { return }
          found.append(
            .of(
              .fairing, flight, element: element.id,
              "\(flight.name) carries \(element.id), \(Figures.quantity(size)) m \(adjective); "
                + "the fairing of \(vehicle.id) holds \(Figures.quantity(limit)) m",
              path.appending(dimension)))
        }
        check(element.diameter, fairing.diameter, "diameter", "wide")
        check(element.length, fairing.length, "length", "long")
      }
      return found
    }
  }
}
