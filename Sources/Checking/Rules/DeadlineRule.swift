// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// An element is operational by its deadline.
struct DeadlineRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    logbook.stays.compactMap { stay in
      let (flight, element) = (logbook.flight(of: stay), logbook.element(of: stay))
      guard !flight.isPast, let deadline = element.deadline, stay.operational > deadline else {
        return nil
      }
      return Violation(
        kind: .deadline, date: stay.operational, flight: flight.number, element: element.id,
        message: "\(element.id) is operational on \(stay.operational); its deadline is "
          + "\(deadline)",
        path: ManifestPath("elements", element.id.text, "deadline"))
    }
  }
}
