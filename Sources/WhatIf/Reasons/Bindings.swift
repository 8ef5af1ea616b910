// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import Checking

/// Why the flights of a plan launch when they do and not sooner.
///
/// A flight is moved to an earlier day, all others stay as they are, and the independent checker
/// names the rules that are broken then. That is done for each day before the launch until one of the
/// rules is found to go back further than all others. When it is broken against another flight or
/// element, that flight is asked the same, and so on: a binding chain, which ends at a fact of the
/// manifest that depends on no other flight. docs/explain.md describes the method.
public struct Bindings: Sendable {
  let plan: MovablePlan

  /// Prepares the bindings of a timeline that keeps the rules of a campaign.
  public init(campaign: Campaign, timeline: Timeline) {
    plan = MovablePlan(campaign, timeline)
  }

  /// The binding chain of the flight that delivers an element, that flight first; empty when none
  /// does.
  public func chain(to element: Element.ID) -> [Link] {
    plan.position(of: element).map { chain(from: $0) } ?? []
  }

  /// The binding chain of a flight by its number, that flight first; empty when there is none.
  public func chain(toFlight number: String) -> [Link] {
    plan.position(ofFlight: number).map { chain(from: $0) } ?? []
  }

  /// The links of a flight alone, from its launch day back; empty when there is none of that number.
  ///
  /// All but the last are facts, such as the days between two windows; the last may be against others.
  public func links(ofFlight number: String) -> [Link] {
    plan.position(ofFlight: number).map { links(of: $0) } ?? []
  }

  private func chain(from position: Int) -> [Link] {
    var chain: [Link] = []
    var seen: Set<Int> = []
    var next: Int? = position
    while let current = next, seen.insert(current).inserted {
      let links = links(of: current)
      chain += links
      next = links.last?.against.compactMap { plan.position(of: $0) }.first { !seen.contains($0) }
    }
    return chain
  }

  private func links(of position: Int) -> [Link] {
    let flight = plan.flights[position]
    var link = Link(
      flight: flight.number, launch: flight.flight.launch, aboard: flight.flight.elements,
      hold: .nothing, days: flight.flight.launch...flight.flight.launch)
    if let path = plan.pathOfPast(flight.flight) {
      link.hold = .past(path)
      return [link]
    }
    let start = plan.campaign.start
    guard flight.flight.launch > start else {
      link.hold = .first(ManifestPath("campaign", "start"))
      return [link]
    }
    var links: [Link] = []
    var day = flight.flight.launch - 1
    while day >= start {
      guard let (reason, first) = longest(position, before: day, since: start) else {
        link.hold = .nothing
        link.days = day...day
        return links + [link]
      }
      link.hold = .rule(reason)
      link.days = first...day
      links.append(link)
      guard reason.isFact else { break }
      day = first - 1
    }
    return links
  }

  /// Of the reasons that rule out a day, the one that rules out the most days before it, too, and
  /// the first of these; nil when nothing rules out the day.
  private func longest(
    _ position: Int, before day: Day, since start: Day
  ) -> (reason: Reason, first: Day)? {
    var standing = plan.reasons(against: position, on: day)
    guard !standing.isEmpty else { return nil }
    // What no earlier day can escape need not be looked at day by day.
    let lasting = standing.filter(\.growsBackwards)
    if !lasting.isEmpty {
      let keys = Set(plan.reasons(against: position, on: start).map(\.key))
      if let reason = lasting.first(where: { keys.contains($0.key) }) { return (reason, start) }
    }
    var first = day
    while first > start {
      let keys = Set(plan.reasons(against: position, on: first - 1).map(\.key))
      let left = standing.filter { keys.contains($0.key) }
      if left.isEmpty { break }
      standing = left
      first = first - 1
    }
    return standing.first.map { ($0, first) }
  }
}

extension MovablePlan {
  /// The past flight of the campaign that a flight is; nil for a new one.
  func pathOfPast(_ flight: Flight) -> ManifestPath? {
    let index = campaign.actuals.firstIndex {
      $0.vehicle == flight.vehicle && $0.launched == flight.launch && $0.pad == flight.pad
        && Set($0.elements) == Set(flight.elements)
    }
    return index.map { ManifestPath("actuals", String($0)) }
  }
}
