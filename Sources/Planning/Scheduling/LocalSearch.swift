// SPDX-License-Identifier: GPL-3.0-or-later

/// Local search for good plans: varies the priority order and the choice of vehicles that guide
/// list scheduling.
///
/// Acceptance is late: a step is kept when it is no worse than the schedule some steps before (E. K.
/// Burke, Y. Bykov, "The late acceptance hill-climbing heuristic", EJOR 258, 2017,
/// https://doi.org/10.1016/j.ejor.2016.07.012). The outcome depends on the seed and the number of
/// steps alone, not on threads or time.
struct LocalSearch {
  /// What a search is after.
  enum Aim {
    /// An objective, the earlier ones being no worse than in the best schedule.
    case objective(Int)
    /// Every element operational by a day of its own.
    case deadlines([Int])
  }

  private let instance: Instance
  private let objectives: ObjectiveVector
  private var scheduler: ListScheduler
  private var random: RandomStream
  private var current: ListScheduler.Guidance
  private var currentEnergy = Double.infinity
  private var history: [Double] = []
  private var position = 0
  private var aim = Aim.objective(0)
  /// The best schedule so far and its objectives.
  private(set) var best: (schedule: Schedule, value: [Int])?
  private var bestGuidance: ListScheduler.Guidance?
  /// The number of schedules built.
  private(set) var schedules = 0
  /// Whether a schedule with some objective values is as good as wanted, which ends the search; nil
  /// when none is.
  var isEnough: (([Int]) -> Bool)?

  /// How many steps back a schedule is compared with.
  private static let memory = 40

  init(
    _ instance: Instance, windows: TimeWindows, conflicts: [[Bool]], seed: UInt64, stream: Int
  ) {
    self.instance = instance
    objectives = ObjectiveVector(instance)
    scheduler = ListScheduler(instance, windows: windows, conflicts: conflicts)
    random = RandomStream(seed: seed, index: UInt64(stream))
    // Elements that must be operational early come first: a natural start, varied by stream.
    var order = instance.free.sorted {
      (windows.latest[$0], windows.earliest[$0], $0)
        < (windows.latest[$1], windows.earliest[$1], $1)
    }
    if stream % 2 == 1 {
      order.sort { (windows.earliest[$0], $0) < (windows.earliest[$1], $1) }
    }
    var priority = [Int](repeating: 0, count: instance.elements.count)
    for (rank, element) in order.enumerated() { priority[element] = rank }
    current = ListScheduler.Guidance(
      priority: priority,
      reluctance: instance.vehicles.indices.map { vehicle in
        // What is chosen from, or worth something, is loath to stay on the ground at first.
        instance.elements.map { vehicle == instance.ground && $0.isWanted ? instance.horizon : 0 }
      },
      patience: 0)
    if stream > 1 {
      var start = current
      for _ in 0..<instance.free.count { vary(&start) }
      current = start
    }
    start(from: current, aim: .objective(0))
  }

  // MARK: - Starting points

  /// Starts again from the best schedule found, with an aim.
  mutating func restart(aim: Aim) {
    start(from: bestGuidance ?? current, aim: aim)
  }

  /// Starts again from what a fractional plan says: elements in the order of their mean arrival,
  /// on the vehicles that carry most of them.
  mutating func restart(from plan: [(load: Load, amount: Double)], aim: Aim) {
    var arrival = [Double](repeating: 0, count: instance.elements.count)
    var carried = instance.vehicles.map { _ in
      [Double](repeating: 0, count: instance.elements.count)
    }
    for (load, amount) in plan {
      for element in load.elements {
        arrival[element] += amount * Double(instance.arrival(of: element, in: load))
        carried[load.vehicle][element] += amount
      }
    }
    let order = instance.free.sorted { (arrival[$0], $0) < (arrival[$1], $1) }
    var guidance = ListScheduler.Guidance(
      priority: [Int](repeating: 0, count: instance.elements.count),
      reluctance: carried.map { $0.map { $0 > 0.3 ? 0 : $0 > 0 ? 30 : 120 } }, patience: 0)
    for (rank, element) in order.enumerated() { guidance.priority[element] = rank }
    start(from: guidance, aim: aim)
  }

