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

  typealias ShareSearch =
    @Sendable (
      _ horizon: Int, PoolSearch.Share, PoolProgram.Snapshot, _ work: Int
    ) throws -> PoolSearch.Outcome

  private let propagation: CoverPropagation
  private let relaxation: PoolProgram
  private let nodeLimit: Int?
  private let threads: Int
  private let clock: SearchClock
  /// The horizons, ascending.
  private let days: [Int]
  private let loads: (_ horizon: Int) -> BitSet
  private let makeSearch: (_ horizon: Int, _ isThorough: Bool) -> PoolSearch
  /// Searches a share of a horizon's open nodes in a program of its own.
  private let searchShare: ShareSearch?
  /// The work of the first round on either side, per element: a dive takes some nodes for each.
  private static let effortPerElement = 500
  /// The search of the first open horizon, to be gone on with.
  private var refuter: (index: Int, search: PoolSearch)?
  /// The search of the last one.
  private var lastRefuter: (index: Int, search: PoolSearch)?
  private var found = Found()
  /// Horizons from this index on are known to have a plan, or are not looked at.
  private var end: Int

  /// Sets up the search over some horizons, of which each has more loads than the one before; with a
  /// finder beside it once it takes long.
  init(
    _ days: [Int], propagation: CoverPropagation, relaxation: PoolProgram, nodeLimit: Int?,
    finder: HorizonFinder?, threads: Int, clock: SearchClock,
    loads: @escaping (_ horizon: Int) -> BitSet, searchShare: ShareSearch?,
    makeSearch: @escaping (_ horizon: Int, _ isThorough: Bool) -> PoolSearch
  ) {
    self.propagation = propagation
    self.relaxation = relaxation
    self.nodeLimit = nodeLimit
    self.clock = clock
    self.loads = loads
    self.makeSearch = makeSearch
    self.searchShare = searchShare
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
    var effort = Self.effortPerElement * propagation.pool.instance.free.count
    if roundsAlone > 0 { effort *= 2 }
    // What falls at once goes first.
    try refute(effort: effort / 8, report: report)
    var round = 0
    while isOpen {
      if found.finder?.ejects ?? false, round > roundsAlone, round % 3 > 0,
        try refuteTogether(effort: 2 * effort, report: report)
      {
        // What ejections have not found so far is likely not to be there.
      } else if let finder = found.finder, round >= roundsAlone {
        try search(effort: effort, beside: finder, report: report)
      } else {
        try find(effort: effort, report: report)
        try refute(effort: effort, report: report)
      }
      effort += effort / 2
      round += 1
    }
    return found
  }

  /// How many rounds go by before the finder sets in: small campaigns are mostly proven by then.
  private var roundsAlone: Int { propagation.pool.instance.free.count < 40 ? 2 : 0 }

  /// Refutes, and finds where that is not done better beside, while the finder looks for plans as well;
  /// then takes over what it has found.
  private mutating func search(
    effort: Int, beside finder: HorizonFinder, report: (Found) -> Void
  ) throws {
    let refuted = found.refuted > 0 ? days[found.refuted - 1] : .min
    let limit = end < days.count ? days[end] : .max
    let (_, other) = try beside(threads: threads) { dismissal in
      var finder = finder
      let plan = try finder.run(work: 2 * effort, after: refuted, before: limit, dismissal)
      return (finder: finder, plan: plan)
    } own: {
      if finder.ejects {
        // The plan at hand is likely to be the best: what proves it is the last open horizon.
        try refuteLast(effort: 7 * effort / 4, report: report)
        try refute(effort: effort / 4, report: report)
      } else {
        try find(effort: effort / 2, report: report)
        try refute(effort: 3 * effort / 2, report: report)
      }
      return ((), needsOther: isOpen)
    }
    guard let other else { return }
    found.finder = other.finder
    let index = other.plan.flatMap { Instance.firstIndex(in: days, notBefore: $0.completion) }
    if let plan = other.plan, let index, index < end {
      found.plan = (plan.schedule, index)
      end = index
      report(found)
    } else if let plan = found.plan {
      found.finder?.take(plan.schedule)
    }
  }

  private var isOpen: Bool { found.stoppedBy == nil && found.refuted < end }

  /// Searches the first horizons with care, to refute them; a later effort goes on where this one
  /// ends.
  private mutating func refute(effort: Int, report: (Found) -> Void) throws {
    var step = 1
    while isOpen {
      let index = min(found.refuted + step - 1, end - 1)
      if refuter?.index != index {
        var search = makeSearch(index, true)
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
    let index = end - 1
    if lastRefuter?.index != index {
      var search = makeSearch(index, true)
      search.start(loads(index))
      lastRefuter = (index, search)
    }
    guard var (_, search) = lastRefuter else { return }
    let isDecided = try go(on: &search, index, effort: effort)
    lastRefuter = isDecided ? nil : (index, search)
    report(found)
  }

  /// Searches the last open horizon on both sides, a half of its open nodes each; returns false when it
  /// has not been searched so far, or not two are open.
  private mutating func refuteTogether(effort: Int, report: (Found) -> Void) throws -> Bool {
    guard let searchShare, let (index, last) = lastRefuter, index == end - 1 else { return false }
    var search = last
    guard let share = search.share() else { return false }
    let snapshot = relaxation.snapshot
    let before = search.nodes
    let (own, other) = try beside(threads: threads) { _ in
      try searchShare(index, share, snapshot, effort)
    } own: {
      let verdict = try search.run(nodes: nil, work: effort)
      return (verdict, needsOther: search.best == nil)
    }
    let verdict = other.map { search.take($0, own) } ?? own
    found.nodes += search.nodes - before
    lastRefuter = nil
    if let best = search.best {
      found.plan = (best.schedule, index)
      end = index
    } else {
      switch verdict {
      case .exhausted: found.refuted = index + 1
      case .stopped(.nodeLimit, _): lastRefuter = (index, search)
      case .stopped(let cause, _): found.stoppedBy = cause
      }
    }
    report(found)
    return true
  }

  /// Searches for a plan in horizons from the middle on: a later one is likelier to have a plan.
  private mutating func find(effort: Int, report: (Found) -> Void) throws {
    var index = (found.refuted + end) / 2
    var failures = 0
    while isOpen, failures < 2 {
      var search = makeSearch(index, false)
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
      found.plan = (best.schedule, index)
      end = index
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
