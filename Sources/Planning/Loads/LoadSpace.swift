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
    /// Per pair of entries of `elements`, whether they are not aboard together on this day; nil where only
    /// the space's conflicts are known.
    var apart: [[Bool]]?
  }

  init(_ instance: Instance, launchDays: LaunchDays, windows: TimeWindows, conflicts: [[Bool]]) {
    self.instance = instance
    self.conflicts = conflicts
    self.windows = windows
    var slots: [Slot] = []
    for (vehicle, days) in launchDays.byVehicle.enumerated() {
      let riders = instance.free.filter {
        vehicle == instance.ground
          ? instance.elements[$0].mayStayGrounded
          : instance.elements[$0].vehicles.contains(vehicle)
      }
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

  /// The same space with some elements only on some launch days.
  ///
  /// `part` receives a launch day and says which entries of its `elements` are kept, and which of these
  /// are not aboard together; nil for those that conflict anyway.
  func narrowed(_ part: (Slot) -> (kept: [Int], apart: [[Bool]]?)) -> LoadSpace {
    let narrowed = slots.compactMap { slot -> Slot? in
      let (kept, apart) = part(slot)
      let justifies = kept.map { slot.justifies[$0] }
      guard justifies.contains(true) else { return nil }
      return Slot(
        vehicle: slot.vehicle, day: slot.day, elements: kept.map { slot.elements[$0] },
        justifies: justifies, apart: apart)
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
      for element in slot.elements {
        days[element].insert(slot.day + instance.travel[slot.vehicle][element])
      }
    }
    return days.reduce(0) { $0 + $1.count }
  }

  /// Whether the time windows admit a load that is feasible in itself, on whatever launch day.
  func admits(_ load: Load) -> Bool {
    load.elements.allSatisfy {
      windows.allows($0, on: load.vehicle, day: load.day, in: instance)
    }
  }

  /// Which pairs of elements cannot share a flight: they go to different nodes, are of one choice, or
  /// a chain of precedences keeps them apart.
  ///
  /// Along a chain, commissioning times, lags and the transfers at both ends add up to the least time
  /// between the two coming off their flights; where it is positive, the flight is not the same.
  static func conflicts(in instance: Instance) -> [[Bool]] {
    let count = instance.elements.count
    var conflicts = [[Bool]](repeating: [Bool](repeating: false, count: count), count: count)
    func exclude(_ first: Int, _ second: Int) {
      conflicts[first][second] = true
      conflicts[second][first] = true
    }
    let order = instance.topologicalOrder
    for start in instance.free {
      var apart = [Int?](repeating: nil, count: count)
      apart[start] = 0
      for element in order {
        guard let reached = apart[element] else { continue }
        // An element that stays on the ground hands nothing on where a precedence is void then; the
        // first of the chain is aboard.
        let isSure = element == start || !instance.elements[element].mayStayGrounded
        for index in instance.elements[element].successors {
          let edge = instance.edges[index]
          guard isSure || !edge.ifFlown else { continue }
          let wait =
            instance.elements[element].commissioning + edge.lag
            + instance.transferDays(of: element) - instance.transferDays(of: edge.successor)
          apart[edge.successor] = max(apart[edge.successor] ?? .min, reached + wait)
        }
      }
      for other in 0..<count where apart[other] ?? 0 > 0 { exclude(start, other) }
    }
    for first in instance.free {
      for second in instance.free
      where instance.elements[first].launchNode != instance.elements[second].launchNode {
        exclude(first, second)
      }
    }
    for flight in instance.holding?.flights ?? [] {
      let others = Set(instance.free).subtracting(flight.elements)
      for first in flight.elements {
        for second in others { exclude(first, second) }
      }
    }
    for choice in instance.choices {
      for first in choice {
        for second in choice where first != second { exclude(first, second) }
      }
    }
    return conflicts
  }
}
