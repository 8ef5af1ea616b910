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
      let arrival = load.day + instance.vehicles[load.vehicle].transit
      for element in load.elements {
        operational[element] = arrival + instance.elements[element].commissioning
      }
    }
    return values(operational: operational, flights: flights)
  }

  /// The values of a plan, by its elements' operational days and each vehicle's new flights.
  func values(operational: [Int], flights: [Int]) -> [Int] {
    sums.indices.map { index in
      if let sum = sums[index] {
        var value = sum.constant
        for (vehicle, count) in flights.enumerated() { value += sum.flight[vehicle] * count }
        for element in instance.free {
          value += sum.element(element, operational: operational[element])
        }
        return value
      }
      return 1000 * (members[index].map { operational[$0] }.max() ?? 0)
    }
  }
}

extension Instance {
  /// The elements whose last operational day a `completion` objective is; empty for others.
  func members(of objective: Objective) -> [Int] {
    guard case .completion(let milestone) = objective else { return [] }
    let chosen = campaign.milestones.first { $0.id == milestone }?.elements
    return elements.indices.filter { chosen?.contains(campaign.elements[$0].id) ?? true }
  }

  /// The operational day of each element in a schedule; for past elements, 0.
  func latestDays(of schedule: Schedule) -> [Int] {
    var days = elements.map { _ in 0 }
    for load in schedule.loads {
      for element in load.elements {
        days[element] =
          load.day + vehicles[load.vehicle].transit + elements[element].commissioning
      }
    }
    return days
  }

  /// The flights of a schedule in the campaign's words.
  func flights(of schedule: Schedule) -> [Flight] {
    schedule.flights.map { flight in
      Flight(
        vehicle: campaign.vehicles[flight.load.vehicle].id,
        pad: flight.pad.map { campaign.pads[$0].id }, node: campaign.node,
        launch: campaign.start + flight.load.day,
        elements: flight.load.elements.map { campaign.elements[$0].id })
    }
  }

  /// The past flights in the campaign's words.
  var flownFlights: [Flight] {
    pastFlights.map { flight in
      Flight(
        vehicle: campaign.vehicles[flight.vehicle].id,
        pad: flight.pad.map { campaign.pads[$0].id }, node: campaign.node,
        launch: campaign.start + flight.day,
        elements: flight.elements.map { campaign.elements[$0].id })
    }
  }
}
