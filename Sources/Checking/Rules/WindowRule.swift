// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A vehicle launches in one of its windows.
struct WindowRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    let spans = Dictionary(logbook.campaign.windows.map { ($0.id, $0.spans) }) { first, _ in first }
    var found: [Violation] = []
    for (vehicle, flights) in logbook.flightsByVehicle where !flights.isEmpty {
      guard let names = vehicle.windows else { continue }
      var sweep = SpanSweep(names.flatMap { spans[$0] ?? [] })
      for flight in flights where !flight.isPast {
        let place = sweep.locate(flight.launch)
        guard place.inside == nil else { continue }
        let nearest = [place.before, place.after].compactMap { $0.map(Figures.span) }
        found.append(
          .of(
            .window, flight,
            "\(flight.name) launches on \(flight.launch), outside the windows of \(vehicle.id)"
              + (nearest.isEmpty ? "" : "; nearest: \(nearest.joined(separator: " and "))"),
            ManifestPath("vehicles", vehicle.id.text, "windows")))
      }
    }
    return found
  }
}
