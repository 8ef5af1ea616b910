// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// The campaign as it stands within a replication, in the words of a manifest.
extension Replication {
  /// The campaign as it stands on a day: past flights, what is known of readiness and vehicles.
  ///
  /// Beyond the end of the campaign nobody looks after its stores.
  func situation(
    on status: Int, until end: Int, _ outlooks: [PlanNetwork.PlannedDays?],
    _ preparations: [Preparation]
  ) -> Campaign {
    var campaign = model.campaign
    campaign.status = date(status)
    if date(end) > campaign.end {
      campaign.stores = []
      for place in campaign.elements.indices {
        campaign.elements[place].delivers = []
        campaign.elements[place].draws = []
      }
    }
    campaign.end = date(end)
    for place in campaign.windows.indices {
      guard let recurrence = campaign.windows[place].recurrence else { continue }
      campaign.windows[place].spans = recurrence.spans(in: campaign.start...campaign.end)
    }
    campaign.actuals += history
    for place in campaign.elements.indices where !isPast(place) {
      if let days = outlooks[place] {
        var days = days
        // Planners do not know of leaving without having been at work: what comes after it has to wait.
        if elements[place].isOver { days.operational = model.last }
        setFacts(of: &campaign.elements[place], arriving: elements[place].nominalArrival, as: days)
      } else {
        campaign.elements[place].ready = date(elements[place].ready)
        // The day is known; what counts from the loss must not put it off again.
        if model.elements[place].rebuild != nil { campaign.elements[place].rebuild = 0 }
      }
    }
    for place in campaign.vehicles.indices {
      let state = vehicles[place]
      let from = max(state.availableFrom, state.standDownUntil, padsOpen(for: place, preparations))
      if from > status { campaign.vehicles[place].availableFrom = date(from) }
      let failed = min(state.flown - state.succeeded, model.vehicles[place].spares)
      campaign.vehicles[place].flights? += failed
    }
    for own in preparations where own.state.preparedBy > status {
      let until = date(own.state.preparedBy)
      let ready = date(elements[own.lead].ready)
      campaign.elements[own.lead].ready = max(ready, until)
      guard own.state.phase == .countdown else { continue }
      let from = campaign.vehicles[own.vehicle].availableFrom
      campaign.vehicles[own.vehicle].availableFrom = max(from ?? until, until)
    }
    releaseLost(in: &campaign)
    reservePorts(in: &campaign, outlooks)
    return campaign
  }

  /// The day from which on one of a vehicle's pads is to be had; 0 if it needs none.
  ///
  /// Planners know of turnarounds only: not of closures, nor of whoever stands at a pad.
  private func padsOpen(for vehicle: Int, _ preparations: [Preparation]) -> Int {
    model.padsOfVehicles[model.vehicles[vehicle].pads].map { pad in
      let taken = preparations.filter { $0.state.phase == .countdown && $0.state.pad == pad }
      return max(
        pads[pad].free, pads[pad].closedUntil, taken.map(\.state.preparedBy).max() ?? 0)
    }.min() ?? 0
  }

  /// Whether an element had been delivered when the simulation began.
  func isPast(_ place: Int) -> Bool { model.past.delivered.contains { $0.element == place } }

  /// States the days of an element that has flown: what takes longer than planned counts as commissioning.
  private func setFacts(
    of element: inout Element, arriving arrival: Int, as days: PlanNetwork.PlannedDays
  ) {
    element.commissioning = max(0, days.operational - arrival)
    guard let departure = days.departure else { return }
    element.stay = max(element.commissioning, departure - arrival)
  }

