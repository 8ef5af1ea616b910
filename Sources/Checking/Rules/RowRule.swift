// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Every row says what follows from the launch rows, and nothing that follows is left out.
struct RowRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    var found = logbook.rowsOffCalendar.map { index in
      violation(
        at: index, in: logbook, "its date lies outside the years 1 to 9999",
        ManifestPath("campaign", "end"))
    }
    for flight in logbook.flights { found += launchRow(of: flight, in: logbook) }
    found += stayRows(in: logbook)
    return found
  }

  // MARK: Launch rows

  private func launchRow(of flight: LoggedFlight, in logbook: Logbook) -> [Violation] {
    let row = logbook.rows[flight.row]
    let elements = flight.aboard.map { logbook.campaign.elements[$0] }
    let vehicle = row.vehicle.map { ManifestPath("vehicles", $0.text) } ?? ManifestPath("vehicles")
    var found: [Violation] = []
    func report(_ problem: String, _ path: ManifestPath) {
      found.append(violation(at: flight.row, in: logbook, problem, path))
    }
    if flight.number.isEmpty { report("it has no flight number", vehicle) }
    if row.vehicle == nil { report("it names no vehicle", vehicle) }
    if row.node == nil { report("it names no node", ManifestPath("campaign", "node")) }
    if row.element != nil { report("a launch row names its elements in its detail only", vehicle) }
    if elements.isEmpty && !flight.isPast {
      report("it carries no element", ManifestPath("elements"))
    }
    let total = elements.reduce(Int128(0)) { $0 + Int128($1.mass.thousandths) }
    let stated = row.mass.map { Int128($0.thousandths) }
    if stated != total {
      report(
        "the mass aboard is \(Figures.quantity(total)) kg, not \(kilograms(row.mass))", vehicle)
    }
    let detail = elements.map(\.id.text).joined(separator: " ")
    let names = Logbook.names(aboard: row)
    // Unknown and repeated names are reported by the rules that they break.
    if row.detail != detail, names.count == elements.count {
      report(
        "its detail lists the elements aboard in the manifest's order, \(detail)",
        ManifestPath("elements"))
    }
    return found
  }

  // MARK: Rows of elements

  private func stayRows(in logbook: Logbook) -> [Violation] {
    let numbers = Set(logbook.flights.map(\.number))
    var found: [Violation] = []
    var seen: Set<RowKey> = []
    for (index, row) in logbook.rows.enumerated() {
      guard [.arrival, .operational, .departure].contains(row.kind) else { continue }
      func report(_ problem: String, _ path: ManifestPath) {
        found.append(violation(at: index, in: logbook, problem, path))
      }
      guard let id = row.element else {
        report("it names no element", ManifestPath("elements"))
        continue
      }
      let path = ManifestPath("elements", id.text)
      guard logbook.facts.element(id) != nil else {
        found.append(
          violation(
            .reference, at: index, in: logbook, "the manifest has no element \(id)",
            ManifestPath("elements")))
        continue
      }
      guard let number = row.flight, numbers.contains(number) else {
        report("no launch row has its flight number", path)
        continue
      }
      guard let stay = logbook.stayOfRow[index] else {
        let isLost = logbook.flightOfNumber[number].map { logbook.flights[$0].isLost } ?? false
        report(
          isLost
            ? "nothing arrives with \(number), which is lost" : "\(id) is not aboard \(number)",
          path)
        continue
      }
      guard seen.insert(RowKey(stay: stay, kind: row.kind)).inserted else {
        report("there is such a row already", path)
        continue
      }
      for (problem, path) in problems(of: row, logbook.stays[stay], in: logbook) {
        report(problem, path)
      }
    }
    for (index, stay) in logbook.stays.enumerated() {
      let flight = logbook.flight(of: stay)
      let element = logbook.element(of: stay)
      for kind in [TimelineEvent.Kind.arrival, .operational, .departure] {
        guard let date = date(of: kind, stay), !seen.contains(RowKey(stay: index, kind: kind))
        else { continue }
        found.append(
          Violation(
            kind: .timeline, date: date, flight: flight.number.isEmpty ? nil : flight.number,
            element: element.id,
            message: "\(element.id) has no \(kind.rawValue) row; it belongs on \(date)",
            path: ManifestPath("elements", element.id.text)))
      }
    }
    return found
  }

  /// What is wrong with a row that belongs to a stay.
  private func problems(
    of row: TimelineEvent, _ stay: Stay, in logbook: Logbook
  ) -> [(String, ManifestPath)] {
    let launch = logbook.rows[logbook.flight(of: stay).row]
    let element = logbook.element(of: stay)
    let path = ManifestPath("elements", element.id.text)
    var found: [(String, ManifestPath)] = []
    if let expected = date(of: row.kind, stay) {
      if row.date != expected {
        found.append(
          ("by the manifest it is on \(expected)", self.path(of: row.kind, launch, element)))
      }
    } else {
      found.append(("\(element.id) does not leave", path))
    }
    if row.vehicle != launch.vehicle || row.pad != launch.pad {
      found.append(("vehicle and pad must be those of the launch row", path))
    }
    if row.node != element.node {
      found.append(
        (
          "its node must be that of \(element.id), \(element.node), not "
            + (row.node?.text ?? "nothing"), path.appending("node")
        ))
    }
    if row.mass != element.mass {
      found.append(
        (
          "\(element.id) has \(kilograms(element.mass)), not \(kilograms(row.mass))",
          path.appending("mass")
        ))
    }
    // What an arrival row's detail says is for `PortRule` to judge.
    if row.kind != .arrival, !row.detail.isEmpty {
      found.append(("its detail must be empty", path))
    }
    return found
  }

  private func date(of kind: TimelineEvent.Kind, _ stay: Stay) -> Day? {
    switch kind {
    case .arrival: stay.arrival
    case .operational: stay.operational
    default: stay.departure
    }
  }

  /// The fact of the manifest that a row's date follows from.
  private func path(
    of kind: TimelineEvent.Kind, _ launch: TimelineEvent, _ element: Element
  ) -> ManifestPath {
    switch kind {
    case .arrival where element.transfer != nil:
      ManifestPath("elements", element.id.text, "transfer", "transit")
    case .arrival:
      ManifestPath(
        "vehicles", launch.vehicle?.text ?? "", "transit", launch.node?.text ?? "")
    case .operational: ManifestPath("elements", element.id.text, "commissioning")
    default: ManifestPath("elements", element.id.text, "stay")
    }
  }

  // MARK: Wording

  private func kilograms(_ mass: Mass?) -> String {
    mass.map { "\(Figures.quantity($0)) kg" } ?? "nothing"
  }

  private func violation(
    _ kind: Violation.Kind = .timeline, at index: Int, in logbook: Logbook, _ problem: String,
    _ path: ManifestPath
  ) -> Violation {
    let row = logbook.rows[index]
    let subject = row.element?.text ?? row.flight ?? row.detail
    let title = [row.kind.rawValue, subject].filter { !$0.isEmpty }.joined(separator: " ")
    return Violation(
      kind: kind, date: row.date, flight: row.flight, element: row.element,
      message: "row \(index + 1) (\(title) on \(row.date)): \(problem)", path: path)
  }

  private struct RowKey: Hashable {
    var stay: Int
    var kind: TimelineEvent.Kind
  }
}
