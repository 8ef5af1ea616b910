// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Launches, successful or not, and flights that are given up.
extension Replication {
  func launch(_ flight: Int, _ lead: Int) {
    let today = self.today
    let day = network.flights[flight].day
    let place = network.flights[flight].vehicle
    let state = flights + flight
    let used = vehicles + place
    let pad = state.pointee.pad
    letGo(flight)
    haveItsTurn(flight)
    state.pointee.phase = .launched
    let record = Int32(truncatingIfNeeded: records.count)
    records.append(
      LaunchRecord(
        vehicle: Int32(truncatingIfNeeded: place), day: Int32(truncatingIfNeeded: today),
        wasPutOff: state.pointee.wasPutOff, cause: state.pointee.cause))
    changed.insert(network.flightsOfVehicle[place])
    used.pointee.free = today + model.vehicles[place].turnaround
    used.pointee.record = record
    used.pointee.launches &+= 1
    used.pointee.flown &+= 1
    if pad >= 0 {
      changed.insert(network.flightsOfPad[pad])
      var free = today + model.pads[pad].turnaround
      if let late = model.pads[pad].late {
        free += max(
          0,
          late.days(
            bits(.padTurnaround, of: pad, index(lead), slot: slots(of: flight).padTurnaround)))
      }
      pads[pad].free = free
      pads[pad].record = record
    }
    let year = Int(model.yearOfDay[today])
    launchesInYear[place &* model.yearStarts.count &+ year] &+= 1
    costInYear[year] += model.vehicles[place].cost
    measures.cost += model.vehicles[place].cost
    measures.launches += 1
    tell(
      .launched(
        flight: number(flight), vehicle(flight), pad < 0 ? nil : model.campaign.pads[pad].id,
        late: today - day,
        network.elements(of: flight).filter { elements[$0].phase == .ground }.sorted()
          .map { model.campaign.elements[$0].id }))
    if today != day { breakPlan() }
    let succeeds = self.succeeds(place, lead: lead, slot: slots(of: flight).success)
    if replanning != nil {
      history.append(
        PastFlight(
          vehicle: vehicle(flight), launched: date(today),
          elements: network.elements(of: flight).filter { elements[$0].phase == .ground }.sorted()
            .map { model.campaign.elements[$0].id },
          pad: pad < 0 ? nil : model.campaign.pads[pad].id, isLost: !succeeds))
    }
    if succeeds {
      used.pointee.succeeded &+= 1
      for element in network.elements(of: flight) where elements[element].phase == .ground {
        send(element, record: record)
      }
    } else {
      fail(flight, index: index(lead))
    }
    wake(after: flight)
  }

  /// Counts the launch of an element.
  @inline(__always)
  func noteLaunch(of element: Int, failed: Bool) {
    let state = elements + element
    if state.pointee.launches == 0 {
      state.pointee.firstLaunch = Int32(truncatingIfNeeded: today)
      state.pointee.firstFailed = failed
    }
    state.pointee.launches &+= 1
    state.pointee.attempts = 0
  }

  /// Draws whether a launch succeeds.
  @inline(__always)
  private func succeeds(_ place: Int, lead: Int, slot: Int32) -> Bool {
    guard let reliability = model.vehicles[place].reliability else { return true }
    let state = vehicles + place
    let bits = self.bits(.success, of: place, index(lead), slot: slot)
    switch reliability {
    case .known(let probability): return bits < probability || probability == .max
    case .record(let successes, let total):
      // Pólya's urn: as if the probability had been drawn from its beta distribution.
      let chance =
        Double(successes + 1 + state.pointee.succeeded)
        / Double(total + 2 + state.pointee.flown - 1)
      return bits < UInt64(probability: chance)
    }
  }

  /// Notes that others no longer wait for the turn of a flight.
  @inline(__always)
  private func haveItsTurn(_ flight: Int) {
    guard !flights[flight].hadItsTurn else { return }
    flights[flight].hadItsTurn = true
    vehicles[network.flights[flight].vehicle].planned &-= 1
    for other in network.followers[flight] { idle.insert(other) }
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
        var place = 0
        while let other = idle.first(from: place) {
          place = other + 1
          guard other != flight else { continue }
          // What it waits for puts it back, or has it considered once it is known.
          guard !isBlocked(other) else {
            idle.remove(other)
            continue
          }
          consider(other)
          // Launched or given up: nothing but a loss brings it back.
          if flights[other].phase.isOver { idle.remove(other) }
        }
      } else {
        for other in network.followers[flight] { consider(other) }
      }
    }
    wakes.removeAll()
  }

  // MARK: - Giving up

  /// Gives up a flight that no longer has anything to carry; others need not wait for its turn.
  func drop(_ flight: Int) {
    guard flights[flight].phase == .waiting || flights[flight].phase == .countdown else { return }
    letGo(flight)
    flights[flight].phase = .dropped
    haveItsTurn(flight)
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
