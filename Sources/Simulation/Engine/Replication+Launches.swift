// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Flights, from waiting for their day to success or failure.
extension Replication {
  // MARK: - The day of a flight

  /// Schedules the next attempt of a flight if what it waits for is known and its turn has come.
  func consider(_ flight: Int) {
    let phase = flights[flight].phase
    guard phase == .waiting || phase == .countdown, flights[flight].scheduled < 0 else { return }
    guard isAnyoneAboard(flight) else { return drop(flight) }
    guard hasTurn(flight), findEarliest(flight) else { return }
    let day = model.calendar.next(network.flights[flight].vehicle, from: earliest)
    schedule(flight, on: day)
  }

  private func schedule(_ flight: Int, on day: Int) {
    // It never flies and holds nobody up.
    guard day != ExecutionModel.never else { return giveUp(flight) }
    // After the last day simulated it does: until then it keeps its turn, its vehicle and its pad.
    flights[flight].scheduled = day
    queue.insert(
      .attempt, of: flight, on: day, rank: min(flight, EventQueue.mostRank),
      generation: planGeneration)
    let late = day - network.flights[flight].day
    if late > 0, !flights[flight].hadItsTurn {
      // Greedy looks at all flights again, which may find another day for this one.
      breakPlan()
      if let replanning, late >= replanning.tolerance { wantsReplan = true }
    }
  }

  private func isAnyoneAboard(_ flight: Int) -> Bool {
    for element in network.elements(of: flight) where elements[element].phase == .ground {
      return true
    }
    return false
  }

  /// Whether the orders of its vehicle and pad let a flight go, as far as they bind.
  private func hasTurn(_ flight: Int) -> Bool {
    if isFree(flight) { return true }
    if let previous = network.flights[flight].previousOnVehicle, !flights[previous].hadItsTurn {
      return false
    }
    if let previous = network.flights[flight].previousOnPad, !flights[previous].hadItsTurn {
      return false
    }
    return true
  }

  /// Whether neither its turn nor, but for visits, its planned day binds a flight.
  private func isFree(_ flight: Int) -> Bool {
    flights[flight].hadItsTurn || (policy == .greedy && isBroken)
  }

  /// Finds the earliest day of a flight, as known today, and why it is no earlier; false when what it waits
  /// for is not known.
  private func findEarliest(_ flight: Int) -> Bool {
    earliest = model.first
    earliestCause = Cause()
    let planned = network.flights[flight]
    for element in network.elements(of: flight) where elements[element].phase == .ground {
      raise(to: elements[element].ready, .readiness, element)
      let travel = network.travel[element]
      for link in network.links[network.arrivalLinks[element]] {
        guard wait(for: link, lead: travel, aboard: flight) else { return false }
      }
      let lead = travel + model.elements[element].commissioning
      for link in network.links[network.operationLinks[element]] {
        guard wait(for: link, lead: lead, aboard: flight) else { return false }
      }
    }
    let vehicle = vehicles[planned.vehicle]
    raise(to: vehicle.free, .vehicle, Int(vehicle.record))
    raise(to: vehicle.availableFrom, .vehicle, -1)
    raise(to: vehicle.standDownUntil, .vehicle, Int(vehicle.record))
    if let pad = planned.pad {
      let used = flights[flight].phase == .countdown ? flights[flight].pad : choosePad(pad, flight)
      flights[flight].pad = used
      raise(to: max(pads[used].free, pads[used].closedUntil), .pad, Int(pads[used].record))
    }
    raise(to: flights[flight].preparedBy, .vehicle, -1)
    if !isFree(flight) || (planned.keepsDay && !flights[flight].hadItsTurn) {
      // What holds it up for real counts as the cause if it leads to the same launch day.
      if planned.day > earliest {
        if model.calendar.next(planned.vehicle, from: earliest) < planned.day {
          earliestCause = Cause()
        }
        earliest = planned.day
      }
    }
    return true
  }

