// SPDX-License-Identifier: GPL-3.0-or-later

/// Looks for a plan in which every element flies on one of its days, by ejections: an element without a
/// place takes the one for which the least has to give way, and what gave way looks for a place in turn.
///
/// How much an element counts grows each time that there is no free place for it, so that hard elements
/// come to stay and the search does not go in circles. Between two insertions, elements move to free
/// places at random. This is the method of Y. Nagata, O. Bräysy, "A powerful route minimization
/// heuristic for the vehicle routing problem with time windows", Operations Research Letters 37, 2009,
/// https://doi.org/10.1016/j.orl.2009.04.006, with launch days as routes; docs/model.md, section 9. The
/// outcome depends on the seed and the number of steps alone, not on threads or time.
struct EjectionSearch {
  private let pool: LoadPool
  private let places: EjectionPlaces
  private let board: EjectionBoard
  private var random: RandomStream
  /// Per element, how much it counts.
  private(set) var weights: [Int]
  /// The elements without a place.
  private var waiting: [Int]
  /// What gives way for the place that is looked at, and for the best one so far; kept for their memory.
  private var ejected: [Int] = []
  private var leastEjected: [Int] = []
  /// How many insertions there have been.
  private(set) var steps = 0

  /// How many elements move at random after each insertion.
  private static let moves = 20
  /// From which weight on all are scaled down.
  private static let mostWeight = 1_000_000

  /// Sets out to find a plan among some single elements.
  init(
    _ singles: SingleElements, among active: BitSet, seed: UInt64, stream: Int
  ) {
    pool = singles.pool
    let places = EjectionPlaces(singles.pool, among: active)
    self.places = places
    board = EjectionBoard(singles, places: places)
    random = RandomStream(seed: seed, index: UInt64(2_000 + stream))
    let instance = singles.pool.instance
    weights = [Int](repeating: 1, count: instance.elements.count)
    // The last is taken first: what provides, then what must come early.
    waiting = instance.free.sorted { one, other in
      let (first, second) = (places.lastDay[one], places.lastDay[other])
      let provides = (places.provides[one], places.provides[other])
      if provides.0 != provides.1 { return provides.1 }
      return (first, one) > (second, other)
    }
  }

  /// Goes on for a number of steps, or until there is a plan, which is returned.
  mutating func run(steps most: Int, isCancelled: () -> Bool) -> Schedule? {
    let end = steps + most
    while !waiting.isEmpty {
      guard steps < end else { return nil }
      if steps % 256 == 0, isCancelled() { return nil }
      steps += 1
      step()
    }
    return board.schedule
  }

  private mutating func step() {
    if random.below(2) == 0 { waiting.swapAt(random.below(waiting.count), waiting.count - 1) }
    let element = waiting.removeLast()
    guard let place = cheapestPlace(for: element) else {
      // It waits for what others have to bring first.
      waiting.insert(element, at: 0)
      weights[element] += 1
      return
    }
    if !leastEjected.isEmpty { raise(element) }
    for other in leastEjected { board.remove(other) }
    board.put(element, at: place)
    waiting += leastEjected
    for _ in 0..<Self.moves { move() }
  }

  /// The place of an element for which the least has to give way, which is `leastEjected` then; of
  /// several one at random; nil when there is none.
  private mutating func cheapestPlace(for element: Int) -> Int? {
    var best: Int?
    var (least, ties) = (Int.max, 0)
    for place in places.ofElement[element] {
      guard
        let cost = board.cost(
          of: place, weights: weights, atMost: least, ejecting: &ejected)
      else { continue }
      if cost < least {
        (best, least, ties) = (place, cost, 1)
        swap(&ejected, &leastEjected)
      } else {
        ties += 1
        guard random.below(ties) == 0 else { continue }
        best = place
        swap(&ejected, &leastEjected)
      }
    }
    if best == nil { leastEjected.removeAll(keepingCapacity: true) }
    return best
  }

  private mutating func raise(_ element: Int) {
    weights[element] += 1
    guard weights[element] > Self.mostWeight else { return }
    for index in weights.indices { weights[index] = 1 + weights[index] / 100 }
  }

  /// Moves an element to another place at random, if that is free.
  private mutating func move() {
    let free = pool.instance.free
    let element = free[random.below(free.count)]
    guard let old = board.place(of: element) else { return }
    let own = places.ofElement[element]
    let place = own[random.below(own.count)]
    board.remove(element)
    let isFree = board.cost(of: place, weights: weights, atMost: 0, ejecting: &ejected) != nil
    board.put(element, at: isFree ? place : old)
  }
}

/// The places that elements may take: single elements of a pool.
struct EjectionPlaces {
  /// Per element, its places.
  let ofElement: [[Int]]
  /// Per element, the last day on which it may arrive.
  let lastDay: [Int]
  /// Per element, whether it adds to some level.
  let provides: [Bool]

  init(_ pool: LoadPool, among active: BitSet) {
    var ofElement = pool.instance.elements.map { _ in [Int]() }
    var lastDay = pool.instance.elements.map { _ in 0 }
    active.forEach { place in
      let element = pool.loads[place].elements[0]
      ofElement[element].append(place)
      lastDay[element] = max(
        lastDay[element], pool.instance.arrival(of: element, in: pool.loads[place]))
    }
    self.ofElement = ofElement
    self.lastDay = lastDay
    provides = pool.instance.elements.indices.map { element in
      pool.instance.levels.contains { level in
        level.profiles[element]?.changes.contains { $0.jump > 0 } ?? false
      }
    }
  }
}
