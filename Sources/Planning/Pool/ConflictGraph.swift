// SPDX-License-Identifier: GPL-3.0-or-later

/// Which pairs of loads cannot both be in a plan, whatever else is in it.
///
/// Two loads exclude each other when they share an element; when their launches are too close for
/// vehicle or pad, or one too many for a vehicle that has a single flight left (in all, or in that
/// year); or when an element of one is brought too early or too late for an element of the other,
/// along any chain of precedences, each link rounded up to a day on which the pool brings it.
final class ConflictGraph: Sendable {
  /// The number of loads.
  let count: Int
  private let width: Int
  private let words: [UInt64]

  /// Bytes that the graph over a number of loads takes.
  static func size(of count: Int) -> Int { count * ((count + 63) / 64) * 8 }

  /// Finds the conflicts of a pool.
  ///
  /// With `sharing` rules, the loads of a pool are single elements of which several can be aboard one
  /// flight: those of one launch exclude each other only where they cannot share it.
  init(_ pool: LoadPool, sharing: [[Bool]]? = nil) {
    count = pool.count
    width = (pool.count + 63) / 64
    var building = Building(pool, width: width)
    building.addLaunches(besidesOwn: sharing != nil)
    if let sharing { building.addUnshared(apart: sharing) }
    building.addElements()
    building.addChains()
    building.addWithin()
    building.removeLoops()
    words = building.words
  }

  /// Whether two loads exclude each other.
  func contains(_ left: Int, _ right: Int) -> Bool {
    words[left * width + right >> 6] & (1 << UInt64(right & 63)) != 0
  }

  /// Keeps those of a set that a load excludes; returns whether any are left.
  func restrict(_ set: inout BitSet, toNeighboursOf load: Int) -> Bool {
    words.withUnsafeBufferPointer { words in
      set.formIntersection(
        words: UnsafeBufferPointer(rebasing: words[(load * width)..<((load + 1) * width)]))
    }
  }

  /// Whether a load excludes every load that is in both of two sets.
  func excludesAll(of first: BitSet, _ second: BitSet, _ load: Int) -> Bool {
    words.withUnsafeBufferPointer { words in
      first.words.withUnsafeBufferPointer { first in
        second.words.withUnsafeBufferPointer { second in
          let start = load * width
          for index in 0..<width where first[index] & second[index] & ~words[start + index] != 0 {
            return false
          }
          return true
        }
      }
    }
  }
}

private struct Building {
  let pool: LoadPool
  let width: Int
  var words: [UInt64]

  init(_ pool: LoadPool, width: Int) {
    self.pool = pool
    self.width = width
    words = [UInt64](repeating: 0, count: pool.count * width)
  }

  private mutating func add(_ set: BitSet, to load: Int) {
    let width = width
    words.withUnsafeMutableBufferPointer { words in
      set.words.withUnsafeBufferPointer { set in
        let start = load * width
        for index in 0..<width { words[start + index] |= set[index] }
      }
    }
  }

  mutating func removeLoops() {
    for load in 0..<pool.count {
      words[load * width + load >> 6] &= ~(1 << UInt64(load & 63))
    }
  }

  /// Launches too close to each other, or one too many.
  mutating func addLaunches(besidesOwn: Bool) {
    let instance = pool.instance
    for launch in pool.launches {
      let vehicle = instance.vehicles[launch.vehicle]
      var excluded = BitSet(size: pool.count)
      for other in pool.launches {
        let apart = abs(other.day - launch.day)
        var isExcluded = false
        if other.vehicle == launch.vehicle {
          let year = instance.yearOfDay[launch.day]
          let isOnlyOne =
            vehicle.flightsLeft == 1
            || (instance.yearOfDay[other.day] == year && flightsLeft(launch.vehicle, year) == 1)
          isExcluded = apart < vehicle.turnaround || isOnlyOne
        }
        if let pad = launch.pad, other.pad == pad, apart < instance.padTurnaround[pad] {
          isExcluded = true
        }
        if besidesOwn, other.vehicle == launch.vehicle, apart == 0 { isExcluded = false }
        if isExcluded { excluded.insert(other.loads) }
      }
      for load in launch.loads { add(excluded, to: load) }
    }
  }

  /// Single elements that cannot share the one flight of a launch.
  mutating func addUnshared(apart: [[Bool]]) {
    let instance = pool.instance
    for launch in pool.launches where instance.vehicles[launch.vehicle].turnaround > 0 {
      let vehicle = instance.vehicles[launch.vehicle]
      for load in launch.loads {
        var excluded = BitSet(size: pool.count)
        let element = pool.loads[load].elements[0]
        for other in launch.loads where other != load {
          let second = pool.loads[other].elements[0]
          let room = vehicle.capacity - instance.elements[element].mass
          if vehicle.slots < 2 || instance.elements[second].mass > room || apart[element][second] {
            excluded.insert(other)
          }
        }
        add(excluded, to: load)
      }
    }
  }

