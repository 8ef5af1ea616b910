// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGLPK
internal import MILP

/// One mixed-integer solve: the model written into GLPK, solved, and its answer checked.
///
/// When GLPK fails, or its answer breaks a row, the solve is tried once more, without presolve if it
/// was with it.
struct MixedIntegerSolve {
  /// What an answer may break a row by, times the row's largest term; GLPK itself keeps to 1e-6 on a
  /// scaled problem.
  private static let tolerance = 1e-5

  private let model: Model
  private let options: SolveOptions
  private let presolves: Bool
  private let clock: SolveClock
  /// The start, where it is of interest: no dearer than the cutoff.
  private let start: Point?

  init(_ model: Model, options: SolveOptions, presolves: Bool) {
    self.model = model
    self.options = options
    self.presolves = presolves
    clock = SolveClock(timeLimit: options.timeLimit)
    start = options.start.map { model.rounded($0) }.flatMap { point in
      options.cutoff.map { point.objective <= $0 } ?? true ? point : nil
    }
  }

  /// Solves on this thread, which must not have a session.
  func run() throws(SolverError) -> Outcome {
    if options.isCancelled() { return stopped(.cancelled, bound: nil, nodes: 0) }
    if clock.secondsLeft <= 0 { return stopped(.timeLimit, bound: nil, nodes: 0) }
    guard !model.variables.isEmpty else { return withoutColumns() }
    if options.cutoff == -.infinity || hasEmptyColumn { return exhausted(nodes: 0) }
    var nodes = 0
    do {
      return try attempt(presolve: presolves, nodes: &nodes)
    } catch {
      return try attempt(presolve: !presolves, nodes: &nodes)
    }
  }

  /// Whether no whole number lies within the bounds of a whole column.
  private var hasEmptyColumn: Bool {
    model.variables.contains { $0.isInteger && $0.lower.rounded(.up) > $0.upper.rounded(.down) }
  }

  private func attempt(presolve: Bool, nodes: inout Int) throws(SolverError) -> Outcome {
    let (result, values) = try search(
      model, cutoff: start?.objective ?? options.cutoff, presolve: presolve, nodes: nodes)
    nodes += Int(result.nodes)
    var incumbent = start
    if result.has_incumbent != 0 {
      let point = model.rounded(values)
      if let violation = model.violation(at: point.values, tolerance: Self.tolerance) {
        throw .failed("GLPK's solution breaks \(violation)")
      }
      let isCheaper = incumbent.map { point.objective < $0.objective } ?? true
      if isCheaper, options.cutoff.map({ point.objective < $0 }) ?? true { incumbent = point }
    }
    let bound = bound(result.bound, incumbent)
    switch Int(result.outcome) {
    case CGLPK_MIP_OPTIMAL, CGLPK_MIP_INFEASIBLE:
      guard let incumbent else { return exhausted(nodes: nodes) }
      // With a gap asked for, the bound is what the search left; otherwise it has met the optimum.
      let proven = options.relativeGap > 0 ? bound ?? incumbent.objective : incumbent.objective
      return Outcome(status: .optimal, incumbent: incumbent, bound: proven, nodes: nodes)
    case CGLPK_MIP_UNBOUNDED: return try unbounded(presolve: presolve, nodes: nodes)
    case CGLPK_MIP_TIME: return stopped(.timeLimit, incumbent, bound: bound, nodes: nodes)
    case CGLPK_MIP_CANCELLED: return stopped(.cancelled, incumbent, bound: bound, nodes: nodes)
    case CGLPK_MIP_NODES: return stopped(.nodeLimit, incumbent, bound: bound, nodes: nodes)
    default: throw .failed("GLPK's branch and bound gave up")
    }
  }

