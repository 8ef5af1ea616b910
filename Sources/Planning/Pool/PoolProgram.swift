// SPDX-License-Identifier: GPL-3.0-or-later

internal import MILP

/// The linear relaxation over the loads of a pool, solved again and again for smaller and smaller
/// sets of them, with columns and rows added as they are needed.
///
/// It lives inside one session of a linear program. Costs are in steps of the objective. Each
/// element's cover row has an artificial column, so that there always is a solution.
final class PoolProgram {
  /// What is minimized.
  private enum Goal: Hashable {
    /// How many elements are not covered.
    case coverage
    /// The loads' costs.
    case cost
  }

  enum Outcome {
    /// No plan in the loads costs less than the cutoff.
    case closed
    /// The relaxation's optimum.
    case open(Solution)
    case stopped(StopReason)
  }

  struct Solution {
    /// No plan in the loads costs less.
    var bound: Double
    /// The loads in it and how much of each, ascending.
    var support: [(load: Int, amount: Double)]
    /// Per load of the pool, what a plan with it costs more than the bound at least; meaningful for
    /// active loads only.
    var reducedCosts: [Double]
    /// How much of the elements is not covered.
    var uncovered: Double
  }

  fileprivate enum PoolRow: Hashable {
    case kind(RowKind)
    case clique(Clique)
  }

  private let pool: LoadPool
  private let graph: ConflictGraph
  private let system: RowSystem
  private let catalogue: RowCatalogue
  private let program: any LinearProgram
  private let clock: SearchClock
  private let costs: [Double]
  /// Whether any plan will do, so that costs only guide.
  private let takesAnyPlan: Bool
  private var goal = Goal.cost
  private let basePenalty: Double
  /// No plan costs more.
  private let mostCost: Double
  private var penalty: Double

  private var rows: [PoolRow] = []
  private var limits: [(lower: Double, upper: Double)] = []
  private var known: Set<RowKind> = []
  /// How many solutions in a row each row has been slack in.
  private var slackFor: [Int] = []
  /// The pool's load of each column; the artificial columns come first and have none.
  private var loadOfColumn: [Int?] = []
  private var columnOfLoad: [Int?]
  private var isOpen: [Bool] = []
  private var active: BitSet
  /// The most columns and rows there were.
  private(set) var statistics = (columns: 0, rows: 0)

  /// The basis that was handed out last, if nothing was solved since.
  private var current: Basis?

  /// How much has been done: simplex iterations, and some for each solution.
  private(set) var work = 0

  private var instance: Instance { pool.instance }

  init(
    _ pool: LoadPool, graph: ConflictGraph, system: RowSystem, costs: [Double],
    takesAnyPlan: Bool, program: any LinearProgram, clock: SearchClock
  ) throws(SolverError) {
    self.takesAnyPlan = takesAnyPlan
    self.pool = pool
    self.graph = graph
    self.system = system
    self.costs = costs
    self.program = program
    self.clock = clock
    active = BitSet(filled: pool.count)
    columnOfLoad = [Int?](repeating: nil, count: pool.count)
    var launches = pool.instance.vehicles.map { _ in Set<Int>() }
    for launch in pool.launches { launches[launch.vehicle].insert(launch.day) }
    catalogue = RowCatalogue(
      pool.instance, launches: launches.map { $0.sorted() },
      arrivals: pool.arrivalsOf.map { $0.map { pool.arrivals[$0].day } },
      heldCount: system.held.count)
    basePenalty = 16 * Double(pool.instance.free.count) * (costs.max() ?? 0) + 1
    mostCost = Self.mostCost(of: pool, costs: costs)
    penalty = basePenalty
    try add(rows: pool.instance.free.map { .cover(element: $0) } + catalogue.counted())
    let penalty = penalty
    try program.addColumns(
      pool.instance.free.indices.map { NewColumn(Variable(cost: penalty), terms: [Term($0, 1)]) })
    loadOfColumn = pool.instance.free.map { _ in nil }
    isOpen = pool.instance.free.map { _ in true }
  }

  /// What the dearest loads of all elements cost together, each load shared out among its elements.
  private static func mostCost(of pool: LoadPool, costs: [Double]) -> Double {
    var most = [Double](repeating: 0, count: pool.instance.elements.count)
    for (index, load) in pool.loads.enumerated() {
      let share = costs[index] / Double(load.elements.count)
      for element in load.elements where share > most[element] { most[element] = share }
    }
    return most.reduce(0, +)
  }

