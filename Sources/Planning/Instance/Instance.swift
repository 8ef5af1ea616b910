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
  /// The campaign's vehicles; after them, where an element may stay on the ground, the ground.
  let vehicles: [VehicleData]
  let elements: [ElementData]
  /// Per vehicle and element, days from launch to arrival.
  let travel: [[Int]]
  /// Per vehicle and element, the most payload to the node that it takes the element to; -1 if none.
  let capacities: [[Int]]
  /// Least days between two launches from each pad.
  let padTurnaround: [Int]
  /// Flights that have happened.
  let pastFlights: [PastFlightData]
  /// All precedences between elements of which the successor is not past.
  let edges: [Edge]
  /// The calendar year of each day, counted from the first; one day longer than the campaign.
  let yearOfDay: [Int]
  /// The first day of each calendar year, 0 for the first.
  let yearStarts: [Int]
  /// Most cost of the flights of a calendar year.
  let budgetPerYear: Int?
  /// Quantities that must not fall below a limit.
  let levels: [Level]
  /// Which elements need a docking port, and which ports there are.
  let docking: PortPlan
  /// Elements of which exactly one flies, for each choice that past flights have not made.
  let choices: [[Int]]
  /// The elements that no past flight has delivered, in manifest order.
  let free: [Int]
  /// The plan whose flights are the only ones allowed; nil when any are.
  let holding: BaselinePlan?
  /// The plan that the new one is to differ from as little as it can; nil when there is none.
  let baseline: BaselinePlan?

  init(
    campaign: Campaign, horizon: Int, vehicles: [VehicleData], elements: [ElementData],
    travel: [[Int]], capacities: [[Int]], padTurnaround: [Int], pastFlights: [PastFlightData],
    edges: [Edge], yearOfDay: [Int], yearStarts: [Int], budgetPerYear: Int?, levels: [Level],
    docking: PortPlan, choices: [[Int]], free: [Int], holding: BaselinePlan? = nil,
    baseline: BaselinePlan? = nil
  ) {
    self.campaign = campaign
    self.horizon = horizon
    self.vehicles = vehicles
    self.elements = elements
    self.travel = travel
    self.capacities = capacities
    self.padTurnaround = padTurnaround
    self.pastFlights = pastFlights
    self.edges = edges
    self.yearOfDay = yearOfDay
    self.yearStarts = yearStarts
    self.budgetPerYear = budgetPerYear
    self.levels = levels
    self.docking = docking
    self.choices = choices
    self.free = free
    self.holding = holding
    self.baseline = baseline
  }

  struct VehicleData: Hashable, Sendable {
    /// Days on which it may launch a new flight, ascending.
    var launchDays: [Int]
    var pads: [Int]
    var turnaround: Int
    /// Most new flights; nil is no limit.
    var flightsLeft: Int?
    var perYear: Int?
    var slots: Int
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
    /// Where it works, and where a vehicle takes it; numbers of nodes.
    var node: Int
    var launchNode: Int
    /// Days from its arrival to its departure; nil when it stays.
    var stay: Int?
    /// Whether it may stay on the ground: optional, or one of a choice.
    var mayStayGrounded: Bool
    /// Whether no milestone waits for it.
    var isOptional: Bool
    /// What it costs if it flies, and what it is worth where it need not.
    var cost: Int
    var value: Int
    /// Whether it is tried to fly it first where it need not: it is worth something, or of a choice.
    var isWanted: Bool { mayStayGrounded && (!isOptional || value > 0) }
    /// Vehicles it may fly on.
    var vehicles: [Int]
    /// Indices into `edges` in which it is the successor, or the predecessor.
    var predecessors: [Int]
    var successors: [Int]
    /// Its arrival and operational days when it has flown.
    var past: (arrival: Int, operational: Int)?
  }

  struct Edge: Sendable {
    var predecessor: Int
    var successor: Int
    var lag: Int
    var within: Int?
    /// Whether it is void when the predecessor stays on the ground.
    var ifFlown = false
    /// Whether it follows from other rules and is not written in the manifest as a precedence.
    var isImplied = false
    /// Whether no rule asks for it: it keeps identical elements in the manifest's order.
    var isOrder = false
  }

  struct PastFlightData: Sendable {
    var vehicle: Int
    var pad: Int?
    var day: Int
    var elements: [Int]
    /// Whether the elements were lost with it.
    var isLost: Bool
  }

  /// Days from where a vehicle takes an element to the element's own node.
  func transferDays(of element: Int) -> Int { campaign.elements[element].transfer?.transit ?? 0 }

  // MARK: - The ground

  /// The day on which elements arrive that stay on the ground: after the end.
  ///
  /// Rows that count what has arrived by a day need not know of it.
  var never: Int { horizon + 1 }

  /// The vehicle that stands for the ground: elements that stay there are its loads, one each.
  var ground: Int? { vehicles.count > campaign.vehicles.count ? campaign.vehicles.count : nil }

  /// Whether any element may stay on the ground.
  var hasGround: Bool { ground != nil }

  /// Whether a load is an element that stays on the ground.
  func isGrounded(_ load: Load) -> Bool { load.vehicle == ground }

  /// The day on which an element aboard a load arrives at its node.
  func arrival(of element: Int, in load: Load) -> Int {
    load.day + travel[load.vehicle][element]
  }

  /// The day on which an element aboard a load is operational.
  func operational(_ element: Int, in load: Load) -> Int {
    arrival(of: element, in: load) + elements[element].commissioning
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

  /// How many days launches of two vehicles (or one) are apart at least; 0 when nothing says so.
  func leastApart(_ first: Int, _ second: Int) -> Int {
    let (own, other) = (vehicles[first], vehicles[second])
    let onPad = own.pads.count == 1 && own.pads == other.pads ? padTurnaround[own.pads[0]] : 0
    return max(onPad, first == second ? own.turnaround : 0)
  }

  /// Whether no past launch from a pad is too close to a day for another one.
  func isFree(pad: Int, on day: Int) -> Bool {
    !pastFlights.contains { $0.pad == pad && abs($0.day - day) < padTurnaround[pad] }
  }
}
