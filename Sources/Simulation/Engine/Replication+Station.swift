// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Elements in space: arrival, commissioning, departure.
extension Replication {
  /// Sends an element on its way, on a launch that has succeeded.
  func send(_ element: Int, record: Int32) {
    let data = model.elements[element]
    elements[element].phase = .flying
    elements[element].record = record
    elements[element].heldBy = -1
    elements[element].launches += 1
    elements[element].drewDocking = false
    elements[element].drewCommissioning = false
    measures.cost += data.cost
    elements[element].nominalArrival = today + network.travel[element]
    expect(element, on: elements[element].nominalArrival)
    announce(element)
  }

  /// Expects an element to dock on a day, and schedules that.
  @inline(__always)
  private func expect(_ element: Int, on day: Int) {
    let data = model.elements[element]
    elements[element].generation += 1
    elements[element].arrival = day
    elements[element].operational = day + data.commissioning
    elements[element].departure = data.stay.map { day + $0 } ?? ExecutionModel.never
    queue.insert(.arrival, of: element, on: day, generation: elements[element].generation)
  }

  /// Has those look again who wait for an element's days, which have become known.
  private func announce(_ element: Int) {
    for other in network.elementsAfter[element] {
      switch elements[other].phase {
      case .waiting:
        queue.insert(
          .arrival, of: other, on: today, generation: elements[other].generation)
      case .docked where elements[other].workStart >= 0 && elements[other].remaining == 0:
        queue.insert(
          .operational, of: other, on: today, generation: elements[other].generation)
      default: continue
      }
    }
    for flight in network.flightsAfter[element] { consider(flight) }
  }

  // MARK: - Arrival

  func arrive(_ element: Int, generation: Int32, isSettled: Bool) {
    guard generation == elements[element].generation,
      elements[element].phase == .flying || elements[element].phase == .waiting
    else { return }
    let data = model.elements[element]
    let index = Int(elements[element].launches)
    if !elements[element].drewDocking {
      elements[element].drewDocking = true
      if let survival = data.survival, survival < .max {
        guard bits(.survival, of: element, index, slot: ahead.aboard[element].survival) < survival
        else {
          return loseInSpace(element)
        }
      }
      if let docking = data.docking {
        let late = max(
          0, docking.days(bits(.docking, of: element, index, slot: ahead.aboard[element].docking)))
        if late > 0 {
          hasDeviated = true
          return expect(element, on: today + late)
        }
      }
    }
    guard let day = waits(element, for: network.arrivalLinks[element]) else {
      return hold(element)
    }
    guard day <= today else {
      tellWaiting(element)
      hasDeviated = true
      elements[element].phase = .waiting
      let isNews = elements[element].operational == ExecutionModel.never
      expect(element, on: day)
      if isNews { announce(element) }
      return
    }
    guard isSettled || haveHappened(network.arrivalLinks[element]) else {
      return queue.insert(.arrivalSettled, of: element, on: today, generation: generation)
    }
    dock(element)
  }

  /// Whether all that links wait for has happened, and is not only expected to happen today.
  @inline(__always)
  private func haveHappened(_ links: Range<Int>) -> Bool {
    for link in network.links[links] where link.lag == 0 && day(of: link) == today {
      let phase = elements[link.source].phase
      guard phase == .departed || (phase == .operational && !link.isDeparture) else { return false }
    }
    return true
  }

  /// Lets an element wait at its node for what is not known; somebody will wake it.
  private func hold(_ element: Int) {
    tellWaiting(element)
    hasDeviated = true
    elements[element].phase = .waiting
    elements[element].operational = ExecutionModel.never
    elements[element].departure = ExecutionModel.never
  }

  private func tellWaiting(_ element: Int) {
    if elements[element].phase == .flying { tell(.waits(model.campaign.elements[element].id)) }
  }

  /// The day from which on all links of an element are satisfied; nil while one of them is not known.
  private func waits(_ element: Int, for links: Range<Int>) -> Int? {
    var latest = 0
    for link in network.links[links] {
      let day = self.day(of: link)
      if day > max(latest, today) {
        elements[element].heldBy = Int32(truncatingIfNeeded: link.source)
      }
      guard day != ExecutionModel.never else { return nil }
      latest = max(latest, day)
    }
    return latest
  }

  @inline(__always)
  private func dock(_ element: Int) {
    let data = model.elements[element]
    elements[element].phase = .docked
    elements[element].arrival = today
    tell(.docked(model.campaign.elements[element].id))
    if let stay = data.stay {
      elements[element].departure = today + stay
      queue.insert(
        .departure, of: element, on: today + stay, generation: elements[element].launches)
    }
    elements[element].remaining = data.commissioning
    elements[element].workStart = -1
    work(on: element)
  }

  // MARK: - Commissioning

