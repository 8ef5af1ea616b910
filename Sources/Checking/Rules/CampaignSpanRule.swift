// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Flights launch and elements become operational between the campaign's first and last day.
struct CampaignSpanRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    let (start, end) = (logbook.campaign.start, logbook.campaign.end)
    var found: [Violation] = []
    for flight in logbook.flights where !flight.isPast {
      if flight.launch < start {
        found.append(
          .of(
            .window, flight,
            "\(flight.name) launches on \(flight.launch); the campaign starts on \(start)",
            ManifestPath("campaign", "start")))
      }
      if flight.launch > end {
        found.append(
          .of(
            .end, flight,
            "\(flight.name) launches on \(flight.launch); the campaign ends on \(end)",
            ManifestPath("campaign", "end")))
      }
    }
    for stay in logbook.stays where stay.operational > end {
      let flight = logbook.flight(of: stay)
      guard !flight.isPast, flight.launch <= end else { continue }
      let element = logbook.element(of: stay)
      found.append(
        Violation(
          kind: .end, date: stay.operational, flight: flight.number, element: element.id,
          message: "\(element.id) is operational on \(stay.operational); the campaign ends on "
            + "\(end)",
          path: ManifestPath("campaign", "end")))
    }
    return found
  }
}
