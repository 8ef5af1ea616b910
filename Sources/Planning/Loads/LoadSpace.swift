// SPDX-License-Identifier: GPL-3.0-or-later

/// All loads that a plan may use: per launch day, the elements that may be aboard together.
struct LoadSpace: Sendable {
  let instance: Instance
  /// The launch days with at least one eligible element, by vehicle, then day.
  let slots: [Slot]
  /// Per element, whether it cannot share a flight with another.
  let conflicts: [[Bool]]
  private let windows: TimeWindows

  /// A launch day of a vehicle, with the elements that may fly on it.
  struct Slot: Sendable {
    var vehicle: Int
    var day: Int
    /// The elements that may be aboard, ascending.
    var elements: [Int]
    /// Per entry of `elements`, whether it justifies the day; all do when any load may use it.
    var justifies: [Bool]
  }

  init(_ instance: Instance, launchDays: LaunchDays, windows: TimeWindows, conflicts: [[Bool]]) {
    self.instance = instance
    self.conflicts = conflicts
    self.windows = windows
    var slots: [Slot] = []
    for (vehicle, days) in launchDays.byVehicle.enumerated() {
      let riders = instance.free.filter { instance.elements[$0].vehicles.contains(vehicle) }
      for day in days {
        let elements = riders.filter {
          windows.allows($0, on: vehicle, day: day.day, in: instance)
        }
        let justifies = elements.map { day.suitsAny || day.reasons.contains($0) }
        guard justifies.contains(true) else { continue }
        slots.append(
          Slot(vehicle: vehicle, day: day.day, elements: elements, justifies: justifies))
      }
    }
    self.slots = slots
  }

  /// The same space without some elements on some launch days.
  ///
  /// `keeps` receives a vehicle, a launch day and an element.
  func narrowed(_ keeps: (_ vehicle: Int, _ day: Int, _ element: Int) -> Bool) -> LoadSpace {
    let narrowed = slots.compactMap { slot -> Slot? in
      let kept = slot.elements.indices.filter { keeps(slot.vehicle, slot.day, slot.elements[$0]) }
      let justifies = kept.map { slot.justifies[$0] }
      guard justifies.contains(true) else { return nil }
      return Slot(
        vehicle: slot.vehicle, day: slot.day, elements: kept.map { slot.elements[$0] },
        justifies: justifies)
    }
    return LoadSpace(instance: instance, slots: narrowed, conflicts: conflicts, windows: windows)
  }

  private init(instance: Instance, slots: [Slot], conflicts: [[Bool]], windows: TimeWindows) {
    self.instance = instance
    self.slots = slots
    self.conflicts = conflicts
    self.windows = windows
  }

  /// How many launches there are, one per launch day and pad.
  var launchCount: Int {
    slots.reduce(0) { $0 + max(1, instance.vehicles[$1.vehicle].pads.count) }
  }

  /// How many pairs of an element and a day on which it can arrive there are.
  var arrivalCount: Int {
    var days = instance.elements.map { _ in Set<Int>() }
    for slot in slots {
      let arrival = slot.day + instance.vehicles[slot.vehicle].transit
      for element in slot.elements { days[element].insert(arrival) }
    }
    return days.reduce(0) { $0 + $1.count }
  }

  /// Whether the time windows admit a load that is feasible in itself, on whatever launch day.
  func admits(_ load: Load) -> Bool {
    load.elements.allSatisfy {
      windows.allows($0, on: load.vehicle, day: load.day, in: instance)
    }
  }

  /// Which pairs of elements cannot share a flight: a chain of precedences with a positive sum of
  /// commissioning times and lags leads from one to the other.
  static func conflicts(in instance: Instance) -> [[Bool]] {
    let count = instance.elements.count
    // The longest chain from each element to each, -1 where there is none; positive weights only
    // matter as such, so sums are capped at 1. Elements are taken in topological order.
    var conflicts = [[Bool]](repeating: [Bool](repeating: false, count: count), count: count)
    var successors = [[(element: Int, apart: Bool)]](repeating: [], count: count)
    for edge in instance.edges {
      let apart = instance.elements[edge.predecessor].commissioning + edge.lag > 0
      successors[edge.predecessor].append((edge.successor, apart))
    }
    for start in instance.free {
      // Two states per element: reached by a chain of zero days, reached by a longer one.
      var reached = [[Bool]](repeating: [false, false], count: count)
      var stack = [(element: start, apart: false)]
      while let (element, apart) = stack.popLast() {
        for next in successors[element] {
          let state = apart || next.apart
          guard !reached[next.element][state ? 1 : 0] else { continue }
          reached[next.element][state ? 1 : 0] = true
          stack.append((next.element, state))
        }
      }
      for other in 0..<count where reached[other][1] {
        conflicts[start][other] = true
        conflicts[other][start] = true
      }
    }
    return conflicts
  }
}
