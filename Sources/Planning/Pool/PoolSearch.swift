// SPDX-License-Identifier: GPL-3.0-or-later

internal import MILP

/// The exact search for the best plan in a pool of loads: branch and bound on when elements arrive,
/// on which vehicle and with which others, each node bounded by the linear relaxation with cliques
/// and thinned out by propagation and reduced costs (docs/model.md, section 5).
///
/// It is mostly depth first and works in one session of a linear program; its course depends on the pool
/// alone, not on time, unless it is stopped.
struct PoolSearch {
  enum Verdict: Sendable {
    /// The pool has no plan below the cutoff but the one found, if any, and that one is its best.
    case exhausted
    /// Stopped; no plan in the pool costs less than the bound.
    case stopped(StopCause, bound: Double)
  }

  private let pool: LoadPool
  private let propagation: PoolPropagation
  /// Probes what is left at a node; nil where nothing is known of single elements.
  private let probing: PoolProbing?
  private let relaxation: PoolProgram
  private let clock: SearchClock
  private let costs: [Double]
  /// Only plans that cost less are of interest.
  private var cutoff: Double
  /// The best plan found.
  private(set) var best: (schedule: Schedule, cost: Double)?
  /// Relaxations bounded.
  private(set) var nodes = 0
  private let stopsAtFirst: Bool
  /// Whether it branches with care once the tree is not small, or always fast, for a plan.
  private let isThorough: Bool
  private var branchesStrongly = false
  private var rootBound = -Double.infinity
  /// Where the program stood when the root was split.
  private var rootBasis: PoolProgram.Basis?
  private var open: [Node] = []
  /// How many nodes were taken from these.
  private var taken = 0
  /// Makes a plan of a fractional solution, with its cost; nil when it finds none below the cutoff.
  private var round: Rounding
  /// What can still be in a plan; cliques are lifted over it.
  private var alive: BitSet
  /// Per element, how much it counts where a split is chosen: more each time that a side of its splits closes.
  private var weights: [Double]

  typealias Rounding = (
    _ support: [(load: Load, amount: Double)], _ cutoff: Double
  ) -> (schedule: Schedule, cost: Double)?

  /// A part of the pool in which a plan is still to be looked for.
  struct Node: Sendable {
    fileprivate var active: BitSet
    fileprivate var bound: Double
    fileprivate var depth: Int
    /// How many loads there were when places were probed last.
    fileprivate var probed: Int
    /// The element by which its parent was split; nil where it was by something else.
    fileprivate var element: Int?
    /// Where the program stood when its parent was split; nil for the first.
    fileprivate var basis: PoolProgram.Basis?
  }

  /// Some of the open nodes, for a search of their own.
  struct Share: Sendable {
    fileprivate var open: [Node]
    fileprivate var alive: BitSet
    fileprivate var cutoff: Double
    fileprivate var branchesStrongly: Bool
    /// How much elements count.
    private(set) var weights: [Double]
  }

  /// What such a search has come to.
  struct Outcome: Sendable {
    fileprivate var open: [Node]
    fileprivate var weights: [Double]
    var best: (schedule: Schedule, cost: Double)?
    var nodes: Int
    var verdict: Verdict
  }

  init(
    _ pool: LoadPool, graph: ConflictGraph, relaxation: PoolProgram, costs: [Double],
    cutoff: Double, stopsAtFirst: Bool, isThorough: Bool, clock: SearchClock,
    probing: PoolProbing? = nil, weights: [Double] = [], round: @escaping Rounding
  ) {
    self.weights =
      weights.isEmpty ? [Double](repeating: 1, count: pool.instance.elements.count) : weights
    self.probing = probing
    self.round = round
    self.stopsAtFirst = stopsAtFirst
    self.pool = pool
    self.relaxation = relaxation
    self.costs = costs
    self.cutoff = cutoff
    self.isThorough = isThorough
    self.clock = clock
    propagation = PoolPropagation(pool, graph: graph, probing: probing)
    alive = BitSet(filled: pool.count)
  }

  /// How many elements are to be flown.
  var elementCount: Int { pool.instance.free.count }