  /// From how many rounds of cliques on they wait for the rows that a solution breaks, otherwise both are
  /// added at once.
  private static let manyRounds = 10

  /// For how many solutions a row may be slack before it is taken out.
  private static let patience = 3

  /// How much of the elements must stay uncovered to prove that they cannot all be covered.
  private static let leastUncovered = 1e-4

  /// What part of the gap to the cutoff a round of cliques must close to be worth another.
  private static let leastGain = 0.01

  // MARK: - Solving

  /// Solves the relaxation over a set of loads.
  ///
  /// `rounds` is how often cliques are looked for; `lifting` holds the loads that they are lifted
  /// over, a superset of `active` in every call. It goes on from a basis, or from where it stands.
  func solve(
    _ active: BitSet, cutoff: Double, rounds: Int, lifting: BitSet, from basis: Basis? = nil
  ) throws(SolverError) -> Outcome {
    try activate(active)
    try dropIdleRows()
    if penalty > basePenalty { try setPenalty(basePenalty) }
    if let basis, basis !== current { try restore(basis) }
    current = nil
    var rounds = rounds
    var raises = 0
    // The bound before the last rounds of cliques, to see when they stop paying.
    var reached = -Double.infinity
    var idleRounds = 0
    while true {
      let solution: LinearSolution
      switch try program.solve() {
      case .optimal(let optimal): solution = noted(optimal)
      case .infeasible, .unbounded:
        throw .failed("a program with artificial columns has an optimum")
      case .stopped(let reason): return .stopped(reason)
      }
      if clock.cause != nil { return .stopped(clock.reason) }
      let reducedCosts = reducedCosts(under: solution)
      let bound = bound(solution.objective, reducedCosts)
      // A bound above the cost of any plan comes of elements that cannot be covered.
      if bound > min(cutoff, mostCost + 1) { return .closed }
      // Where any plan will do, loads are asked for only while elements are uncovered.
      let isCovered = instance.free.indices.allSatisfy { solution.values[$0] < 1e-7 }
      let entering = takesAnyPlan && isCovered ? [] : entering(reducedCosts)
      if !entering.isEmpty {
        try addColumns(entering)
        continue
      }
      age(solution)
      let support = support(of: solution)
      let broken = brokenRows(support)
      if !broken.isEmpty {
        try add(rows: broken)
        if rounds > 0, rounds < Self.manyRounds {
          rounds -= 1
          try add(cliques: cliques(support, reducedCosts, lifting))
        }
        continue
      }
      let uncovered = instance.free.indices.reduce(0.0) { $0 + solution.values[$1] }
      if uncovered > 1e-7, raises < 5 {
        // Either nothing covers all elements, or the penalty is too low.
        raises += 1
        if raises == 5 {
          switch try isCoverable(active) {
          case .none: return .stopped(clock.reason)
          case .some(false): return .closed
          case .some(true): break
          }
        }
        try setPenalty(8 * penalty)
        continue
      }
      if uncovered <= 1e-7 {
        guard let unported = unportedRows(support) else { return .stopped(clock.reason) }
        guard !unported.contains(where: known.contains) else {
          throw .failed("a row does not cut off what it forbids")
        }
        if !unported.isEmpty {
          try add(rows: unported)
          continue
        }
      }
      if bound - reached > Self.leastGain * (cutoff - bound) {
        idleRounds = 0
      } else {
        idleRounds += 1
      }
      reached = max(reached, bound)
      if rounds > 0, idleRounds < 3 {
        rounds -= 1
        let cliques = cliques(support, reducedCosts, lifting)
        if !cliques.isEmpty {
          try dropIdleRows()
          try add(cliques: cliques)
          continue
        }
      }
      return .open(
        Solution(
          bound: bound, support: support, reducedCosts: reducedCosts, uncovered: uncovered))
    }
  }

  private func noted(_ solution: LinearSolution) -> LinearSolution {
    work += solution.iterations + Self.workOfSolution
    return solution
  }

  /// What a solution costs besides its iterations, in iterations.
  private static let workOfSolution = 50