  @inline(__always)
  private func raise(to day: Int, _ kind: Cause.Kind, _ subject: Int) {
    guard day > earliest else { return }
    earliest = day
    earliestCause = Cause(kind: kind, subject: Int32(truncatingIfNeeded: subject))
  }

  /// Waits for a link; false when its day is not known.
  @inline(__always)
  private func wait(for link: PlanNetwork.Link, lead: Int, aboard flight: Int) -> Bool {
    let day = self.day(of: link)
    if day == ExecutionModel.never {
      // What the plan launches together or later cannot be waited for: it may wait for this flight.
      return network.flightOf[link.source] >= flight
    }
    raise(to: day - lead, .link, link.source)
    return true
  }

  /// The day that a link allows, as known today; `never` while it is not known.
  @inline(__always)
  func day(of link: PlanNetwork.Link) -> Int {
    let source = elements[link.source]
    let day = link.isDeparture ? source.departure : source.operational
    if day == ExecutionModel.never {
      // Nobody who is gone for good has to leave before another comes.
      return link.isDeparture && source.phase == .gone ? 0 : day
    }
    return day + link.lag
  }

  /// The pad that a flight is to use: the planned one or, if it need not, the first to be free.
  private func choosePad(_ planned: Int, _ flight: Int) -> Int {
    guard policy == .greedy, isBroken else { return planned }
    var best = planned
    func free(_ pad: Int) -> Int {
      pads[pad].countdown >= 0 && pads[pad].countdown != flight
        ? ExecutionModel.never : max(pads[pad].free, pads[pad].closedUntil, today)
    }
    for pad in model.padsOfVehicles[model.vehicles[network.flights[flight].vehicle].pads]
    where free(pad) < free(best) {
      best = pad
    }
    return best
  }

  // MARK: - Attempts

  func attempt(_ flight: Int, generation: Int32) {
    guard generation == planGeneration, flights[flight].scheduled == today else { return }
    flights[flight].scheduled = -1
    guard isAnyoneAboard(flight) else { return drop(flight) }
    guard hasTurn(flight), findEarliest(flight) else { return release(flight) }
    let place = network.flights[flight].vehicle
    let pad = flights[flight].pad
    // Whoever has the vehicle or the pad wakes the others once it is launched.
    if vehicles[place].countdown >= 0, vehicles[place].countdown != flight { return }
    if pad >= 0, pads[pad].countdown >= 0, pads[pad].countdown != flight { return }
    let day = model.calendar.next(place, from: max(earliest, today))
    guard day == today else { return schedule(flight, on: day) }
    guard mayFly(flight) else { return giveUp(flight) }
    guard hasRoom(in: Int(model.yearOfDay[today]), for: place) else {
      return waitForNextYear(flight)
    }
    if !flights[flight].isPrepared {
      flights[flight].isPrepared = true
      if flights[flight].cause.kind != .year { flights[flight].cause = earliestCause }
      take(flight)
      if let preparation = model.vehicles[place].preparation {
        let late = max(
          0, preparation.days(draws.bits(.preparation, of: place, index(lead(flight)))))
        if late > 0 {
          flights[flight].wasPutOff = true
          flights[flight].preparedBy = today + late
          tell(.prepared(flight: number(flight), vehicle(flight), late: late))
          return schedule(
            flight, on: model.calendar.next(place, from: flights[flight].preparedBy))
        }
      }
    }
    take(flight)
    if let recycle = scrub(flight) {
      return schedule(flight, on: model.calendar.next(place, from: today + recycle))
    }
    launch(flight)
  }

  /// The first element that is to go on a flight: what draws are addressed by, since no element is on two
  /// flights at a time, whatever the plan.
  private func lead(_ flight: Int) -> Int {
    let aboard = network.elements(of: flight)
    return aboard.first { elements[$0].phase == .ground } ?? aboard[aboard.startIndex]
  }

  /// The address of the draws for the launch of an element.
  private func index(_ lead: Int) -> Int { lead << 12 | Int(elements[lead].launches) & 0xfff }

