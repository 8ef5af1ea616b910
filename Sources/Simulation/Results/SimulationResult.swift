// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What a simulation found: the outcome of each milestone and element over all replications.
public struct SimulationResult: Sendable {
  /// How flights were chosen once the plan was broken.
  public var policy: ExecutionPolicy
  /// The seed of all random streams.
  public var seed: UInt64
  /// The replications that were finished, which all figures are about.
  public var replications: Int
  /// The replications that were asked for.
  public var requested: Int
  /// The last day that was simulated.
  public var until: Day
  /// The completion of the whole campaign: the last operational day of what is not optional.
  public var completion: MilestoneOutcome
  /// The milestones, in manifest order.
  public var milestones: [MilestoneOutcome]
  /// The elements that the plan flies, or a new plan flew, in manifest order; past ones have only one day.
  public var elements: [ElementOutcome]
  /// The flights of the plan, by their numbers.
  public var flights: [FlightOutcome]
  /// The vehicles, in manifest order.
  public var vehicles: [VehicleOutcome]
  /// How many replications had so many launches, past flights included; the index is the number.
  public var launches: [Int]
  /// How many replications lost so many flights or elements, past ones left out; the index is the number.
  public var losses: [Int]
  /// The money spent on launches and elements, with the completion it went with.
  public var cost: CostTally
  /// How often each rule was broken in the execution, in how many replications; all in
  /// `BrokenRule.allCases` order.
  public var brokenRules: [Int]
  /// In how many replications anything differed from the plan.
  public var disrupted: Int
  /// How many times a new plan was asked for, over all replications, and how many times there was none.
  public var replans: (asked: Int, failed: Int)
  /// The outcome of each replication, in order; empty unless it was asked for.
  public var samples: [SimulationSample]

  /// The replications that completed the campaign, which criticality is about.
  public var completed: Int { completion.reached.happened }

  /// Creates it from its figures.
  package init(
    policy: ExecutionPolicy, seed: UInt64, replications: Int, requested: Int, until: Day,
    completion: MilestoneOutcome, milestones: [MilestoneOutcome], elements: [ElementOutcome],
    flights: [FlightOutcome], vehicles: [VehicleOutcome], launches: [Int], losses: [Int],
    cost: CostTally, brokenRules: [Int], disrupted: Int, replans: (asked: Int, failed: Int),
    samples: [SimulationSample]
  ) {
    self.policy = policy
    self.seed = seed
    self.replications = replications
    self.requested = requested
    self.until = until
    self.completion = completion
    self.milestones = milestones
    self.elements = elements
    self.flights = flights
    self.vehicles = vehicles
    self.launches = launches
    self.losses = losses
    self.cost = cost
    self.brokenRules = brokenRules
    self.disrupted = disrupted
    self.replans = replans
    self.samples = samples
  }
}

/// When a milestone was reached.
public struct MilestoneOutcome: Hashable, Sendable {
  /// Its name; nil for the completion of all.
  public var id: Milestone.ID?
  /// The day in the plan.
  public var planned: Day?
  /// The days in the replications.
  public var reached: DayTally

  /// Creates it from its figures.
  package init(id: Milestone.ID?, planned: Day?, reached: DayTally) {
    self.id = id
    self.planned = planned
    self.reached = reached
  }
}

/// What became of an element.
public struct ElementOutcome: Hashable, Sendable {
  /// The element.
  public var id: Element.ID
  /// Its operational day in the plan; nil if only new plans fly it.
  public var planned: Day?
  /// Its operational days in the replications, of the last one that was flown.
  public var operational: DayTally
  /// In how many replications it was lost at least once.
  public var lost: Int
  /// In how many replications it was on the chain of causes that led to the completion.
  public var critical: Int

  /// Creates it from its figures.
  package init(id: Element.ID, planned: Day?, operational: DayTally, lost: Int, critical: Int) {
    self.id = id
    self.planned = planned
    self.operational = operational
    self.lost = lost
    self.critical = critical
  }
}

/// What became of a planned flight.
public struct FlightOutcome: Hashable, Sendable {
  /// Its number in the plan, `F01`.
  public var number: String
  /// Its vehicle.
  public var vehicle: Vehicle.ID
  /// Its launch day in the plan.
  public var planned: Day
  /// The days in the replications on which any of its elements was first launched.
  public var launched: DayTally
  /// The countdowns that were stopped, over all replications.
  public var scrubs: Int
  /// In how many replications that launch failed.
  public var failed: Int

  /// Creates it from its figures.
  package init(
    number: String, vehicle: Vehicle.ID, planned: Day, launched: DayTally, scrubs: Int, failed: Int
  ) {
    self.number = number
    self.vehicle = vehicle
    self.planned = planned
    self.launched = launched
    self.scrubs = scrubs
    self.failed = failed
  }
}

/// What became of a vehicle.
public struct VehicleOutcome: Hashable, Sendable {
  /// The vehicle.
  public var id: Vehicle.ID
  /// Its launches over all replications, past flights left out.
  public var launches: Int
  /// Its failed launches over all replications, past flights left out.
  public var failures: Int
  /// In how many replications its turnaround, preparation, scrubs or stand-down was on the chain of causes
  /// that led to the completion.
  public var critical: Int

  /// Creates it from its figures.
  package init(id: Vehicle.ID, launches: Int, failures: Int, critical: Int) {
    self.id = id
    self.launches = launches
    self.failures = failures
    self.critical = critical
  }
}

/// The cost of replications, each with the day of completion it went with.
public struct CostTally: Hashable, Sendable {
  /// The cost of the plan.
  public var planned: Amount
  /// Each cost that occurred, from the least up, with the completions of the replications that had it.
  public var byCost: [(cost: Amount, completion: DayTally)]

  /// Creates it from its figures.
  package init(planned: Amount, byCost: [(cost: Amount, completion: DayTally)]) {
    self.planned = planned
    self.byCost = byCost
  }

  /// Whether two tallies are the same.
  public static func == (left: CostTally, right: CostTally) -> Bool {
    left.planned == right.planned
      && left.byCost.elementsEqual(right.byCost) {
        $0.cost == $1.cost && $0.completion == $1.completion
      }
  }

  /// Feeds the tally to a hash.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(planned)
    for entry in byCost {
      hasher.combine(entry.cost)
      hasher.combine(entry.completion)
    }
  }
}

/// A rule of the campaign that its execution may break, though the plan keeps it.
public enum BrokenRule: String, CaseIterable, Hashable, Sendable {
  /// An element was operational after its deadline.
  case deadline
  /// An element came later after another than its `within` allows.
  case within
  /// More of a resource was consumed than provided on some day.
  case resource
  /// A store fell below its reserve on some day.
  case store
  /// A crew stayed longer than its stay, to end commissioning under way.
  case stay
}

/// How flights are chosen once a plan is broken.
public enum ExecutionPolicy: String, CaseIterable, Hashable, Sendable {
  /// In the planned order, each at its first chance from its planned day on.
  case hold
  /// Of each vehicle and pad, the first in planned order that can launch.
  case greedy
  /// By a new plan, made from what has happened by then.
  case replan
}
