// SPDX-License-Identifier: GPL-3.0-or-later

extension TinySearch {
  // MARK: Who flies

  /// Whether an element may fly beside those of which it is settled whether they fly.
  func mayFly(_ element: Int) -> Bool {
    if let choice = problem.elements[element].choice,
      problem.choices[choice].contains(where: { $0 != element && stays[$0] != nil })
    {
      return false
    }
    return problem.elements[element].after.allSatisfy { $0.ifFlown || !isGrounded[$0.predecessor] }
      && problem.elements[element].meets.allSatisfy { !isGrounded[$0] }
  }

  /// Whether an element may stay on the ground beside those of which it is settled.
  func mayStay(_ element: Int) -> Bool {
    guard problem.elements[element].mayStay else { return false }
    if let choice = problem.elements[element].choice,
      problem.choices[choice].allSatisfy({ $0 == element || isGrounded[$0] })
    {
      return false
    }
    return problem.elements[element].successors.allSatisfy { successor in
      isPast[successor] || stays[successor] == nil
        || problem.elements[successor].after.allSatisfy { $0.predecessor != element || $0.ifFlown }
    }
      && problem.elements[element].metBy.allSatisfy { isPast[$0] || stays[$0] == nil }
  }

  // MARK: When

  /// Whether an element's stay suits those before and after it that have one.
  func suits(_ element: Int, _ stay: TinyStay) -> Bool {
    for link in problem.elements[element].after {
      guard let earlier = stays[link.predecessor] else { continue }
      let gap = stay.arrival - earlier.operational
      if gap < link.lag || gap > link.within { return false }
    }
    for successor in problem.elements[element].successors where !isPast[successor] {
      guard let later = stays[successor] else { continue }
      for link in problem.elements[successor].after where link.predecessor == element {
        let gap = later.arrival - stay.operational
        if gap < link.lag || gap > link.within { return false }
      }
    }
    for met in problem.elements[element].meets {
      guard let earlier = stays[met] else { continue }
      let wait = stay.parking - earlier.operational
      if wait < 0 || wait > problem.elements[element].meetsWithin { return false }
    }
    for other in problem.elements[element].metBy where !isPast[other] {
      guard let later = stays[other] else { continue }
      let wait = later.parking - stay.operational
      if wait < 0 || wait > problem.elements[other].meetsWithin { return false }
    }
    return true
  }

  // MARK: Objectives

  /// The least value that an objective can still have; of `value`, the negated greatest.
  func least(_ objective: TinyProblem.Objective) -> Int {
    var value = 0
    switch objective {
    case .completion(let members):
      for member in members where !problem.elements[member].isOptional {
        value = max(value, operational(member) ?? 0)
      }
      return value * 1000
    case .operational:
      for element in stays.indices {
        value += problem.elements[element].weight * (operational(element) ?? 0)
      }
    case .tardiness:
      for element in stays.indices {
        let late = max(0, (operational(element) ?? 0) - problem.elements[element].due)
        value += problem.elements[element].weight * late
      }
    case .cost:
      for flight in flights {
        value += problem.vehicles[flight.vehicle].cost
        for element in flight.aboard where flight.isLost { value += problem.elements[element].cost }
      }
      for element in stays.indices
      where stays[element] != nil || !problem.elements[element].mayStay {
        value += problem.elements[element].cost
      }
    case .flights:
      value = flights.count * 1000
    case .value:
      for (index, element) in problem.elements.enumerated() where element.isOptional {
        if !isGrounded[index] { value -= element.value }
      }
      for choice in problem.choices {
        let flown = choice.filter { stays[$0] != nil }
        let open = flown.isEmpty ? choice.filter { !isGrounded[$0] } : flown
        value -= open.map { problem.elements[$0].value }.max() ?? 0
      }
    case .changedFlights:
      value = 1000 * (problem.baseline.map(changedFlights) ?? 0)
    case .changedVehicles:
      value = 1000 * (problem.baseline.map { changedPlaces(from: $0).vehicles } ?? 0)
    case .changedDates:
      value = 1000 * (problem.baseline.map { changedPlaces(from: $0).dates } ?? 0)
    }
    return value
  }

  /// The earliest operational day of an element; nil when it may stay on the ground.
  private func operational(_ element: Int) -> Int? {
    if let stay = stays[element] { return stay.operational }
    return problem.elements[element].mayStay ? nil : problem.elements[element].earliest
  }
}