  private func take(_ flight: Int) {
    flights[flight].phase = .countdown
    vehicles[network.flights[flight].vehicle].countdown = flight
    if flights[flight].pad >= 0 { pads[flights[flight].pad].countdown = flight }
  }

  /// Lets go of the vehicle and the pad of a flight that has to wait again.
  func release(_ flight: Int) {
    guard flights[flight].phase == .countdown else { return }
    flights[flight].phase = .waiting
    letGo(flight)
    wake(after: flight)
  }

  private func letGo(_ flight: Int) {
    let place = network.flights[flight].vehicle
    if vehicles[place].countdown == flight { vehicles[place].countdown = -1 }
    let pad = flights[flight].pad
    if pad >= 0, pads[pad].countdown == flight { pads[pad].countdown = -1 }
  }

  /// Whether the vehicle has a flight left for it; flights that have not had their turn come first.
  private func mayFly(_ flight: Int) -> Bool {
    let place = network.flights[flight].vehicle
    let state = vehicles[place]
    let failed = state.flown - state.succeeded
    let left =
      model.vehicles[place].flights - state.launches + min(failed, model.vehicles[place].spares)
    return left > (flights[flight].hadItsTurn ? state.planned : 0)
  }

  private func hasRoom(in year: Int, for place: Int) -> Bool {
    let vehicle = model.vehicles[place]
    guard Int(launchesInYear[place * model.yearStarts.count + year]) < vehicle.perYear else {
      return false
    }
    return model.budget.map { costInYear[year] + vehicle.cost <= $0 } ?? true
  }

  private func waitForNextYear(_ flight: Int) {
    let place = network.flights[flight].vehicle
    flights[flight].cause = Cause(kind: .year)
    let year = Int(model.yearOfDay[today]) + 1
    let start = year < model.yearStarts.count ? model.yearStarts[year] : model.last + 1
    schedule(flight, on: model.calendar.next(place, from: start))
  }

  /// Draws whether the countdown is stopped: the days until the next attempt, nil when it is not.
  private func scrub(_ flight: Int) -> Int? {
    let place = network.flights[flight].vehicle
    let pad = flights[flight].pad
    let own = model.vehicles[place].scrubs
    let ofPad = pad >= 0 ? model.pads[pad].scrubs : 0..<0
    guard !own.isEmpty || !ofPad.isEmpty else { return nil }
    let lead = self.lead(flight)
    let address = lead << 12 | Int(elements[lead].attempts) & 0xfff
    elements[lead].attempts += 1
    var bits = draws.bits(.scrub, of: place, address)
    for index in 0..<(own.count + ofPad.count) {
      let cause =
        index < own.count ? own.lowerBound + index : ofPad.lowerBound + index - own.count
      guard bits >= model.scrubs[cause].probability else {
        let recycle = model.scrubs[cause].recycle.days(draws.bits(.recycle, of: place, address))
        flights[flight].wasPutOff = true
        scrubs[lead] += 1
        tell(
          .scrubbed(
            flight: number(flight), vehicle(flight), cause: model.scrubNames[cause],
            recycle: max(1, recycle)))
        return max(1, recycle)
      }
      bits -= model.scrubs[cause].probability
    }
    return nil
  }

  // MARK: - Launch

