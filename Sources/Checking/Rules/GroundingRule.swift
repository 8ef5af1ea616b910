// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A vehicle does not launch while it is grounded.
struct GroundingRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    var found: [Violation] = []
    for (vehicle, flights) in logbook.flightsByVehicle where !flights.isEmpty {
      var sweep = SpanSweep(vehicle.grounded.map(\.span))
      for flight in flights where !flight.isPast {
        guard let index = sweep.locate(flight.launch).inside else { continue }
        let grounding = vehicle.grounded[index]
        found.append(
          .of(
            .grounded, flight,
            "\(flight.name) launches on \(flight.launch); \(vehicle.id) is grounded from "
              + Figures.span(grounding.span) + (grounding.why.map { " (\($0))" } ?? ""),
            ManifestPath("vehicles", vehicle.id.text, "grounded", String(index))))
      }
    }
    return found
  }
}
