// SPDX-License-Identifier: GPL-3.0-or-later

/// When a flight can be attempted, by what is known today.
extension Replication {
  /// Schedules the next attempt of a flight if what it waits for is known and its turn has come.
  @inline(__always)
  func consider(_ flight: Int) {
    let phase = flights[flight].phase
    guard flights[flight].scheduled < 0, phase == .waiting || phase == .countdown else { return }
    if !isBlocked(flight) { reconsider(flight) }
  }

  /// Whether a flight still waits for what it was last found to wait for.
  @inline(__always)
  func isBlocked(_ flight: Int) -> Bool {
    let blocker = flights[flight].blocker
    guard blocker >= 0 else { return false }
    let wait = network.waits.all.baseAddress.unsafelyUnwrapped + Int(blocker)
    return wait.pointee.day(elements) == ExecutionModel.never
      && elements[Int(wait.pointee.element)].phase == .ground
  }

  /// Schedules the next attempt of a flight that has none.
  private func reconsider(_ flight: Int) {
    guard isAnyoneAboard(flight) else { return drop(flight) }
    guard hasTurn(flight) else {
      // What it waits for puts it back.
      idle.remove(flight)
      return
    }
    if mayHaveChanged(flight) { findEarliest(flight) }
    guard flights[flight].isKnown else { return }
    // What it waited for may have become known only after the day that it allows.
    let from = max(flights[flight].earliest, today)
    schedule(flight, on: model.calendar.next(network.flights[flight].vehicle, from: from))
  }

  func schedule(_ flight: Int, on day: Int) {
    // It never flies and holds nobody up.
    guard day != ExecutionModel.never else { return giveUp(flight) }
    // After the last day simulated it does: until then it keeps its turn, its vehicle and its pad.
    flights[flight].scheduled = day
    idle.remove(flight)
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

  /// Forgets the attempt of a flight.
  @inline(__always)
  func unschedule(_ flight: Int) {
    flights[flight].scheduled = -1
    idle.insert(flight)
  }

  @inline(__always)
  func isAnyoneAboard(_ flight: Int) -> Bool {
    for element in network.elements(of: flight) where elements[element].phase == .ground {
      return true
    }
    return false
  }

  /// Whether the orders of its vehicle and pad let a flight go, as far as they bind.
  @inline(__always)
  func hasTurn(_ flight: Int) -> Bool {
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
  @inline(__always)
  func isFree(_ flight: Int) -> Bool {
    flights[flight].hadItsTurn || isGreedyNow
  }

  /// Whether `findEarliest` may find something else for a flight than the last time.
  @inline(__always)
  func mayHaveChanged(_ flight: Int) -> Bool {
    // Which pad is the first to be free is another matter each day.
    changed.contains(flight) || isGreedyNow
  }

  /// Finds the earliest day of a flight, as known today, and why it is no earlier, if what it waits for is
  /// known.
  ///
  /// What it reads of others is noted in `changed` by who changes it.
  @inline(never)
  func findEarliest(_ flight: Int) {
    changed.remove(flight)
    let state = flights + flight
    state.pointee.isKnown = false
    var found = EarliestDay(model.first)
    let planned = network.flights[flight]
    for element in network.elements(of: flight) where elements[element].phase == .ground {
      found.raise(to: elements[element].ready, .readiness, Int32(truncatingIfNeeded: element))
      for place in network.waitsOf[element] {
        let wait = network.waits.all[place]
        let day = wait.day(elements)
        guard day != ExecutionModel.never else {
          guard canDoWithout(wait, flight) else {
            state.pointee.blocker =
              network.blocks(place, flight) ? Int32(truncatingIfNeeded: place) : -1
            return
          }
          continue
        }
        found.raise(to: day &+ Int(wait.lag), .link, wait.source)
      }
    }
    let vehicle = vehicles + planned.vehicle
    let last = vehicle.pointee.record
    found.raise(to: vehicle.pointee.free, .vehicle, last)
    found.raise(to: vehicle.pointee.availableFrom, .vehicle, -1)
    found.raise(to: vehicle.pointee.standDownUntil, .vehicle, last)
    if let pad = planned.pad {
      let used = state.pointee.phase == .countdown ? state.pointee.pad : choosePad(pad, flight)
      state.pointee.pad = used
      found.raise(to: max(pads[used].free, pads[used].closedUntil), .pad, pads[used].record)
    }
    found.raise(to: state.pointee.preparedBy, .vehicle, -1)
    state.pointee.isKnown = true
    state.pointee.earliest = found.day
    state.pointee.earliestCause = found.cause
    if !isFree(flight) || (planned.keepsDay && !state.pointee.hadItsTurn) {
      // What holds it up for real counts as the cause if it leads to the same launch day.
      if planned.day > found.day {
        if model.calendar.next(planned.vehicle, from: found.day) < planned.day {
          state.pointee.earliestCause = Cause()
        }
        state.pointee.earliest = planned.day
      }
    }
  }

  /// Whether a flight need not wait for a day that is not known.
  private func canDoWithout(_ wait: NetworkView.Wait, _ flight: Int) -> Bool {
    let source = Int(wait.source)
    // Nobody who is gone for good has to leave before another comes.
    if wait.isDeparture, elements[source].phase == .gone { return true }
    // What the plan launches together or later cannot be waited for: it may wait for this flight.
    return network.flightOf[source] >= flight
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
  @inline(__always)
  func choosePad(_ planned: Int, _ flight: Int) -> Int {
    isGreedyNow ? firstPad(planned, flight) : planned
  }

  /// The pad that is the first to be free for a flight, the planned one if none is sooner.
  private func firstPad(_ planned: Int, _ flight: Int) -> Int {
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
}

/// The greatest of some days, and why it is.
private struct EarliestDay {
  private(set) var day: Int
  private var kind = Cause.Kind.plan.rawValue
  private var subject: Int32 = -1

  init(_ day: Int) { self.day = day }

  var cause: Cause { Cause(kind: Cause.Kind(rawValue: kind) ?? .plan, subject: subject) }

  /// Takes another day if it is later.
  ///
  /// Which one is later cannot be guessed, so there are no branches.
  @inline(__always)
  mutating func raise(to other: Int, _ kind: Cause.Kind, _ subject: Int32) {
    let isLater = other > day
    self.kind = isLater ? kind.rawValue : self.kind
    self.subject = isLater ? subject : self.subject
    day = isLater ? other : day
  }
}
