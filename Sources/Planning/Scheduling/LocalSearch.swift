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
  private let scheduler: ListScheduler
  private var random: RandomStream
  private var current: ListScheduler.Guidance
  /// What the last change of `current` has replaced.
  private var replaced: Replaced?
  /// Priorities before that change; kept for its memory.
  private var priorities: [Int]
  /// The objectives of the schedule built last; kept for its memory.
  private var values: [Int]
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
      reluctance: instance.vehicles.indices.flatMap { vehicle in
        // What is chosen from, or worth something, is loath to stay on the ground at first.
        instance.elements.map { vehicle == instance.ground && $0.isWanted ? instance.horizon : 0 }
      },
      patience: 0)
    priorities = priority
    values = [Int](repeating: 0, count: objectives.count)
    if stream > 1 {
      for _ in 0..<instance.free.count { vary() }
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
      reluctance: carried.joined().map { $0 > 0.3 ? 0 : $0 > 0 ? 30 : 120 }, patience: 0)
    for (rank, element) in order.enumerated() { guidance.priority[element] = rank }
    start(from: guidance, aim: aim)
  }

  private mutating func start(from guidance: ListScheduler.Guidance, aim: Aim) {
    self.aim = aim
    current = guidance
    currentEnergy = evaluate(limit: .infinity)
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
      vary()
      let limit = max(history[position], currentEnergy)
      let energy = evaluate(limit: limit)
      let isAccepted = energy < .infinity && energy <= limit
      if isAccepted || currentEnergy == .infinity {
        currentEnergy = energy
        if energy < least {
          least = energy
          idle = 0
        }
      } else {
        restore()
      }
      history[position] = min(history[position], currentEnergy)
      position = (position + 1) % history.count
    }
  }

  /// What the schedule of the current guidance is judged by, less is better; infinite when it is out of
  /// the question, which is found out up to a limit only, as what is above it is not accepted anyway.
  private mutating func evaluate(limit: Double) -> Double {
    schedules += 1
    guard scheduler.build(current) else { return .infinity }
    let energy: Double
    let isBest: Bool
    switch aim {
    case .objective(let index):
      for place in values.indices { values[place] = objectives.value(place, of: scheduler) }
      isBest = isBetter
      let isWorse = best.map { best in (0..<index).contains { values[$0] > best.value[$0] } }
      // The next objective breaks ties.
      let next = index + 1 < values.count ? 1e-7 * Double(values[index + 1]) : 0
      energy = isWorse ?? false ? .infinity : Double(values[index]) + next
    case .deadlines(let days):
      values[0] = objectives.value(0, of: scheduler)
      if best.map({ values[0] <= $0.value[0] }) ?? true {
        for place in values.indices.dropFirst() {
          values[place] = objectives.value(place, of: scheduler)
        }
        isBest = isBetter
      } else {
        isBest = false
      }
      energy = Double(lateness(days))
    }
    guard isBest || energy <= limit else { return energy }
    guard scheduler.isSound else { return .infinity }
    if isBest {
      best = (scheduler.schedule, values)
      bestGuidance = current
    }
    return energy
  }

  /// By how many days the elements of the schedule built last miss deadlines.
  private func lateness(_ deadlines: [Int]) -> Int {
    var sum = 0
    for element in instance.free {
      let day = scheduler.operationalDay(element)
      guard day <= instance.horizon || !instance.elements[element].mayStayGrounded else {
        continue
      }
      sum += max(0, day - deadlines[element])
    }
    return sum
  }

  /// Whether the schedule built last has better objectives than the best so far.
  private var isBetter: Bool {
    best.map { values.lexicographicallyPrecedes($0.value) } ?? true
  }

  // MARK: - Changes of the guidance

  /// What a change has replaced.
  private enum Replaced {
    /// All priorities, which are in `priorities`.
    case priorities
    case reluctance(index: Int, days: Int)
    case patience(Int)
  }

  /// Takes the last change back.
  private mutating func restore() {
    switch replaced {
    case .priorities: swap(&current.priority, &priorities)
    case .reluctance(let index, let days): current.reluctance[index] = days
    case .patience(let days): current.patience = days
    case nil: break
    }
    replaced = nil
  }

  private mutating func vary() {
    replaced = nil
    let element = instance.free[random.below(instance.free.count)]
    switch random.below(10) {
    case 0..<3:
      let other = instance.free[random.below(instance.free.count)]
      keepPriorities()
      current.priority.swapAt(element, other)
    case 3..<6:
      // Before or after another element; ties are broken by manifest order.
      let other = instance.free[random.below(instance.free.count)]
      keepPriorities()
      let rank = current.priority[other]
      for index in instance.free where current.priority[index] >= rank {
        current.priority[index] += 1
      }
      current.priority[element] = rank
    case 6..<9:
      let vehicles = instance.elements[element].vehicles
      let stays = instance.ground != nil && instance.elements[element].mayStayGrounded
      let count = vehicles.count + (stays ? 1 : 0)
      guard count > 0 else { return }
      let choice = random.below(count)
      let vehicle = choice < vehicles.count ? vehicles[choice] : instance.ground ?? 0
      let days = [0, 0, 30, 120, 400, instance.horizon]
      let index = vehicle * instance.elements.count + element
      replaced = .reluctance(index: index, days: current.reluctance[index])
      current.reluctance[index] = days[random.below(days.count)]
    default:
      let days = [0, 0, 0, 10, 60, 365, instance.horizon]
      replaced = .patience(current.patience)
      current.patience = days[random.below(days.count)]
    }
  }

  private mutating func keepPriorities() {
    for index in priorities.indices { priorities[index] = current.priority[index] }
    replaced = .priorities
  }
}