  /// What a bound must exceed to close a node: costs are whole numbers.
  private var closingBound: Double {
    cutoff.isInfinite ? cutoff : cutoff - 1 + 1e-6 * max(1, abs(cutoff))
  }

  /// After how many nodes a thorough search begins again and branches strongly, which pays for large
  /// trees only.
  private static let smallTree = 100
  /// What part of the loads left of those at the last probing makes the next.
  private static let probedShare = 0.8
  /// To which depth it does, and among how many splits.
  private static let strongDepth = 16
  private static let strongChoices = 6

  /// Sets out to search among some of the loads.
  mutating func start(_ loads: BitSet) {
    var root = loads
    open = []
    guard propagation.propagate(&root) else { return }
    alive = root
    open = [Node(active: root, bound: -.infinity, depth: 0, probed: 0, element: nil, basis: nil)]
  }

  /// Whether most of the tree is left after some of it was searched, so that to begin again with what elements
  /// count by then is likely to be quicker than to go on.
  var isStuck: Bool { open.count > 1 && left > 0.6 }

  /// Whether so little of the tree is left that to go on with it is best.
  var isNearEnd: Bool { left < 0.5 }

  /// Begins again with what is left anywhere in the tree, elements counting as they have come to.
  mutating func restart() {
    scaleWeights()
    var left = BitSet(size: pool.count)
    for node in open { left.formUnion(node.active) }
    start(left)
    for index in open.indices { open[index].basis = rootBasis }
  }

  /// Turns to a part of the loads, in which a plan is still to be found as another search would: what has been
  /// searched needs no second search.
  mutating func turn(to loads: BitSet, like other: PoolSearch) {
    round = other.round
    best = nil
    cutoff = other.cutoff
    alive.formIntersection(loads)
    open = open.compactMap { node in
      var (gone, node) = (node.active, node)
      gone.subtract(loads)
      node.active.subtract(gone)
      return propagation.propagate(&node.active, after: gone) ? node : nil
    }
  }

  /// Takes over a plan from elsewhere; only better ones are of interest from then on.
  mutating func take(_ plan: Schedule, cost: Double) {
    guard cost < cutoff else { return }
    best = (plan, cost)
    cutoff = cost
  }

  // MARK: - Two searches of one tree

  /// The columns and rows of its relaxation.
  var snapshot: PoolProgram.Snapshot { relaxation.snapshot }

  /// Hands every other open node over; nil when there are not two, or when it may still begin again.
  mutating func share() -> Share? {
    guard open.count > 1, !mayRestart else { return nil }
    let theirs = open.indices.filter { $0 % 2 == 0 }.map { open[$0] }
    open = open.indices.filter { $0 % 2 == 1 }.map { open[$0] }
    return Share(
      open: theirs, alive: alive, cutoff: cutoff, branchesStrongly: branchesStrongly,
      weights: weights)
  }

  /// What part of the tree is left, each split taken to halve what there is.
  var left: Double {
    open.reduce(0.0) { sum, node in sum + (0..<node.depth).reduce(1) { part, _ in part / 2 } }
  }

  /// Whether it begins again once the tree is not small.
  private var mayRestart: Bool { isThorough && probing == nil && !branchesStrongly }

  /// Searches a share for an amount of work.
  mutating func run(_ share: Share, work: Int) throws -> Outcome {
    (open, alive, cutoff) = (share.open, share.alive, share.cutoff)
    (branchesStrongly, weights) = (share.branchesStrongly, share.weights)
    let verdict = try run(nodes: nil, work: work)
    return Outcome(open: open, weights: weights, best: best, nodes: nodes, verdict: verdict)
  }

