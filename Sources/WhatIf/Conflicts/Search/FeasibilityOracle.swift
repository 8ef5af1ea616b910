// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CheckedPlanning
internal import Checking
internal import Planning

/// Answers whether campaigns that differ little have plans, within limits.
final class FeasibilityOracle {
  /// What is known of a campaign.
  enum Answer {
    /// There is a plan; these are its flights, which the checker accepts for the campaign.
    case feasible([Flight])
    /// There is none.
    case infeasible
    /// A limit came before either was found.
    case undecided
  }

  private let planner: CheckedPlanner
  private let options: PlanningOptions
  private let clock = ContinuousClock.now
  /// Whether a wall-clock limit, or an interruption, left something undecided.
  private(set) var ranOut = false
  /// Whether any limit left something undecided since the last time this was set to false.
  var wasUndecided = false
  /// How many campaigns were planned.
  private(set) var solves = 0
  /// Plans found, the latest first.
  private var plans: [[Flight]] = []
  /// What was found to have no plan.
  private var refuted: Set<Campaign> = []

  /// Most nodes and seconds of a solve, and the part of the time left that it may take.
  private static let nodes = 40
  private static let seconds = 2.0
  private static let share = 0.1
  /// Beyond this effort, only schedules are tried.
  private static let mostEffort = 40_000
  /// Most plans that are tried for a campaign before it is planned.
  private static let mostPlans = 30

  /// Creates an oracle; of the options, those for time, threads, seed and cancelling count.
  init(planner: CheckedPlanner, options: PlanningOptions) {
    self.planner = planner
    self.options = options
  }

  /// Seconds left; nil without a limit.
  var remaining: Double? {
    options.timeLimit.map { limit in
      let spent = (ContinuousClock.now - clock).components
      return max(0, limit - Double(spent.seconds) - Double(spent.attoseconds) * 1e-18)
    }
  }

  /// Whether a campaign has a plan; where that is asked `quickly`, only schedules are tried, and
  /// nothing counts as undecided by a limit.
  func answer(_ campaign: Campaign, quickly: Bool = false) throws(PlanningError) -> Answer {
    for index in plans.indices {
      if let flights = fitting(plans[index], to: campaign) {
        plans.insert(plans.remove(at: index), at: 0)
        return .feasible(flights)
      }
    }
    if campaign.lacksResource { return .infeasible }
    let pruned = campaign.pruned
    if refuted.contains(pruned) { return .infeasible }
    if options.isCancelled() || remaining.map({ $0 <= 0 }) ?? false {
      (ranOut, wasUndecided) = (true, true)
      return .undecided
    }
    let isQuick = quickly || pruned.effort > Self.mostEffort
    let result: PlanningResult
    do {
      result = try plan(pruned, isQuick: isQuick)
    } catch .solver {
      // What is taken out can leave numbers that a solver gives up on.
      wasUndecided = true
      return .undecided
    }
    if let flights = result.flights {
      plans.insert(flights, at: 0)
      if plans.count > Self.mostPlans { plans.removeLast() }
      // The elements pruned away are of no use, so that the plan is one of the whole campaign.
      return fitting(flights, to: campaign).map { .feasible($0) } ?? .undecided
    }
    guard result.status == .infeasible else {
      if !quickly { wasUndecided = true }
      if result.stoppedBy == .timeLimit || result.stoppedBy == .interrupted { ranOut = true }
      return .undecided
    }
    refuted.insert(pruned)
    return .infeasible
  }

  /// Whether a campaign is proven to have no plan.
  func isInfeasible(_ campaign: Campaign) throws(PlanningError) -> Bool {
    if case .infeasible = try answer(campaign) { return true }
    return false
  }

  private func plan(
    _ campaign: Campaign, isQuick: Bool
  ) throws(PlanningError) -> PlanningResult {
    solves += 1
    let own = PlanningOptions(
      timeLimit: remaining.map { max(0.05, min(Self.seconds, Self.share * $0)) },
      nodeLimit: isQuick ? 0 : Self.nodes,
      threads: options.threads, seed: options.seed, stopsAtFirstPlan: true,
      warmStart: plans.first.map { WarmStart(hint: $0) }, isCancelled: options.isCancelled)
    return try planner.plan(campaign, options: own).result
  }

  /// A plan of another campaign, with what does not fly here left out, if it is one of this.
  private func fitting(_ flights: [Flight], to campaign: Campaign) -> [Flight]? {
    let elements = Set(campaign.elements.map(\.id))
    let flights = flights.compactMap { flight -> Flight? in
      let stays = flight.elements.map(elements.contains)
      guard stays.contains(false) else { return flight }
      var flight = flight
      let ports = flight.ports + Array(repeating: nil, count: flight.elements.count)
      flight.ports = zip(stays, ports).filter(\.0).map(\.1)
      flight.elements = zip(stays, flight.elements).filter(\.0).map(\.1)
      return flight.elements.isEmpty ? nil : flight
    }
    let timeline = Timeline(flights: flights, of: campaign)
    return TimelineChecker(campaign).violations(in: timeline).isEmpty ? flights : nil
  }
}
