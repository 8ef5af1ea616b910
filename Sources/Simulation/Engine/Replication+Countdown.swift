// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Launch attempts: preparation, countdown, scrubs, and what a vehicle may still fly.
extension Replication {
  func attempt(_ flight: Int, generation: Int32) {
    let state = flights + flight
    let today = self.today
    guard generation == planGeneration, state.pointee.scheduled == today else { return }
    unschedule(flight)
    let place = network.flights[flight].vehicle
    let isAsScheduled = !mayHaveChanged(flight)
    if !isAsScheduled {
      guard isAnyoneAboard(flight) else { return drop(flight) }
      guard hasTurn(flight) else { return release(flight) }
      findEarliest(flight)
      guard state.pointee.isKnown else { return release(flight) }
    }
    // Who is in countdown has vehicle and pad, of which nothing can have changed.
    if !isAsScheduled || state.pointee.phase != .countdown {
      let pad = state.pointee.pad
      // Whoever has the vehicle or the pad wakes the others once it is launched.
      let ofVehicle = vehicles[place].countdown
      if ofVehicle >= 0, ofVehicle != flight { return }
      if pad >= 0 {
        let ofPad = pads[pad].countdown
        if ofPad >= 0, ofPad != flight { return }
      }
      // It was scheduled on a launch day, by what has not changed.
      if !isAsScheduled {
        let day = model.calendar.next(place, from: max(state.pointee.earliest, today))
        guard day == today else { return schedule(flight, on: day) }
      }
      guard mayFly(flight) else { return giveUp(flight) }
    }
    guard hasRoom(in: Int(model.yearOfDay[today]), for: place) else {
      return waitForNextYear(flight)
    }
    let lead = self.lead(flight)
    if !state.pointee.isPrepared {
      state.pointee.isPrepared = true
      if planGeneration == 0 { ahead.make(for: flight, draws) }
      if state.pointee.cause.kind != .year { state.pointee.cause = state.pointee.earliestCause }
      if let preparation = model.vehicles[place].preparation {
        let late = max(
          0,
          preparation.days(
            bits(.preparation, of: place, index(lead), slot: slots(of: flight).preparation)))
        if late > 0 {
          take(flight)
          state.pointee.wasPutOff = true
          state.pointee.preparedBy = today + late
          tell(.prepared(flight: number(flight), vehicle(flight), late: late))
          return schedule(flight, on: model.calendar.next(place, from: today + late))
        }
      }
    }
    let recycle = scrub(flight, lead)
    if recycle > 0 {
      take(flight)
      return schedule(flight, on: model.calendar.next(place, from: today + recycle))
    }
    launch(flight, lead)
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
    let pad = flights[flight].pad
    if pad >= 0 { pads[pad].countdown = flight }
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
    let state = vehicles + place
    let failed = state.pointee.flown - state.pointee.succeeded
    let left =
      model.vehicles[place].flights - state.pointee.launches
      + min(failed, model.vehicles[place].spares)
    return left > (flights[flight].hadItsTurn ? state.pointee.planned : 0)
  }

  @inline(__always)
  func hasRoom(in year: Int, for place: Int) -> Bool {
    let launches = launchesInYear[place &* model.yearStarts.count &+ year]
    guard Int(launches) < model.vehicles[place].perYear else { return false }
    guard let budget = model.budget else { return true }
    return costInYear[year] + model.vehicles[place].cost <= budget
  }

  func waitForNextYear(_ flight: Int) {
    let place = network.flights[flight].vehicle
    flights[flight].cause = Cause(kind: .year)
    let year = Int(model.yearOfDay[today]) + 1
    let start = year < model.yearStarts.count ? model.yearStarts[year] : model.last + 1
    schedule(flight, on: model.calendar.next(place, from: start))
  }

  /// Draws whether the countdown is stopped: the days until the next attempt, 0 when it is not.
  @inline(__always)
  private func scrub(_ flight: Int, _ lead: Int) -> Int {
    let place = network.flights[flight].vehicle
    let pad = flights[flight].pad
    let own = model.vehicles[place].scrubs
    let ofPad = pad >= 0 ? model.pads[pad].scrubs : 0..<0
    guard !own.isEmpty || !ofPad.isEmpty else { return 0 }
    let address = lead << 12 | Int(elements[lead].attempts) & 0xfff
    elements[lead].attempts &+= 1
    // Attempts are numbered launch by launch: those after a loss do not move with the number of those before.
    let source = place | Int(elements[lead].launches & 0xff) << 16
    let bits = self.bits(.scrub, of: source, address, slot: slots(of: flight).scrub)
    // The vehicle's causes have their shares of one number from its least value up, the pad's from its
    // greatest down: so they exclude each other, and none moves when the others are taken out.
    guard let cause = self.cause(among: own, bits) ?? self.cause(among: ofPad, ~bits) else {
      return 0
    }
    let recycle = model.scrubs[cause].recycle.days(
      self.bits(.recycle, of: source, address, slot: slots(of: flight).recycle))
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
