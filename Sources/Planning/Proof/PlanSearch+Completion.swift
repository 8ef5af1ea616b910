// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import MILP

extension PlanSearch {
  /// Finds the smallest horizon of some elements and proves it (docs/model.md, section 5, step 5).
  func proveCompletion(_ objective: Objective, _ index: Int) throws -> Verdict {
    let members = instance.members(of: objective)
    var horizons = Horizons(
      instance, launchDays: launchDays, conflicts: conflicts, members: members, latest: latest)
    var candidates = horizons.days
    guard let floor = candidates.first else {
      // Nothing to fly is part of it: its day is known.
      return Verdict(
        bound: 1000 * (members.compactMap { instance.elements[$0].past?.operational }.max() ?? 0))
    }
    let last = best.map { $0.value[index] / 1000 } ?? candidates[candidates.count - 1]
    var refuted = horizons.refuteBySingles(
      candidates.filter { best == nil || $0 < last }, listingUpTo: last, bytes: Self.mostBytes,
      clock: clock)
    singles = horizons.singles
    var ejections: HorizonEjections?
    if hasEjections, best != nil {
      var search = HorizonEjections(
        horizons, days: candidates, seed: options.seed, clock: clock)
      refuted = eject(&search, &horizons, days: candidates, after: refuted, index)
      ejections = search
    } else {
      try shorten(horizons, days: candidates, after: refuted, index)
      refuted = probe(&horizons, days: candidates, after: refuted, index)
    }
    if let least = least(index) { refuted = max(refuted, least / 1000 - 1) }
    var proven = floor
    var progress = Progress()
    // Ejections find better plans; where nothing is probed, the attempts' relaxations still refute.
    if ejections != nil, horizons.singles?.isProbed ?? false { progress.attempts = 0 }
    progress.weights = ejections?.weights ?? []
    progress.finder = (hasNeighbourhoods ? best : nil).map {
      HorizonFinder(
        horizons, days: candidates, held: held, from: $0.schedule, ejections: ejections,
        solver: solver, clock: clock, seed: options.seed, stream: 0)
    }
    while true {
      if let value = best.map({ $0.value[index] / 1000 }) {
        candidates.removeAll { $0 >= value }
        proven = min(max(proven, candidates.first { $0 > refuted } ?? value), value)
        if isClose(1000 * value, 1000 * proven) { return Verdict(bound: 1000 * proven) }
      }
      note(objective, index, bound: 1000 * proven)
      if let cause = clock.cause ?? stoppedBy {
        stoppedBy = cause
        return Verdict(bound: 1000 * proven)
      }
      let open = candidates.filter { $0 > refuted }
      guard !open.isEmpty else {
        // Every horizon is refuted: without a plan, there is none.
        return Verdict(bound: best?.value[index], isInfeasible: best == nil)
      }
      try step(&progress, open, horizons, &refuted, index, objective)
      if let first = open.first(where: { $0 > refuted }) { proven = max(proven, first) }
    }
  }

  /// Probes the last of some horizons that is not refuted; returns the last one that is.
  func probe(_ horizons: inout Horizons, days: [Int], after refuted: Int, _ index: Int) -> Int {
    let end = best.map { $0.value[index] / 1000 } ?? .max
    guard let open = days.last(where: { $0 < end }), open > refuted else { return refuted }
    return horizons.probe(upTo: open, threads: options.threads, clock: clock) ? open : refuted
  }

  /// How far the search for the smallest horizon has come.
  private struct Progress {
    /// The most loads of the next pool in which horizons are refuted by the relaxation.
    var poolSize = PlanSearch.smallPool
    /// Whether the relaxation is known not to refute the first open horizon.
    var isBounded = false
    /// How many more pools of promising loads are searched for a plan, and at which of the open
    /// horizons, as a fraction of their number.
    var attempts = 4
    var place = 0.5
    /// What looks for plans beside.
    var finder: HorizonFinder?
    /// Per element, how much it counts where trees are split; empty when all count alike.
    var weights: [Double] = []
    /// The finder's work in the next step.
    var effort = 0
  }

  /// The most loads of a pool in which everything is done at once.
  private static let smallPool = 120_000

  /// The most loads of a pool that is searched for a plan only.
  private static let promisingLoads = 15_000

  /// The work of the finder beside the first step of a large search, per element.
  private static let effortPerElement = 4_000

  /// Takes a step, if there are too many loads for a small pool with a finder beside it.
  private func step(
    _ state: inout Progress, _ open: [Int], _ horizons: Horizons, _ refuted: inout Int,
    _ index: Int, _ objective: Objective
  ) throws {
    // Where places are probed, the last open horizon is all that has to be refuted.
    let isProbed = horizons.singles?.isProbed ?? false
    let isSmall = fits(
      open[open.count - 1], horizons, limit: isProbed ? .max : Self.smallPool)
    guard !isSmall, let finder = state.finder, let best else {
      return try advance(
        &state, open, horizons, &refuted, index, objective, isSmall: isSmall)
    }
    state.effort += max(state.effort / 2, Self.effortPerElement * instance.free.count)
    let (work, before, end) = (state.effort, refuted, best.value[index] / 1000)
    let (_, other) = try beside(threads: options.threads) { dismissal in
      var finder = finder
      let plan = try finder.run(work: work, after: before, before: end, dismissal)
      return (finder: finder, plan: plan)
    } own: {
      try advance(&state, open, horizons, &refuted, index, objective, isSmall: isSmall)
      // When time is up, the other is at its end, too. Without probing ejections take long; they are not waited
      // for while horizons fall.
      return (
        (),
        needsOther: (stoppedBy == nil || clock.cause != nil) && refuted < open[open.count - 1]
          && (isProbed || !finder.ejects || refuted == before)
      )
    }
    guard var other else { return }
    if let plan = other.plan { offer(plan.schedule) }
    if let best = self.best { other.finder.take(best.schedule) }
    state.finder = other.finder
  }

