// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// An element that is to meet others on its way finds them operational, and not for too long.
struct TransferRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    logbook.stays.flatMap { stay -> [Violation] in
      let (flight, element) = (logbook.flight(of: stay), logbook.element(of: stay))
      guard !flight.isPast, let transfer = element.transfer else { return [] }
      let path = ManifestPath("elements", element.id.text, "transfer")
      return transfer.with.enumerated().compactMap { index, id in
        let entry = path.appending("with").appending(String(index))
        guard let (rest, path) = problem(transfer, stay, id, entry, path, in: logbook) else {
          return nil
        }
        return Violation(
          kind: .transfer, date: stay.parking,
          flight: flight.number.isEmpty ? nil : flight.number, element: element.id,
          against: [.element(id)],
          message: "\(element.id) comes to \(transfer.from) on \(stay.parking)\(rest)", path: path)
      }
    }
  }

  /// What is wrong with meeting one of the elements: how the sentence goes on, and the fact broken.
  private func problem(
    _ transfer: Transfer, _ stay: Stay, _ id: Element.ID, _ entry: ManifestPath,
    _ path: ManifestPath, in logbook: Logbook
  ) -> (String, ManifestPath)? {
    guard logbook.facts.element(id) != nil else { return nil }
    guard let met = logbook.stay(of: id) else {
      return (" to meet \(id), which does not fly", entry)
    }
    let wait = stay.parking - met.operational
    if wait < 0 {
      return (
        " to meet \(id), \(Figures.count(-wait, "day")) before that is operational "
          + "(\(met.operational))", entry
      )
    }
    if let within = transfer.within, wait > within {
      return (
        " to meet \(id), \(Figures.count(wait, "day")) after that is operational "
          + "(\(met.operational)); it must be at most \(Figures.count(within, "day")) after",
        path.appending("within")
      )
    }
    return nil
  }
}
