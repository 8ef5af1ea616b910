// SPDX-License-Identifier: GPL-3.0-or-later

extension LaunchDays {
  /// Whether some single elements are worth probing: not where they are very many, or where there are many
  /// days for each element, of which any two then exclude little.
  func suitProbing(_ singles: BitSet, of instance: Instance) -> Bool {
    singles.count <= 24_000 && count <= 60 * instance.free.count
  }
}

extension SingleElements {
  /// How many rounds of probing there are at most, and what a round must bring to be followed by another:
  /// one part in so many of the places, or of their pairs.
  private static let mostRounds = 6
  private static let leastPlaces = 500
  private static let leastPairs = 200

  /// What is left of some of them, with more that is known of which exclude each other, after each has been
  /// tried; nil when an element has no place left.
  ///
  /// It holds for plans made of these single elements (docs/model.md, section 6); with costs, for those of
  /// them that cost no more than `most`.
  func probed(
    _ part: BitSet, costs: ((_ single: Int) -> Int)? = nil, atMost most: Int? = nil, threads: Int,
    clock: SearchClock
  ) -> SingleElements? {
    var matrix = PlaceMatrix(self, part)
    if let costs, let most {
      matrix.costs = matrix.singles.map { Double(costs($0)) }
      matrix.most = Double(most)
    }
    return probed(&matrix, threads: threads, clock: clock)
  }

  /// The same for plans made of some loads, whose reduced costs add up to no more than `room`.
  ///
  /// What a load costs is shared out among its elements; a place costs at least the least of its shares.
  func probed(
    among loads: [(load: Load, reducedCost: Double)], below room: Double, threads: Int,
    clock: SearchClock
  ) -> SingleElements? {
    let numbers = numbers
    var shares = [Double](repeating: .infinity, count: pool.count)
    var part = BitSet(size: pool.count)
    for (load, reducedCost) in loads {
      let share = max(0, reducedCost) / Double(load.elements.count)
      for element in load.elements {
        for single in numbers[[load.vehicle, load.day, element]] ?? [] {
          part.insert(single)
          shares[single] = min(shares[single], share)
        }
      }
    }
    var matrix = PlaceMatrix(self, part)
    matrix.costs = matrix.singles.map { shares[$0] }
    matrix.most = room
    return probed(&matrix, threads: threads, clock: clock)
  }

  /// Those of some loads whose elements all have a place, and places that do not exclude each other.
  func kept(
    _ loads: [(load: Load, reducedCost: Double)]
  ) -> [(load: Load, reducedCost: Double)] {
    let numbers = numbers
    let graph = propagation.graph
    return loads.filter { load, _ in
      let own = load.elements.map { numbers[[load.vehicle, load.day, $0]] ?? [] }
      // One of its pads is enough.
      return own[0].contains { first in
        let aboard = own.map { $0.first { pool.launchOf[$0] == pool.launchOf[first] } }
        return aboard.indices.allSatisfy { one in
          aboard[..<one].allSatisfy { other in
            guard let left = aboard[one], let right = other else { return false }
            return !graph.contains(left, right)
          } && aboard[one] != nil
        }
      }
    }
  }

  /// The singles by vehicle, day and element, one per pad.
  private var numbers: [[Int]: [Int]] {
    var numbers: [[Int]: [Int]] = [:]
    for single in pool.loads.indices {
      let load = pool.loads[single]
      numbers[[load.vehicle, load.day, load.elements[0]], default: []].append(single)
    }
    return numbers
  }

  private func probed(
    _ matrix: inout PlaceMatrix, threads: Int, clock: SearchClock
  ) -> SingleElements? {
    guard matrix.propagate() else { return nil }
    for _ in 0..<Self.mostRounds {
      guard let gain = matrix.probe(threads: threads, clock: clock) else { return nil }
      if clock.cause != nil { break }
      if gain.removed * Self.leastPlaces < matrix.count,
        gain.pairs / matrix.count * Self.leastPairs < matrix.count
      {
        break
      }
    }
    return SingleElements(self, matrix)
  }

  /// The places of a matrix that are left.
  private init(_ old: SingleElements, _ matrix: PlaceMatrix) {
    let oldPool = old.pool
    isProbed = true
    // A place per vehicle, day, pad and element.
    var places: [[Int]: Int] = [:]
    var kept: [Int] = []
    for (place, single) in matrix.singles.enumerated() where matrix.isActive(place) {
      places[oldPool.key(of: single)] = place
      kept.append(single)
    }
    var loads: [Load] = []
    for single in kept.sorted() {
      // With several pads, a single element is there once per pad.
      let load = oldPool.loads[single]
      loads.append(load)
    }
    let pool = LoadPool(oldPool.instance, loads: Set(loads).sorted())
    self.pool = pool
    let placeOf = pool.loads.indices.map { places[pool.key(of: $0)] }
    var newOf = [Int](repeating: -1, count: matrix.count)
    for (index, place) in placeOf.enumerated() {
      if let place { newOf[place] = index }
    }
    let width = (pool.count + 63) / 64
    var words = [UInt64](repeating: 0, count: pool.count * width)
    for (index, place) in placeOf.enumerated() {
      guard let place else {
        // A pad on which it is in no plan.
        for other in 0..<pool.count where other != index {
          words[index * width + other >> 6] |= 1 << UInt64(other & 63)
          words[other * width + index >> 6] |= 1 << UInt64(index & 63)
        }
        continue
      }
      for word in 0..<matrix.width {
        var rest = matrix.rows[place * matrix.width + word]
        while rest != 0 {
          let other = newOf[word << 6 + rest.trailingZeroBitCount]
          rest &= rest - 1
          if other >= 0 { words[index * width + other >> 6] |= 1 << UInt64(other & 63) }
        }
      }
    }
    propagation = CoverPropagation(
      pool: pool, graph: ConflictGraph(words: words, width: width, count: pool.count))
  }
}

extension LoadPool {
  /// What tells a single element from others: vehicle, day, pad and element.
  func key(of single: Int) -> [Int] {
    [loads[single].vehicle, loads[single].day, pads[single] ?? -1, loads[single].elements[0]]
  }
}
