// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A vehicle launches while it is available.
struct AvailabilityRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    logbook.newFlights.compactMap { flight, vehicle in
      let limit: String
      if let from = vehicle.availableFrom, flight.launch < from {
        limit = "from \(from) on"
      } else if let until = vehicle.availableUntil, flight.launch > until {
        limit = "until \(until)"
      } else {
        return nil
      }
      return .of(
        .available, flight,
        "\(flight.name) launches on \(flight.launch); \(vehicle.id) is available \(limit)",
        ManifestPath("vehicles", vehicle.id.text, "available"))
    }
  }
}