  /// Whether the relaxation over a set of loads covers every element; nil when stopped.
  private func isCoverable(_ active: BitSet) throws(SolverError) -> Bool? {
    try activate(active)
    try minimize(.coverage)
    while true {
      let solution: LinearSolution
      switch try program.solve() {
      case .optimal(let optimal): solution = noted(optimal)
      case .infeasible, .unbounded:
        throw .failed("a program with artificial columns has an optimum")
      case .stopped: return nil
      }
      if clock.cause != nil { return nil }
      let reducedCosts = reducedCosts(under: solution)
      let bound = bound(solution.objective, reducedCosts)
      if bound > Self.leastUncovered {
        try minimize(.cost)
        return false
      }
      let entering = solution.objective > 1e-9 ? entering(reducedCosts) : []
      if !entering.isEmpty {
        try addColumns(entering)
        continue
      }
      age(solution)
      let broken = brokenRows(support(of: solution))
      guard !broken.isEmpty else {
        try minimize(.cost)
        return true
      }
      try dropIdleRows()
      try add(rows: broken)
    }
  }

  private func support(of solution: LinearSolution) -> [(load: Int, amount: Double)] {
    var support: [(load: Int, amount: Double)] = []
    for (column, load) in loadOfColumn.enumerated() {
      if let load, solution.values[column] > 1e-9 {
        support.append((load, solution.values[column]))
      }
    }
    return support.sorted { $0.load < $1.load }
  }

  /// What the duals prove (Lagrange): each element flies in one load, so a plan costs the duals'
  /// value plus its loads' reduced costs, each shared out among the elements aboard.
  private func bound(_ objective: Double, _ reducedCosts: [Double]) -> Double {
    var least = [Double](repeating: .infinity, count: instance.elements.count)
    active.forEach { load in
      let elements = pool.loads[load].elements
      let share = reducedCosts[load] / Double(elements.count)
      for element in elements where share < least[element] { least[element] = share }
    }
    return instance.free.reduce(objective) { $0 + least[$1] }
  }

  private func reducedCosts(under solution: LinearSolution) -> [Double] {
    var kinds: [RowKind] = []
    var duals: [Double] = []
    var result = goal == .cost ? costs : [Double](repeating: 0, count: pool.count)
    for (number, row) in rows.enumerated() where solution.duals[number] != 0 {
      switch row {
      case .kind(let kind):
        kinds.append(kind)
        duals.append(solution.duals[number])
      case .clique(let clique):
        for load in clique.members { result[load] -= solution.duals[number] }
      }
    }
    let prices = Prices(system, rows: kinds, duals: duals)
    let ofLaunch = pool.launches.map { prices.flight($0.vehicle, day: $0.day, pad: $0.pad) }
    let ofArrival = pool.arrivals.map { prices.element($0.element, arrival: $0.day) }
    active.forEach { load in
      var value = result[load] - ofLaunch[pool.launchOf[load]]
      for arrival in pool.arrivalsIn[load] { value -= ofArrival[arrival] }
      result[load] = value
    }
    return result
  }

  /// The loads to enter: of each launch the one with the lowest reduced cost, and of all launches
  /// the lowest.
  private func entering(_ reducedCosts: [Double]) -> [Int] {
    var best = [Int?](repeating: nil, count: pool.launches.count)
    active.forEach { load in
      guard reducedCosts[load] < -1e-6, columnOfLoad[load] == nil else { return }
      let launch = pool.launchOf[load]
      if best[launch].map({ reducedCosts[load] < reducedCosts[$0] }) ?? true {
        best[launch] = load
      }
    }
    let loads = best.compactMap(\.self).sorted { (reducedCosts[$0], $0) < (reducedCosts[$1], $1) }
    return Array(loads.prefix(max(50, 2 * instance.free.count)))
  }

  private func cliques(
    _ support: [(load: Int, amount: Double)], _ reducedCosts: [Double], _ lifting: BitSet
  ) -> [Clique] {
    var candidates: [Int] = []
    lifting.forEach { candidates.append($0) }
    candidates.sort { (reducedCosts[$0], $0) < (reducedCosts[$1], $1) }
    return CliqueSearch(graph: graph).violated(
      by: support, liftedOver: candidates, in: lifting
    ).map { Clique($0) }
  }

  /// The most broken rows of the catalogue that the program does not have.
  private func brokenRows(_ support: [(load: Int, amount: Double)]) -> [RowKind] {
    var uses: [(pad: Int, day: Int, amount: Double)] = []
    for (load, amount) in support {
      let own = pool.loads[load]
      if instance.vehicles[own.vehicle].pads.count > 1, let pad = pool.pads[load] {
        uses.append((pad, own.day, amount))
      }
    }
    let plan = FractionalPlan(
      instance, loads: support.map { (pool.loads[$0.load], $0.amount) }, padUses: uses)
    let broken = plan.violations(of: system, in: catalogue).filter { !known.contains($0.row) }
    let order = broken.indices.sorted { (-broken[$0].amount, $0) < (-broken[$1].amount, $1) }
    return order.prefix(100).map { broken[$0].row }
  }

