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
  /// Asked now and then; true stops planning, which keeps the best plan so far.
  public var isCancelled: @Sendable () -> Bool
  /// Receives progress now and then; nil for none.
  public var progress: (@Sendable (PlanningProgress) -> Void)?

  /// Creates options; the defaults limit nothing and report nothing.
  public init(
    timeLimit: Double? = nil, nodeLimit: Int? = nil, gap: Double = 0, threads: Int = 1,
    seed: UInt64 = 1, isCancelled: @escaping @Sendable () -> Bool = { false },
    progress: (@Sendable (PlanningProgress) -> Void)? = nil
  ) {
    self.timeLimit = timeLimit
    self.nodeLimit = nodeLimit
    self.gap = gap
    self.threads = threads
    self.seed = seed
    self.isCancelled = isCancelled
    self.progress = progress
  }
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
