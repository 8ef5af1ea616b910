// SPDX-License-Identifier: GPL-3.0-or-later

/// What makes an instance hold to the flights of another plan (docs/model.md, section 10).
///
/// The elements of a flight stay together, on its vehicle, and no two flights share one; none
/// launches earlier than it did, and flights to one node launch in their order. What does not fly in
/// the other plan stays on the ground.
struct Holding {
  private let baseline: BaselinePlan
  /// The first day on which anything new may launch.
  private let today: Int

  init(_ baseline: BaselinePlan, today: Int) {
    self.baseline = baseline
    self.today = today
  }

  /// Binds each element to its vehicle and keeps it from flying earlier.
  ///
  /// An element that has to fly and is in no flight is left without a vehicle.
  func bind(_ elements: inout [Instance.ElementData], free: [Int]) {
    for element in free {
      guard let place = baseline.places[element] else {
        elements[element].vehicles = []
        continue
      }
      elements[element].vehicles = elements[element].vehicles.filter { $0 == place.vehicle }
      elements[element].mayStayGrounded = false
      elements[element].ready = max(elements[element].ready, place.day)
    }
  }

  /// The precedences that keep the elements of a flight together and flights to one node in order.
  ///
  /// `edges` are those that are there; none of the new ones closes a cycle with them.
  func edges(
    _ elements: [Instance.ElementData], travel: [[Int]], besides edges: [Instance.Edge]
  ) -> [Instance.Edge] {
    var order = Order(count: elements.count, edges: edges)
    var added: [Instance.Edge] = []
    /// `later` launches no earlier than `sooner`, or on the same day.
    func relate(_ sooner: Int, _ later: Int, together: Bool) {
      guard let first = baseline.places[sooner], let second = baseline.places[later] else { return }
      let (own, other) = (travel[first.vehicle][sooner], travel[second.vehicle][later])
      let isTurned = order.reaches(later, sooner)
      let (before, after) = isTurned ? (later, sooner) : (sooner, later)
      // From the predecessor's operational day back to its launch, then on to the other's arrival.
      let shift =
        (isTurned ? own - other : other - own) - elements[before].commissioning
      var edge = Instance.Edge(
        predecessor: before, successor: after, lag: shift, within: nil, isImplied: true)
      if together || isTurned { edge.within = shift }
      // Turned round, only the latest day is said: a lag that never binds.
      if isTurned, !together { edge.lag = shift - 1_000_000 }
      order.add(edge)
      added.append(edge)
    }
    for flight in baseline.flights {
      for (first, second) in zip(flight.elements, flight.elements.dropFirst()) {
        relate(first, second, together: true)
      }
    }
    // A flight of the past was lost and flies again, when it can.
    let planned = baseline.flights.filter { $0.day >= today }
    let nodes = Set(planned.map { elements[$0.elements[0]].launchNode }).sorted()
    for node in nodes {
      let own = planned.filter { elements[$0.elements[0]].launchNode == node }
      let days = Set(own.map(\.day)).sorted()
      for (day, next) in zip(days, days.dropFirst()) {
        for sooner in own where sooner.day == day {
          for later in own where later.day == next {
            relate(sooner.elements[0], later.elements[0], together: false)
          }
        }
      }
    }
    return added
  }

  /// Which elements come after which, by precedences.
  private struct Order {
    var successors: [[Int]]

    init(count: Int, edges: [Instance.Edge]) {
      successors = [[Int]](repeating: [], count: count)
      for edge in edges { successors[edge.predecessor].append(edge.successor) }
    }

    mutating func add(_ edge: Instance.Edge) {
      successors[edge.predecessor].append(edge.successor)
    }

    func reaches(_ start: Int, _ end: Int) -> Bool {
      var seen: Set<Int> = [start]
      var open = [start]
      while let element = open.popLast() {
        if element == end { return true }
        for next in successors[element] where seen.insert(next).inserted { open.append(next) }
      }
      return false
    }
  }
}

extension Instance {
  /// Whether all loads are flights of the plan that is held to; true where none is.
  func isHeld(_ loads: [Load]) -> Bool {
    guard let holding else { return true }
    return loads.allSatisfy { isGrounded($0) || holding.has($0) }
  }

  /// The flights of the plan that is held to, of a vehicle, whose elements are all among some.
  func heldFlights(of vehicle: Int, among elements: [Int]) -> [[Int]]? {
    guard let holding else { return nil }
    guard vehicle != ground else { return elements.map { [$0] } }
    let those = Set(elements)
    return holding.flights.filter { $0.vehicle == vehicle && those.isSuperset(of: $0.elements) }
      .map(\.elements)
  }
}
