// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A campaign in plain numbers: days from its start, quantities in thousandths, positions for names.
struct TinyProblem {
  let campaign: Campaign
  let vehicles: [Vehicle]
  let elements: [Element]
  let padTurnaround: [Int]
  let budget: Int
  let horizon: Int
  /// The first day on which anything new may launch.
  let today: Int
  let resources: Int
  let stores: [Store]
  /// The members of each choice.
  let choices: [[Int]]
  /// Every port of every element.
  let ports: [Port]
  var objectives: [Objective]
  /// The plan that changes are counted against.
  var baseline: TinyBaseline?

  /// How many ways there are to give each element a launch that suits it, or none.
  var assignments: Double {
    elements.reduce(1) { $0 * Double(max(1, $1.options.count + ($1.mayStay ? 1 : 0))) }
  }

  /// The departure of an element that stays, later than any other.
  static let never = 1_000_000

  struct Vehicle {
    var turnaround: Int
    var flights: Int
    var perYear: Int
    var slots: Int
    var cost: Int
    /// The pads to choose from; `[-1]` when pads do not matter.
    var pads: [Int]
    /// The capacity by node.
    var capacity: [Int]
  }

  struct Element {
    var node: Int
    /// The node that a vehicle takes it to.
    var launchNode: Int
    var mass: Int
    var cost: Int
    var value: Int
    var weight: Int
    var due: Int
    var isOptional: Bool
    /// The choice that it belongs to.
    var choice: Int?
    var after: [Link]
    /// The elements that come after this one.
    var successors: [Int]
    /// The elements that it meets on its way, and how long these may have waited.
    var meets: [Int]
    var meetsWithin: Int
    /// The elements that meet this one.
    var metBy: [Int]
    var net: [Int]
    var crewProvided: Int
    var crewNeeded: Int
    /// What it delivers and what it draws a day, by store.
    var deliveries: [Int]
    var draws: [Int]
    var docks: Bool
    /// The ports that it fits.
    var berths: [Int]
    /// Launches that suit it by itself, the earliest operational first.
    var options: [Option]
    var earliest: Int

    /// Whether a plan without it can be complete.
    var mayStay: Bool { isOptional || choice != nil }
  }

  struct Link {
    var predecessor: Int
    var lag: Int
    var within: Int
    var ifFlown: Bool
  }

  struct Option {
    var vehicle: Int
    var day: Int
    var year: Int
    var stay: TinyStay
  }

  struct Store {
    var node: Int
    var initial: Int
    var reserve: Int
    var perCrew: Int
  }

  struct Port {
    var host: Int
    var reference: CampaignModel.Port.Reference
  }

  enum Objective {
    case completion([Int])
    case operational
    case tardiness
    case cost
    case flights
    case value
    case changedFlights
    case changedVehicles
    case changedDates
  }
}

/// When an element is where: days from the campaign's start.
struct TinyStay {
  /// When it comes to the node that the vehicle takes it to.
  var parking: Int
  var arrival: Int
  var operational: Int
  var departure: Int

  init(_ element: CampaignModel.Element, parking: Int) {
    self.parking = parking
    arrival = parking + (element.transfer?.transit ?? 0)
    operational = arrival + element.commissioning
    departure = element.stay.map { [arrival] in arrival + $0 } ?? TinyProblem.never
  }

  /// Whether it works on a day.
  func works(on day: Int) -> Bool { operational <= day && day < departure }
}