  /// Takes back what is left of a share that was handed over when elements counted as in `before`, and the
  /// plan found in it; returns how both searches stand.
  mutating func take(_ other: Outcome, _ own: Verdict, weights before: [Double]) -> Verdict {
    nodes += other.nodes
    for element in weights.indices { weights[element] *= other.weights[element] / before[element] }
    scaleWeights()
    if let plan = other.best { take(plan.schedule, cost: plan.cost) }
    // The deepest are searched first.
    open = (other.open + open).enumerated().sorted {
      ($0.element.depth, $0.offset) < ($1.element.depth, $1.offset)
    }.map(\.element)
    if stopsAtFirst, best != nil { return .exhausted }
    let most = closingBound
    open.removeAll { $0.bound > most }
    guard !open.isEmpty else { return .exhausted }
    let bound = open.reduce(.infinity) { min($0, $1.bound) }
    for case .stopped(let cause, _) in [own, other.verdict] where cause != .nodeLimit {
      return .stopped(cause, bound: bound)
    }
    return .stopped(.nodeLimit, bound: bound)
  }

  /// Goes on for a number of nodes and an amount of the relaxation's work; without them, to the end.
  mutating func run(nodes most: Int?, work mostWork: Int? = nil) throws -> Verdict {
    let (first, firstWork) = (nodes, relaxation.work)
    while let node = next() {
      if mayRestart, nodes > Self.smallTree {
        branchesStrongly = true
        open = [
          Node(active: alive, bound: rootBound, depth: 0, probed: 0, element: nil, basis: rootBasis)
        ]
        continue
      }
      guard node.bound <= closingBound else { continue }
      var cause = clock.cause
      if let most, nodes - first >= most { cause = .nodeLimit }
      if let mostWork, relaxation.work - firstWork >= mostWork { cause = .nodeLimit }
      let others = open.count
      if cause == nil { cause = try explore(node) }
      if cause == nil, open.count == others, let element = node.element {
        weights[element] *= Self.growth
        if weights[element] > 1e9 { scaleWeights() }
      }
      if let cause {
        open.append(node)
        let bound = open.reduce(.infinity) { min($0, $1.bound) }
        return .stopped(cause, bound: bound)
      }
      if stopsAtFirst, best != nil {
        // There may be more plans in it.
        open.append(node)
        return .exhausted
      }
    }
    return .exhausted
  }

  /// Takes a node to be searched next: mostly the last one, which is the deepest; in large trees every other time
  /// that with the least bound, so that what is proven rises while the tree is open.
  private mutating func next() -> Node? {
    guard !open.isEmpty else { return nil }
    taken += 1
    guard cutoff.isFinite, taken > Self.smallTree / 2, taken % Self.plunge == 0 else {
      return open.removeLast()
    }
    var least = open.count - 1
    for index in open.indices where open[index].bound < open[least].bound { least = index }
    return open.remove(at: least)
  }

  /// After how many nodes one is taken by its bound.
  private static let plunge = 2

  /// By what an element counts more when a side of one of its splits closes.
  ///
  /// What closes nodes is tried early in others: F. Boussemart, F. Hemery, C. Lecoutre, L. Sais, "Boosting
  /// systematic search by weighting constraints", ECAI 2004.
  private static let growth = 2.0
  /// How little an element may count.
  private static let leastWeight = 1e-6

  private mutating func scaleWeights() {
    guard let most = weights.max(), most > 0 else { return }
    for element in weights.indices {
      weights[element] = max(Self.leastWeight, weights[element] / most)
    }
  }

  /// Bounds a node, thins it out and branches.
  private mutating func explore(_ node: Node) throws -> StopCause? {
    var active = node.active
    var probed = node.probed
    let isRoot = node.depth == 0
    var rounds = isRoot ? 40 : 4
    var basis = node.basis
    while true {
      nodes += 1
      let solution: PoolProgram.Solution
      switch try relaxation.solve(
        active, cutoff: closingBound, rounds: rounds, lifting: alive, from: basis)
      {
      case .closed: return nil
      case .stopped(let reason): return StopCause(reason)
      case .open(let optimum): solution = optimum
      }
      basis = nil
      let before = active.count
      let room = closingBound - solution.bound
      var dear = BitSet(size: pool.count)
      active.forEach { if solution.reducedCosts[$0] > room { dear.insert($0) } }
      active.subtract(dear)
      var places: NodePlaces?
      if let probing {
        let isDue = probed == 0 || Double(active.count) < Self.probedShare * Double(probed)
        places = probing.thin(
          &active, removed: &dear, under: solution, atMost: closingBound, probes: isDue)
        if places == nil { return nil }
        if isDue { probed = active.count }
      }
      guard propagation.propagate(&active, after: dear) else { return nil }
      if isRoot {
        alive = active
        rootBound = max(rootBound, solution.bound)
      }
      let isCut = solution.support.contains { !active.contains($0.load) }
      if isCut || 10 * active.count < 9 * before {
        rounds = isRoot ? 10 : 2
        continue
      }
      return try branch(active, solution, places, depth: node.depth, probed: probed)
    }
  }