  /// What rules out a whole solution whose elements find no docking ports; empty when they do or the
  /// solution is not whole, nil when the run is to end before that is clear.
  private func unportedRows(_ support: [(load: Int, amount: Double)]) -> [RowKind]? {
    guard instance.docking.isNeeded, support.allSatisfy({ $0.amount > 1 - 1e-6 }) else {
      return []
    }
    let schedule = pool.schedule(of: support.map(\.load))
    guard let assignment = instance.portAssignment(of: schedule) else { return [] }
    return assignment.conflict(PortEffort(steps: 0, clock: clock)).map { core in
      core.isEmpty ? [] : [.apart(assignment.apart(core))]
    }
  }

  private func minimize(_ goal: Goal) throws(SolverError) {
    guard goal != self.goal else { return }
    self.goal = goal
    for (column, load) in loadOfColumn.enumerated() {
      let cost = goal == .cost ? load.map { costs[$0] } ?? penalty : load == nil ? 1 : 0
      try program.setCost(cost, ofColumn: column)
    }
  }

  private func setPenalty(_ penalty: Double) throws(SolverError) {
    self.penalty = penalty
    for column in instance.free.indices { try program.setCost(penalty, ofColumn: column) }
  }

  // MARK: - Columns and rows

  private func activate(_ active: BitSet) throws(SolverError) {
    self.active = active
    for (column, load) in loadOfColumn.enumerated() {
      guard let load, active.contains(load) != isOpen[column] else { continue }
      isOpen[column].toggle()
      try program.setBounds(0, isOpen[column] ? .infinity : 0, ofColumn: column)
    }
  }

  /// The columns and rows in use, to begin with in another program over the same pool.
  struct Snapshot: Sendable {
    fileprivate var loads: [Int]
    fileprivate var kinds: [RowKind]
    fileprivate var cliques: [Clique]
  }

  var snapshot: Snapshot {
    let (kinds, cliques) = Self.sorted(rows)
    return Snapshot(loads: loadOfColumn.compactMap(\.self), kinds: kinds, cliques: cliques)
  }

  private static func sorted(_ rows: [PoolRow]) -> (kinds: [RowKind], cliques: [Clique]) {
    var (kinds, cliques) = ([RowKind](), [Clique]())
    for row in rows {
      switch row {
      case .kind(let kind): kinds.append(kind)
      case .clique(let clique): cliques.append(clique)
      }
    }
    return (kinds, cliques)
  }

  /// Where a program stood when it was solved, to go on from in it or in another over the same pool.
  final class Basis: Sendable {
    /// The basic columns: loads, and the artificial columns of elements by their row.
    fileprivate let loads: [Int]
    fileprivate let artificial: [Int]
    /// The rows that are not basic, and where they are.
    fileprivate let rows: [(row: PoolRow, state: LinearBasis.State)]

    fileprivate init(
      loads: [Int], artificial: [Int], rows: [(row: PoolRow, state: LinearBasis.State)]
    ) {
      self.loads = loads
      self.artificial = artificial
      self.rows = rows
    }
  }

  /// The basis of the last solution.
  func basis() throws(SolverError) -> Basis {
    if let current { return current }
    let states = try program.basis()
    let basic = states.columns.indices.filter { states.columns[$0] == .basic }
    let basis = Basis(
      loads: basic.compactMap { loadOfColumn[$0] },
      artificial: basic.filter { loadOfColumn[$0] == nil },
      rows: rows.indices.compactMap { number in
        states.rows[number] == .basic ? nil : (rows[number], states.rows[number])
      })
    current = basis
    return basis
  }

  /// Goes back to a basis, with the columns and rows of it that are missing here; what is in no basis of its own
  /// does not change that.
  private func restore(_ basis: Basis) throws(SolverError) {
    let known = Set(rows)
    let missing = Self.sorted(basis.rows.map(\.row).filter { !known.contains($0) })
    try add(rows: missing.kinds)
    try add(cliques: missing.cliques)
    try seed(basis.loads)
    var states = LinearBasis(
      columns: [LinearBasis.State](repeating: .lower, count: loadOfColumn.count),
      rows: [LinearBasis.State](repeating: .basic, count: rows.count))
    for load in basis.loads {
      if let column = columnOfLoad[load] { states.columns[column] = .basic }
    }
    for column in basis.artificial { states.columns[column] = .basic }
    var numbers: [PoolRow: Int] = [:]
    for (number, row) in rows.enumerated() { numbers[row] = number }
    for (row, state) in basis.rows {
      if let number = numbers[row] { states.rows[number] = state }
    }
    try program.setBasis(states)
  }

