// SPDX-License-Identifier: GPL-3.0-or-later

internal import MILP

/// Improves a plan by searching large neighbourhoods of it exactly: most elements keep their flights,
/// some are set free, and the best of all plans that differ in these alone is found in a small pool.
///
/// Large-neighbourhood search is due to P. Shaw, "Using constraint programming and local search
/// methods to solve vehicle routing problems", CP 98, https://doi.org/10.1007/3-540-49481-2_30. The
/// outcome depends on the seed and the work alone, not on threads or time.
struct NeighbourhoodSearch: Sendable {
  /// What a plan is judged by: a sum over its elements by operational day, never falling with it,
  /// and over its flights; whole numbers.
  struct Aim: Sendable {
    var element: @Sendable (_ element: Int, _ operational: Int) -> Int
    var flight: [Int]
    /// Latest operational day of each element.
    var latest: [Int]
    /// Objectives that must not get worse.
    var held: [(objective: SumObjective, value: Int)]
  }

  private let instance: Instance
  private let launchDays: LaunchDays
  private let conflicts: [[Bool]]
  private let solver: any Solver
  private let clock: SearchClock
  private var aim: Aim
  private let system: RowSystem
  private var choice: NeighbourhoodChoice
  /// The plan so far.
  private(set) var schedule: Schedule
  /// What it costs.
  private(set) var cost: Int
  /// How many elements are set free; changes with how hard the neighbourhoods turn out.
  private var size = 8.0
  /// What has been done, in the unit of `PoolProgram.work`.
  private(set) var work = 0

  /// The most loads of a neighbourhood, and relaxations solved in one.
  private static let mostLoads = 3_000
  private static let mostNodes = 40

  init(
    _ instance: Instance, launchDays: LaunchDays, conflicts: [[Bool]], solver: any Solver,
    clock: SearchClock, aim: Aim, from schedule: Schedule, seed: UInt64, stream: Int
  ) {
    self.instance = instance
    self.launchDays = launchDays
    self.conflicts = conflicts
    self.solver = solver
    self.clock = clock
    self.aim = aim
    self.schedule = schedule
    system = RowSystem(instance, held: aim.held)
    choice = NeighbourhoodChoice(instance, seed: seed, stream: stream)
    cost = 0
    cost = schedule.loads.reduce(0) { $0 + value(of: $1) }
  }

  private func value(of load: Load) -> Int {
    load.elements.reduce(aim.flight[load.vehicle]) {
      $0 + aim.element($1, instance.operational($1, in: load))
    }
  }

  /// Goes on with another aim, the held objectives being the same.
  mutating func turn(to aim: Aim) {
    self.aim = aim
    cost = schedule.loads.reduce(0) { $0 + value(of: $1) }
  }

  /// Goes on from a plan, if it is better.
  mutating func take(_ plan: Schedule) {
    let other = plan.loads.reduce(0) { $0 + value(of: $1) }
    guard other < cost else { return }
    schedule = plan
    cost = other
  }

  /// Searches neighbourhoods for an amount of work or until told to stop.
  mutating func run(work most: Int, until isEnough: (NeighbourhoodSearch) -> Bool) throws {
    let first = work
    while work - first < most, clock.cause == nil, !isEnough(self) { try step() }
  }

  private mutating func step() throws {
    work += 100
    let loads = schedule.loads
    let current = instance.latestDays(of: schedule)
    // What costs more than the mean ought to move.
    let wanted = instance.free.filter {
      aim.element($0, current[$0]) * instance.free.count > cost
    }
    let freed = choice.choose(size: Int(size), of: loads, wanted: wanted)
    var neighbourhood = Neighbourhood(
      instance, conflicts: conflicts, of: loads, freeing: freed, latest: aim.latest)
    guard neighbourhood.limit(aim.element, current: current) else {
      size = min(size + 0.05, 30)
      return
    }
    guard let listed = neighbourhood.loads(on: launchDays, limit: Self.mostLoads) else {
      work += 200
      size = max(size - 0.5, 4)
      return
    }
    let pool = LoadPool(instance, loads: Set(listed + loads).sorted())
    let graph = ConflictGraph(pool)
    work += pool.count / 10
    var rest = BitSet(filled: pool.count)
    guard CoverPropagation(pool: pool, graph: graph).propagate(&rest) else { return }
    let costs = pool.loads.map { Double(value(of: $0)) }
    let (system, clock, cutoff, all) = (system, clock, Double(cost), rest)
    let start = Set(loads)
    let found = try solver.withLinearProgram(
      Model(name: "neighbourhood"), options: clock.solveOptions
    ) { program -> (plan: Schedule?, cost: Double, isWhole: Bool, work: Int) in
      let relaxation = try PoolProgram(
        pool, graph: graph, system: system, costs: costs, takesAnyPlan: false, program: program,
        clock: clock)
      try relaxation.seed(pool.loads.indices.filter { start.contains(pool.loads[$0]) })
      var search = PoolSearch(
        pool, graph: graph, relaxation: relaxation, costs: costs, cutoff: cutoff,
        stopsAtFirst: false, isThorough: false, clock: clock, round: { _, _ in nil })
      search.start(all)
      var isWhole = false
      if case .exhausted = try search.run(nodes: Self.mostNodes) { isWhole = true }
      return (search.best?.schedule, search.best?.cost ?? 0, isWhole, relaxation.work)
    }
    work += found.work
    size = found.isWhole ? min(size + 0.1, 30) : max(size - 0.5, 4)
    if let plan = found.plan {
      schedule = plan
      cost = Int(found.cost)
    }
  }
}
