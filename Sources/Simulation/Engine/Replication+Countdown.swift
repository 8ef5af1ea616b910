// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Launch attempts: preparation, countdown, scrubs, and what a vehicle may still fly.
extension Replication {
  func attempt(_ flight: Int, generation: Int32) {
    guard generation == planGeneration, flights[flight].scheduled == today else { return }
    unschedule(flight)
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
      if planGeneration == 0 { ahead.make(for: flight, draws) }
      if flights[flight].cause.kind != .year { flights[flight].cause = earliestCause }
      take(flight)
      if let preparation = model.vehicles[place].preparation {
        let late = max(
          0,
          preparation.days(
            bits(.preparation, of: place, index(lead(flight)), slot: slots(of: flight).preparation))
        )
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
  @inline(__always)
  func lead(_ flight: Int) -> Int {
    let aboard = network.elements(of: flight)
    return aboard.first { elements[$0].phase == .ground } ?? aboard[aboard.startIndex]
  }

  /// The address of the draws for the launch of an element.
  func index(_ lead: Int) -> Int { lead << 12 | Int(elements[lead].launches) & 0xfff }

  @inline(__always)
  func take(_ flight: Int) {
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

  @inline(__always)
  func letGo(_ flight: Int) {
    let place = network.flights[flight].vehicle
    if vehicles[place].countdown == flight { vehicles[place].countdown = -1 }
    let pad = flights[flight].pad
    if pad >= 0, pads[pad].countdown == flight { pads[pad].countdown = -1 }
  }

  /// Whether the vehicle has a flight left for it; flights that have not had their turn come first.
  @inline(__always)
  func mayFly(_ flight: Int) -> Bool {
    let place = network.flights[flight].vehicle
    let state = vehicles[place]
    let failed = state.flown - state.succeeded
    let left =
      model.vehicles[place].flights - state.launches + min(failed, model.vehicles[place].spares)
    return left > (flights[flight].hadItsTurn ? state.planned : 0)
  }

  @inline(__always)
  func hasRoom(in year: Int, for place: Int) -> Bool {
    let vehicle = model.vehicles[place]
    guard Int(launchesInYear[place * model.yearStarts.count + year]) < vehicle.perYear else {
      return false
    }
    return model.budget.map { costInYear[year] + vehicle.cost <= $0 } ?? true
  }

  func waitForNextYear(_ flight: Int) {
    let place = network.flights[flight].vehicle
    flights[flight].cause = Cause(kind: .year)
    let year = Int(model.yearOfDay[today]) + 1
    let start = year < model.yearStarts.count ? model.yearStarts[year] : model.last + 1
    schedule(flight, on: model.calendar.next(place, from: start))
  }

  /// Draws whether the countdown is stopped: the days until the next attempt, nil when it is not.
  func scrub(_ flight: Int) -> Int? {
    let place = network.flights[flight].vehicle
    let pad = flights[flight].pad
    let own = model.vehicles[place].scrubs
    let ofPad = pad >= 0 ? model.pads[pad].scrubs : 0..<0
    guard !own.isEmpty || !ofPad.isEmpty else { return nil }
    let lead = self.lead(flight)
    let address = lead << 12 | Int(elements[lead].attempts) & 0xfff
    elements[lead].attempts += 1
    let slots = self.slots(of: flight)
    let bits = self.bits(.scrub, of: place, address, slot: slots.scrub)
    // The vehicle's causes have their shares of one number from its least value up, the pad's from its
    // greatest down: so they exclude each other, and none moves when the others are taken out.
    guard let cause = self.cause(among: own, bits) ?? self.cause(among: ofPad, ~bits) else {
      return nil
    }
    let recycle = model.scrubs[cause].recycle.days(
      self.bits(.recycle, of: place, address, slot: slots.recycle))
    let days = max(1, recycle)
    flights[flight].wasPutOff = true
    // Also a new plan has to keep to it.
    flights[flight].preparedBy = today + days
    scrubs[lead] += 1
    tell(
      .scrubbed(
        flight: number(flight), vehicle(flight), cause: model.scrubNames[cause], recycle: days))
    return days
  }

  /// The cause that has a number in its share, the first one's being the least numbers; nil when none has.
  @inline(__always)
  private func cause(among causes: Range<Int>, _ bits: UInt64) -> Int? {
    var left = bits
    for cause in causes {
      guard left >= model.scrubs[cause].probability else { return cause }
      left -= model.scrubs[cause].probability
    }
    return nil
  }
}
