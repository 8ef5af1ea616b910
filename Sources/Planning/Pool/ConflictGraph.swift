// SPDX-License-Identifier: GPL-3.0-or-later

/// Which pairs of loads cannot both be in a plan, whatever else is in it.
///
/// Two loads exclude each other when they share an element; when their launches are too close for
/// vehicle or pad, or one too many for a vehicle that has a single flight left (in all, or in that
/// year); or when an element of one is brought too early or too late for an element of the other,
/// along any chain of precedences, each link rounded up to a day on which the pool brings it.
///
/// What a load excludes is the union of what its launch and each of its arrivals exclude. Only these
/// are stored, a set of loads each: there are far fewer of them than loads.
final class ConflictGraph: Sendable {
  private let width: Int
  private let words: [UInt64]
  /// Per load, where its parts begin in `parts`; one entry more than loads.
  private let starts: [Int]
  /// Where the sets begin in `words` whose union a load excludes.
  private let parts: [Int]

  /// Finds the conflicts of a pool.
  ///
  /// With `sharing` rules, the loads of a pool are single elements of which several can be aboard one
  /// flight: those of one launch exclude each other only where they cannot share it.
  init(_ pool: LoadPool, sharing: [[Bool]]? = nil) {
    width = (pool.count + 63) / 64
    let building = Building(pool, width: width, sharing: sharing)
    words = building.words
    var starts = [0]
    var parts: [Int] = []
    starts.reserveCapacity(pool.count + 1)
    for load in 0..<pool.count {
      parts.append(pool.launchOf[load] * width)
      for arrival in pool.arrivalsIn[load] { parts.append(building.row(ofArrival: arrival)) }
      if sharing != nil { parts.append(building.row(ofLoad: load)) }
      starts.append(parts.count)
    }
    self.starts = starts
    self.parts = parts
  }

  /// Finds the conflicts of a pool whose plans are made of some single elements: what these are known to
  /// exclude of each other, loads with them do.
  ///
  /// Here it is a place of which a set is stored.
  init(_ pool: LoadPool, places: PoolPlaces) {
    width = (pool.count + 63) / 64
    let building = Building(pool, width: width, sharing: nil)
    var words = [UInt64](repeating: 0, count: places.count * width)
    for place in 0..<places.count {
      let row = place * width
      let launch = places.launchOf[place] * width
      let arrival = building.row(ofArrival: places.arrivalOf[place])
      for index in 0..<width {
        words[row + index] = building.words[launch + index] | building.words[arrival + index]
      }
      places.forEach(excludedBy: place) { load in
        words[row + load >> 6] |= 1 << UInt64(load & 63)
      }
    }
    self.words = words
    starts = places.starts
    parts = places.ofLoads.map { [width] in $0 * width }
  }

  /// The conflicts of as many loads as there are rows of bits, each of some words.
  init(words: [UInt64], width: Int, count: Int) {
    self.words = words
    self.width = width
    starts = Array(0...count)
    parts = (0..<count).map { $0 * width }
  }

  /// Whether two loads exclude each other.
  func contains(_ left: Int, _ right: Int) -> Bool {
    guard left != right else { return false }
    let bit: UInt64 = 1 << UInt64(right & 63)
    for part in starts[left]..<starts[left + 1] where words[parts[part] + right >> 6] & bit != 0 {
      return true
    }
    return false
  }

  /// Keeps those of a set that a load excludes; returns whether any are left.
  func restrict(_ set: inout BitSet, toNeighboursOf load: Int) -> Bool {
    set.remove(load)
    return words.withUnsafeBufferPointer { words in
      parts.withUnsafeBufferPointer { parts in
        let own = UnsafeBufferPointer(rebasing: parts[starts[load]..<starts[load + 1]])
        return set.formIntersection(unionOf: own, in: words)
      }
    }
  }

  /// Visits the loads of a set, as many words as the graph's, that a load excludes, until `visit` returns
  /// false; returns whether it never did.
  func forEach(
    excludedBy load: Int, in set: UnsafePointer<UInt64>, while visit: (Int) -> Bool
  ) -> Bool {
    words.withUnsafeBufferPointer { words in
      parts.withUnsafeBufferPointer { parts in
        let (start, end) = (starts[load], starts[load + 1])
        for index in 0..<width where set[index] != 0 {
          var rest: UInt64 = 0
          for part in start..<end { rest |= words[parts[part] + index] }
          rest &= set[index]
          while rest != 0 {
            guard visit(index << 6 + rest.trailingZeroBitCount) else { return false }
            rest &= rest - 1
          }
        }
        return true
      }
    }
  }

