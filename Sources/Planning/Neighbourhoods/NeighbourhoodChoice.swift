// SPDX-License-Identifier: GPL-3.0-or-later

/// Chooses which elements of a schedule to set free: those near each other in time, aboard one
/// vehicle, in the order of precedence, or in two places at once.
struct NeighbourhoodChoice {
  private let instance: Instance
  private var random: RandomStream

  init(_ instance: Instance, seed: UInt64, stream: Int) {
    self.instance = instance
    random = RandomStream(seed: seed, index: UInt64(1_000 + stream))
  }

  /// At least `size` elements, if there are as many; `wanted` are those that ought to move.
  mutating func choose(size: Int, of loads: [Load], wanted: [Int]) -> [Int] {
    let first =
      wanted.isEmpty || random.below(4) == 0
      ? instance.free[random.below(instance.free.count)] : wanted[random.below(wanted.count)]
    switch random.below(4) {
    case 0: return whole(byDay(from: first, loads), size)
    case 1: return whole(byVehicle(from: first, loads), size)
    case 2: return byPrecedence(from: first, loads, size)
    default:
      let other = instance.free[random.below(instance.free.count)]
      let near = whole(byDay(from: first, loads), size / 2)
      let far = whole(byDay(from: other, loads), size - size / 2)
      return Array(Set(near + far)).sorted()
    }
  }

  /// The elements of the first flights that have as many together.
  private func whole(_ flights: [Load], _ size: Int) -> [Int] {
    var elements: [Int] = []
    for flight in flights {
      if elements.count >= size { break }
      elements += flight.elements
    }
    return elements.sorted()
  }

  /// The flights by how far they arrive from an element's arrival, somewhat shuffled.
  private mutating func byDay(from element: Int, _ loads: [Load]) -> [Load] {
    let arrivals = loads.map { load in
      load.elements.first.map { instance.arrival(of: $0, in: load) } ?? load.day
    }
    let own = loads.firstIndex { $0.elements.contains(element) } ?? 0
    let span = 1 + (arrivals.max() ?? 0) / 40
    let keys = loads.indices.map {
      $0 == own ? -1 : abs(arrivals[$0] - arrivals[own]) + random.below(span)
    }
    return loads.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { loads[$0] }
  }

  /// The flights of an element's vehicle, the nearest first, then others near it.
  private mutating func byVehicle(from element: Int, _ loads: [Load]) -> [Load] {
    let flights = byDay(from: element, loads)
    guard let vehicle = flights.first?.vehicle else { return flights }
    let others = instance.vehicles.indices.filter { $0 != vehicle }
    let second = others.isEmpty ? vehicle : others[random.below(others.count)]
    return flights.filter { $0.vehicle == vehicle || $0.vehicle == second }
      + flights.filter { $0.vehicle != vehicle && $0.vehicle != second }
  }

  /// Elements reached along precedences, both ways, in random order; half the time with all that
  /// fly with them.
  private mutating func byPrecedence(from element: Int, _ loads: [Load], _ size: Int) -> [Int] {
    let takesFlights = random.below(2) == 0
    var chosen: Set<Int> = []
    var open = [element]
    while chosen.count < size, !open.isEmpty {
      let next = open.remove(at: random.below(open.count))
      guard !chosen.contains(next), instance.elements[next].past == nil else { continue }
      chosen.insert(next)
      if takesFlights, let load = loads.first(where: { $0.elements.contains(next) }) {
        chosen.formUnion(load.elements)
      }
      open += instance.elements[next].predecessors.map { instance.edges[$0].predecessor }
      open += instance.elements[next].successors.map { instance.edges[$0].successor }
      if open.isEmpty { open.append(instance.free[random.below(instance.free.count)]) }
    }
    return chosen.sorted()
  }
}
