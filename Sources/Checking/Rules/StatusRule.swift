// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Nothing new launches before the status date.
struct StatusRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    guard let status = logbook.campaign.status else { return [] }
    return logbook.flights.compactMap { flight in
      guard !flight.isPast, flight.launch < status else { return nil }
      return .of(
        .status, flight,
        "\(flight.name) launches on \(flight.launch), before the status date \(status), and is "
          + "none of the flights that have happened",
        ManifestPath("campaign", "status"))
    }
  }
}
