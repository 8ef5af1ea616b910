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
  }

  private let propagation: CoverPropagation
  private let relaxation: PoolProgram
  private let nodeLimit: Int?
  private let clock: SearchClock
  private let loads: (_ horizon: Int) -> BitSet
  private let makeSearch: (_ horizon: Int, _ nodeLimit: Int?) -> PoolSearch
  private static let firstEffort = 32
  private var found = Found()
  /// Horizons from this index on are known to have a plan, or are not looked at.
  private var end: Int

  /// Sets up the search over a number of horizons, of which each has more loads than the one before.
  init(
    count: Int, propagation: CoverPropagation, relaxation: PoolProgram, nodeLimit: Int?,
    clock: SearchClock, loads: @escaping (_ horizon: Int) -> BitSet,
    makeSearch: @escaping (_ horizon: Int, _ nodeLimit: Int?) -> PoolSearch
  ) {
    self.propagation = propagation
    self.relaxation = relaxation
    self.nodeLimit = nodeLimit
    self.clock = clock
    self.loads = loads
    self.makeSearch = makeSearch
    end = count
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
    var effort = Self.firstEffort
    var step = 1
    while found.stoppedBy == nil, found.refuted < end {
      // The smallest horizon is the likeliest optimum; after each that is refuted a larger step.
      let index = min(found.refuted + step - 1, end - 1)
      try search(index, effort: effort)
      report(found)
      if isUndecided {
        // A later horizon is likelier to have a plan, an earlier one to be refuted.
        effort *= 2
        step = index > found.refuted ? max(1, step / 2) : max(1, (end - found.refuted + 1) / 2)
      } else {
        step = found.plan?.index == index ? max(1, (end - found.refuted + 1) / 2) : 2 * step
      }
    }
    return found
  }

  /// Whether the last search ended by its share of nodes.
  private var isUndecided = false

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

  private mutating func search(_ index: Int, effort: Int) throws {
    let left = nodeLimit.map { max(0, $0 - found.nodes) }
    var search = makeSearch(index, min(effort, left ?? effort))
    let verdict = try search.run(loads(index))
    found.nodes += search.nodes
    isUndecided = false
    if let best = search.best {
      found.plan = (best.schedule, index)
      end = index
      return
    }
    switch verdict {
    case .exhausted: found.refuted = index + 1
    case .stopped(.nodeLimit, _) where left.map({ $0 > effort }) ?? true: isUndecided = true
    case .stopped(let cause, _): found.stoppedBy = cause
    }
  }
}
