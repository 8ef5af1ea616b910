// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Counts the outcomes of replications.
///
/// All it holds are counts, and sums of whole numbers, so that tallies of the same replications are the same
/// in whatever order and on however many threads they were counted.
struct ReplicationTally: Sendable {
  private(set) var replications = 0
  /// The days of completion in the first row, then those of milestones, elements and flights.
  private var days: DayCounts
  private let firstElement: Int
  private let firstFlight: Int
  private(set) var launches: [Int] = []
  private(set) var losses: [Int] = []
  /// The completions by cost in steps of `costStep`: each a row of counts, found in a dictionary.
  private var costs: [DayTally] = []
  private var costRows: [Int: Int] = [:]
  /// The step and the row found last for steps that end in the same bits: looked at first.
  private var recentCosts: [(step: Int, row: Int)]
  private let span: ClosedRange<Day>
  private(set) var lost: [Int]
  /// In how many replications each element was launched that the plan leaves on the ground.
  private(set) var flownUnplanned: [Int]
  private(set) var failedFirst: [Int]
  private(set) var criticalElements: [Int]
  private(set) var criticalVehicles: [Int]
  private(set) var flown: [Int]
  private(set) var failed: [Int]
  private(set) var broken = [Int](repeating: 0, count: BrokenRule.allCases.count)
  private(set) var disrupted = 0
  private(set) var replans = 0
  private(set) var failedReplans = 0
  /// The countdowns stopped, by the first element of the flight.
  var scrubs: [Int]

  /// The elements that the plan flies or has flown and, where new plans are made, all others behind them.
  private let flying: [Int]
  private let planned: Int
  /// The elements of each flight, among those of all flights.
  private let loads: [Range<Int>]
  private let aboard: [Int]
  private let pastLaunches: Int
  private let costStep: Int

  init(_ replication: Replication) {
    let model = replication.model
    span = model.origin...(model.origin + model.last)
    firstElement = 1 + replication.targets.milestones.count
    loads = replication.plan.flights.map(\.elements)
    aboard = replication.plan.aboard
    let planned = model.elements.indices.filter { replication.plan.planned[$0] != nil }
    self.planned = planned.count
    let others = model.elements.indices.filter { replication.plan.planned[$0] == nil }
    flying = planned + (replication.replanning == nil ? [] : others)
    firstFlight = firstElement + flying.count
    days = DayCounts(rows: firstFlight + loads.count, of: span)
    recentCosts = [(step: Int, row: Int)](repeating: (-1, -1), count: 256)
    let zeros = [Int](repeating: 0, count: model.elements.count)
    lost = zeros
    flownUnplanned = zeros
    failedFirst = [Int](repeating: 0, count: loads.count)
    criticalElements = zeros
    scrubs = zeros
    criticalVehicles = [Int](repeating: 0, count: model.vehicles.count)
    flown = criticalVehicles
    failed = criticalVehicles
    pastLaunches = model.campaign.actuals.count
    costStep = Self.costStep(of: replication)
  }