  private func flightsLeft(_ vehicle: Int, _ year: Int) -> Int? {
    let instance = pool.instance
    return instance.vehicles[vehicle].perYear.map { most in
      most
        - instance.pastFlights.count {
          $0.vehicle == vehicle && instance.yearOfDay.indices.contains($0.day)
            && instance.yearOfDay[$0.day] == year
        }
    }
  }

  /// Loads that share an element.
  mutating func addElements() {
    for element in pool.instance.free {
      for load in Array(pool.loads.indices) where pool.loadsWith[element].contains(load) {
        add(pool.loadsWith[element], to: load)
      }
    }
  }

  // MARK: - Chains of precedences

  /// An element and how soon another may follow it: per arrival of the first, the first arrival of
  /// the second that any chain of precedences between them allows.
  private struct Chain {
    var first: Int
    var second: Int
    var soonest: [Int]
  }

  mutating func addChains() {
    let chains = chains()
    var byFirst = pool.instance.elements.map { _ in [Chain]() }
    var bySecond = byFirst
    for chain in chains {
      byFirst[chain.first].append(chain)
      bySecond[chain.second].append(chain)
    }
    for element in pool.instance.free {
      let arrivals = pool.arrivalsOf[element]
      // What comes too early after this element: more and more of it as the element comes later.
      var excluded = BitSet(size: pool.count)
      var positions = byFirst[element].map { pool.arrivalsOf[$0.second].lowerBound }
      for (offset, arrival) in arrivals.enumerated() {
        for (index, chain) in byFirst[element].enumerated() {
          while positions[index] < chain.soonest[offset] {
            for load in pool.loadsBringing[positions[index]] { excluded.insert(load) }
            positions[index] += 1
          }
        }
        for load in pool.loadsBringing[arrival] { add(excluded, to: load) }
      }
      // What comes too late before it: more and more of it as the element comes earlier.
      excluded = BitSet(size: pool.count)
      positions = bySecond[element].map { $0.soonest.count }
      for arrival in arrivals.reversed() {
        for (index, chain) in bySecond[element].enumerated() {
          let first = pool.arrivalsOf[chain.first].lowerBound
          while positions[index] > 0, chain.soonest[positions[index] - 1] > arrival {
            positions[index] -= 1
            for load in pool.loadsBringing[first + positions[index]] { excluded.insert(load) }
          }
        }
        for load in pool.loadsBringing[arrival] { add(excluded, to: load) }
      }
    }
  }

  private func chains() -> [Chain] {
    let instance = pool.instance
    let order = instance.topologicalOrder
    var chains: [Chain] = []
    for first in instance.free {
      var soonest = instance.elements.map { _ -> [Int]? in nil }
      soonest[first] = Array(pool.arrivalsOf[first])
      for second in order where second != first && instance.elements[second].past == nil {
        for index in instance.elements[second].predecessors {
          let edge = instance.edges[index]
          guard let before = soonest[edge.predecessor] else { continue }
          let wait = instance.elements[edge.predecessor].commissioning + edge.lag
          let end = pool.arrivalsOf[edge.predecessor].upperBound
          let own = before.map { arrival in
            arrival < end
              ? pool.firstArrival(of: second, notBefore: pool.arrivals[arrival].day + wait)
              : pool.arrivalsOf[second].upperBound
          }
          soonest[second] = soonest[second].map { zip($0, own).map { max($0, $1) } } ?? own
        }
        if let own = soonest[second] {
          chains.append(Chain(first: first, second: second, soonest: own))
        }
      }
    }
    return chains
  }

  /// Successors that come too long after an element that they must follow soon.
  mutating func addWithin() {
    let instance = pool.instance
    for edge in instance.edges where instance.elements[edge.predecessor].past == nil {
      guard let within = edge.within else { continue }
      let wait = instance.elements[edge.predecessor].commissioning + within
      let successors = pool.arrivalsOf[edge.successor]
      for arrival in pool.arrivalsOf[edge.predecessor] {
        let first = pool.firstArrival(
          of: edge.successor, notBefore: pool.arrivals[arrival].day + wait + 1)
        var late = BitSet(size: pool.count)
        for other in first..<successors.upperBound {
          for load in pool.loadsBringing[other] { late.insert(load) }
        }
        var early = BitSet(size: pool.count)
        for load in pool.loadsBringing[arrival] {
          early.insert(load)
          add(late, to: load)
        }
        late.forEach { add(early, to: $0) }
      }
    }
  }
}

extension Instance {
  /// The elements, each after its predecessors.
  var topologicalOrder: [Int] {
    var waiting = elements.map { $0.predecessors.count }
    var order = elements.indices.filter { waiting[$0] == 0 }
    var head = 0
    while head < order.count {
      for edge in elements[order[head]].successors {
        let next = edges[edge].successor
        waiting[next] -= 1
        if waiting[next] == 0 { order.append(next) }
      }
      head += 1
    }
    return order
  }
}
