// SPDX-License-Identifier: GPL-3.0-or-later

/// Local search for good plans: varies the priority order and the choice of vehicles that guide
/// list scheduling, and keeps what is no worse.
///
/// Each stream starts from its own order and takes a fixed number of steps, so that the outcome
/// depends on the seed alone, not on threads or time.
struct LocalSearch {
  private let instance: Instance
  private let objectives: ObjectiveVector
  private var scheduler: ListScheduler
  private var random: RandomStream
  private var current: ListScheduler.Guidance
  private var currentValue: [Int]?
  /// The best schedule so far and its objectives.
  private(set) var best: (schedule: Schedule, value: [Int])?
  /// The number of schedules built.
  private(set) var schedules = 0

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
      reluctance: instance.vehicles.map { _ in
        [Int](repeating: 0, count: instance.elements.count)
      },
      patience: 0)
    var start = current
    if stream > 1 { for _ in 0..<instance.free.count { shuffle(&start) } }
    current = start
    consider(start)
  }

  /// Takes a number of steps; stops early when told to.
  mutating func run(steps: Int, isCancelled: () -> Bool) {
    guard !instance.free.isEmpty else { return }
    for step in 0..<steps {
      if step % 64 == 0, isCancelled() { return }
      var neighbour = current
      shuffle(&neighbour)
      consider(neighbour)
    }
  }

  private mutating func consider(_ guidance: ListScheduler.Guidance) {
    schedules += 1
    guard let schedule = scheduler.schedule(guidance) else {
      if currentValue == nil { current = guidance }
      return
    }
    let value = objectives.values(of: schedule.loads)
    if currentValue.map({ !$0.lexicographicallyPrecedes(value) }) ?? true {
      current = guidance
      currentValue = value
    }
    if best.map({ value.lexicographicallyPrecedes($0.value) }) ?? true {
      best = (schedule, value)
    }
  }

  private mutating func shuffle(_ guidance: inout ListScheduler.Guidance) {
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
      let vehicles = instance.elements[element].vehicles
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