  private mutating func start(from guidance: ListScheduler.Guidance, aim: Aim) {
    self.aim = aim
    current = guidance
    currentEnergy = evaluate(guidance) ?? .infinity
    history = [Double](repeating: currentEnergy, count: Self.memory)
    position = 0
  }

  // MARK: - Steps

  /// Takes steps until that many in a row have brought nothing better, or the aim is reached; stops
  /// early when told to.
  mutating func run(patience: Int, isCancelled: () -> Bool) {
    guard !instance.free.isEmpty else { return }
    var (step, idle) = (0, 0)
    var least = currentEnergy
    while idle < patience, least > 0 {
      if step % 64 == 0, isCancelled() { return }
      if let isEnough, let best, isEnough(best.value) { return }
      step += 1
      idle += 1
      var neighbour = current
      vary(&neighbour)
      let energy = evaluate(neighbour)
      let accepted = energy.map { $0 <= history[position] || $0 <= currentEnergy } ?? false
      if let energy, accepted || currentEnergy == .infinity {
        current = neighbour
        currentEnergy = energy
        if energy < least {
          least = energy
          idle = 0
        }
      } else if currentEnergy == .infinity {
        current = neighbour
      }
      history[position] = min(history[position], currentEnergy)
      position = (position + 1) % history.count
    }
  }

  /// What a schedule is judged by, less is better; nil when it is out of the question.
  private mutating func evaluate(_ guidance: ListScheduler.Guidance) -> Double? {
    schedules += 1
    guard scheduler.build(guidance) else { return nil }
    let operational = scheduler.operationalDays
    let value = objectives.values(operational: operational, flights: scheduler.flightCounts)
    let isBetter = best.map { value.lexicographicallyPrecedes($0.value) } ?? true
    defer {
      if isBetter {
        best = (scheduler.schedule, value)
        bestGuidance = guidance
      }
    }
    switch aim {
    case .objective(let index):
      if let best, (0..<index).contains(where: { value[$0] > best.value[$0] }) { return nil }
      // The next objective breaks ties.
      return Double(value[index]) + (index + 1 < value.count ? 1e-7 * Double(value[index + 1]) : 0)
    case .deadlines(let days):
      var late = 0
      for element in instance.free
      where operational[element] <= instance.horizon || !instance.elements[element].mayStayGrounded
      {
        late += max(0, operational[element] - days[element])
      }
      return Double(late)
    }
  }

  private mutating func vary(_ guidance: inout ListScheduler.Guidance) {
    let element = instance.free[random.below(instance.free.count)]
    switch random.below(10) {
    case 0..<3:
      let other = instance.free[random.below(instance.free.count)]
      guidance.priority.swapAt(element, other)
    case 3..<6:
      // Before or after another element; ties are broken by manifest order.
      let other = instance.free[random.below(instance.free.count)]
      let rank = guidance.priority[other]
      for index in instance.free where guidance.priority[index] >= rank {
        guidance.priority[index] += 1
      }
      guidance.priority[element] = rank
    case 6..<9:
      var vehicles = instance.elements[element].vehicles
      if let ground = instance.ground, instance.elements[element].mayStayGrounded {
        vehicles.append(ground)
      }
      guard !vehicles.isEmpty else { return }
      let vehicle = vehicles[random.below(vehicles.count)]
      let days = [0, 0, 30, 120, 400, instance.horizon]
      guidance.reluctance[vehicle][element] = days[random.below(days.count)]
    default:
      let days = [0, 0, 0, 10, 60, 365, instance.horizon]
      guidance.patience = days[random.below(days.count)]
    }
  }
}