  /// Goes on with an element's commissioning if its crew is there, or has it rest.
  private func work(on element: Int) {
    let data = model.elements[element]
    elements[element].generation += 1
    guard
      data.needsCrew == 0 || elements[element].remaining == 0 || crew[data.node] >= data.needsCrew
    else {
      // A crew that comes today is in time: look again at the end of the day.
      queue.insert(.rest, of: element, on: today, generation: elements[element].generation)
      return
    }
    elements[element].workStart = today
    let day = today + elements[element].remaining
    let isNews = elements[element].operational != day
    elements[element].operational = day
    queue.insert(
      .operational, of: element, on: day, generation: elements[element].generation)
    if isNews { announce(element) }
  }

  /// Ends a day on which an element's commissioning could not go on.
  func rest(_ element: Int, generation: Int32) {
    guard generation == elements[element].generation, elements[element].phase == .docked else {
      return
    }
    let data = model.elements[element]
    if crew[data.node] >= data.needsCrew { return work(on: element) }
    hasDeviated = true
    elements[element].operational = ExecutionModel.never
    tell(.rests(model.campaign.elements[element].id))
  }

  func complete(_ element: Int, generation: Int32, isSettled: Bool) {
    guard generation == elements[element].generation, elements[element].phase == .docked else {
      return
    }
    let data = model.elements[element]
    elements[element].remaining = 0
    elements[element].workStart = today
    if !elements[element].drewCommissioning {
      elements[element].drewCommissioning = true
      if let table = data.commissioningLate {
        let index = Int(elements[element].launches)
        let late = max(
          0,
          table.days(
            bits(.commissioning, of: element, index, slot: ahead.aboard[element].commissioning)))
        if late > 0 {
          hasDeviated = true
          tell(.commissioningLate(model.campaign.elements[element].id, days: late))
          elements[element].remaining = late
          return work(on: element)
        }
      }
    }
    guard let day = waits(element, for: network.operationLinks[element]) else {
      hasDeviated = true
      elements[element].operational = ExecutionModel.never
      return
    }
    guard day <= today else {
      hasDeviated = true
      let isNews = elements[element].operational == ExecutionModel.never
      elements[element].operational = day
      queue.insert(.operational, of: element, on: day, generation: generation)
      if isNews { announce(element) }
      return
    }
    guard isSettled || haveHappened(network.operationLinks[element]) else {
      return queue.insert(.operationalSettled, of: element, on: today, generation: generation)
    }
    elements[element].phase = .operational
    elements[element].wasOperational = true
    let isNews = elements[element].operational != today
    elements[element].operational = today
    if isNews { announce(element) }
    tell(
      .operational(
        model.campaign.elements[element].id,
        late: plan.planned[element].map { today - $0.operational } ?? 0))
    change(crewAt: data.node, by: data.bringsCrew, with: element)
  }

  // MARK: - Departure and crew

  func depart(_ element: Int, generation: Int32) {
    guard generation == elements[element].launches,
      elements[element].phase == .operational || elements[element].phase == .docked
    else { return }
    let data = model.elements[element]
    let wasThere = elements[element].phase == .operational
    if wasThere, let day = workEnds(without: element), day > today {
      hasDeviated = true
      measures.broken(.stay)
      elements[element].departure = day
      tell(.staysOn(model.campaign.elements[element].id, until: date(day)))
      return queue.insert(.departure, of: element, on: day, generation: generation)
    }
    elements[element].phase = .departed
    elements[element].generation += 1
    tell(.departed(model.campaign.elements[element].id))
    guard !wasThere else {
      return change(crewAt: data.node, by: -data.bringsCrew, with: element)
    }
    // It was expected to be at work some day, and never will be.
    hasDeviated = true
    elements[element].operational = ExecutionModel.never
    if replanning != nil { wantsReplan = true }
    strand(after: element)
  }

  /// The day on which commissioning is over that would have to rest without the crew of an element; nil when
  /// there is none.
  private func workEnds(without crewed: Int) -> Int? {
    let data = model.elements[crewed]
    guard data.bringsCrew > 0 else { return nil }
    var latest: Int?
    for element in model.needingCrew where model.elements[element].node == data.node {
      let state = elements[element]
      guard state.phase == .docked, state.workStart >= 0, state.remaining > 0,
        crew[data.node] - data.bringsCrew < model.elements[element].needsCrew
      else { continue }
      latest = max(latest ?? 0, state.workStart + state.remaining)
    }
    return latest
  }

  /// Changes the crew at a node; commissioning that needs it goes on or rests.
  private func change(crewAt node: Int, by amount: Int, with cause: Int) {
    guard amount != 0 else { return }
    crew[node] += amount
    for element in model.needingCrew where model.elements[element].node == node {
      guard elements[element].phase == .docked, elements[element].remaining > 0 else { continue }
      let isEnough = crew[node] >= model.elements[element].needsCrew
      if isEnough, elements[element].workStart < 0 {
        if elements[element].arrival < today {
          elements[element].heldBy = Int32(truncatingIfNeeded: cause)
        }
        work(on: element)
      } else if !isEnough, elements[element].workStart >= 0 {
        elements[element].remaining -= today - elements[element].workStart
        elements[element].workStart = -1
        guard elements[element].remaining > 0 else { continue }
        work(on: element)
      }
    }
  }
}
