// SPDX-License-Identifier: GPL-3.0-or-later

/// What a mixed-integer solve came to.
public struct Outcome: Sendable {
  /// How it ended.
  public var status: Status
  /// The best solution found; present exactly when the status is `.optimal` or `.feasible`.
  public var incumbent: Point?
  /// No solution is cheaper than this; nil when nothing is known (or nothing is feasible).
  public var bound: Double?
  /// Nodes of the branch-and-bound tree explored.
  public var nodes: Int

  /// Creates an outcome.
  public init(status: Status, incumbent: Point?, bound: Double?, nodes: Int) {
    self.status = status
    self.incumbent = incumbent
    self.bound = bound
    self.nodes = nodes
  }

  /// `(incumbent - bound) / max(1, |incumbent|)`, never negative; nil when either is unknown.
  public var gap: Double? {
    guard let incumbent, let bound else { return nil }
    return max(0, incumbent.objective - bound) / max(1, incumbent.objective.magnitude)
  }

  /// How a mixed-integer solve ended.
  public enum Status: Hashable, Sendable {
    /// The incumbent is optimal (within the gap asked for).
    case optimal
    /// Stopped with an incumbent that is not proven optimal.
    case feasible(StopReason)
    /// Nothing satisfies the rows and bounds (and the cutoff, if one was given).
    case infeasible
    /// The objective can be made arbitrarily small.
    case unbounded
    /// Stopped with nothing to show.
    case unknown(StopReason)
  }
}

/// What stopped a solve before its end.
public enum StopReason: String, Hashable, Sendable {
  /// The time limit.
  case timeLimit = "time-limit"
  /// The node limit.
  case nodeLimit = "node-limit"
  /// Cancellation.
  case cancelled = "interrupted"
}

/// A point: one value per column, and its objective.
public struct Point: Hashable, Sendable {
  /// The objective there, the model's constant included.
  public var objective: Double
  /// The values, by column; exactly whole for integer columns of a mixed-integer solution.
  public var values: [Double]

  /// Creates a point.
  public init(objective: Double, values: [Double]) {
    self.objective = objective
    self.values = values
  }
}

/// What a linear solve came to.
public enum LinearOutcome: Sendable {
  /// Solved to optimality.
  case optimal(LinearSolution)
  /// Nothing satisfies the rows and bounds.
  case infeasible
  /// The objective can be made arbitrarily small.
  case unbounded
  /// Stopped before its end; the linear program can be solved on.
  case stopped(StopReason)
}

/// An optimal solution of a linear program, with its dual.
///
/// For minimization: a row's dual is the change of the objective per unit of its bound; a column's
/// reduced cost is its cost less the duals times its coefficients.
public struct LinearSolution: Sendable {
  /// The objective, the model's constant included.
  public var objective: Double
  /// The primal values, by column.
  public var values: [Double]
  /// The reduced costs, by column.
  public var reducedCosts: [Double]
  /// The rows' values.
  public var activities: [Double]
  /// The duals, by row.
  public var duals: [Double]
  /// Simplex iterations of this solve.
  public var iterations: Int

  /// Creates a solution.
  public init(
    objective: Double, values: [Double], reducedCosts: [Double], activities: [Double],
    duals: [Double], iterations: Int
  ) {
    self.objective = objective
    self.values = values
    self.reducedCosts = reducedCosts
    self.activities = activities
    self.duals = duals
    self.iterations = iterations
  }
}

/// Why a solve could not be carried out.
public enum SolverError: Error, Hashable, Sendable {
  /// The model is malformed: a NaN, a bad index, bounds that cross. Says what and where.
  case malformed(String)
  /// The start breaks a row or bound, or has the wrong length. Says which.
  case badStart(String)
  /// The solver failed in itself: numerically, or by an assertion of its own. Says how.
  case failed(String)
}
