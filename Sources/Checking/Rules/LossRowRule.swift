// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// There is one loss row for each element aboard a flight that is lost, on the day of its launch.
struct LossRowRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    let losses = logbook.losses
    let expected = Set(losses)
    var seen: Set<Loss> = []
    var found: [Violation] = []
    for (index, row) in logbook.rows.enumerated() where row.kind == .loss {
      func report(
        _ problem: String, _ path: ManifestPath, kind: Violation.Kind = .timeline
      ) {
        let subject = (row.element?.text).map { " \($0)" } ?? ""
        found.append(
          Violation(
            kind: kind, date: row.date, flight: row.flight, element: row.element,
            message: "row \(index + 1) (loss\(subject) on \(row.date)): \(problem)", path: path))
      }
      guard let id = row.element else {
        report("it names no element", ManifestPath("elements"))
        continue
      }
      let path = ManifestPath("elements", id.text)
      guard let element = logbook.facts.element(id) else {
        report("the manifest has no element \(id)", ManifestPath("elements"), kind: .reference)
        continue
      }
      guard let number = row.flight, let flight = logbook.flightOfNumber[number] else {
        report("no launch row has its flight number", path)
        continue
      }
      let loss = Loss(element: element, flight: flight)
      guard expected.contains(loss) else {
        report("\(id) is not aboard \(number)", path)
        continue
      }
      guard seen.insert(loss).inserted else {
        report("there is such a row already", path)
        continue
      }
      let launch = logbook.rows[logbook.flights[flight].row]
      for (problem, path) in problems(of: row, logbook.campaign.elements[element], launch) {
        report(problem, path)
      }
    }
    return found + losses.filter { !seen.contains($0) }.map { missing($0, in: logbook) }
  }

  /// What is wrong with the row of an element that is lost.
  private func problems(
    of row: TimelineEvent, _ element: Element, _ launch: TimelineEvent
  ) -> [(String, ManifestPath)] {
    let path = ManifestPath("elements", element.id.text)
    var found: [(String, ManifestPath)] = []
    if row.date != launch.date {
      found.append(("a loss is dated by the launch, \(launch.date)", path))
    }
    if row.vehicle != launch.vehicle || row.pad != launch.pad || row.node != launch.node {
      found.append(("vehicle, pad and node must be those of the launch row", path))
    }
    if row.mass != element.mass {
      let stated = row.mass.map { "\(Figures.quantity($0)) kg" } ?? "nothing"
      found.append(
        (
          "\(element.id) has \(Figures.quantity(element.mass)) kg, not \(stated)",
          path.appending("mass")
        ))
    }
    if !row.detail.isEmpty { found.append(("its detail must be empty", path)) }
    return found
  }

  private func missing(_ loss: Loss, in logbook: Logbook) -> Violation {
    let flight = logbook.flights[loss.flight]
    let element = logbook.campaign.elements[loss.element]
    return Violation(
      kind: .timeline, date: flight.launch, flight: flight.number.isEmpty ? nil : flight.number,
      element: element.id,
      message: "\(element.id) has no loss row; \(flight.name), which carries it, is lost",
      path: ManifestPath("elements", element.id.text))
  }
}