  private func launch(_ flight: Int) {
    let planned = network.flights[flight]
    let place = planned.vehicle
    let pad = flights[flight].pad
    let lead = self.lead(flight)
    letGo(flight)
    if !flights[flight].hadItsTurn {
      flights[flight].hadItsTurn = true
      vehicles[place].planned -= 1
    }
    flights[flight].phase = .launched
    let record = Int32(truncatingIfNeeded: records.count)
    records.append(
      LaunchRecord(
        vehicle: Int32(truncatingIfNeeded: place), day: Int32(truncatingIfNeeded: today),
        wasPutOff: flights[flight].wasPutOff, cause: flights[flight].cause))
    vehicles[place].free = today + model.vehicles[place].turnaround
    vehicles[place].record = record
    vehicles[place].launches += 1
    vehicles[place].flown += 1
    if pad >= 0 {
      let late = model.pads[pad].late.map {
        max(0, $0.days(draws.bits(.padTurnaround, of: pad, index(lead))))
      }
      pads[pad].free = today + model.pads[pad].turnaround + (late ?? 0)
      pads[pad].record = record
    }
    let year = Int(model.yearOfDay[today])
    launchesInYear[place * model.yearStarts.count + year] += 1
    costInYear[year] += model.vehicles[place].cost
    measures.cost += model.vehicles[place].cost
    measures.launches += 1
    tell(
      .launched(
        flight: number(flight), vehicle(flight), pad < 0 ? nil : model.campaign.pads[pad].id,
        late: today - planned.day,
        network.elements(of: flight).filter { elements[$0].phase == .ground }.sorted()
          .map { model.campaign.elements[$0].id }))
    if today != planned.day { breakPlan() }
    let succeeds = self.succeeds(place, lead: lead)
    for element in network.elements(of: flight) where elements[element].phase == .ground {
      guard elements[element].launches == 0 else { continue }
      elements[element].firstLaunch = Int32(truncatingIfNeeded: today)
      elements[element].firstFailed = !succeeds
    }
    if replanning != nil {
      history.append(
        PastFlight(
          vehicle: vehicle(flight), launched: date(today),
          elements: network.elements(of: flight).filter { elements[$0].phase == .ground }.sorted()
            .map { model.campaign.elements[$0].id },
          pad: pad < 0 ? nil : model.campaign.pads[pad].id, isLost: !succeeds))
    }
    if succeeds {
      vehicles[place].succeeded += 1
      for element in network.elements(of: flight) where elements[element].phase == .ground {
        send(element, record: record)
      }
    } else {
      fail(flight, index: index(lead))
    }
    wake(after: flight)
  }

  /// Draws whether a launch succeeds.
  private func succeeds(_ place: Int, lead: Int) -> Bool {
    guard let reliability = model.vehicles[place].reliability else { return true }
    let state = vehicles[place]
    let bits = draws.bits(.success, of: place, index(lead))
    switch reliability {
    case .known(let probability): return bits < probability || probability == .max
    case .record(let successes, let total):
      // Pólya's urn: as if the probability had been drawn from its beta distribution.
      let chance =
        Double(successes + 1 + state.succeeded) / Double(total + 2 + state.flown - 1)
      return bits < UInt64(probability: chance)
    }
  }

  /// Considers the flights that may have waited for a launch, or for the end of a countdown.
  func wake(after flight: Int) {
    // Who is considered may be dropped and wake others: in turn, not within each other.
    wakes.append(flight)
    guard wakes.count == 1 else { return }
    var next = 0
    while next < wakes.count {
      let flight = wakes[next]
      next += 1
      if hasQueues {
        for other in network.flights.indices where other != flight { consider(other) }
      } else {
        for other in network.followers[flight] { consider(other) }
      }
    }
    wakes.removeAll(keepingCapacity: true)
  }

  // MARK: - Giving up

  /// Gives up a flight that no longer has anything to carry; others need not wait for its turn.
  func drop(_ flight: Int) {
    guard flights[flight].phase == .waiting || flights[flight].phase == .countdown else { return }
    letGo(flight)
    flights[flight].phase = .dropped
    if !flights[flight].hadItsTurn {
      flights[flight].hadItsTurn = true
      vehicles[network.flights[flight].vehicle].planned -= 1
    }
    wake(after: flight)
  }

  /// Gives up a flight that can never launch, and what it was to carry.
  func giveUp(_ flight: Int) {
    breakPlan()
    if replanning != nil { wantsReplan = true }
    for element in network.elements(of: flight) where elements[element].phase == .ground {
      tell(.stranded(model.campaign.elements[element].id))
      strand(element)
    }
    drop(flight)
  }

  func number(_ flight: Int) -> String { numbers[flight] }

  func vehicle(_ flight: Int) -> Vehicle.ID {
    model.campaign.vehicles[network.flights[flight].vehicle].id
  }
}
