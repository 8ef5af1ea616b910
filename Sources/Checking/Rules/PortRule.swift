// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// An element that docks has a port of its standard to itself for as long as it stays.
///
/// The port is what its arrival row names. The first element to arrive at a node needs none, and a
/// past element without one is a fact; whoever names a port is held to it.
struct PortRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    let first = firstToArrive(in: logbook)
    var found: [Violation] = []
    var guests: [Port.Reference: [Docked]] = [:]
    var ports: [StationPort] = []
    for stay in logbook.firstStays {
      // Without an arrival row there is nothing to judge; `RowRule` misses the row.
      guard let text = stay.port else { continue }
      let (flight, element) = (logbook.flight(of: stay), logbook.element(of: stay))
      let path = ManifestPath("elements", element.id.text, "docks")
      guard !text.isEmpty else {
        if let docks = element.docks, !flight.isPast, first[element.node] != stay.element {
          found.append(
            violation(
              stay, in: logbook,
              "docks to no port; it needs one of the standard \(docks.standard)", path,
              against: first[element.node].map { [logbook.campaign.elements[$0].id] } ?? []))
        }
        continue
      }
      guard let port = choose(logbook.facts.ports(named: text), for: element) else {
        found.append(
          violation(
            stay, in: logbook, "docks to \(text); the manifest has no such port", path,
            kind: .reference))
        continue
      }
      found += problems(stay, at: port, in: logbook).map { problem, path, against in
        violation(
          stay, in: logbook, "docks to \(port.reference)\(problem)", path, against: against)
      }
      if guests[port.reference] == nil { ports.append(port) }
      guests[port.reference, default: []].append(Docked(stay: stay))
    }
    for port in ports {
      found += clashes(at: port, of: guests[port.reference] ?? [], in: logbook)
    }
    return found
  }

  /// The element that arrives first at each node, the first in the manifest of several.
  private func firstToArrive(in logbook: Logbook) -> [Node.ID: Int] {
    var first: [Node.ID: Stay] = [:]
    for stay in logbook.firstStays {
      let node = logbook.element(of: stay).node
      if let other = first[node], (other.arrival, other.element) < (stay.arrival, stay.element) {
        continue
      }
      first[node] = stay
    }
    return first.mapValues(\.element)
  }

  /// Of several ports of one name, the one that the element may use.
  private func choose(_ ports: [StationPort], for element: Element) -> StationPort? {
    ports.first { port in
      port.standard == element.docks?.standard
        && element.docks?.at?.contains(port.reference) ?? true
    } ?? ports.first
  }

  // MARK: One element and its port

  /// What is wrong with a port for an element: how the sentence goes on, the fact broken and whoever
  /// it takes to break it.
  private func problems(
    _ stay: Stay, at port: StationPort, in logbook: Logbook
  ) -> [(String, ManifestPath, [Element.ID])] {
    let element = logbook.element(of: stay)
    let host = logbook.campaign.elements[port.host]
    let path = ManifestPath("elements", element.id.text, "docks")
    guard let docks = element.docks else {
      return [("; it needs no port", ManifestPath("elements", element.id.text), [])]
    }
    var found: [(String, ManifestPath, [Element.ID])] = []
    if docks.standard != port.standard {
      found.append(
        (
          ", a port of the standard \(port.standard); it needs \(docks.standard)",
          path.appending("standard"), []
        ))
    }
    if let candidates = docks.at, !candidates.contains(port.reference) {
      let names = candidates.map(\.description).joined(separator: ", ")
      found.append(
        ("; it may use \(names.isEmpty ? "none" : names) only", path.appending("at"), []))
    }
    guard port.host != stay.element else { return found + [(", which is its own port", path, [])] }
    guard let position = logbook.stayOfElement[port.host] else {
      return found + [("; \(host.id) does not fly", path, [host.id])]
    }
    let other = logbook.stays[position]
    if host.node != element.node {
      found.append(("; \(host.id) is at \(host.node), not at \(element.node)", path, [host.id]))
    }
    let early = other.operational - stay.arrival
    if early > 0 {
      found.append(
        (
          ", \(Figures.count(early, "day")) before \(host.id) is operational "
            + "(\(other.operational))", path, [host.id]
        ))
    }
    if let end = other.departure, stay.departure.map({ end < $0 }) ?? true {
      let late = stay.departure.map {
        "\(Figures.count($0 - end, "day")) before \(element.id) does"
      }
      found.append(
        ("; \(host.id) leaves on \(end), \(late ?? "but \(element.id) stays")", path, [host.id]))
    }
    return found
  }

  // MARK: Several elements at a port

  /// Whoever comes to a port before the last one has left.
  private func clashes(
    at port: StationPort, of guests: [Docked], in logbook: Logbook
  ) -> [Violation] {
    let path = ManifestPath(
      "elements", port.reference.element.text, "ports", port.reference.port.text)
    var found: [Violation] = []
    var latest: Docked?
    // Whoever leaves on its arrival day is never there.
    let sorted = guests.filter { $0.isThere(on: $0.stay.arrival) }
      .sorted { ($0.stay.arrival, $0.stay.element) < ($1.stay.arrival, $1.stay.element) }
    for guest in sorted {
      if let latest, latest.isThere(on: guest.stay.arrival) {
        let id = logbook.element(of: latest.stay).id
        let until =
          latest.stay.departure.map {
            "until \($0), \(Figures.count($0 - guest.stay.arrival, "day")) too long"
          } ?? "on"
        found.append(
          violation(
            guest.stay, in: logbook,
            "docks to \(port.reference), where \(id) is docked from \(latest.stay.arrival) \(until)",
            path, against: [id]))
      }
      if !(latest?.outlasts(guest) ?? false) { latest = guest }
    }
    return found
  }

  private struct Docked {
    var stay: Stay

    func isThere(on day: Day) -> Bool { stay.departure.map { day < $0 } ?? true }

    func outlasts(_ other: Docked) -> Bool {
      guard let departure = stay.departure else { return true }
      return other.stay.departure.map { $0 <= departure } ?? false
    }
  }

  // MARK: Wording

  private func violation(
    _ stay: Stay, in logbook: Logbook, _ rest: String, _ path: ManifestPath,
    kind: Violation.Kind = .ports, against: [Element.ID] = []
  ) -> Violation {
    let (flight, element) = (logbook.flight(of: stay), logbook.element(of: stay))
    return Violation(
      kind: kind, date: stay.arrival, flight: flight.number.isEmpty ? nil : flight.number,
      element: element.id, against: against.map { .element($0) },
      message: "\(element.id) arrives at \(element.node) on \(stay.arrival) and \(rest)",
      path: path)
  }
}
