// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// An element flies on a vehicle that it allows.
struct VehiclesRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    let allowed = logbook.campaign.elements.map { $0.vehicles.map(Set.init) }
    return logbook.newFlights.flatMap { flight, vehicle in
      flight.aboard.compactMap { position -> Violation? in
        guard let vehicles = allowed[position], !vehicles.contains(vehicle.id) else { return nil }
        let element = logbook.campaign.elements[position]
        let names = (element.vehicles ?? []).map(\.text).joined(separator: ", ")
        return .of(
          .vehicles, flight, element: element.id,
          "\(flight.name) carries \(element.id) on \(vehicle.id); it flies on \(names) only",
          ManifestPath("elements", element.id.text, "vehicles"))
      }
    }
  }
}
