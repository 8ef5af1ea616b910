// SPDX-License-Identifier: GPL-3.0-or-later

/// The launch days that can matter, per vehicle, with the reason why each does.
///
/// The claim and its proof are section 4 of docs/model.md: if there is a plan, there is one that
/// uses only these days, each for one of its reasons, and in which nothing is operational later.
struct LaunchDays: Sendable {
  /// Per vehicle, its days in ascending order.
  let byVehicle: [[LaunchDay]]

  struct LaunchDay: Sendable {
    var day: Int
    /// Whether any load may use the day; otherwise only one with one of `reasons` aboard.
    var suitsAny: Bool
    /// The elements that justify the day, ascending; not needed when `suitsAny`.
    var reasons: [Int]
  }

  /// The number of days over all vehicles.
  var count: Int { byVehicle.reduce(0) { $0 + $1.count } }

  /// Finds the days by closing the base days under the rules of docs/model.md, section 4.
  ///
  /// Work grows with days x (vehicles + precedences + resource pairs); a day's reasons are
  /// followed on once.
  init(_ instance: Instance) {
    var closure = Closure(instance)
    closure.run()
    byVehicle = closure.result
  }
}

/// A follow-on rule: from a day of one vehicle to the next day of another that is late enough.
private struct FollowOn {
  /// The vehicle that the day is found for.
  var vehicle: Int
  /// Added to the day of the first vehicle.
  var offset: Int
  /// The element that justifies the new day; nil for any load.
  var reason: Int?
  /// The element aboard the first vehicle that the other waits for; nil for the launch itself.
  var cause: Int?
}

private struct Closure {
  let instance: Instance
  /// Per vehicle, whether a day's index is in, suits any load, and its reasons.
  var isIn: [[Bool]]
  var suitsAny: [[Bool]]
  var reasons: [[Set<Int>]]
  /// Days to go on from; with the one element that can be aboard where a flight carries one only.
  var queue: [(vehicle: Int, index: Int, rider: Int?)] = []
  /// Per vehicle, the rules that lead on from one of its days.
  var followOns: [[FollowOn]]
  /// What the levels and ports make elements wait for.
  let waits: [Wait]
  /// Per vehicle whose flights carry one element each, those that it may carry; nil for others.
  let soleRiders: [[Int]?]
  /// Per element, those that come no later than it in any plan.
  let sooner: [Set<Int>]

  init(_ instance: Instance) {
    self.instance = instance
    isIn = instance.vehicles.map { [Bool](repeating: false, count: $0.launchDays.count) }
    suitsAny = isIn
    reasons = instance.vehicles.map { [Set<Int>](repeating: [], count: $0.launchDays.count) }
    waits = Wait.all(in: instance)
    soleRiders = instance.vehicles.indices.map { vehicle in
      guard instance.vehicles[vehicle].slots == 1, vehicle != instance.ground else { return nil }
      return instance.free.filter { instance.elements[$0].vehicles.contains(vehicle) }
    }
    sooner = instance.surelySooner
    followOns = []
    followOns = instance.vehicles.indices.map(rules)
  }

  var result: [[LaunchDays.LaunchDay]] {
    instance.vehicles.indices.map { vehicle in
      if vehicle == instance.ground {
        return [LaunchDays.LaunchDay(day: instance.never, suitsAny: true, reasons: [])]
      }
      return instance.vehicles[vehicle].launchDays.indices.compactMap { index in
        guard isIn[vehicle][index] else { return nil }
        return LaunchDays.LaunchDay(
          day: instance.vehicles[vehicle].launchDays[index], suitsAny: suitsAny[vehicle][index],
          reasons: suitsAny[vehicle][index] ? [] : reasons[vehicle][index].sorted())
      }
    }
  }

  mutating func run() {
    for vehicle in instance.vehicles.indices where vehicle != instance.ground {
      addBaseDays(of: vehicle)
    }
    var head = 0
    while head < queue.count {
      let (vehicle, index, rider) = queue[head]
      head += 1
      let day = instance.vehicles[vehicle].launchDays[index]
      for rule in followOns[vehicle] {
        if let cause = rule.cause {
          guard day >= instance.elements[cause].ready, rider ?? cause == cause else { continue }
          add(day + rule.offset, to: rule.vehicle, reason: rule.reason)
        } else if let rider, let riders = soleRiders[rule.vehicle] {
          // The next flight carries another element, and none that has to come before this one.
          for other in riders where other != rider {
            let isBefore =
              sooner[rider].contains(other)
              && instance.travel[vehicle][rider] <= instance.travel[rule.vehicle][other]
            if !isBefore { add(day + rule.offset, to: rule.vehicle, reason: other) }
          }
        } else {
          add(day + rule.offset, to: rule.vehicle, reason: rule.reason)
        }
      }
    }
  }

