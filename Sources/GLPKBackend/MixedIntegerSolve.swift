// SPDX-License-Identifier: GPL-3.0-or-later

internal import CGLPK
internal import MILP

/// One mixed-integer solve: the model written into GLPK, solved, and its answer checked.
struct MixedIntegerSolve {
  private let model: Model
  private let options: SolveOptions

  init(_ model: Model, options: SolveOptions) {
    self.model = model
    self.options = options
  }

  func run(in session: Session) throws(SolverError) -> Outcome {
    if options.isCancelled() { return stopped(.cancelled) }
    guard !model.variables.isEmpty else { return withoutColumns() }
    var problem: OpaquePointer?
    try session.check(cglpk_create(&problem))
    guard let problem else { throw .failed("GLPK made no problem") }
    var limited = model
    if let cutoff = options.cutoff { limited.addCutoff(cutoff, options) }
    try session.load(limited, into: problem, integrality: true)

    var result = cglpk_mip_result()
    var values = [Double](repeating: 0, count: model.variables.count)
    // A start that does not beat the cutoff is no start to the program with the cutoff's row.
    let start = options.start.flatMap { limited.violation(at: $0) == nil ? $0 : nil }
    let code = (start ?? []).withUnsafeBufferPointer { start in
      var mip = cglpk_mip_options(
        seconds: session.secondsLeft, nodes: Int32(clamping: options.nodeLimit ?? -1),
        relative_gap: options.relativeGap, start: start.isEmpty ? nil : start.baseAddress)
      return cglpk_solve_mip(problem, &mip, &result, &values)
    }
    try session.check(code)
    return try outcome(result, values)
  }

  private func outcome(
    _ result: cglpk_mip_result, _ values: [Double]
  ) throws(SolverError) -> Outcome {
    var incumbent = options.start.map { model.rounded($0) }
    if result.has_incumbent != 0 {
      let point = model.rounded(values)
      if let violation = model.violation(at: point.values) {
        throw .failed("GLPK's solution breaks \(violation)")
      }
      if incumbent.map({ point.objective <= $0.objective }) ?? true { incumbent = point }
    }
    var bound = result.bound.isNaN ? nil : result.bound
    if options.objectiveIsIntegral, let known = bound {
      // Whole values lie constant + k; the tolerance is that of the relaxation's solution.
      let whole = (known - model.objectiveConstant - 1e-6 * max(1, abs(known))).rounded(.up)
      bound = whole + model.objectiveConstant
    }
    let nodes = Int(result.nodes)
    func stop(_ reason: StopReason) -> Outcome {
      if let incumbent, let bound, bound >= incumbent.objective {
        return Outcome(
          status: .optimal, incumbent: incumbent, bound: incumbent.objective, nodes: nodes)
      }
      return Outcome(
        status: incumbent == nil ? .unknown(reason) : .feasible(reason), incumbent: incumbent,
        bound: bound, nodes: nodes)
    }
    switch Int(result.outcome) {
    case CGLPK_MIP_OPTIMAL, CGLPK_MIP_INFEASIBLE:
      guard let incumbent else {
        return Outcome(status: .infeasible, incumbent: nil, bound: nil, nodes: nodes)
      }
      // With a gap asked for, the bound is what the search left; otherwise it has met the optimum.
      let proven = min(
        options.relativeGap > 0 ? bound ?? incumbent.objective : .infinity,
        incumbent.objective)
      return Outcome(status: .optimal, incumbent: incumbent, bound: proven, nodes: nodes)
    case CGLPK_MIP_UNBOUNDED:
      return Outcome(status: .unbounded, incumbent: nil, bound: nil, nodes: nodes)
    case CGLPK_MIP_TIME: return stop(.timeLimit)
    case CGLPK_MIP_CANCELLED: return stop(.cancelled)
    case CGLPK_MIP_NODES: return stop(.nodeLimit)
    default: throw .failed("GLPK's branch and bound gave up")
    }
  }

  private func stopped(_ reason: StopReason) -> Outcome {
    let incumbent = options.start.map { model.rounded($0) }
    return Outcome(
      status: incumbent == nil ? .unknown(reason) : .feasible(reason), incumbent: incumbent,
      bound: nil, nodes: 0)
  }

  /// A model without columns: its rows are all zero.
  private func withoutColumns() -> Outcome {
    guard model.violation(at: []) == nil,
      options.cutoff.map({ model.objectiveConstant < $0 }) ?? true
    else { return Outcome(status: .infeasible, incumbent: nil, bound: nil, nodes: 0) }
    let point = Point(objective: model.objectiveConstant, values: [])
    return Outcome(status: .optimal, incumbent: point, bound: point.objective, nodes: 0)
  }
}

extension Model {
  /// Adds the row that keeps the objective below a cutoff; GLPK has no other way to say it.
  fileprivate mutating func addCutoff(_ cutoff: Double, _ options: SolveOptions) {
    let terms = variables.enumerated().compactMap { column, variable in
      variable.cost == 0 ? nil : Term(column, variable.cost)
    }
    let limit = cutoff - objectiveConstant
    let margin = options.objectiveIsIntegral ? 0.5 : 1e-6 * max(1, abs(cutoff))
    addRow(Row(name: "cutoff", lower: -.infinity, upper: limit - margin, terms: terms))
  }
}