  /// Lets stay on the ground what is lost for good, with all that comes after it.
  private func releaseLost(in campaign: inout Campaign) {
    var lost = Set<Element.ID>()
    for place in campaign.elements.indices
    where (elements[place].losses > 0 && model.elements[place].rebuild == nil)
      || (elements[place].phase == .departed && elements[place].isOver)
    {
      lost.insert(campaign.elements[place].id)
    }
    guard !lost.isEmpty else { return }
    var grows = true
    while grows {
      grows = false
      for place in campaign.elements.indices where !elements[place].hasDocked {
        let element = campaign.elements[place]
        let needs =
          element.after.filter { !$0.ifFlown }.map(\.element)
          + (element.transfer?.with ?? [])
        guard !lost.contains(element.id), needs.contains(where: lost.contains) else { continue }
        lost.insert(element.id)
        grows = true
      }
    }
    for place in campaign.elements.indices where lost.contains(campaign.elements[place].id) {
      campaign.elements[place].isOptional = true
    }
  }

  // MARK: - Ports

  /// Keeps the ports of those in space, which planners are free to give to others: where past elements are
  /// is not known to them.
  ///
  /// The port of a visitor is offered by something that has come with it, from the day on which it leaves.
  private func reservePorts(
    in campaign: inout Campaign, _ outlooks: [PlanNetwork.PlannedDays?]
  ) {
    var berths: [(port: Port.Reference, guests: [Int])] = []
    for place in model.elements.indices where elements[place].isInSpace {
      guard let port = followed.ports[place] else { continue }
      campaign.elements[place].docks = nil
      if let berth = berths.firstIndex(where: { $0.port == port }) {
        berths[berth].guests.append(place)
      } else {
        berths.append((port, [place]))
      }
    }
    for (reference, guests) in berths {
      guard let host = campaign.elements.firstIndex(where: { $0.id == reference.element }),
        let port = campaign.elements[host].ports.first(where: { $0.id == reference.port })
      else { continue }
      campaign.elements[host].ports.removeAll { $0 == port }
      let departures = guests.compactMap { outlooks[$0]?.departure }
      guard elements[host].isInSpace, departures.count == guests.count,
        let guest = guests.first, let free = departures.max(),
        let flight = campaign.actuals.lastIndex(where: {
          !$0.isLost && $0.elements.contains(campaign.elements[guest].id)
        })
      else { continue }
      let arrival = nominalArrival(of: guest)
      var berth = Element(
        id: Self.berth(reference), node: campaign.elements[host].node,
        transfer: campaign.elements[guest].transfer, mass: .zero,
        commissioning: max(0, free - arrival), weight: .zero, ports: [port], isOptional: true)
      berth.stay = outlooks[host]?.departure.map { max(berth.commissioning, $0 - arrival) }
      campaign.elements.append(berth)
      for place in campaign.milestones.indices where campaign.milestones[place].elements == nil {
        campaign.milestones[place].elements = model.campaign.elements.map(\.id)
      }
      campaign.actuals[flight].elements.append(berth.id)
      for place in campaign.elements.indices
      where campaign.elements[place].docks?.at?.contains(reference) ?? false {
        campaign.elements[place].docks?.at?.append(.init(element: berth.id, port: reference.port))
      }
    }
  }

  private func nominalArrival(of element: Int) -> Int {
    model.past.delivered.first { $0.element == element }?.arrival
      ?? elements[element].nominalArrival
  }

  /// What offers a port once a visitor has left; no name in a manifest has a colon.
  private static func berth(_ port: Port.Reference) -> Element.ID { Element.ID("free:\(port)") }

  /// Flights with ports as the manifest names them.
  func named(_ flights: [Flight]) -> [Flight] {
    var names: [Element.ID: Element.ID] = [:]
    for element in model.campaign.elements {
      for port in element.ports {
        names[Self.berth(.init(element: element.id, port: port.id))] = element.id
      }
    }
    return flights.map { flight in
      var flight = flight
      flight.ports = flight.ports.map { port in
        guard let port, let host = names[port.element] else { return port }
        return Port.Reference(element: host, port: port.port)
      }
      return flight
    }
  }
}

extension ElementState {
  /// Whether it is on its way, at its node or at a port.
  var isInSpace: Bool {
    switch phase {
    case .flying, .waiting, .docked, .operational: true
    case .ground, .departed, .gone: false
    }
  }

  /// Whether it is at its port, or has been.
  fileprivate var hasDocked: Bool {
    phase == .docked || phase == .operational || phase == .departed
  }
}
