// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension Simulator.Setup {
  /// What replications found, in the campaign's words.
  func result(of run: ReplicationRun, requested: Int) -> SimulationResult {
    let campaign = model.campaign
    let tally = run.tally
    let replication = self.replication()
    func outcome(_ target: Target, _ reached: DayTally) -> MilestoneOutcome {
      MilestoneOutcome(
        id: target.id, planned: target.planned.map { model.origin + $0 }, reached: reached)
    }
    let elements = campaign.elements.indices.compactMap { place -> ElementOutcome? in
      let planned = network.planned[place]
      guard planned != nil || tally.flownUnplanned[place] > 0 else { return nil }
      return ElementOutcome(
        id: campaign.elements[place].id, planned: planned.map { model.origin + $0.operational },
        operational: tally.operational(place), lost: tally.lost[place],
        critical: tally.criticalElements[place])
    }
    let flights = network.flights.enumerated().map { index, flight in
      FlightOutcome(
        number: network.numbers[index], vehicle: campaign.vehicles[flight.vehicle].id,
        planned: model.origin + flight.day, launched: tally.firstLaunch(index),
        scrubs: network.elements(of: index).reduce(0) { $0 + tally.scrubs[$1] },
        failed: tally.failedFirst[index])
    }
    let vehicles = campaign.vehicles.indices.map { place in
      VehicleOutcome(
        id: campaign.vehicles[place].id, launches: tally.flown[place],
        failures: tally.failed[place], critical: tally.criticalVehicles[place])
    }
    return SimulationResult(
      policy: options.policy, seed: options.seed, replications: tally.replications,
      requested: requested, until: model.origin + model.last,
      completion: outcome(replication.targets.completion, tally.completion),
      milestones: replication.targets.milestones.enumerated().map { place, target in
        outcome(target, tally.milestone(place))
      },
      elements: elements, flights: flights, vehicles: vehicles, launches: tally.launches,
      losses: tally.losses,
      cost: CostTally(
        planned: Amount(thousandths: replication.plannedCost), byCost: tally.byCost),
      brokenRules: tally.broken, disrupted: tally.disrupted,
      replans: (tally.replans, tally.failedReplans),
      samples: run.samples.sorted { $0.number < $1.number })
  }
}

extension Replication {
  var emptyTally: ReplicationTally { ReplicationTally(self) }

  /// The money that the plan spends on launches and elements, past flights included, in thousandths.
  var plannedCost: Int {
    plan.flights.reduce(model.past.cost) { sum, flight in
      plan.aboard[flight.elements].reduce(sum + model.vehicles[flight.vehicle].cost) {
        $0 + model.elements[$1].cost
      }
    }
  }

  /// Whether the plan could not be followed to the day.
  var wasDisrupted: Bool { hasDeviated }

  /// The outcome of the replication that was run last, under its number.
  func sample(_ number: Int) -> SimulationSample {
    func date(_ day: Int) -> Day? { day == ExecutionModel.never ? nil : model.origin + day }
    return SimulationSample(
      number: number,
      completion: date(measures.completion), milestones: measures.milestones.all.map(date),
      launches: model.campaign.actuals.count + measures.launches, losses: measures.losses,
      cost: Amount(thousandths: measures.cost))
  }
}

extension Campaign {
  /// The risks of a campaign that can be removed one by one, in manifest order: vehicles, elements, pads,
  /// shared risks.
  var riskSources: [RiskSource] {
    var sources: [RiskSource] = []
    for vehicle in vehicles {
      guard let own = vehicle.uncertainty else { continue }
      if own.available != nil { sources.append(.available(vehicle.id)) }
      if own.delay != nil { sources.append(.preparation(vehicle.id)) }
      if !own.scrubs.isEmpty { sources.append(.scrubs(vehicle.id)) }
      if own.reliability != nil { sources.append(.failures(vehicle.id)) }
    }
    for element in elements {
      guard let own = element.uncertainty else { continue }
      if own.delay != nil { sources.append(.readiness(element.id)) }
      if own.docking != nil || own.commissioning != nil || own.reliability != nil {
        sources.append(.inSpace(element.id))
      }
    }
    for pad in pads {
      guard let own = pad.uncertainty else { continue }
      if own.delay != nil { sources.append(.turnaround(pad.id)) }
      if !own.scrubs.isEmpty { sources.append(.padScrubs(pad.id)) }
    }
    return sources + risks.map { .shared($0.id) }
  }
}

extension DayTally {
  /// Whether P50 and P80 are known to so many days either way.
  func isKnown(to days: Int) -> Bool {
    [0.5, 0.8].allSatisfy { p in halfWidth(of: p).map { $0 <= Double(days) } ?? false }
  }
}
