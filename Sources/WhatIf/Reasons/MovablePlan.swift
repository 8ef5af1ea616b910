// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Checking

/// A plan whose flights are moved one at a time, each move judged by the independent checker.
struct MovablePlan: Sendable {
  let campaign: Campaign
  /// The flights, numbered as in the timeline.
  let flights: [NumberedFlight]
  private let checker: TimelineChecker
  private let positionOfElement: [Element.ID: Int]

  init(_ campaign: Campaign, _ timeline: Timeline) {
    self.campaign = campaign
    flights = NumberedFlight.flights(of: timeline, in: campaign)
    checker = TimelineChecker(campaign)
    var positions: [Element.ID: Int] = [:]
    for (index, flight) in flights.enumerated() where !flight.flight.isLost {
      for element in flight.flight.elements { positions[element] = index }
    }
    positionOfElement = positions
  }

  /// The flight that delivers an element.
  func position(of element: Element.ID) -> Int? { positionOfElement[element] }

  /// The flight with a number.
  func position(ofFlight number: String) -> Int? { flights.firstIndex { $0.number == number } }

  /// The flight of a party.
  func position(of party: Violation.Party) -> Int? {
    switch party {
    case .flight(let number): position(ofFlight: number)
    case .element(let element): position(of: element)
    }
  }

  /// Why a flight cannot launch on another day while all other flights stay as they are; empty when
  /// it can, if need be from another pad of its vehicle or with its elements at other ports.
  func reasons(against position: Int, on day: Day) -> [Reason] {
    var moved = flights[position].flight
    moved.launch = day
    let reasons = reasons(replacing: position, by: moved)
    guard !reasons.isEmpty, reasons.allSatisfy({ $0.concernsPlaceOnly }) else { return reasons }
    // Where it launches from and where it docks are its own affair, as long as there is a place.
    for pad in pads(of: moved) {
      for ports in ports(of: moved, besides: reasons) {
        var other = moved
        (other.pad, other.ports) = (pad, ports)
        if other != moved, self.reasons(replacing: position, by: other).isEmpty { return [] }
      }
    }
    return reasons
  }

  private func reasons(replacing position: Int, by flight: Flight) -> [Reason] {
    var moved = flights
    moved[position].flight = flight
    let subject = flights[position]
    let violations = checker.violations(in: NumberedFlight.timeline(moved, of: campaign))
    var seen: Set<Reason.Key> = []
    return violations.compactMap { violation in
      // How rows are numbered and ordered is no reason.
      guard violation.kind != .timeline else { return nil }
      let reason = Reason(violation, moving: subject)
      return seen.insert(reason.key).inserted ? reason : nil
    }
  }

  // MARK: Places

  private func pads(of flight: Flight) -> [Pad.ID?] {
    let pads = campaign.vehicles.first { $0.id == flight.vehicle }?.pads ?? []
    return pads.isEmpty ? [nil] : [flight.pad] + pads.filter { $0 != flight.pad }
  }

  /// The ports that the elements of a flight may use, the present ones first; only elements that
  /// lack one are given others.
  private func ports(of flight: Flight, besides reasons: [Reason]) -> [[Port.Reference?]] {
    let present = flight.ports + Array(repeating: nil, count: flight.elements.count)
    let homeless = Set(reasons.filter { $0.rule == .ports }.compactMap(\.element))
    var found: [[Port.Reference?]] = [[]]
    for (element, port) in zip(flight.elements, present) {
      let places = homeless.contains(element) ? places(for: element, instead: port) : [port]
      found = found.flatMap { ports in places.map { ports + [$0] } }
      // More would be tried for long, and a station has few ports of a standard.
      if found.count > Self.mostPlaces { found.removeLast(found.count - Self.mostPlaces) }
    }
    return found
  }

  private func places(
    for element: Element.ID, instead port: Port.Reference?
  ) -> [Port.Reference?] {
    guard let docks = campaign.elements.first(where: { $0.id == element })?.docks else {
      return [port]
    }
    let others = campaign.elements.flatMap { host in
      host.ports.compactMap { other -> Port.Reference? in
        let reference = Port.Reference(element: host.id, port: other.id)
        guard other.standard == docks.standard, reference != port,
          docks.at?.contains(reference) ?? true, host.id != element,
          positionOfElement[host.id] != nil
        else { return nil }
        return reference
      }
    }
    return [port] + others + [nil]
  }

  private static let mostPlaces = 200
}
