// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// How a broken plan is replaced by a new one.
public struct Replanning: Sendable {
  /// Days by which a flight must be late before a new plan is asked for.
  public var tolerance: Int
  /// Makes a plan of a campaign as it stands, past flights included; nil when none was found.
  ///
  /// It must depend on the campaign alone, not on time or threads.
  public var plan: @Sendable (Campaign) -> [Flight]?

  /// Creates a way to replan.
  public init(tolerance: Int = 30, plan: @escaping @Sendable (Campaign) -> [Flight]?) {
    self.tolerance = tolerance
    self.plan = plan
  }
}

extension Replication {
  /// Asks for a new plan from tomorrow on, with all that has happened, and follows it if there is one.
  func replan() {
    guard let replanning, today < model.last else { return }
    measures.replans += 1
    let status = today + 1
    guard let flights = replanning.plan(situation(on: status)) else {
      measures.failedReplans += 1
      return tell(.replanned(false))
    }
    tell(.replanned(true))
    hasDeviated = true
    let preparations = underWay
    let next = PlanNetwork(flights.filter { $0.launch >= date(status) }, of: model)
    for place in model.vehicles.indices {
      vehicles[place].countdown = -1
      vehicles[place].planned = next.flights.count { $0.vehicle == place }
    }
    for place in model.pads.indices { pads[place].countdown = -1 }
    follow(next)
    for own in preparations {
      // Else each new plan would begin it again, and never end it.
      guard let flight = next.flightOf[own.lead], next.flights[flight].vehicle == own.vehicle else {
        continue
      }
      self.flights[flight].isPrepared = true
      self.flights[flight].wasPutOff = true
      self.flights[flight].preparedBy = own.until
    }
    // The new plan is kept to until it is broken in turn.
    isBroken = false
    hasQueues = false
    for element in model.elements.indices where elements[element].phase != .departed {
      let flies = next.flightOf[element] != nil
      if elements[element].phase == .ground, !flies { elements[element].phase = .gone }
      if elements[element].phase == .gone, flies { elements[element].phase = .ground }
    }
    for flight in next.flights.indices { consider(flight) }
  }

  /// The preparations of flights that go on: the first element aboard, and the day on which they end.
  private var underWay: [(lead: Int, vehicle: Int, until: Int)] {
    network.flights.indices.compactMap { flight in
      guard flights[flight].phase == .countdown, flights[flight].preparedBy > today else {
        return nil
      }
      return (lead(flight), network.flights[flight].vehicle, flights[flight].preparedBy)
    }
  }

  /// The campaign as it stands on a day: past flights, what is known of readiness and vehicles.
  private func situation(on status: Int) -> Campaign {
    var campaign = model.campaign
    campaign.status = date(status)
    campaign.end = date(model.last)
    for place in campaign.windows.indices {
      guard let recurrence = campaign.windows[place].recurrence else { continue }
      campaign.windows[place].spans = recurrence.spans(in: campaign.start...campaign.end)
    }
    campaign.actuals += history
    for place in campaign.elements.indices where model.plans(place) {
      let state = elements[place]
      if state.phase == .ground || state.phase == .gone {
        campaign.elements[place].ready = date(state.ready)
        // The day is known; what counts from the loss must not put it off again.
        if model.elements[place].rebuild != nil { campaign.elements[place].rebuild = 0 }
      } else {
        setFacts(of: &campaign.elements[place], as: state)
      }
    }
    for own in underWay {
      campaign.elements[own.lead].ready = date(max(elements[own.lead].ready, own.until))
    }
    releaseLost(in: &campaign)
    for place in campaign.vehicles.indices {
      let state = vehicles[place]
      let from = max(state.availableFrom, state.standDownUntil)
      if from > status { campaign.vehicles[place].availableFrom = date(from) }
      let failed = min(state.flown - state.succeeded, model.vehicles[place].spares)
      campaign.vehicles[place].flights? += failed
    }
    return campaign
  }

  /// States the days of an element that has flown: what took longer than planned counts as commissioning.
  private func setFacts(of element: inout Element, as state: ElementState) {
    let never = ExecutionModel.never
    let operational = state.operational == never ? model.last : state.operational
    element.commissioning = max(0, operational - state.nominalArrival)
    guard let stay = element.stay else { return }
    let departure = state.departure == never ? operational + stay : state.departure
    element.stay = max(element.commissioning, departure - state.nominalArrival)
  }

  /// Lets stay on the ground what is lost for good, with all that comes after it.
  private func releaseLost(in campaign: inout Campaign) {
    var lost = Set<Element.ID>()
    for place in campaign.elements.indices
    where elements[place].losses > 0 && model.elements[place].rebuild == nil {
      lost.insert(campaign.elements[place].id)
    }
    guard !lost.isEmpty else { return }
    var grows = true
    while grows {
      grows = false
      for place in campaign.elements.indices {
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
}

extension ExecutionModel {
  /// Whether an element is still to fly at the start of the simulation, as far as past flights say.
  fileprivate func plans(_ place: Int) -> Bool {
    !past.delivered.contains { $0.element == place }
  }
}
