// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A campaign in the numbers the planner works with.
///
/// Vehicles, elements, pads and resources are indices in manifest order; days are counted from the
/// campaign's start; masses are grams, other amounts thousandths. See docs/model.md, section 2.
final class Instance: Sendable {
  /// The campaign it was made from.
  let campaign: Campaign
  /// The last day.
  let horizon: Int
  let vehicles: [VehicleData]
  let elements: [ElementData]
  /// Least days between two launches from each pad.
  let padTurnaround: [Int]
  /// Flights that have happened.
  let pastFlights: [PastFlightData]
  /// All precedences between elements of which the successor is not past.
  let edges: [Edge]
  /// The calendar year of each day, counted from the first.
  let yearOfDay: [Int]
  /// The first day of each calendar year, 0 for the first.
  let yearStarts: [Int]
  /// Most cost of the flights of a calendar year.
  let budgetPerYear: Int?
  /// The number of resources.
  let resourceCount: Int
  /// The elements that have not flown, in manifest order.
  let free: [Int]

  init(
    campaign: Campaign, horizon: Int, vehicles: [VehicleData], elements: [ElementData],
    padTurnaround: [Int], pastFlights: [PastFlightData], edges: [Edge], yearOfDay: [Int],
    yearStarts: [Int], budgetPerYear: Int?, resourceCount: Int, free: [Int]
  ) {
    self.campaign = campaign
    self.horizon = horizon
    self.vehicles = vehicles
    self.elements = elements
    self.padTurnaround = padTurnaround
    self.pastFlights = pastFlights
    self.edges = edges
    self.yearOfDay = yearOfDay
    self.yearStarts = yearStarts
    self.budgetPerYear = budgetPerYear
    self.resourceCount = resourceCount
    self.free = free
  }

  struct VehicleData: Sendable {
    /// Days on which it may launch a new flight, ascending.
    var launchDays: [Int]
    var pads: [Int]
    var turnaround: Int
    /// Most new flights; nil is no limit.
    var flightsLeft: Int?
    var perYear: Int?
    var slots: Int
    var capacity: Int
    var transit: Int
    var cost: Int
  }

  struct ElementData: Sendable {
    var mass: Int
    var ready: Int
    var commissioning: Int
    var weight: Int
    var due: Int?
    /// Latest operational day: the deadline or the campaign's end.
    var latest: Int
    /// Vehicles it may fly on.
    var vehicles: [Int]
    /// Indices into `edges` in which it is the successor, or the predecessor.
    var predecessors: [Int]
    var successors: [Int]
    /// What it adds to each resource while operational.
    var net: [Int]
    /// Its arrival and operational days when it has flown.
    var past: (arrival: Int, operational: Int)?
  }

  struct Edge: Sendable {
    var predecessor: Int
    var successor: Int
    var lag: Int
    var within: Int?
  }

  struct PastFlightData: Sendable {
    var vehicle: Int
    var pad: Int?
    var day: Int
    var elements: [Int]
  }

  /// The index in `days` of the first day that is no earlier than `day`, nil when there is none.
  static func firstIndex(in days: [Int], notBefore day: Int) -> Int? {
    var low = 0
    var high = days.count
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low < days.count ? low : nil
  }

  /// The first launch day of a vehicle that is no earlier than `day`.
  func nextLaunchDay(of vehicle: Int, notBefore day: Int) -> Int? {
    let days = vehicles[vehicle].launchDays
    return Self.firstIndex(in: days, notBefore: day).map { days[$0] }
  }

  /// Whether no past launch from a pad is too close to a day for another one.
  func isFree(pad: Int, on day: Int) -> Bool {
    !pastFlights.contains { $0.pad == pad && abs($0.day - day) < padTurnaround[pad] }
  }

  /// What the past elements add to a resource by a day.
  func base(of resource: Int, on day: Int) -> Int {
    var sum = 0
    for element in elements {
      if let past = element.past, past.operational <= day { sum += element.net[resource] }
    }
    return sum
  }

  /// Days after `0` on which the base level of a resource changes, and day 0, ascending.
  func baseChanges(of resource: Int) -> [Int] {
    var days: Set<Int> = [0]
    for element in elements where element.net[resource] != 0 {
      if let past = element.past { days.insert(max(0, past.operational)) }
    }
    return days.sorted()
  }
}
