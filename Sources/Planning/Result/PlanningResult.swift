// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What planning a campaign came to.
public struct PlanningResult: Sendable {
  /// How it ended.
  public var status: Status
  /// The flights of the best plan; present exactly when the status is `.optimal` or `.feasible`.
  public var flights: [Flight]?
  /// One report per objective of the campaign, in its order; empty without a plan.
  public var objectives: [ObjectiveReport]
  /// How much the plan differs from the one that it was to be close to, one report for each of
  /// `ChangeCount`; empty unless that was asked for (`Adherence.repair`).
  public var changes: [ChangeReport] = []
  /// Why there is no plan; present exactly when the status is `.infeasible`.
  public var infeasibility: Infeasibility?
  /// What stopped planning before its end.
  public var stoppedBy: StopCause?
  /// Figures about the work done.
  public var statistics: PlanningStatistics

  /// Creates a result.
  public init(
    status: Status, flights: [Flight]? = nil, objectives: [ObjectiveReport] = [],
    infeasibility: Infeasibility? = nil, stoppedBy: StopCause? = nil,
    statistics: PlanningStatistics = PlanningStatistics()
  ) {
    self.status = status
    self.flights = flights
    self.objectives = objectives
    self.infeasibility = infeasibility
    self.stoppedBy = stoppedBy
    self.statistics = statistics
  }

  /// How planning ended.
  public enum Status: String, Hashable, Sendable {
    /// The plan is proven best in every objective (each within the gap asked for).
    case optimal
    /// There is a plan, not proven best.
    case feasible
    /// There is provably no plan.
    case infeasible
    /// Stopped without a plan, and without proof that there is none.
    case unknown
  }
}

/// The value of one objective in a plan, and what is proven about it.
///
/// Days are counted from the campaign's start; each objective is judged with the earlier ones held
/// at the values reported for them.
public struct ObjectiveReport: Hashable, Sendable {
  /// The objective.
  public var objective: Objective
  /// Its value in the plan.
  public var value: Amount
  /// No plan as good in the earlier objectives has a smaller value (for `value`: a larger one).
  public var bound: Amount?

  /// Creates a report.
  public init(objective: Objective, value: Amount, bound: Amount?) {
    self.objective = objective
    self.value = value
    self.bound = bound
  }

  /// `|value - bound| / max(1, |value|)`; nil when no bound is known.
  public var gap: Double? {
    guard let bound else { return nil }
    let difference = Double((value - bound).thousandths.magnitude)
    return difference / Double(max(1000, value.thousandths.magnitude))
  }
}

/// How much a plan differs from another, and what is proven about it.
///
/// Each count is judged with the objectives, and the counts before it, held at the values reported.
public struct ChangeReport: Hashable, Sendable {
  /// What is counted.
  public var count: ChangeCount
  /// How many there are.
  public var value: Int
  /// No plan as good in what comes before has fewer.
  public var bound: Int?

  /// Creates a report.
  public init(count: ChangeCount, value: Int, bound: Int?) {
    self.count = count
    self.value = value
    self.bound = bound
  }
}

/// What a plan that is to be close to another has as few of as it can, in this order.
public enum ChangeCount: String, Hashable, Sendable, CaseIterable {
  /// New flights that the other plan does not have, and flights of it that the new one does not have;
  /// a flight is the same when its vehicle and its elements are, whatever its day.
  case flights
  /// Elements on another vehicle than in the other plan; one that flies in one of the plans only
  /// counts.
  case vehicles
  /// Elements that launch on another day than in the other plan; one that flies in one of the plans
  /// only counts.
  case dates
}

/// What stopped planning before it had proven its plan best.
public enum StopCause: String, Hashable, Sendable {
  /// `--time-limit`.
  case timeLimit = "time-limit"
  /// `--node-limit`.
  case nodeLimit = "node-limit"
  /// The loads of too few days to be split would not fit in memory.
  case loadLimit = "load-limit"
  /// Ctrl-C or a cancelled task.
  case interrupted = "interrupted"
}

/// Why a campaign has no plan: the simplest true reason that was found.
public struct Infeasibility: Hashable, Sendable {
  /// The reason in mission words, one sentence or two.
  public var reason: String
  /// The facts of the manifest that contradict each other, most telling first.
  public var facts: [ManifestPath]
  /// What could be changed.
  public var advice: String?
  /// Whether it says no more than that a search has found no plan.
  public var isBare: Bool

  /// Creates a reason.
  public init(
    reason: String, facts: [ManifestPath], advice: String? = nil, isBare: Bool = false
  ) {
    self.reason = reason
    self.facts = facts
    self.advice = advice
    self.isBare = isBare
  }
}

/// Figures about the work that planning took; the same on every run unless a time limit ended it.
public struct PlanningStatistics: Hashable, Sendable {
  /// Launch days considered, summed over the vehicles.
  public var launchDays = 0
  /// Loads (columns) in the largest model solved.
  public var columns = 0
  /// Rows in the largest model solved.
  public var rows = 0
  /// Branch-and-bound nodes over all solves.
  public var nodes = 0
  /// Schedules built by list scheduling.
  public var schedules = 0

  /// Creates figures of no work at all.
  public init() {}
}
