// SPDX-License-Identifier: GPL-3.0-or-later

/// When a flight can be attempted, by what is known today.
extension Replication {
  /// Schedules the next attempt of a flight if what it waits for is known and its turn has come.
  func consider(_ flight: Int) {
    let phase = flights[flight].phase
    guard phase == .waiting || phase == .countdown, flights[flight].scheduled < 0 else { return }
    guard isAnyoneAboard(flight) else { return drop(flight) }
    guard hasTurn(flight), findEarliest(flight) else { return }
    // What it waited for may have become known only after the day that it allows.
    let from = max(earliest, today)
    schedule(flight, on: model.calendar.next(network.flights[flight].vehicle, from: from))
  }

  func schedule(_ flight: Int, on day: Int) {
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

  func isAnyoneAboard(_ flight: Int) -> Bool {
    for element in network.elements(of: flight) where elements[element].phase == .ground {
      return true
    }
    return false
  }

  /// Whether the orders of its vehicle and pad let a flight go, as far as they bind.
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
  func isFree(_ flight: Int) -> Bool {
    flights[flight].hadItsTurn || (policy == .greedy && isBroken)
  }

  /// Finds the earliest day of a flight, as known today, and why it is no earlier; false when what it waits
  /// for is not known.
  func findEarliest(_ flight: Int) -> Bool {
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
  func raise(to day: Int, _ kind: Cause.Kind, _ subject: Int) {
    guard day > earliest else { return }
    earliest = day
    earliestCause = Cause(kind: kind, subject: Int32(truncatingIfNeeded: subject))
  }

  /// Waits for a link; false when its day is not known.
  @inline(__always)
  func wait(for link: PlanNetwork.Link, lead: Int, aboard flight: Int) -> Bool {
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
  func choosePad(_ planned: Int, _ flight: Int) -> Int {
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
}
