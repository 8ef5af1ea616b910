// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A complete plan in the planner's numbers.
struct Schedule: Hashable, Sendable {
  /// The flights, by launch day, then vehicle, then elements.
  var flights: [ScheduledFlight]

  /// The loads of its flights.
  var loads: [Load] { flights.map(\.load) }

  /// Creates a schedule and puts its flights in order.
  init(flights: [ScheduledFlight]) {
    self.flights = flights.sorted {
      ($0.load.day, $0.load.vehicle, $0.load.elements.first ?? 0)
        < ($1.load.day, $1.load.vehicle, $1.load.elements.first ?? 0)
    }
  }
}

/// A load with the pad it launches from.
struct ScheduledFlight: Hashable, Sendable {
  var load: Load
  /// The pad; nil when the vehicle has none.
  var pad: Int?
}

/// The values of all objectives of a campaign, in thousandths, most important first.
struct ObjectiveVector: Sendable {
  private let instance: Instance
  private let sums: [SumObjective?]
  private let members: [[Int]]

  init(_ instance: Instance) {
    self.instance = instance
    let objectives = instance.campaign.objectives
    sums = objectives.map { SumObjective($0, of: instance) }
    members = objectives.map { instance.members(of: $0) }
  }

  /// The values of a plan.
  func values(of loads: [Load]) -> [Int] {
    var operational = instance.elements.map { $0.past?.operational ?? 0 }
    var flights = instance.vehicles.map { _ in 0 }
    for load in loads {
      flights[load.vehicle] += 1
      for element in load.elements {
        operational[element] = instance.operational(element, in: load)
      }
    }
    return values(operational: operational, flights: flights)
  }

  /// How many objectives there are.
  var count: Int { sums.count }

  private func values(operational: [Int], flights: [Int]) -> [Int] {
    sums.indices.map { value($0, operational: { operational[$0] }, flights: { flights[$0] }) }
  }

  /// The value of an objective in the schedule that was built last.
  func value(_ index: Int, of scheduler: ListScheduler) -> Int {
    value(index, operational: scheduler.operationalDay, flights: scheduler.flightCount)
  }

  @inline(__always)
  private func value(
    _ index: Int, operational: (_ element: Int) -> Int, flights: (_ vehicle: Int) -> Int
  ) -> Int {
    guard let sum = sums[index] else {
      var last = 0
      for element in members[index] {
        let day = operational(element)
        if day <= instance.horizon || !instance.hasGround { last = max(last, day) }
      }
      return 1000 * last
    }
    var value = sum.constant
    for vehicle in sum.flight.indices where sum.flight[vehicle] != 0 {
      value += sum.flight[vehicle] * flights(vehicle)
    }
    for element in instance.free {
      value += sum.element(element, operational: operational(element))
    }
    return value
  }
}

extension Instance {
  /// The elements whose last operational day a `completion` objective is; empty for others.
  func members(of objective: Objective) -> [Int] {
    guard case .completion(let milestone) = objective else { return [] }
    let chosen = campaign.milestones.first { $0.id == milestone }?.elements
    return elements.indices.filter {
      !elements[$0].isOptional && chosen?.contains(campaign.elements[$0].id) ?? true
    }
  }

  /// The operational day of each element in a schedule; for past elements and those on the ground, 0.
  func latestDays(of schedule: Schedule) -> [Int] {
    var days = elements.map { _ in 0 }
    for load in schedule.loads {
      for element in load.elements {
        days[element] = isGrounded(load) ? 0 : operational(element, in: load)
      }
    }
    return days
  }

  /// The past flights and those of a schedule in the campaign's words; nil when the run ends before
  /// its elements have ports.
  func flights(of schedule: Schedule, until clock: SearchClock) -> [Flight]? {
    var docked: [Int: Int] = [:]
    switch portAssignment(of: schedule)?.ports(PortEffort(steps: 20_000_000, clock: clock)) {
    case .undecided: return nil
    case .found(let ports): docked = ports
    // The checker judges what should not happen.
    case .impossible, nil: break
    }
    let past = pastFlights.map { flight in
      let load = Load(vehicle: flight.vehicle, day: flight.day, elements: flight.elements)
      return (ScheduledFlight(load: load, pad: flight.pad), flight.isLost)
    }
    let new = schedule.flights.filter { !isGrounded($0.load) }.map { ($0, false) }
    return (past + new).map { flight, isLost in
      let elements = flight.load.elements
      return Flight(
        vehicle: campaign.vehicles[flight.load.vehicle].id,
        pad: flight.pad.map { campaign.pads[$0].id },
        node: elements.first.map { campaign.elements[$0].launchNode } ?? campaign.node,
        launch: campaign.start + flight.load.day,
        elements: elements.map { campaign.elements[$0].id },
        ports: docked.isEmpty || isLost
          ? [] : elements.map { docked[$0].map { docking.ports[$0].reference } },
        isLost: isLost)
    }
  }

  /// The ports that elements need in a schedule, to be found; nil when none ever does.
  func portAssignment(of schedule: Schedule) -> PortAssignment? {
    guard docking.isNeeded else { return nil }
    var arrivals = elements.map { $0.past?.arrival }
    for load in schedule.loads {
      for element in load.elements { arrivals[element] = arrival(of: element, in: load) }
    }
    return PortAssignment(self, arrivals: arrivals)
  }
}
