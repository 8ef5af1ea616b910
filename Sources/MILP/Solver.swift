// SPDX-License-Identifier: GPL-3.0-or-later

/// A solver of linear and mixed-integer linear programs.
///
/// A conforming type checks every number and index of what it is given and throws `SolverError`
/// for what is malformed; infeasible, unbounded and stopped are outcomes, not errors. Calls block
/// until the solve is over and may come from any thread, several at once.
public protocol Solver: Sendable {
  /// The solver's name and version, for reports.
  var name: String { get }

  /// Solves a mixed-integer program, or a linear one as the case without integer columns.
  func solve(_ model: Model, options: SolveOptions) throws(SolverError) -> Outcome

  /// Opens a linear program (integrality is ignored), hands it to `body` on the thread that owns
  /// it, and closes it when `body` returns or throws.
  ///
  /// - Throws: `SolverError` for a malformed model; whatever `body` throws.
  func withLinearProgram<Result: Sendable>(
    _ model: Model, options: SolveOptions,
    _ body: @Sendable (any LinearProgram) throws -> Result
  ) throws -> Result
}

/// A linear program that lives in the solver, solved again and again from its last basis.
///
/// It must not leave the closure that received it. Columns and rows keep their numbers; new ones
/// are numbered on. Shapes: primal values and reduced costs one per column, activities and duals
/// one per row.
public protocol LinearProgram: AnyObject {
  /// The number of columns.
  var columnCount: Int { get }
  /// The number of rows.
  var rowCount: Int { get }
  /// Adds columns with their coefficients in existing rows; the basis stays usable.
  func addColumns(_ columns: [NewColumn]) throws(SolverError)
  /// Adds rows over existing columns; the basis stays usable.
  func addRows(_ rows: [Row]) throws(SolverError)
  /// Changes the bounds of a column.
  func setBounds(_ lower: Double, _ upper: Double, ofColumn column: Int) throws(SolverError)
  /// Changes the bounds of a row.
  func setBounds(_ lower: Double, _ upper: Double, ofRow row: Int) throws(SolverError)
  /// Changes the cost of a column.
  func setCost(_ cost: Double, ofColumn column: Int) throws(SolverError)
  /// Removes columns and rows by their numbers; those that remain are renumbered in order.
  func remove(columns: [Int], rows: [Int]) throws(SolverError)
  /// The current basis.
  func basis() throws(SolverError) -> LinearBasis
  /// Goes on from a basis, of as many columns and rows as there are; one that is not usable costs time only.
  func setBasis(_ basis: LinearBasis) throws(SolverError)
  /// Solves from the current basis.
  func solve() throws(SolverError) -> LinearOutcome
}

/// What ends a solve and what is told about it while it runs.
public struct SolveOptions: Sendable {
  /// Most seconds; nil is no limit.
  ///
  /// A limit by the clock makes the result depend on the machine.
  public var timeLimit: Double?
  /// Most nodes of the branch-and-bound tree, 0 or more; nil is no limit.
  ///
  /// A node is a relaxation solved within the tree; the one at its root, before, does not count.
  public var nodeLimit: Int?
  /// Stop when `Outcome.gap` is no larger.
  public var relativeGap: Double
  /// Only solutions cheaper than this are of interest; the solver may discard all others.
  ///
  /// When nothing is cheaper, the outcome is `.infeasible`, unless a `start` was given that costs no
  /// more than the cutoff: then it is `.optimal` with that start. A dearer start counts for nothing.
  public var cutoff: Double?
  /// A feasible point to start from, one value per column; checked against the rows first.
  public var start: [Double]?
  /// Whether the objective of every integer solution is a whole number, so that bounds round up.
  public var objectiveIsIntegral: Bool
  /// Asked now and then during the solve; true stops it.
  public var isCancelled: @Sendable () -> Bool
  /// Receives each line the solver logs; nil keeps it quiet.
  public var log: (@Sendable (String) -> Void)?
  /// Receives progress now and then; nil for none.
  public var progress: (@Sendable (SolveProgress) -> Void)?

  /// Creates options; the defaults limit nothing and report nothing.
  public init(
    timeLimit: Double? = nil, nodeLimit: Int? = nil, relativeGap: Double = 0,
    cutoff: Double? = nil, start: [Double]? = nil, objectiveIsIntegral: Bool = false,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    log: (@Sendable (String) -> Void)? = nil,
    progress: (@Sendable (SolveProgress) -> Void)? = nil
  ) {
    self.timeLimit = timeLimit
    self.nodeLimit = nodeLimit
    self.relativeGap = relativeGap
    self.cutoff = cutoff
    self.start = start
    self.objectiveIsIntegral = objectiveIsIntegral
    self.isCancelled = isCancelled
    self.log = log
    self.progress = progress
  }
}

/// How far a mixed-integer solve has come.
public struct SolveProgress: Hashable, Sendable {
  /// Objective of the best solution so far, nil when there is none.
  public var incumbent: Double?
  /// No solution is cheaper than this; nil when nothing is known yet.
  public var bound: Double?
  /// Nodes explored so far.
  public var nodes: Int
  /// Seconds since the solve began.
  public var elapsed: Double

  /// Creates a progress report.
  public init(incumbent: Double?, bound: Double?, nodes: Int, elapsed: Double) {
    self.incumbent = incumbent
    self.bound = bound
    self.nodes = nodes
    self.elapsed = elapsed
  }
}