  private mutating func branch(
    _ active: BitSet, _ solution: PoolProgram.Solution, _ places: NodePlaces?, depth: Int,
    probed: Int
  ) throws -> StopCause? {
    let isWhole = solution.support.allSatisfy { $0.amount > 1 - 1e-6 }
    if isWhole, solution.uncovered < 1e-6 {
      let loads = solution.support.map(\.load)
      let cost = loads.reduce(0) { $0 + costs[$1] }
      if cost < cutoff {
        best = (pool.schedule(of: loads), cost)
        cutoff = min(cutoff, cost)
      }
      return nil
    }
    if depth % 4 == 0,
      let plan = round(
        solution.support.map { (pool.loads[$0.load], $0.amount) }, cutoff)
    {
      best = plan
      cutoff = min(cutoff, plan.cost)
      if stopsAtFirst || solution.bound > closingBound { return nil }
    }
    let basis = try relaxation.basis()
    if depth == 0 { rootBasis = basis }
    var active = active
    let chooser = BranchChoice(pool: pool, propagation: propagation)
    guard
      let choices = chooser.choose(
        active: &active, support: solution.support, places: places, weights: weights,
        most: isStrong(at: depth) ? Self.strongChoices : 1)
    else {
      // Propagation alone decided: one side of a branch was empty.
      open.append(
        Node(
          active: active, bound: solution.bound, depth: depth + 1, probed: probed, element: nil,
          basis: basis))
      return nil
    }
    guard choices.count > 1 else {
      for side in (choices.first?.sides ?? []).reversed() {
        open.append(
          Node(
            active: side, bound: solution.bound, depth: depth + 1, probed: probed,
            element: choices[0].element, basis: basis))
      }
      return nil
    }
    return try branchStrongly(choices, above: solution.bound, basis, depth: depth)
  }

  /// Whether relaxations are solved to choose a split: without a cutoff their bounds say nothing.
  private func isStrong(at depth: Int) -> Bool {
    branchesStrongly && depth < Self.strongDepth
  }

  /// Takes, of several splits, the one whose sides' bounds rise most when their relaxations are solved.
  ///
  /// This is strong branching (D. Applegate, R. Bixby, V. Chvatal, W. Cook, "Finding cuts in the TSP",
  /// DIMACS 95-05, 1995), scored by the product of the rises.
  private mutating func branchStrongly(
    _ choices: [BranchChoice.Choice], above bound: Double, _ basis: PoolProgram.Basis, depth: Int
  ) throws -> StopCause? {
    // Without a cutoff there is no gap that a rise could be compared with.
    let least = cutoff.isInfinite ? 1 : 1e-3 * max(1, closingBound - bound)
    var best: (score: Double, sides: [Node])?
    for choice in choices {
      var score = 1.0
      var sides: [Node] = []
      for side in choice.sides {
        nodes += 1
        switch try relaxation.solve(side, cutoff: closingBound, rounds: 0, lifting: alive) {
        case .closed: continue
        case .stopped(let reason): return StopCause(reason)
        case .open(let optimum):
          score *= max(least, optimum.bound - bound)
          sides.append(
            Node(
              active: side, bound: max(bound, optimum.bound), depth: depth + 1, probed: 0,
              element: choice.element, basis: basis))
        }
      }
      if sides.count < choice.sides.count {
        // A side without plans: what is left is no branch.
        open += sides
        return nil
      }
      if best.map({ score > $0.score }) ?? true { best = (score, sides) }
    }
    open += (best?.sides ?? []).reversed()
    return nil
  }
}
