// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A flight uses one of its vehicle's pads, and none when the vehicle has none.
struct PadRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    logbook.newFlights.compactMap { flight, vehicle in
      let path = ManifestPath("vehicles", vehicle.id.text, "pads")
      let usable = vehicle.pads.map(\.text).joined(separator: ", ")
      guard let pad = flight.pad else {
        guard !vehicle.pads.isEmpty else { return nil }
        return .of(
          .pad, flight,
          "\(flight.name) launches on \(flight.launch) from no pad; \(vehicle.id) uses \(usable)",
          path)
      }
      guard !vehicle.pads.contains(pad) else { return nil }
      return .of(
        .pad, flight,
        "\(flight.name) launches on \(flight.launch) from \(pad); \(vehicle.id) uses "
          + (usable.isEmpty ? "no pad" : usable),
        path)
    }
  }
}