  /// Whether a load excludes every load that is in both of two sets; it is not in both itself.
  func excludesAll(of first: BitSet, _ second: BitSet, _ load: Int) -> Bool {
    words.withUnsafeBufferPointer { words in
      parts.withUnsafeBufferPointer { parts in
        first.words.withUnsafeBufferPointer { first in
          second.words.withUnsafeBufferPointer { second in
            let (start, end) = (starts[load], starts[load + 1])
            for index in 0..<width {
              var rest = first[index] & second[index]
              guard rest != 0 else { continue }
              for part in start..<end { rest &= ~words[parts[part] + index] }
              if rest != 0 { return false }
            }
            return true
          }
        }
      }
    }
  }
}

private struct Building {
  let pool: LoadPool
  let width: Int
  /// A set of loads per launch, then per arrival, then, with sharing rules, per load.
  var words: [UInt64]

  init(_ pool: LoadPool, width: Int, sharing: [[Bool]]?) {
    self.pool = pool
    self.width = width
    let sets = pool.launches.count + pool.arrivals.count + (sharing == nil ? 0 : pool.count)
    words = [UInt64](repeating: 0, count: sets * width)
    addLaunches(besidesOwn: sharing != nil)
    if let sharing { addUnshared(apart: sharing) }
    addElements()
    addChains()
    addChoices()
    addVoidable()
    addWithin()
  }

  /// Where the set of an arrival begins.
  func row(ofArrival arrival: Int) -> Int { (pool.launches.count + arrival) * width }

  /// Where the set of a load's own begins.
  func row(ofLoad load: Int) -> Int {
    (pool.launches.count + pool.arrivals.count + load) * width
  }

  private mutating func add(_ set: BitSet, at row: Int) {
    let width = width
    words.withUnsafeMutableBufferPointer { words in
      set.words.withUnsafeBufferPointer { set in
        for index in 0..<width { words[row + index] |= set[index] }
      }
    }
  }

  /// Launches too close to each other, or one too many.
  mutating func addLaunches(besidesOwn: Bool) {
    let instance = pool.instance
    var ofVehicle = instance.vehicles.map { _ in [Int]() }
    var ofPad = instance.padTurnaround.map { _ in [Int]() }
    for (number, launch) in pool.launches.enumerated() {
      ofVehicle[launch.vehicle].append(number)
      if let pad = launch.pad { ofPad[pad].append(number) }
    }
    for pad in ofPad.indices {
      ofPad[pad].sort { (pool.launches[$0].day, $0) < (pool.launches[$1].day, $1) }
    }
    for (number, launch) in pool.launches.enumerated() {
      let vehicle = instance.vehicles[launch.vehicle]
      var excluded = BitSet(size: pool.count)
      let own = ofVehicle[launch.vehicle]
      insert(near(launch.day, apart: vehicle.turnaround, in: own), of: own, into: &excluded)
      if vehicle.flightsLeft == 1 {
        insert(own.indices, of: own, into: &excluded)
      } else if flightsLeft(launch.vehicle, instance.yearOfDay[launch.day]) == 1 {
        let year = instance.yearOfDay[launch.day]
        for other in own where instance.yearOfDay[pool.launches[other].day] == year {
          excluded.insert(pool.launches[other].loads)
        }
      }
      if let pad = launch.pad {
        let users = ofPad[pad]
        let close = near(launch.day, apart: instance.padTurnaround[pad], in: users)
        insert(close, of: users, into: &excluded)
      }
      if besidesOwn {
        // The loads of one launch are told apart by what they can share; one from another pad on the same day
        // is another flight.
        excluded.subtract(launch.loads)
      }
      add(excluded, at: number * width)
    }
  }

