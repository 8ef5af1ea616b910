// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import Testing

/// A small campaign made by hand with a plan; all days count from its start, New Year's Day 2030.
struct HandMade: Sendable {
  static let start = Day(number: 21_915)
  /// The last day simulated: what is not there by then never comes.
  static let last = 4000

  var campaign: Campaign
  var plan: [Flight] = []

  init(
    end: Int = 1000, pads: [Pad] = [], windows: [LaunchWindows] = [], vehicles: [Vehicle],
    elements: [Element]
  ) {
    campaign = Campaign(
      name: "Made by hand", start: Self.start, end: Self.start + end, node: "NRHO", pads: pads,
      windows: windows, vehicles: vehicles, elements: elements)
  }

  /// A vehicle that reaches the station in some days.
  static func vehicle(
    _ id: Vehicle.ID, pads: [Pad.ID] = [], turnaround: Int = 0, transit: Int = 0,
    flights: Int? = nil, perYear: Int? = nil, _ uncertainty: VehicleUncertainty? = nil
  ) -> Vehicle {
    Vehicle(
      id: id, pads: pads, turnaround: turnaround, flights: flights, perYear: perYear,
      routes: [Vehicle.Route(node: "NRHO", capacity: Mass(kilograms: 100), transit: transit)],
      cost: Amount(100), uncertainty: uncertainty)
  }

  /// An element of the station.
  static func element(
    _ id: Element.ID, after: [Precedence] = [], commissioning: Int = 0, stay: Int? = nil,
    _ uncertainty: ElementUncertainty? = nil
  ) -> Element {
    Element(
      id: id, node: "NRHO", mass: Mass(kilograms: 1), after: after, commissioning: commissioning,
      stay: stay, uncertainty: uncertainty)
  }

  /// Adds a flight to the plan.
  mutating func fly(
    _ vehicle: Vehicle.ID, _ pad: Pad.ID? = nil, on day: Int, _ elements: [Element.ID],
    ports: [Port.Reference?] = []
  ) {
    plan.append(
      Flight(
        vehicle: vehicle, pad: pad, node: "NRHO", launch: Self.start + day, elements: elements,
        ports: ports))
  }

  /// The story of a replication, as text.
  func story(_ replication: Int = 0, _ policy: ExecutionPolicy = .hold) -> [String] {
    let story = Simulator(campaign, plan: plan).story(of: replication, options(policy))
    return StoryText(start: Self.start).lines(story)
  }

  /// The story of the first replication in which launches succeed or fail in this order.
  func story(
    ofLaunches successes: [Bool], _ policy: ExecutionPolicy = .hold,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [String] {
    try story(policy, sourceLocation: sourceLocation) { lines in
      let launches = lines.indices.filter { lines[$0].contains(" launch ") }
      return launches.map { place in
        !lines[place...].prefix(3).contains {
          $0.contains(" fail ")
            && $0.split(separator: " ")[2] == lines[place].split(separator: " ")[2]
            && $0.split(separator: " ")[0] == lines[place].split(separator: " ")[0]
        }
      } == successes
    }
  }

  /// The story of the first replication that is as asked for.
  func story(
    _ policy: ExecutionPolicy = .hold, sourceLocation: SourceLocation = #_sourceLocation,
    where isWanted: ([String]) -> Bool
  ) throws -> [String] {
    for replication in 0..<2000 {
      let lines = story(replication, policy)
      if isWanted(lines) { return lines }
    }
    return try #require(nil, "no replication is as asked for", sourceLocation: sourceLocation)
  }

  func options(_ policy: ExecutionPolicy = .hold) -> SimulationOptions {
    SimulationOptions(policy: policy, seed: 7, until: Self.start + Self.last)
  }
}