  /// Takes a step: refutes horizons, finds a plan, or both.
  ///
  /// While there are too many loads for a small pool, the relaxation goes first, then the search for a
  /// plan among promising loads.
  private func advance(
    _ state: inout Progress, _ open: [Int], _ horizons: Horizons, _ refuted: inout Int,
    _ index: Int, _ objective: Objective, isSmall: Bool
  ) throws {
    let report = progress(objective, index)
    func search(_ days: [Int], bounding: Bool) throws -> Int {
      guard let last = days.last, let space = horizons.space(last) else { return days.count }
      guard let loads = allLoads(of: space) else {
        // They fit, so it is the clock: nothing may be concluded from loads that are missing.
        stoppedBy = clock.cause ?? .loadLimit
        return 0
      }
      let found = try searchCompletion(
        days, horizons, among: loads, bounding: bounding, finder: isSmall ? state.finder : nil,
        weights: state.weights
      ) { refuted, nodes in
        if refuted < days.count { report?(days[refuted], nodes) }
      }
      stoppedBy = found.stoppedBy
      if let finder = found.finder { state.finder = finder }
      return found.refuted
    }
    if !isSmall, !state.isBounded {
      let count = fitting(open, horizons, limit: state.poolSize)
      if count > 0 {
        let reached = try search(Array(open[..<count]), bounding: true)
        if reached > 0 { refuted = open[reached - 1] }
        state.isBounded = reached < count
      } else if state.poolSize > 200_000 {
        refuted = try bisect(open, horizons, refuted: refuted)
        state.isBounded = true
      }
      state.poolSize = state.poolSize * 5 / 2
    } else if !isSmall, state.attempts > 0 {
      let last = Int(state.place * Double(open.count - 1))
      if try findPlan(Array(open[...last]), horizons, refuted: &refuted) {
        state.place = 0.5
      } else {
        state.place = (1 + state.place) / 2
        state.attempts -= 1
      }
    } else {
      let count = fitting(open, horizons, limit: .max)
      if count == 0 {
        switch try searchParts(of: open[0], horizons, weights: state.weights, report: report) {
        case .refuted: refuted = open[0]
        case .open: break
        case .stopped(let cause): stoppedBy = cause
        }
      } else {
        let reached = try search(Array(open[..<count]), bounding: false)
        if reached > 0 { refuted = open[reached - 1] }
      }
    }
  }

  /// Looks for a plan within the last of some horizons among the loads that the relaxation finds
  /// cheapest; returns whether there was one.
  private func findPlan(_ days: [Int], _ horizons: Horizons, refuted: inout Int) throws -> Bool {
    guard let last = days.last, let guide, let space = horizons.space(last) else { return false }
    switch try relax(
      space, held: held, start: best?.schedule.loads ?? [], to: .objective(guide),
      limit: Self.promisingLoads)
    {
    case .infeasible:
      refuted = last
      return false
    case .stopped(let reason, _):
      stoppedBy = StopCause(reason)
      return false
    case .solved(let relaxed):
      let loads = listed(relaxed.candidates.map(\.load) + relaxed.support)
      let found = try searchCompletion(
        days, horizons, among: loads, nodeLimit: 2 * instance.free.count
      ) { _, _ in }
      if found.stoppedBy != .nodeLimit { stoppedBy = found.stoppedBy }
      return found.plan != nil
    }
  }

  /// How many of some horizons, from the first, have no more loads than a limit and a pool can have.
  private func fitting(_ days: [Int], _ horizons: Horizons, limit: Int) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if fits(days[middle], horizons, limit: limit) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func fits(_ day: Int, _ horizons: Horizons, limit: Int) -> Bool {
    horizons.space(day).map { allLoads(of: $0, limit: limit) != nil } ?? true
  }

  /// From which part of an element on that a relaxation cannot cover, it says that there is no plan.
  static let leastUncovered = 1e-4

  /// What is known of a horizon.
  enum Answer {
    case refuted
    case open
    case stopped(StopCause)
  }

  /// Refutes a horizon by the linear relaxation, if it can.
  private func refute(_ horizon: Int, _ horizons: Horizons) throws -> Answer {
    guard let space = horizons.space(horizon) else { return .refuted }
    let outcome = try relax(
      space, held: held, start: best?.schedule.loads ?? [], to: .coverage)
    switch outcome {
    case .infeasible: return .refuted
    case .stopped(let reason, _): return .stopped(StopCause(reason))
    case .solved(let solution): return solution.bound > Self.leastUncovered ? .refuted : .open
    }
  }

  /// The largest horizon that the relaxation refutes, of `open` horizons of which the last is not.
  private func bisect(_ open: [Int], _ horizons: Horizons, refuted: Int) throws -> Int {
    var (low, high) = (0, open.count - 1)
    var refuted = refuted
    while low < high {
      let middle = (low + high) / 2
      switch try refute(open[middle], horizons) {
      case .refuted:
        refuted = open[middle]
        low = middle + 1
      case .open: high = middle
      case .stopped(let cause):
        stoppedBy = cause
        return refuted
      }
    }
    return refuted
  }
}