  /// Where, of launches in order of their days, those are that are less than some days from a day.
  private func near(_ day: Int, apart: Int, in launches: [Int]) -> Range<Int> {
    func first(after limit: Int) -> Int {
      var (low, high) = (0, launches.count)
      while low < high {
        let middle = (low + high) / 2
        if pool.launches[launches[middle]].day > limit { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let start = first(after: day - apart)
    return start..<max(start, first(after: day + apart - 1))
  }

  /// Inserts the loads of some launches, neighbouring ones at once.
  private func insert(_ range: Range<Int>, of launches: [Int], into set: inout BitSet) {
    var loads = 0..<0
    for index in range {
      let next = pool.launches[launches[index]].loads
      if next.lowerBound == loads.upperBound {
        loads = loads.lowerBound..<next.upperBound
      } else {
        set.insert(loads)
        loads = next
      }
    }
    set.insert(loads)
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
          let room =
            instance.capacities[launch.vehicle][element] - instance.elements[element].mass
          if vehicle.slots < 2 || instance.elements[second].mass > room || apart[element][second] {
            excluded.insert(other)
          }
        }
        add(excluded, at: row(ofLoad: load))
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
      for arrival in pool.arrivalsOf[element] {
        add(pool.loadsWith[element], at: row(ofArrival: arrival))
      }
    }
  }

  // MARK: - Chains of precedences

  /// An element and how soon another may follow it: per arrival of the first, the first arrival of
  /// the second that any chain of precedences between them allows.
  ///
  /// An arrival may be to stay on the ground: it is the last, and lets nothing follow but that.
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
        add(excluded, at: row(ofArrival: arrival))
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
        add(excluded, at: row(ofArrival: arrival))
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
          // A precedence that may be void says nothing.
          guard !edge.ifFlown, let before = soonest[edge.predecessor] else { continue }
          let wait = instance.elements[edge.predecessor].commissioning + edge.lag
          let end = pool.arrivalsOf[edge.predecessor].upperBound
          let own = before.map { arrival in
            arrival < end
              ? pool.firstArrival(
                of: second,
                notBefore: min(instance.never, pool.arrivals[arrival].day + wait))
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

  /// Elements of one choice, of which only one flies.
  mutating func addChoices() {
    let instance = pool.instance
    for choice in instance.choices {
      for element in choice {
        var excluded = BitSet(size: pool.count)
        for other in choice where other != element {
          for arrival in flown(other) { insert(arrival: arrival, into: &excluded) }
        }
        for arrival in flown(element) { add(excluded, at: row(ofArrival: arrival)) }
      }
    }
  }

  /// An element's arrivals but that of staying on the ground.
  private func flown(_ element: Int) -> Range<Int> {
    let end = pool.firstArrival(of: element, notBefore: pool.instance.never)
    return pool.arrivalsOf[element].lowerBound..<end
  }

  /// A precedence that is void when the predecessor stays on the ground: what comes too early after
  /// it otherwise.
  mutating func addVoidable() {
    let instance = pool.instance
    for edge in instance.edges where edge.ifFlown {
      let wait = instance.elements[edge.predecessor].commissioning + edge.lag
      for arrival in flown(edge.predecessor) {
        let day = pool.arrivals[arrival].day
        let first = pool.firstArrival(
          of: edge.successor, notBefore: min(instance.never, day + wait))
        var excluded = BitSet(size: pool.count)
        for other in pool.arrivalsOf[edge.successor].lowerBound..<first {
          insert(arrival: other, into: &excluded)
          // Conflicts are mutual.
          var own = BitSet(size: pool.count)
          insert(arrival: arrival, into: &own)
          add(own, at: row(ofArrival: other))
        }
        add(excluded, at: row(ofArrival: arrival))
      }
    }
  }

  /// Successors that come too long after an element that they must follow soon.
  mutating func addWithin() {
    let instance = pool.instance
    for edge in instance.edges where instance.elements[edge.predecessor].past == nil {
      guard let within = edge.within else { continue }
      let wait = instance.elements[edge.predecessor].commissioning + within
      let before = flown(edge.predecessor)
      let after = flown(edge.successor)
      // More and more successors come too late as the predecessor comes earlier, and the other way
      // round.
      var excluded = BitSet(size: pool.count)
      var end = after.upperBound
      for arrival in before.reversed() {
        let first = min(
          end,
          pool.firstArrival(
            of: edge.successor, notBefore: pool.arrivals[arrival].day + wait + 1))
        for other in first..<end { insert(arrival: other, into: &excluded) }
        end = first
        add(excluded, at: row(ofArrival: arrival))
      }
      excluded = BitSet(size: pool.count)
      var start = before.lowerBound
      for arrival in after {
        let first = max(
          start,
          min(
            before.upperBound,
            pool.firstArrival(
              of: edge.predecessor, notBefore: pool.arrivals[arrival].day - wait)))
        for other in start..<first { insert(arrival: other, into: &excluded) }
        start = first
        add(excluded, at: row(ofArrival: arrival))
      }
    }
  }

  private func insert(arrival: Int, into set: inout BitSet) {
    for load in pool.loadsBringing[arrival] { set.insert(load) }
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

extension LoadPool {
  /// Bytes that the conflict graph takes, `sharing` when the loads are single elements, with as many
  /// places.
  func graphSize(sharing: Bool = false, places: Int = 0) -> Int {
    let sets = launches.count + arrivals.count + (sharing ? count : 0) + places
    return sets * ((count + 63) / 64) * 8
  }
}
