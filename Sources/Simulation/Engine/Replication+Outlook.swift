// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// What is to be expected of those in space when a new plan is made.
extension Replication {
  /// The days of each element that has flown as they are, or as they look; nil for the others.
  var outlooks: [PlanNetwork.PlannedDays?] {
    var outlooks = model.elements.indices.map { place -> PlanNetwork.PlannedDays? in
      guard elements[place].isInSpace || elements[place].phase == .departed else { return nil }
      return look(ahead: place, [])
    }
    // Who waits for others that wait themselves: no chain is longer than there are elements.
    for _ in outlooks.indices {
      let before = outlooks
      for place in outlooks.indices where elements[place].isInSpace {
        outlooks[place] = look(ahead: place, outlooks)
      }
      if outlooks == before { break }
    }
    return outlooks
  }

  /// The days of an element that has flown, by how those look that it waits for.
  private func look(
    ahead element: Int, _ others: [PlanNetwork.PlannedDays?]
  ) -> PlanNetwork.PlannedDays {
    let state = elements[element]
    let data = model.elements[element]
    let isKnown = state.operational != ExecutionModel.never
    var (arrival, operational) = (state.arrival, state.operational)
    switch state.phase {
    case .flying, .waiting:
      let day = likelyDay(of: network.arrivalLinks[element], others)
      arrival = isKnown ? max(arrival, day) : day
      operational = arrival + data.commissioning
    case .docked:
      // Without its crew, which is not known to come, it may go on tomorrow.
      let worked = isKnown ? operational : today + 1 + max(0, state.remaining)
      operational = max(worked, likelyDay(of: network.operationLinks[element], others))
    default:
      if !isKnown { operational = state.departure }
    }
    let departure = data.stay.map { stay in
      state.departure == ExecutionModel.never || state.phase == .flying || state.phase == .waiting
        ? arrival + stay : state.departure
    }
    // Who leaves without having been at work was so for no time.
    return PlanNetwork.PlannedDays(
      arrival: arrival, operational: min(operational, departure ?? model.last, model.last),
      departure: departure)
  }

  /// The day from which on links are likely to be satisfied: after today, by the last day simulated.
  private func likelyDay(
    of links: Range<Int>, _ others: [PlanNetwork.PlannedDays?]
  ) -> Int {
    var latest = today + 1
    for link in network.links[links] {
      let state = elements[link.source]
      let data = model.elements[link.source]
      if state.phase == .ground {
        // As soon as it can fly, for all that is known.
        let arrival = max(state.ready, today + 1) + network.travel[link.source]
        latest = max(
          latest, arrival + (link.isDeparture ? data.stay ?? 0 : data.commissioning + link.lag))
      } else if state.isOver {
        if !link.isDeparture { return model.last }
      } else if others.indices.contains(link.source), let days = others[link.source] {
        latest = max(latest, link.isDeparture ? days.departure ?? 0 : days.operational + link.lag)
      }
    }
    return min(latest, model.last)
  }

  /// What a new plan has to know of the elements that have flown.
  ///
  /// Those that go on a flight of the plan are still to be waited for.
  func flown(
    _ outlooks: [PlanNetwork.PlannedDays?], before flights: [Flight]
  ) -> [Int: PlanNetwork.Flown] {
    let planned = Set(flights.flatMap(\.elements))
    var flown: [Int: PlanNetwork.Flown] = [:]
    for (place, days) in outlooks.enumerated() {
      guard let days else { continue }
      let state = elements[place]
      let isUnderWay = state.phase == .flying || state.phase == .waiting
      flown[place] = PlanNetwork.Flown(
        days: days, port: followed.ports[place],
        isAtWork: state.phase == .operational || state.phase == .departed,
        waits: isUnderWay ? waits(of: place, planned) : [])
    }
    return flown
  }

  /// What the arrival of an element on its way still waits for: those in space, and what it cannot do without.
  private func waits(of element: Int, _ planned: Set<Element.ID>) -> [PlanNetwork.Link] {
    let own = model.campaign.elements[element]
    let needed =
      own.after.filter { !$0.ifFlown }.map(\.element) + (own.transfer?.with ?? [])
      + (followed.ports[element].map { [$0.element] } ?? [])
    return network.links[network.arrivalLinks[element]].filter { link in
      let source = model.campaign.elements[link.source].id
      // What is on the ground again leaves a port only after this one.
      return elements[link.source].isInSpace
        || (!link.isDeparture && (needed.contains(source) || planned.contains(source)))
    }
  }
}
