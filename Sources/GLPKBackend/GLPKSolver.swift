// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGLPK
public import MILP

/// GLPK as a solver: the only Swift module that reaches the library.
///
/// Each solve runs on a thread of its own, where GLPK's data live and die; the caller waits. Solves
/// from several threads run side by side. Models are checked before GLPK sees them and solutions
/// before the caller does; what makes GLPK abort becomes `SolverError.failed`. See docs/solver.md.
public struct GLPKSolver: Solver {
  /// Whether GLPK's presolver goes first on mixed-integer programs.
  ///
  /// When a solve fails, it is tried once more the other way.
  public var presolves: Bool

  /// Creates a solver.
  public init(presolves: Bool = true) {
    self.presolves = presolves
  }

  /// GLPK's name and version.
  public var name: String { "GLPK \(String(cString: cglpk_version()))" }

  /// Solves a mixed-integer program by GLPK's presolve, simplex and depth-first branch and bound.
  ///
  /// - Throws: `SolverError` for a malformed model or start, or when GLPK fails.
  public func solve(_ model: Model, options: SolveOptions) throws(SolverError) -> Outcome {
    try model.validate()
    try options.validate()
    if let start = options.start { try model.check(start: start) }
    return try SolverThread.run { () throws(SolverError) -> Outcome in
      try MixedIntegerSolve(model, options: options, presolves: presolves).run()
    }
  }

  /// Opens a linear program on a thread of its own; see `Solver`.
  ///
  /// - Throws: `SolverError` for a malformed model; whatever `body` throws.
  public func withLinearProgram<Result: Sendable>(
    _ model: Model, options: SolveOptions,
    _ body: @Sendable (any LinearProgram) throws -> Result
  ) throws -> Result {
    try model.validate()
    try options.validate()
    let clock = SolveClock(timeLimit: options.timeLimit)
    return try SolverThread.run { () throws -> Result in
      try Session.open(options, clock) { session in
        let program = try GLPKLinearProgram(model, session: session)
        defer { program.close() }
        return try body(program)
      }
    }
  }
}
