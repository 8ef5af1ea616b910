// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// An element launches no earlier than it is ready.
struct ReadyRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    logbook.stays.compactMap { stay in
      let (flight, element) = (logbook.flight(of: stay), logbook.element(of: stay))
      guard !flight.isPast, let ready = element.ready, flight.launch < ready else { return nil }
      return .of(
        .ready, flight, element: element.id,
        "\(flight.name) launches \(element.id) on \(flight.launch); it is ready on \(ready)",
        ManifestPath("elements", element.id.text, "ready"))
    }
  }
}
