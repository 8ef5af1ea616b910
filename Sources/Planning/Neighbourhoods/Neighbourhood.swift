// SPDX-License-Identifier: GPL-3.0-or-later

/// The plans that differ from a schedule in where some of its elements fly.
///
/// The other elements keep their flights, which the freed ones may join.
struct Neighbourhood {
  private let instance: Instance
  private let conflicts: [[Bool]]
  /// Per element, whether it is free to fly elsewhere.
  private let isFreed: [Bool]
  /// Flights with the elements that keep them; those that have lost all of theirs are gone.
  private let kept: [Load]
  /// The earliest and latest operational day that the other elements leave to each.
  private var earliest: [Int]
  private var latest: [Int]

  /// Sets some elements of a schedule free within latest operational days (one per element).
  init(
    _ instance: Instance, conflicts: [[Bool]], of loads: [Load], freeing freed: [Int], latest: [Int]
  ) {
    self.instance = instance
    self.conflicts = conflicts
    var isFreed = [Bool](repeating: false, count: instance.elements.count)
    for element in freed { isFreed[element] = true }
    self.isFreed = isFreed
    kept = loads.compactMap { load in
      let elements = load.elements.filter { !isFreed[$0] }
      return elements.isEmpty
        ? nil : Load(vehicle: load.vehicle, day: load.day, elements: elements)
    }
    earliest = instance.elements.map { $0.past?.operational ?? 0 }
    self.latest = zip(instance.elements, latest).map { $0.past?.operational ?? $1 }
    for load in kept {
      for element in load.elements {
        earliest[element] = instance.operational(element, in: load)
        self.latest[element] = earliest[element]
      }
    }
    propagate()
  }

  /// Passes the days of the elements that stay on to those that are free, along all precedences.
  private mutating func propagate() {
    var hasChanged = true
    var rounds = 0
    while hasChanged, rounds < 20 {
      hasChanged = false
      rounds += 1
      for edge in instance.edges {
        let (before, after) = (edge.predecessor, edge.successor)
        let commissioning = instance.elements[after].commissioning
        if isFreed[after], earliest[after] < earliest[before] + edge.lag + commissioning {
          earliest[after] = earliest[before] + edge.lag + commissioning
          hasChanged = true
        }
        if isFreed[before], latest[before] > latest[after] - commissioning - edge.lag {
          latest[before] = latest[after] - commissioning - edge.lag
          hasChanged = true
        }
      }
    }
  }

  /// Leaves to each free element only days on which it costs no more than it does on its earliest
  /// day and a total more; false when one has none left.
  mutating func limit(
    _ costs: (_ element: Int, _ operational: Int) -> Int, current: [Int]
  ) -> Bool {
    var room = 0
    for element in instance.free where isFreed[element] {
      guard earliest[element] <= latest[element] else { return false }
      room += costs(element, current[element]) - costs(element, earliest[element])
    }
    guard room > 0 else { return false }
    for element in instance.free where isFreed[element] {
      let most = costs(element, earliest[element]) + room
      // Costs rise with the day.
      var (low, high) = (earliest[element], latest[element])
      while low < high {
        let middle = low + (high - low + 1) / 2
        if costs(element, middle) < most { low = middle } else { high = middle - 1 }
      }
      latest[element] = low
    }
    return true
  }

  /// Lists the loads of all plans of the neighbourhood, those of the schedule among them, on launch
  /// days that can matter; nil when they are more than a limit.
  func loads(on launchDays: LaunchDays, limit: Int) -> [Load]? {
    var loads: [Load] = []
    var launches = instance.vehicles.map { _ in [Int]() }
    var padLaunches = instance.padTurnaround.map { _ in [Int]() }
    let freed = instance.free.filter { isFreed[$0] }
    for load in kept {
      launches[load.vehicle].append(load.day)
      let pads = instance.vehicles[load.vehicle].pads
      if pads.count == 1 { padLaunches[pads[0]].append(load.day) }
      let riders = freed.filter { allows($0, on: load.vehicle, day: load.day) }
      guard add(to: &loads, load, riders, reasons: nil, limit: limit) else { return nil }
    }
    for (vehicle, days) in launchDays.byVehicle.enumerated() {
      let own = instance.vehicles[vehicle]
      let candidates = freed.filter { instance.elements[$0].vehicles.contains(vehicle) }
      guard !candidates.isEmpty else { continue }
      for day in days {
        if launches[vehicle].contains(where: { abs($0 - day.day) < own.turnaround }) { continue }
        if own.pads.count == 1,
          padLaunches[own.pads[0]].contains(where: {
            abs($0 - day.day) < instance.padTurnaround[own.pads[0]]
          })
        {
          continue
        }
        let riders = candidates.filter { allows($0, on: vehicle, day: day.day) }
        guard !riders.isEmpty else { continue }
        let empty = Load(vehicle: vehicle, day: day.day, elements: [])
        guard
          add(to: &loads, empty, riders, reasons: day.suitsAny ? nil : day.reasons, limit: limit)
        else { return nil }
      }
    }
    return loads
  }

  private func allows(_ element: Int, on vehicle: Int, day: Int) -> Bool {
    let data = instance.elements[element]
    let operational = day + instance.travel[vehicle][element] + data.commissioning
    return operational >= earliest[element] && operational <= latest[element] && day >= data.ready
      && data.vehicles.contains(vehicle)
  }

  /// Adds a flight with all sets of riders that it can take; false when there are too many loads.
  private func add(
    to loads: inout [Load], _ flight: Load, _ riders: [Int], reasons: [Int]?, limit: Int
  ) -> Bool {
    let own = instance.vehicles[flight.vehicle]
    var aboard = flight.elements
    func descend(_ start: Int, _ mass: Int) -> Bool {
      if !aboard.isEmpty, reasons?.contains(where: aboard.contains) ?? true {
        loads.append(Load(vehicle: flight.vehicle, day: flight.day, elements: aboard.sorted()))
        if loads.count > limit { return false }
      }
      guard aboard.count < own.slots else { return true }
      for index in start..<riders.count {
        let rider = riders[index]
        let total = mass + instance.elements[rider].mass
        guard total <= instance.capacities[flight.vehicle][rider],
          !aboard.contains(where: { conflicts[$0][rider] })
        else {
          continue
        }
        aboard.append(rider)
        defer { aboard.removeLast() }
        if !descend(index + 1, total) { return false }
      }
      return true
    }
    return descend(0, aboard.reduce(0) { $0 + instance.elements[$1].mass })
  }
}
