// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What ends planning, what drives it and who is told about it.
public struct PlanningOptions: Sendable {
  /// Most seconds; nil is no limit.
  ///
  /// A run that it ends depends on the machine.
  public var timeLimit: Double?
  /// Most branch-and-bound nodes over all solves; nil is no limit.
  public var nodeLimit: Int?
  /// An objective counts as proven when its gap is no larger.
  public var gap: Double
  /// Threads to use; the result does not depend on it.
  public var threads: Int
  /// Seed of the local search; another seed may find another of several optimal plans.
  public var seed: UInt64
  /// Whether any plan will do, or any within the ceiling of the warm start.
  ///
  /// Planning ends with the first, which is `.feasible`, and says nothing of objectives.
  /// Without any nodes (`nodeLimit`), only propagation and schedules are tried, which is quick.
  public var stopsAtFirstPlan: Bool
  /// What is known before planning begins; nil for nothing.
  public var warmStart: WarmStart?
  /// A plan that the new one is to keep to; nil for none.
  public var adherence: Adherence?
  /// Asked now and then; true stops planning, which keeps the best plan so far.
  public var isCancelled: @Sendable () -> Bool
  /// Receives progress now and then; nil for none.
  public var progress: (@Sendable (PlanningProgress) -> Void)?
  /// The most loads that are listed at a time; where there are more, plans are searched in parts.
  package var mostLoads = 500_000

  /// Creates options; the defaults limit nothing and report nothing.
  public init(
    timeLimit: Double? = nil, nodeLimit: Int? = nil, gap: Double = 0, threads: Int = 1,
    seed: UInt64 = 1, stopsAtFirstPlan: Bool = false, warmStart: WarmStart? = nil,
    adherence: Adherence? = nil, isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: (@Sendable (PlanningProgress) -> Void)? = nil
  ) {
    self.timeLimit = timeLimit
    self.nodeLimit = nodeLimit
    self.gap = gap
    self.threads = threads
    self.seed = seed
    self.stopsAtFirstPlan = stopsAtFirstPlan
    self.warmStart = warmStart
    self.adherence = adherence
    self.isCancelled = isCancelled
    self.progress = progress
  }
}

/// What is known of a campaign's plans before it is planned, from one that differs a little.
public struct WarmStart: Hashable, Sendable {
  /// A plan that keeps every rule of the campaign, past flights included or not.
  ///
  /// Whoever hands it in answers for that. It is the first incumbent.
  public var plan: [Flight]?
  /// Flights to start the search for plans from, which need not be a plan of the campaign; nil for
  /// those of `plan`.
  public var hint: [Flight]?
  /// No plan of the campaign has lexicographically better objective values; one per objective.
  ///
  /// A plan that has these values is known to be best without further proof. Values are as in
  /// `ObjectiveReport`. A campaign whose plans are all plans of another (a vehicle delayed, say) takes
  /// the other's optimum here.
  public var floor: [Amount]?
  /// Only plans whose objective values are lexicographically no worse are wanted: when there is none,
  /// the campaign counts as infeasible.
  public var ceiling: [Amount]?

  /// Creates what is known.
  public init(
    plan: [Flight]? = nil, hint: [Flight]? = nil, floor: [Amount]? = nil, ceiling: [Amount]? = nil
  ) {
    self.plan = plan
    self.hint = hint
    self.floor = floor
    self.ceiling = ceiling
  }
}

/// How a plan keeps to another.
public enum Adherence: Hashable, Sendable {
  /// It makes the other's flights, each with its vehicle and its elements, no earlier than the other
  /// does; flights to one node launch in the other's order. Flights that carry none but past elements
  /// are left out.
  case hold([Flight])
  /// Of the best plans, it has the fewest flights changed, then the fewest elements on another
  /// vehicle, then the fewest elements on another day than in the other. See `PlanningResult.changes`.
  case repair([Flight])
}

/// How far planning has come.
public struct PlanningProgress: Hashable, Sendable {
  /// The objective being worked on.
  public var objective: Objective
  /// Its value in the best plan so far.
  public var incumbent: Amount?
  /// What is proven about it so far.
  public var bound: Amount?
  /// Loads (columns) in the largest linear program so far.
  public var columns: Int
  /// Rows in the largest linear program so far.
  public var rows: Int
  /// Branch-and-bound nodes so far.
  public var nodes: Int
  /// Seconds since planning began.
  public var elapsed: Double

  /// Creates a progress report.
  public init(
    objective: Objective, incumbent: Amount?, bound: Amount?, columns: Int = 0, rows: Int = 0,
    nodes: Int, elapsed: Double
  ) {
    self.objective = objective
    self.incumbent = incumbent
    self.bound = bound
    self.columns = columns
    self.rows = rows
    self.nodes = nodes
    self.elapsed = elapsed
  }
}
