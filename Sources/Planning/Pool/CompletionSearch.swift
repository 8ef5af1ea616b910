// SPDX-License-Identifier: GPL-3.0-or-later

internal import MILP

/// Finds the smallest horizon within which a pool of loads has a plan.
///
/// Horizons are refuted from below, by propagation first, then by the relaxation with cliques, then
/// by search; what cannot be refuted is searched for a plan (docs/model.md, section 5).
struct CompletionSearch {
  struct Found: Sendable {
    /// The horizons below this index have no plan.
    var refuted = 0
    /// The plan found, if any, and the index of the horizon it was found for.
    var plan: (schedule: Schedule, index: Int)?
    var stoppedBy: StopCause?
    var nodes = 0
    /// The search beside, as far as it has come.
    var finder: HorizonFinder?
  }

  private let tree: PoolTree
  private let propagation: PoolPropagation
  private let relaxation: PoolProgram
  private let nodeLimit: Int?
  private let threads: Int
  private let clock: SearchClock
  /// The horizons, ascending.
  private let days: [Int]
  private let loads: (_ horizon: Int) -> BitSet
  /// The day on which a plan is complete.
  private let completion: (Schedule) -> Int
  /// Searches shares of a horizon's open nodes.
  private let side: SideSearch?
  /// The work of the first round on either side, per element: a dive takes some nodes for each.
  private static let effortPerElement = 500
  /// The same beside ejections.
  private static let effortBesideEjections = 100
  /// The search of the first open horizon, to be gone on with.
  private var refuter: (index: Int, search: PoolSearch)?
  /// The search of the last one, which goes on with an earlier one when there is a plan.
  private var lastRefuter: (index: Int, search: PoolSearch)?
  private var found = Found()
  /// Horizons from this index on are known to have a plan, or are not looked at.
  private var end: Int

  /// Sets up the search over some horizons, of which each has more loads than the one before; with a
  /// finder beside it once it takes long.
  init(
    _ days: [Int], of tree: PoolTree, relaxation: PoolProgram, nodeLimit: Int?,
    finder: HorizonFinder?, threads: Int, clock: SearchClock,
    loads: @escaping (_ horizon: Int) -> BitSet, completion: @escaping (Schedule) -> Int,
    side: SideSearch?
  ) {
    self.tree = tree
    propagation = PoolPropagation(tree.pool, graph: tree.graph, probing: tree.probing)
    self.relaxation = relaxation
    self.nodeLimit = nodeLimit
    self.clock = clock
    self.loads = loads
    self.completion = completion
    self.side = side
    self.days = days
    self.threads = threads
    found.finder = finder
    end = days.count
  }

  /// Refutes horizons from below by propagation and relaxation alone.
  mutating func bound(report: (Found) -> Void) throws -> Found {
    try gallop(report: report)
    return found
  }

  mutating func run(report: (Found) -> Void) throws -> Found {
    refuteByPropagation()
    report(found)
    try gallop(report: report)
    var effort = Self.effortPerElement * elementCount
    if roundsAlone > 0 { effort *= 2 }
    // What falls at once goes first, unless ejections found no plan: then the last horizon is the one to refute.
    let isRefuting = found.finder?.ejects ?? false
    if !isRefuting { try refute(effort: effort / 8, report: report) }
    var round = 0
    while isOpen {
      if isRefuting, round >= roundsAlone, round % 3 < 2 || lastRefuter?.search.isNearEnd ?? false,
        try refuteTogether(effort: effort, report: report)
      {
        // What ejections have not found so far is mostly not to be found.
      } else if let finder = found.finder, round >= roundsAlone {
        try search(
          effort: effort, beside: finder, isEarly: round < Self.earlyRounds, report: report)
      } else {
        try find(effort: effort, report: report)
        try refute(effort: effort, report: report)
      }
      effort += effort / 2
      round += 1
    }
    return found
  }

  /// In how many rounds earlier horizons are left alone where ejections are soon done: the root of a tree alone
  /// takes longer.
  private static let earlyRounds = 5
  /// From how many elements on ejections take as long as that.
  private static let longEjections = 80

  /// How many rounds go by before the finder sets in: small campaigns are mostly proven by then.
  private var roundsAlone: Int { elementCount < 40 ? 2 : 0 }

  /// Refutes, and finds where that is not done better beside, while the finder looks for plans as well;
  /// then takes over what it has found.
  private mutating func search(
    effort: Int, beside finder: HorizonFinder, isEarly: Bool, report: (Found) -> Void
  ) throws {
    let refuted = found.refuted > 0 ? days[found.refuted - 1] : .min
    let limit = end < days.count ? days[end] : days[end - 1] + 1
    let (_, other) = try beside(threads: threads) { dismissal in
      var finder = finder
      let plan = try finder.run(work: 2 * effort, after: refuted, before: limit, dismissal)
      return (finder: finder, plan: plan)
    } own: {
      if finder.ejects {
        // The plan at hand is likely to be the best: what proves it is the last open horizon. Ejections do
        // not take long, but in large campaigns; then both sides refute.
        let short = Self.effortBesideEjections * elementCount
        try refuteLast(effort: short, report: report)
        if !isEarly || elementCount >= Self.longEjections {
          try refute(effort: short / 2, report: report)
        }
      } else {
        try find(effort: effort / 2, report: report)
        try refute(effort: 3 * effort / 2, report: report)
      }
      // When time is up, the other is at its end, too.
      return ((), needsOther: isOpen || clock.cause != nil && found.refuted < end)
    }
    guard let other else { return }
    found.finder = other.finder
    if let plan = other.plan, plan.completion <= days[end - 1] {
      note(plan.schedule, end - 1)
      report(found)
    } else if let plan = found.plan {
      found.finder?.take(plan.schedule)
    }
  }

