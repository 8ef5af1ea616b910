// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import MILP

/// Branch and price: where there are more loads than can be listed, plans are split by when elements are
/// operational, until a part's loads can be (docs/model.md, section 5).
extension PlanSearch {
  /// What ends the search of parts now, if anything.
  private var partCause: StopCause? {
    if let most = options.nodeLimit, statistics.nodes >= most { return .nodeLimit }
    return clock.cause
  }

  // MARK: - Horizons

  /// Searches the parts of the plans within a horizon, depth first, for one; a plan found is offered.
  func searchParts(
    of horizon: Int, _ horizons: Horizons, weights: [Double],
    report: (@Sendable (_ day: Int, _ nodes: Int) -> Void)?
  ) throws -> Answer {
    let before = statistics.nodes
    var open = [horizons.part(horizon)]
    while let part = open.popLast() {
      if let cause = partCause { return .stopped(cause) }
      statistics.nodes += 1
      report?(horizon, statistics.nodes - before)
      guard let space = horizons.space(of: part) else { continue }
      let relaxed: Summary
      switch try relax(space, held: held, start: best?.schedule.loads ?? [], to: .coverage) {
      case .infeasible: continue
      case .stopped(let reason, _): return .stopped(StopCause(reason))
      case .solved(let solution):
        if solution.bound > Self.leastUncovered { continue }
        relaxed = solution
      }
      guard let loads = allLoads(of: space) else {
        if let cause = clock.cause { return .stopped(cause) }
        guard let halves = part.halves(of: space, by: relaxed.solution) else {
          return .stopped(.loadLimit)
        }
        open += halves
        continue
      }
      let found = try searchCompletion([horizon], horizons, among: loads, weights: weights) {
        _, _ in
      }
      if found.plan != nil { return .open }
      if let cause = found.stoppedBy { return .stopped(cause) }
    }
    return .refuted
  }

  // MARK: - Sums

  /// What exploring a part of the plans came to.
  private enum Explored {
    /// None of its plans is better than the best.
    case closed
    /// What is left of it, with a bound on all of these.
    case left([PlanPart], bound: Int)
    case stopped(StopCause, bound: Int)
  }

  /// Searches the parts of all plans that keep to what is held, those with the least bound first, and proves a
  /// sum.
  ///
  /// `space` holds all loads of plans better than the best, which are too many; they are split by a solution of
  /// the relaxation, whose bound is known.
  func searchParts(
    of space: LoadSpace, by solution: [(load: Load, amount: Double)], singles: SingleElements?,
    _ sum: SumObjective, _ objective: Objective, _ index: Int, above bound: Int,
    beside improver: inout NeighbourhoodSearch?
  ) throws -> Verdict {
    guard let halves = PlanPart(latest: latest).halves(of: space, by: solution) else {
      stoppedBy = .loadLimit
      return Verdict(bound: bound)
    }
    var open = halves.map { (part: $0, bound: bound) }
    func verdict(_ bound: Int) -> Verdict {
      Verdict(bound: best.map { min(bound, $0.value[index]) } ?? bound)
    }
    while let next = open.indices.min(by: { (open[$0].bound, -$0) < (open[$1].bound, -$1) }) {
      let reached = open[next].bound
      note(objective, index, bound: verdict(reached).bound)
      if let value = best?.value[index], isClose(value, reached) { return verdict(reached) }
      if let cause = partCause {
        stoppedBy = cause
        return verdict(reached)
      }
      statistics.nodes += 1
      let (part, own) = open.remove(at: next)
      switch try explore(part, singles: singles, sum, index, above: own, beside: &improver) {
      case .closed: continue
      case .left(let parts, let bound): open += parts.map { ($0, bound) }
      case .stopped(let cause, let bound):
        stoppedBy = cause
        return verdict(open.reduce(bound) { min($0, $1.bound) })
      }
    }
    return Verdict(bound: best?.value[index], isInfeasible: best == nil)
  }

  private func explore(
    _ part: PlanPart, singles: SingleElements?, _ sum: SumObjective, _ index: Int,
    above bound: Int, beside improver: inout NeighbourhoodSearch?
  ) throws -> Explored {
    let windows = part.windows(instance, launchDays)
    guard windows.emptied == nil else { return .closed }
    var (bound, space) = (
      bound,
      LoadSpace(instance, launchDays: launchDays, windows: windows, conflicts: conflicts)
    )
    if let singles {
      let (narrowed, least) = singles.narrowed(
        space, from: singles.pool.loads(in: windows), to: sum,
        atMost: best.map { $0.value[index] - sum.step })
      guard let narrowed else { return .closed }
      space = narrowed
      bound = max(bound, least ?? .min)
    }
    let relaxed: Summary
    switch try relax(
      space, held: held, start: best?.schedule.loads ?? [], to: .objective(sum),
      enumeratingBelow: best?.value[index])
    {
    case .infeasible: return .closed
    case .stopped(let reason, let value):
      return .stopped(
        StopCause(reason), bound: max(bound, value.map { rounded($0, sum) } ?? .min))
    case .solved(let summary): relaxed = summary
    }
    bound = max(bound, rounded(relaxed.bound, sum))
    if let value = best?.value[index] {
      if bound > value - sum.step { return .closed }
      if isClose(value, bound) { return .left([part], bound: bound) }
    }
    guard relaxed.limit == nil else {
      guard let halves = part.halves(of: space, by: relaxed.solution) else {
        return .stopped(.loadLimit, bound: bound)
      }
      return .left(halves, bound: bound)
    }
    switch try searchStages(
      of: relaxed, singles: singles, sum, index, above: bound, beside: &improver,
      report: { _ in })
    {
    case .exhausted: return .closed
    case .left(let bound): return .left([part], bound: bound)
    case .stopped(let cause, let bound): return .stopped(cause, bound: bound)
    }
  }
}