  /// Begins with the columns and rows of another program over the same pool.
  func start(from snapshot: Snapshot) throws(SolverError) {
    try add(rows: snapshot.kinds.filter { !known.contains($0) })
    try add(cliques: snapshot.cliques)
    try seed(snapshot.loads)
  }

  /// Adds loads from elsewhere as first columns.
  func seed(_ loads: [Int]) throws(SolverError) {
    try addColumns(loads.filter { columnOfLoad[$0] == nil })
  }

  private func addColumns(_ loads: [Int]) throws(SolverError) {
    var added: [NewColumn] = []
    for load in loads {
      var terms: [Term] = []
      for (number, row) in rows.enumerated() {
        let coefficient = coefficient(of: row, in: load)
        if coefficient != 0 { terms.append(Term(number, Double(coefficient))) }
      }
      added.append(NewColumn(Variable(cost: goal == .cost ? costs[load] : 0), terms: terms))
      columnOfLoad[load] = loadOfColumn.count
      loadOfColumn.append(load)
      isOpen.append(true)
    }
    try program.addColumns(added)
    statistics.columns = max(statistics.columns, loadOfColumn.count)
  }

  private func coefficient(of row: PoolRow, in load: Int) -> Int {
    switch row {
    case .clique(let clique):
      return clique.members.contains(sorted: load) ? 1 : 0
    case .kind(.padRun(let pad, let first, let last)):
      let day = pool.loads[load].day
      return pool.pads[load] == pad && first <= day && day <= last ? 1 : 0
    case .kind(let kind): return system.coefficient(of: kind, in: pool.loads[load])
    }
  }

  private func add(rows kinds: [RowKind]) throws(SolverError) {
    known.formUnion(kinds)
    try add(
      kinds.map { kind in
        let bounds = system.bounds(of: kind)
        return (.kind(kind), bounds.lower, bounds.upper)
      })
  }

  private func add(cliques: [Clique]) throws(SolverError) {
    try add(cliques.map { (.clique($0), -.infinity, 1) })
  }

  private func add(_ new: [(row: PoolRow, lower: Double, upper: Double)]) throws(SolverError) {
    var added: [Row] = []
    for (row, lower, upper) in new {
      var terms: [Term] = []
      for (column, load) in loadOfColumn.enumerated() {
        guard let load else { continue }
        let coefficient = coefficient(of: row, in: load)
        if coefficient != 0 { terms.append(Term(column, Double(coefficient))) }
      }
      rows.append(row)
      limits.append((lower, upper))
      slackFor.append(0)
      added.append(Row(lower: lower, upper: upper, terms: terms))
    }
    try program.addRows(added)
    statistics.rows = max(statistics.rows, rows.count)
  }

  /// Counts for how long each row has been slack.
  private func age(_ solution: LinearSolution) {
    for number in rows.indices {
      let (activity, limits) = (solution.activities[number], limits[number])
      let isSlack = activity < limits.upper - 1e-6 && activity > limits.lower + 1e-6
      slackFor[number] = isSlack ? slackFor[number] + 1 : 0
    }
  }

  /// Takes out rows that have been slack for long; they are found again when they are broken.
  private func dropIdleRows() throws(SolverError) {
    let idle = rows.indices.filter { number in
      guard slackFor[number] > Self.patience else { return false }
      switch rows[number] {
      case .clique: return true
      case .kind(.cover), .kind(.held), .kind(.flights), .kind(.vehicleYear), .kind(.budget):
        return false
      case .kind: return true
      }
    }
    guard idle.count > max(20, rows.count / 10) else { return }
    for number in idle {
      if case .kind(let kind) = rows[number] { known.remove(kind) }
    }
    try program.remove(columns: [], rows: idle)
    let isIdle = Set(idle)
    let kept = rows.indices.filter { !isIdle.contains($0) }
    rows = kept.map { rows[$0] }
    limits = kept.map { limits[$0] }
    slackFor = kept.map { slackFor[$0] }
  }
}

extension [Int] {
  /// Whether an ascending array has an element.
  fileprivate func contains(sorted element: Int) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == element
  }
}
