// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A vehicle carries no more elements than it has slots.
struct SlotsRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    logbook.newFlights.compactMap { flight, vehicle in
      guard let slots = vehicle.slots, flight.aboard.count > slots else { return nil }
      return .of(
        .slots, flight,
        "\(flight.name) carries \(Figures.count(flight.aboard.count, "element")) on "
          + "\(flight.launch); \(vehicle.id) has \(Figures.count(slots, "slot"))",
        ManifestPath("vehicles", vehicle.id.text, "slots"))
    }
  }
}
