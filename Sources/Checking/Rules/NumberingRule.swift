// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Flights are numbered from F01 on, by launch day, with as many digits as the last one needs.
struct NumberingRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    let width = max(2, String(logbook.flights.count).count)
    var wrong: [(flight: LoggedFlight, number: String)] = []
    for (index, flight) in logbook.flights.enumerated() {
      let digits = String(index + 1)
      let number = "F" + String(repeating: "0", count: width - digits.count) + digits
      if flight.number != number { wrong.append((flight, number)) }
    }
    // One flight too many shifts all that follow: the first wrong number tells enough.
    guard let (flight, number) = wrong.first else { return [] }
    let others = wrong.count == 1 ? "" : " (and \(wrong.count - 1) more after it)"
    return [
      .of(
        .timeline, flight,
        "\(flight.name) launches on \(flight.launch) and must be numbered \(number), by launch day"
          + others,
        ManifestPath("vehicles"))
    ]
  }
}