  /// Hands a model to GLPK and takes its answer back; nodes already spent count against the limit.
  private func search(
    _ model: Model, cutoff: Double?, presolve: Bool, nodes: Int
  ) throws(SolverError) -> (cglpk_mip_result, [Double]) {
    try Session.open(options, clock) { (session) throws(SolverError) in
      var problem: OpaquePointer?
      try session.check(cglpk_create(&problem))
      guard let problem else { throw .failed("GLPK made no problem") }
      try session.load(model, into: problem, integrality: true)
      var mip = cglpk_mip_options(
        seconds: clock.secondsLeft,
        nodes: options.nodeLimit.map { Int32(clamping: max(0, $0 - nodes)) } ?? -1,
        relative_gap: options.relativeGap, cutoff: cutoff ?? .infinity,
        cutoff_is_known: start == nil ? 0 : 1,
        objective_is_integral: options.objectiveIsIntegral ? 1 : 0, presolve: presolve ? 1 : 0)
      var result = cglpk_mip_result()
      var values = [Double](repeating: 0, count: model.variables.count)
      try session.check(cglpk_solve_mip(problem, &mip, &result, &values))
      return (result, values)
    }
  }

  /// What is proven about all solutions: the search leaves out those that do not beat the cutoff or
  /// the incumbent.
  private func bound(_ searched: Double, _ incumbent: Point?) -> Double? {
    guard !searched.isNaN else { return nil }
    var bound = searched
    if options.objectiveIsIntegral {
      // The tolerance is that of the relaxation's solution.
      bound = (searched - 1e-6 * max(1, abs(searched))).rounded(.up)
    }
    return min(bound, incumbent?.objective ?? .infinity, options.cutoff ?? .infinity)
  }

  /// The relaxation is unbounded: so is the program, if it has a solution at all.
  private func unbounded(presolve: Bool, nodes: Int) throws(SolverError) -> Outcome {
    let unbounded = Outcome(status: .unbounded, incumbent: nil, bound: nil, nodes: nodes)
    if start != nil { return unbounded }
    var free = model
    for column in free.variables.indices { free.setCost(0, ofColumn: column) }
    let (result, _) = try search(free, cutoff: nil, presolve: presolve, nodes: nodes)
    if result.has_incumbent != 0 { return unbounded }
    let total = nodes + Int(result.nodes)
    switch Int(result.outcome) {
    case CGLPK_MIP_INFEASIBLE: return exhausted(nodes: total)
    case CGLPK_MIP_TIME: return stopped(.timeLimit, bound: nil, nodes: total)
    case CGLPK_MIP_CANCELLED: return stopped(.cancelled, bound: nil, nodes: total)
    case CGLPK_MIP_NODES: return stopped(.nodeLimit, bound: nil, nodes: total)
    default: throw .failed("GLPK's branch and bound gave up")
    }
  }

  private func stopped(
    _ reason: StopReason, _ found: Point? = nil, bound: Double?, nodes: Int
  ) -> Outcome {
    guard let incumbent = found ?? start else {
      return Outcome(status: .unknown(reason), incumbent: nil, bound: bound, nodes: nodes)
    }
    let isProven = bound.map { $0 >= incumbent.objective } ?? false
    return Outcome(
      status: isProven ? .optimal : .feasible(reason), incumbent: incumbent, bound: bound,
      nodes: nodes)
  }

  /// Nothing is feasible, or nothing cheaper than start or cutoff.
  private func exhausted(nodes: Int) -> Outcome {
    Outcome(
      status: start == nil ? .infeasible : .optimal, incumbent: start, bound: start?.objective,
      nodes: nodes)
  }

  /// A model without columns: its rows are all zero.
  private func withoutColumns() -> Outcome {
    let point = Point(objective: model.objectiveConstant, values: [])
    guard model.violation(at: []) == nil, options.cutoff.map({ point.objective < $0 }) ?? true
    else { return exhausted(nodes: 0) }
    return Outcome(status: .optimal, incumbent: point, bound: point.objective, nodes: 0)
  }
}
