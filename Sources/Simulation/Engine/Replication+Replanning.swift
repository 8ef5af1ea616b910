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
    let outlooks = self.outlooks
    let preparations = self.preparations
    func plan(until end: Int) -> [Flight]? {
      guard end > status else { return nil }
      return replanning.plan(situation(on: status, until: end, outlooks, preparations))
    }
    // By the end of the campaign if it can be, with stores that last until then.
    let end = min(model.last, model.campaign.end - model.origin)
    guard let flights = plan(until: end) ?? (end < model.last ? plan(until: model.last) : nil)
    else {
      measures.failedReplans += 1
      return tell(.replanned(false))
    }
    tell(.replanned(true))
    hasDeviated = true
    let new = named(flights.filter { $0.launch >= date(status) })
    let next = PlanNetwork(new, of: model, flown: flown(outlooks, before: new))
    for place in model.vehicles.indices {
      vehicles[place].countdown = -1
      vehicles[place].planned = next.flights.count { $0.vehicle == place }
    }
    for place in model.pads.indices { pads[place].countdown = -1 }
    planGeneration += 1
    follow(next)
    for own in preparations { goOn(with: own) }
    // The new plan is kept to until it is broken in turn.
    isBroken = false
    hasQueues = false
    for element in model.elements.indices where elements[element].phase != .departed {
      let flies = next.flightOf[element] != nil
      if elements[element].phase == .ground, !flies { elements[element].phase = .gone }
      if elements[element].phase == .gone, flies { elements[element].phase = .ground }
    }
    for flight in next.flights.indices { consider(flight) }
    wakeInSpace()
  }

  /// Has those in space look again that wait for what may be otherwise in a new plan.
  private func wakeInSpace() {
    for element in model.elements.indices {
      let state = elements[element]
      if state.phase == .waiting {
        queue.insert(.arrival, of: element, on: today, generation: state.generation)
      } else if state.phase == .docked, state.workStart >= 0, state.remaining == 0 {
        queue.insert(.operational, of: element, on: today, generation: state.generation)
      }
    }
  }

  // MARK: - Countdowns

  /// A flight in preparation or countdown: what is done for it is done, whatever the plan.
  struct Preparation {
    /// The first element aboard.
    var lead: Int
    var vehicle: Int
    var state: FlightState
  }

  /// The flights that have been prepared, or are being so.
  private var preparations: [Preparation] {
    network.flights.indices.compactMap { flight in
      let state = flights[flight]
      guard state.isPrepared, state.phase == .waiting || state.phase == .countdown else {
        return nil
      }
      return Preparation(
        lead: lead(flight), vehicle: network.flights[flight].vehicle, state: state)
    }
  }

  /// Goes on with a preparation or countdown under a new plan.
  private func goOn(with own: Preparation) {
    // The vehicle stands at the pad until the next attempt, whoever is to go on it after that.
    if own.state.phase == .countdown {
      vehicles[own.vehicle].availableFrom = max(
        vehicles[own.vehicle].availableFrom, own.state.preparedBy)
      if own.state.pad >= 0 {
        pads[own.state.pad].free = max(pads[own.state.pad].free, own.state.preparedBy)
      }
    }
    let flight = network.flightOf[own.lead]
    guard flight >= 0, network.flights[flight].vehicle == own.vehicle else { return }
    // Else each new plan would begin it again, and never end it.
    flights[flight].isPrepared = true
    flights[flight].preparedBy = own.state.preparedBy
    flights[flight].wasPutOff = own.state.wasPutOff
    flights[flight].cause = own.state.cause
  }
}
