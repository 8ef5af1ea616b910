// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Counts the outcomes of replications.
///
/// All it holds are counts, and sums of whole numbers, so that tallies of the same replications are the same
/// in whatever order and on however many threads they were counted.
struct ReplicationTally: Sendable {
  private(set) var replications = 0
  private(set) var completion: DayTally
  private(set) var milestones: [DayTally]
  private(set) var operational: [DayTally]
  private(set) var firstLaunch: [DayTally]
  private(set) var launches: [Int] = []
  private(set) var losses: [Int] = []
  /// By cost in steps of `costStep` above `leastCost`, the completions.
  private(set) var costs: [Int: DayTally] = [:]
  private(set) var lost: [Int]
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

  private let leads: [Int]
  private let pastLaunches: Int
  private let costStep: Int
  private let span: ClosedRange<Day>

  init(_ replication: Replication) {
    let model = replication.model
    span = model.origin...(model.origin + model.last)
    let tally = DayTally(of: span)
    completion = tally
    milestones = replication.targets.milestones.map { _ in tally }
    operational = model.elements.map { _ in tally }
    leads = replication.plan.flights.map { replication.plan.aboard[$0.elements.lowerBound] }
    firstLaunch = leads.map { _ in tally }
    let zeros = [Int](repeating: 0, count: model.elements.count)
    lost = zeros
    failedFirst = [Int](repeating: 0, count: leads.count)
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

  /// The cost that stands for all that are counted together with it: the greatest of them.
  func cost(of step: Int) -> Amount { Amount(thousandths: step * costStep) }

  /// Counts the replication that was run last.
  mutating func count(_ replication: Replication) {
    let model = replication.model
    let measures = replication.measures
    replications += 1
    completion.count(number: measures.completion)
    for (place, day) in measures.milestones.enumerated() { milestones[place].count(number: day) }
    for place in operational.indices {
      let state = replication.elements[place]
      guard replication.plan.planned[place] != nil else { continue }
      operational[place].count(
        number: state.wasOperational ? state.operational : ExecutionModel.never)
      if state.losses > 0 { lost[place] += 1 }
    }
    for (flight, lead) in leads.enumerated() {
      let state = replication.elements[lead]
      firstLaunch[flight].count(
        number: state.firstLaunch < 0 ? ExecutionModel.never : Int(state.firstLaunch))
      if state.firstFailed { failedFirst[flight] += 1 }
    }
    Self.add(1, at: pastLaunches + measures.launches, to: &launches)
    Self.add(1, at: measures.losses, to: &losses)
    let step = (measures.cost + costStep - 1) / costStep
    costs[step, default: DayTally(of: span)].count(number: measures.completion)
    for element in measures.criticalElements { criticalElements[element] += 1 }
    for vehicle in measures.criticalVehicles { criticalVehicles[vehicle] += 1 }
    for place in model.vehicles.indices {
      let state = replication.vehicles[place]
      flown[place] += state.flown
      failed[place] += state.flown - state.succeeded
    }
    for place in broken.indices where measures.broken[place] { broken[place] += 1 }
    if replication.wasDisrupted { disrupted += 1 }
    replans += measures.replans
    failedReplans += measures.failedReplans
  }

  /// Adds what another tally of the same campaign and plan has counted.
  mutating func add(_ other: ReplicationTally) {
    replications += other.replications
    completion.add(other.completion)
    for place in milestones.indices { milestones[place].add(other.milestones[place]) }
    for place in operational.indices { operational[place].add(other.operational[place]) }
    for place in firstLaunch.indices { firstLaunch[place].add(other.firstLaunch[place]) }
    for (place, count) in other.launches.enumerated() { Self.add(count, at: place, to: &launches) }
    for (place, count) in other.losses.enumerated() { Self.add(count, at: place, to: &losses) }
    // The order does not matter: each cost has a tally of its own.
    for (step, tally) in other.costs { costs[step, default: DayTally(of: span)].add(tally) }
    Self.add(other.lost, to: &lost)
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

extension DayTally {
  /// Counts a day by its number from the first on.
  @inline(__always)
  mutating func count(number: Int) {
    count(number == ExecutionModel.never ? nil : first + number)
  }
}
