// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Foundation

/// Failures, losses and shared risks.
extension Replication {
  /// A launch fails: the vehicle stands down, the pad is closed, and all aboard is lost.
  func fail(_ flight: Int, index: Int) {
    let planned = network.flights[flight]
    breakPlan()
    tell(.failed(flight: number(flight), vehicle(flight)))
    let place = planned.vehicle
    if let standDown = model.vehicles[place].standDown {
      let days = max(0, standDown.days(draws.bits(.standDown, of: place, index)))
      ground(place, for: days)
      for other in model.grounded[model.vehicles[place].grounds] { ground(other, for: days) }
    }
    let pad = flights[flight].pad
    if pad >= 0, let closure = model.pads[pad].closure {
      let days = max(0, closure.days(draws.bits(.closure, of: pad, index)))
      pads[pad].closedUntil = max(pads[pad].closedUntil, today + days)
      if days > 0 { tell(.padClosed(model.campaign.pads[pad].id, until: date(today + days))) }
    }
    measures.losses += 1
    // All of them are in the air before the first is lost: what it was needed for may be aboard, too.
    let first = aboard.count
    for element in network.elements(of: flight) where elements[element].phase == .ground {
      elements[element].phase = .flying
      noteLaunch(of: element, failed: true)
      measures.cost += model.elements[element].cost
      aboard.append(element)
    }
    for place in first..<aboard.count { lose(aboard[place]) }
    aboard.removeAll()
  }

  private func ground(_ place: Int, for days: Int) {
    guard days > 0 else { return }
    vehicles[place].standDownUntil = max(vehicles[place].standDownUntil, today + days)
    tell(.standsDown(model.campaign.vehicles[place].id, until: date(today + days)))
  }

  /// An element is lost in space.
  func loseInSpace(_ element: Int) {
    measures.losses += 1
    forget(model.campaign.elements[element].id)
    lose(element)
  }

  /// An element is lost; it is to fly again if it can be rebuilt.
  private func lose(_ element: Int) {
    breakPlan()
    changeAll()
    if replanning != nil { wantsReplan = true }
    elements[element].losses += 1
    elements[element].phase = .ground
    elements[element].generation += 1
    elements[element].arrival = ExecutionModel.never
    elements[element].operational = ExecutionModel.never
    elements[element].departure = ExecutionModel.never
    elements[element].record = -1
    guard let rebuild = model.elements[element].rebuild else {
      tell(.lost(model.campaign.elements[element].id, rebuilt: nil))
      return strand(element)
    }
    let days = max(
      0, rebuild.days(draws.bits(.rebuild, of: element, Int(elements[element].losses))))
    elements[element].ready = max(elements[element].ready, today + days)
    tell(
      .lost(model.campaign.elements[element].id, rebuilt: date(elements[element].ready)))
    if lacksForGood(element) {
      tell(.stranded(model.campaign.elements[element].id))
      return strand(element)
    }
    // Without a flight, it waits for the plan that is asked for.
    let flight = network.flightOf[element]
    guard flight >= 0 else { return }
    // Its flight goes again, beside those whose turn it is.
    hasQueues = true
    release(flight)
    flights[flight].phase = .waiting
    changed.insert(flight)
    flights[flight].isPrepared = false
    flights[flight].preparedBy = 0
    flights[flight].wasPutOff = false
    flights[flight].cause = Cause()
    unschedule(flight)
    consider(flight)
  }

  /// Notes that a past flight has not delivered an element after all.
  private func forget(_ element: Element.ID) {
    guard let place = history.lastIndex(where: { $0.elements.contains(element) }) else { return }
    if history[place].elements.count == 1 {
      history[place].isLost = true
    } else {
      history[place].elements.removeAll { $0 == element }
    }
  }

  /// Leaves an element on the ground for good, with all that cannot do without it.
  func strand(_ element: Int) {
    guard elements[element].phase == .ground else { return }
    elements[element].phase = .gone
    changeAll()
    strand(after: element)
  }

  /// Leaves on the ground all that cannot do without an element that is never at work.
  func strand(after element: Int) {
    breakPlan()
    var next = worklist.count
    let first = next
    worklist.append(element)
    while next < worklist.count {
      let gone = worklist[next]
      next += 1
      for other in network.elementsAfter[gone] where elements[other].phase == .ground {
        guard needs(other, gone) else { continue }
        elements[other].phase = .gone
        tell(.stranded(model.campaign.elements[other].id))
        worklist.append(other)
      }
    }
    changeAll()
    // A flight may have lost all that it was to carry, or no longer have to wait for a departure.
    for place in first..<worklist.count {
      let gone = worklist[place]
      if network.flightOf[gone] >= 0 { consider(network.flightOf[gone]) }
      for flight in network.flightsAfter[gone] { consider(flight) }
    }
    if first == 0 { worklist.removeAll() }
  }

  private func needs(_ element: Int, _ source: Int) -> Bool {
    func isAmong(_ links: Range<Int>) -> Bool {
      network.links[links].contains { $0.source == source && !$0.isDeparture }
    }
    return isAmong(network.arrivalLinks[element]) || isAmong(network.operationLinks[element])
  }

  /// Whether an element needs another that never comes.
  private func lacksForGood(_ element: Int) -> Bool {
    func isLacking(_ links: Range<Int>) -> Bool {
      network.links[links].contains { !$0.isDeparture && elements[$0.source].isOver }
    }
    return isLacking(network.arrivalLinks[element]) || isLacking(network.operationLinks[element])
  }

  // MARK: - Shared risks

  /// Draws when each shared risk strikes.
  func scheduleStrikes() {
    for (place, risk) in model.risks.enumerated() where risk.from <= risk.until {
      switch risk.occurrence {
      case .once(let probability):
        let bits = ahead[ahead.risks[place]]
        guard bits < UInt64(probability: probability) || probability >= 1 else { continue }
        let span = UInt64(risk.until - risk.from + 1)
        let day = ahead[ahead.risks[place] + 1].multipliedFullWidth(by: span).high
        queue.insert(.strike, of: place, on: risk.from + Int(day))
      case .perYear(let rate):
        guard rate > 0 else { continue }
        // A Poisson process: exponential times between strikes.
        var (time, strike) = (Double(risk.from), 0)
        while true {
          let bits =
            strike == 0
            ? ahead[ahead.risks[place]] : draws.bits(.occurrence, of: place, strike)
          time -= log((Double(bits >> 11) + 1) * 0x1p-53) * 365.25 / rate
          guard time < Double(risk.until + 1) else { break }
          queue.insert(
            .strike, of: place, on: Int(time), generation: Int32(truncatingIfNeeded: strike))
          strike += 1
        }
      }
    }
  }

  func strike(_ place: Int, number: Int32) {
    let risk = model.risks[place]
    let days = max(0, risk.impact.days(draws.bits(.impact, of: place, Int(number))))
    guard days > 0 else { return }
    tell(.struck(model.campaign.risks[place].id, days: days))
    changeAll()
    for vehicle in risk.vehicles {
      if vehicles[vehicle].availableFrom > today {
        vehicles[vehicle].availableFrom += days
      } else {
        vehicles[vehicle].standDownUntil = max(vehicles[vehicle].standDownUntil, today + days)
      }
    }
    for element in risk.elements
    where elements[element].ready > today {
      // Also what the plan leaves on the ground: a new one may fly it.
      let phase = elements[element].phase
      if phase == .ground || phase == .gone { elements[element].ready += days }
    }
  }
}