  /// The step in which costs are told apart: what all costs are a multiple of, or a five-hundredth of the
  /// plan's, so that the number of costs counted does not grow with that of replications.
  private static func costStep(of replication: Replication) -> Int {
    func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
      second == 0 ? first : greatestCommonDivisor(second, first % second)
    }
    let model = replication.model
    let all = model.vehicles.map(\.cost) + model.elements.map(\.cost) + [model.past.cost]
    let common = all.reduce(0, greatestCommonDivisor)
    guard common > 0 else { return 1 }
    let most = replication.plannedCost / 500
    return common * max(1, (most + common - 1) / common)
  }

  /// Counts the replication that was run last.
  mutating func count(_ replication: Replication) {
    replications += 1
    days.note { days in
      days.note(replication.measures.completion, in: 0)
      for (place, day) in replication.measures.milestones.all.enumerated() {
        days.note(day, in: 1 + place)
      }
      for (row, place) in flying.enumerated() {
        let state = replication.elements + place
        let day = state.pointee.operational
        days.note(
          state.pointee.wasOperational ? day : ExecutionModel.never, in: firstElement + row)
      }
      for (flight, load) in loads.enumerated() {
        // -1, for what was not launched, is later than any day.
        var first = replication.elements + aboard[load.lowerBound]
        for place in load.dropFirst() {
          let other = replication.elements + aboard[place]
          let day = UInt32(bitPattern: other.pointee.firstLaunch)
          if day < UInt32(bitPattern: first.pointee.firstLaunch) { first = other }
        }
        days.note(Int(first.pointee.firstLaunch), in: firstFlight + flight)
        if first.pointee.firstFailed { failedFirst[flight] += 1 }
      }
    }
    for place in flying where replication.elements[place].losses > 0 { lost[place] += 1 }
    for place in flying.dropFirst(planned) where replication.elements[place].launches > 0 {
      flownUnplanned[place] += 1
    }
    Self.add(1, at: pastLaunches + replication.measures.launches, to: &launches)
    Self.add(1, at: replication.measures.losses, to: &losses)
    let row = self.row(ofCost: (replication.measures.cost + costStep - 1) / costStep)
    let completion = replication.measures.completion
    costs[row].count(completion == ExecutionModel.never ? nil : span.lowerBound + completion)
    for element in replication.measures.criticalElements.all { criticalElements[element] += 1 }
    for vehicle in replication.measures.criticalVehicles.all { criticalVehicles[vehicle] += 1 }
    for place in flown.indices {
      let state = replication.vehicles[place]
      flown[place] += state.flown
      failed[place] += state.flown - state.succeeded
    }
    for place in broken.indices where replication.measures.isBroken(place) { broken[place] += 1 }
    if replication.wasDisrupted { disrupted += 1 }
    replans += replication.measures.replans
    failedReplans += replication.measures.failedReplans
  }

  /// The row in which completions at a cost are counted.
  private mutating func row(ofCost step: Int) -> Int {
    let recent = step & (recentCosts.count - 1)
    if recentCosts[recent].step == step { return recentCosts[recent].row }
    let row = costRows[step] ?? costs.count
    if row == costs.count {
      costs.append(DayTally(of: span))
      costRows[step] = row
    }
    recentCosts[recent] = (step, row)
    return row
  }

  /// Ends a series of replications that are counted: nothing is to be read or added before.
  mutating func finish() { days.countNotes() }

  // MARK: - What was counted

  var completion: DayTally { days.tally(0) }

  func milestone(_ place: Int) -> DayTally { days.tally(1 + place) }

  /// The operational days of an element that the plan flies or has flown, or that a new one may fly.
  func operational(_ place: Int) -> DayTally {
    days.tally(firstElement + (flying.firstIndex(of: place) ?? 0))
  }

  /// The days of the first launch of a flight.
  func firstLaunch(_ flight: Int) -> DayTally { days.tally(firstFlight + flight) }

  /// Each cost, from the least up, with the completions of the replications that had it.
  var byCost: [(cost: Amount, completion: DayTally)] {
    costRows.sorted { $0.key < $1.key }.map { step, row in
      // The greatest of all costs that are counted together stands for them.
      (Amount(thousandths: step * costStep), costs[row])
    }
  }

  /// Adds what another tally of the same campaign and plan has counted.
  mutating func add(_ other: ReplicationTally) {
    replications += other.replications
    days.add(other.days)
    for (place, count) in other.launches.enumerated() { Self.add(count, at: place, to: &launches) }
    for (place, count) in other.losses.enumerated() { Self.add(count, at: place, to: &losses) }
    // The order does not matter: each cost has a row of its own.
    for (step, row) in other.costRows {
      let own = self.row(ofCost: step)
      costs[own].add(other.costs[row])
    }
    Self.add(other.lost, to: &lost)
    Self.add(other.flownUnplanned, to: &flownUnplanned)
    Self.add(other.failedFirst, to: &failedFirst)
    Self.add(other.criticalElements, to: &criticalElements)
    Self.add(other.criticalVehicles, to: &criticalVehicles)
    Self.add(other.flown, to: &flown)
    Self.add(other.failed, to: &failed)
    Self.add(other.broken, to: &broken)
    Self.add(other.scrubs, to: &scrubs)
    disrupted += other.disrupted
    replans += other.replans
    failedReplans += other.failedReplans
  }

  private static func add(_ amounts: [Int], to sums: inout [Int]) {
    for index in sums.indices { sums[index] += amounts[index] }
  }

  private static func add(_ count: Int, at index: Int, to counts: inout [Int]) {
    while counts.count <= index { counts.append(0) }
    counts[index] += count
  }
}
