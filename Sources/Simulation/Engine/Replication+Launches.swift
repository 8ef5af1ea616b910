// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Launches, successful or not, and flights that are given up.
extension Replication {
  func launch(_ flight: Int) {
    let planned = network.flights[flight]
    let place = planned.vehicle
    let pad = flights[flight].pad
    let lead = self.lead(flight)
    let slots = self.slots(of: flight)
    letGo(flight)
    haveItsTurn(flight)
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
        max(
          0,
          $0.days(
            bits(
              .padTurnaround, of: pad, index(lead), slot: slots.padTurnaround)))
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
    let succeeds = self.succeeds(place, lead: lead, slot: slots.success)
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
  func succeeds(_ place: Int, lead: Int, slot: Int32) -> Bool {
    guard let reliability = model.vehicles[place].reliability else { return true }
    let state = vehicles[place]
    let bits = self.bits(.success, of: place, index(lead), slot: slot)
    switch reliability {
    case .known(let probability): return bits < probability || probability == .max
    case .record(let successes, let total):
      // Pólya's urn: as if the probability had been drawn from its beta distribution.
      let chance =
        Double(successes + 1 + state.succeeded) / Double(total + 2 + state.flown - 1)
      return bits < UInt64(probability: chance)
    }
  }

  /// Notes that others no longer wait for the turn of a flight.
  @inline(__always)
  private func haveItsTurn(_ flight: Int) {
    guard !flights[flight].hadItsTurn else { return }
    flights[flight].hadItsTurn = true
    vehicles[network.flights[flight].vehicle].planned -= 1
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