  /// Adds the first launch day of a vehicle no earlier than `day`, for a reason (nil: any load).
  private mutating func add(_ day: Int, to vehicle: Int, reason: Int?) {
    let days = instance.vehicles[vehicle].launchDays
    guard let index = Instance.firstIndex(in: days, notBefore: day) else { return }
    if let riders = soleRiders[vehicle] {
      for rider in reason.map({ [$0] }) ?? riders
      where days[index] >= instance.elements[rider].ready
        && reasons[vehicle][index].insert(rider).inserted
      {
        isIn[vehicle][index] = true
        queue.append((vehicle, index, rider))
      }
      return
    }
    if let reason {
      if !suitsAny[vehicle][index] { reasons[vehicle][index].insert(reason) }
    } else {
      suitsAny[vehicle][index] = true
    }
    if !isIn[vehicle][index] {
      isIn[vehicle][index] = true
      queue.append((vehicle, index, nil))
    }
  }

  private mutating func addBaseDays(of vehicle: Int) {
    let data = instance.vehicles[vehicle]
    add(0, to: vehicle, reason: nil)
    for flight in instance.pastFlights {
      if flight.vehicle == vehicle {
        add(flight.day + data.turnaround, to: vehicle, reason: nil)
      }
      if let pad = flight.pad, data.pads.contains(pad) {
        add(flight.day + instance.padTurnaround[pad], to: vehicle, reason: nil)
      }
    }
    if data.perYear != nil || instance.budgetPerYear != nil {
      for day in instance.yearStarts { add(day, to: vehicle, reason: nil) }
    }
    for element in instance.free where instance.elements[element].vehicles.contains(vehicle) {
      let own = instance.elements[element]
      let travel = instance.travel[vehicle][element]
      add(own.ready, to: vehicle, reason: element)
      // What launches on the day that it has in a plan to be close to is not moved to an earlier one.
      if let place = instance.baseline?.places[element], place.vehicle == vehicle {
        add(place.day, to: vehicle, reason: element)
      }
      for edge in own.predecessors {
        let edge = instance.edges[edge]
        if let past = instance.elements[edge.predecessor].past {
          add(past.operational + edge.lag - travel, to: vehicle, reason: element)
        }
      }
      for wait in waits where wait.later == element {
        if let past = instance.elements[wait.sooner].past {
          add(past.arrival + wait.days - travel, to: vehicle, reason: element)
        }
      }
      // What lowers a level by leaving after the end, where no rule looks, has to go on doing so.
      for level in instance.levels {
        for change in level.profiles[element]?.changes ?? []
        where change.jump < 0 && change.age > own.commissioning {
          add(instance.never - change.age - travel, to: vehicle, reason: element)
        }
      }
      // Draws on a store depend on the very day, so that any may be the best.
      if instance.levels.contains(where: { $0.profiles[element]?.isSloped ?? false }) {
        for day in data.launchDays { add(day, to: vehicle, reason: element) }
      }
    }
  }

  private func rules(from vehicle: Int) -> [FollowOn] {
    let own = instance.vehicles[vehicle]
    var rules = [FollowOn(vehicle: vehicle, offset: own.turnaround, reason: nil)]
    for (other, data) in instance.vehicles.enumerated() {
      for pad in own.pads where data.pads.contains(pad) {
        rules.append(FollowOn(vehicle: other, offset: instance.padTurnaround[pad], reason: nil))
      }
    }
    /// `later` waits for `sooner`, which flies on this vehicle: from its launch to the arrival.
    func wait(_ later: Int, for sooner: Int, days: Int) {
      // The days count from arrival to arrival.
      guard instance.elements[sooner].past == nil, instance.elements[later].past == nil,
        instance.elements[sooner].vehicles.contains(vehicle)
      else { return }
      for other in instance.elements[later].vehicles {
        let offset = instance.travel[vehicle][sooner] + days - instance.travel[other][later]
        // Two launches that have to be further apart than that are so in either order: turnaround
        // is the reason for the later one's day.
        guard abs(offset) >= instance.leastApart(vehicle, other) else { continue }
        rules.append(FollowOn(vehicle: other, offset: offset, reason: later, cause: sooner))
      }
    }
    // The order of identical elements is brought about by exchanging them, not by waiting.
    for edge in instance.edges where !edge.isOrder {
      let commissioning = instance.elements[edge.predecessor].commissioning
      wait(edge.successor, for: edge.predecessor, days: commissioning + edge.lag)
      if let within = edge.within {
        wait(edge.predecessor, for: edge.successor, days: -within - commissioning)
      }
    }
    for need in waits { wait(need.later, for: need.sooner, days: need.days) }
    // Equal rules add nothing; the first of each kind is kept, in a fixed order.
    var seen = Set<[Int]>()
    return rules.filter {
      seen.insert([$0.vehicle, $0.offset, $0.reason ?? -1, $0.cause ?? -1]).inserted
    }
  }
}

extension Instance {
  /// Per element, those that arrive no later than it in any plan in which it flies, by precedences.
  fileprivate var surelySooner: [Set<Int>] {
    var sooner = elements.map { _ in Set<Int>() }
    for element in topologicalOrder {
      for index in elements[element].predecessors {
        let edge = edges[index]
        // Identical elements may still be exchanged.
        guard !edge.ifFlown, !edge.isOrder,
          elements[edge.predecessor].commissioning + edge.lag >= 0
        else { continue }
        sooner[element].insert(edge.predecessor)
        sooner[element].formUnion(sooner[edge.predecessor])
      }
    }
    return sooner
  }
}