  private var elementCount: Int { tree.pool.instance.free.count }

  private var isOpen: Bool { found.stoppedBy == nil && found.refuted < end }

  /// Searches the first horizons with care, to refute them; a later effort goes on where this one
  /// ends.
  private mutating func refute(effort: Int, report: (Found) -> Void) throws {
    var step = 1
    while isOpen {
      let index = min(found.refuted + step - 1, end - 1)
      if refuter?.index != index {
        var search = tree.search(relaxation, horizon: index)
        search.start(loads(index))
        refuter = (index, search)
      }
      guard var (_, search) = refuter else { return }
      let isDecided = try go(on: &search, index, effort: effort)
      refuter = isDecided ? nil : (index, search)
      report(found)
      guard isDecided else { return }
      // After each that is refuted a larger step.
      step = found.plan?.index == index ? max(1, (end - found.refuted + 1) / 2) : 2 * step
    }
  }

  /// Searches the last open horizon with care: without a plan in it, there is none in any.
  private mutating func refuteLast(effort: Int, report: (Found) -> Void) throws {
    guard isOpen else { return }
    var (index, search) = lastSearch()
    _ = try go(on: &search, index, effort: effort)
    lastRefuter = (index, search)
    report(found)
  }

  /// The search of the last open horizon, as far as it has come for later ones: without a plan in a part of
  /// the loads, there is none in fewer of them.
  private func lastSearch() -> (index: Int, search: PoolSearch) {
    let index = end - 1
    var search = tree.search(relaxation, horizon: index)
    if case (let old, var last)? = lastRefuter {
      if old != index { last.turn(to: loads(index), like: search) }
      return (index, last)
    }
    search.start(loads(index))
    return (index, search)
  }

  /// Searches the last open horizon on both sides, a half of its open nodes each; returns false when that
  /// cannot be.
  private mutating func refuteTogether(effort: Int, report: (Found) -> Void) throws -> Bool {
    guard let side else { return false }
    var (index, search) = lastSearch()
    if search.isStuck { search.restart() }
    let before = search.nodes
    let verdict = try search.run(with: side, horizon: index, work: effort, threads: threads)
    found.nodes += search.nodes - before
    lastRefuter = (index, search)
    if let best = search.best {
      note(best.schedule, index)
    } else {
      switch verdict {
      case .exhausted: found.refuted = index + 1
      case .stopped(.nodeLimit, _): break
      case .stopped(let cause, _): found.stoppedBy = cause
      }
    }
    report(found)
    return true
  }

  /// Notes a plan found for a horizon, or for an earlier one than was asked for.
  private mutating func note(_ plan: Schedule, _ index: Int) {
    let reached = Instance.firstIndex(in: days, notBefore: completion(plan)) ?? index
    found.plan = (plan, min(index, reached))
    end = min(index, reached)
  }

  /// Searches for a plan in horizons from the middle on: a later one is likelier to have a plan.
  private mutating func find(effort: Int, report: (Found) -> Void) throws {
    var index = (found.refuted + end) / 2
    var failures = 0
    while isOpen, failures < 2 {
      var search = tree.search(relaxation, horizon: index, isThorough: false)
      search.start(loads(index))
      if try go(on: &search, index, effort: effort) {
        report(found)
        index = (found.refuted + end) / 2
      } else {
        failures += 1
        index = (index + end) / 2
      }
    }
  }

  /// The first horizon that propagation leaves open, by bisection.
  private mutating func refuteByPropagation() {
    var (low, high) = (0, end)
    while low < high {
      let middle = (low + high) / 2
      var active = loads(middle)
      if propagation.propagate(&active) { high = middle } else { low = middle + 1 }
    }
    found.refuted = low
  }

  /// Refutes horizons by the relaxation, in growing steps from below: a horizon without a plan is
  /// told apart more quickly than one with.
  private mutating func gallop(report: (Found) -> Void) throws {
    var step = 1
    var high = end
    while found.refuted < high, found.stoppedBy == nil {
      let index = min(found.refuted + step - 1, high - 1)
      switch try isRefuted(loads(index)) {
      case .none: return
      case .some(true):
        found.refuted = index + 1
        step *= 2
        report(found)
      case .some(false):
        high = index
        step = max(1, (high - found.refuted + 1) / 2)
      }
    }
  }

  /// Whether propagation and relaxation refute a set of loads; nil when stopped.
  private mutating func isRefuted(_ loads: BitSet) throws -> Bool? {
    var active = loads
    guard propagation.propagate(&active) else { return true }
    switch try relaxation.solve(active, cutoff: .infinity, rounds: 0, lifting: active) {
    case .closed: return true
    case .open: return false
    case .stopped(let reason):
      found.stoppedBy = StopCause(reason)
      return nil
    }
  }

  /// Goes on with the search of a horizon; returns whether that is decided.
  private mutating func go(on search: inout PoolSearch, _ index: Int, effort: Int) throws -> Bool {
    let left = nodeLimit.map { max(0, $0 - found.nodes) }
    let before = search.nodes
    let verdict = try search.run(nodes: left, work: effort)
    found.nodes += search.nodes - before
    if let best = search.best {
      note(best.schedule, index)
      return true
    }
    switch verdict {
    case .exhausted:
      found.refuted = index + 1
      return true
    case .stopped(.nodeLimit, _) where left.map({ $0 > search.nodes - before }) ?? true:
      return false
    case .stopped(let cause, _):
      found.stoppedBy = cause
      return false
    }
  }
}
