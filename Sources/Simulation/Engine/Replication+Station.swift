// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Elements in space: arrival, commissioning, departure.
extension Replication {
  /// Sends an element on its way, on a launch that has succeeded.
  func send(_ element: Int, record: Int32) {
    let state = elements + element
    state.pointee.phase = .flying
    state.pointee.record = record
    state.pointee.heldBy = -1
    noteLaunch(of: element, failed: false)
    state.pointee.drewDocking = false
    state.pointee.drewCommissioning = false
    measures.cost += model.elements[element].cost
    let arrival = today + network.travel[element]
    state.pointee.nominalArrival = arrival
    expect(element, on: arrival)
    announce(element)
  }

  /// Expects an element to dock on a day, and schedules that.
  @inline(__always)
  private func expect(_ element: Int, on day: Int) {
    let state = elements + element
    let generation = state.pointee.generation &+ 1
    state.pointee.generation = generation
    state.pointee.arrival = day
    state.pointee.operational = day + model.elements[element].commissioning
    if let stay = model.elements[element].stay {
      state.pointee.departure = day + stay
    } else {
      state.pointee.departure = ExecutionModel.never
    }
    changeDays(of: element)
    queue.insert(.arrival, of: element, on: day, generation: generation)
  }

  /// Has those look again who wait for an element's days, which have become known.
  private func announce(_ element: Int) {
    changeDays(of: element)
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
    let state = elements + element
    guard generation == state.pointee.generation,
      state.pointee.phase == .flying || state.pointee.phase == .waiting
    else { return }
    let index = Int(state.pointee.launches)
    if !state.pointee.drewDocking {
      state.pointee.drewDocking = true
      if let survival = model.elements[element].survival, survival < .max {
        guard bits(.survival, of: element, index, slot: ahead.aboard[element].survival) < survival
        else {
          return loseInSpace(element)
        }
      }
      if let docking = model.elements[element].docking {
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
    guard isSettled || day < today || haveHappened(network.arrivalLinks[element]) else {
      return queue.insert(.arrivalSettled, of: element, on: today, generation: generation)
    }
    dock(element)
  }

  /// Whether all that links wait for has happened, and is not only expected to happen today.
  ///
  /// There is no need to ask if all their days are over.
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
    changeDays(of: element)
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
    let state = elements + element
    state.pointee.phase = .docked
    state.pointee.arrival = today
    tell(.docked(model.campaign.elements[element].id))
    if let stay = model.elements[element].stay {
      state.pointee.departure = today + stay
      changeDays(of: element)
      queue.insert(
        .departure, of: element, on: today + stay, generation: state.pointee.launches)
    }
    state.pointee.remaining = model.elements[element].commissioning
    state.pointee.workStart = -1
    work(on: element)
  }

  // MARK: - Commissioning

  /// Goes on with an element's commissioning if its crew is there, or has it rest.
  private func work(on element: Int) {
    let state = elements + element
    let generation = state.pointee.generation &+ 1
    state.pointee.generation = generation
    let remaining = state.pointee.remaining
    let needed = model.elements[element].needsCrew
    guard needed == 0 || remaining == 0 || crew[model.elements[element].node] >= needed else {
      // A crew that comes today is in time: look again at the end of the day.
      queue.insert(.rest, of: element, on: today, generation: generation)
      return
    }
    state.pointee.workStart = today
    let day = today + remaining
    let isNews = state.pointee.operational != day
    state.pointee.operational = day
    queue.insert(.operational, of: element, on: day, generation: generation)
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
    changeDays(of: element)
    tell(.rests(model.campaign.elements[element].id))
  }

  func complete(_ element: Int, generation: Int32, isSettled: Bool) {
    let state = elements + element
    guard generation == state.pointee.generation, state.pointee.phase == .docked else { return }
    state.pointee.remaining = 0
    state.pointee.workStart = today
    if !state.pointee.drewCommissioning {
      state.pointee.drewCommissioning = true
      if let table = model.elements[element].commissioningLate {
        let index = Int(state.pointee.launches)
        let late = max(
          0,
          table.days(
            bits(.commissioning, of: element, index, slot: ahead.aboard[element].commissioning)))
        if late > 0 {
          hasDeviated = true
          tell(.commissioningLate(model.campaign.elements[element].id, days: late))
          state.pointee.remaining = late
          return work(on: element)
        }
      }
    }
    guard let day = waits(element, for: network.operationLinks[element]) else {
      hasDeviated = true
      elements[element].operational = ExecutionModel.never
      changeDays(of: element)
      return
    }
    guard day <= today else {
      hasDeviated = true
      let isNews = elements[element].operational == ExecutionModel.never
      elements[element].operational = day
      changeDays(of: element)
      queue.insert(.operational, of: element, on: day, generation: generation)
      if isNews { announce(element) }
      return
    }
    guard isSettled || day < today || haveHappened(network.operationLinks[element]) else {
      return queue.insert(.operationalSettled, of: element, on: today, generation: generation)
    }
    state.pointee.phase = .operational
    state.pointee.wasOperational = true
    let isNews = state.pointee.operational != today
    state.pointee.operational = today
    if isNews { announce(element) }
    tell(
      .operational(
        model.campaign.elements[element].id,
        late: plan.planned[element].map { today - $0.operational } ?? 0))
    let crew = model.elements[element].bringsCrew
    if crew != 0 { change(crewAt: model.elements[element].node, by: crew, with: element) }
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
      changeDays(of: element)
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
    changeDays(of: element)
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
