// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// An element that was lost flies again only if it can be rebuilt, and when it is.
///
/// Every past flight that lost it counts, whenever that was.
struct LossRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    var losses: [Int: [(flight: PastFlight, index: Int)]] = [:]
    for (index, past) in logbook.campaign.actuals.enumerated() where past.isLost {
      for element in past.elements.compactMap({ logbook.facts.element($0) }) {
        losses[element, default: []].append((past, index))
      }
    }
    guard !losses.isEmpty else { return [] }
    return logbook.flights.filter { !$0.isPast }.flatMap { flight in
      flight.aboard.compactMap { position -> Violation? in
        guard let last = losses[position]?.max(by: { $0.flight.launched < $1.flight.launched })
        else { return nil }
        let element = logbook.campaign.elements[position]
        let loss = last.flight.launched
        guard let rebuild = element.rebuild else {
          return .of(
            .lost, flight, element: element.id,
            "\(flight.name) launches \(element.id) on \(flight.launch); it was lost on \(loss) "
              + "and has no 'rebuild'",
            ManifestPath("actuals", String(last.index)))
        }
        let ready = loss.advanced(rebuild)
        guard flight.launch < ready else { return nil }
        return .of(
          .ready, flight, element: element.id,
          "\(flight.name) launches \(element.id) on \(flight.launch); it was lost on \(loss) and "
            + "is rebuilt on \(ready.clamped)",
          ManifestPath("elements", element.id.text, "rebuild"))
      }
    }
  }
}
