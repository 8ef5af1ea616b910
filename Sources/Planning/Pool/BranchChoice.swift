// SPDX-License-Identifier: GPL-3.0-or-later

/// Chooses how to split what is left of a pool in two, so that no plan is lost.
///
/// Splits are, in this order: an element arrives by a day or later; it flies on a vehicle or on
/// another; two elements share a flight or do not; a load is in the plan or not. Of several, those
/// are better whose both sides lose more of the relaxation's solution when they are propagated.
struct BranchChoice {
  let pool: LoadPool
  let propagation: PoolPropagation
  /// How many splits are looked at more closely.
  private static let limit = 10

  /// A split, by the loads that each side does without.
  private struct Split {
    var notFirst: BitSet
    var notSecond: BitSet
    /// Whether the first side is the more promising whatever it loses.
    var isOrdered = false
  }

  struct Choice {
    /// The two parts, the more promising first; one may be missing, when it is empty.
    var sides: [BitSet]
    /// The element whose days or vehicles are split; nil where it is something else.
    var element: Int?
  }

  init(pool: LoadPool, propagation: PoolPropagation) {
    self.pool = pool
    self.propagation = propagation
  }

  /// The best splits, no more than `most`, where elements count by `weights`; nil when `active` was reduced
  /// instead, by a split with an empty side.
  func choose(
    active: inout BitSet, support: [(load: Int, amount: Double)], places: NodePlaces?,
    weights: [Double], most: Int
  ) -> [Choice]? {
    if let places {
      let splits = places.splits(weights)
      if let first = splits.first, let isMet = first.isMet {
        let split = split(first.element, first.demand)
        let gone = isMet ? split.notFirst : split.notSecond
        active.subtract(gone)
        if !propagation.propagate(&active, after: gone) { active = BitSet(size: pool.count) }
        return nil
      }
      var choices: [Choice] = []
      for way in splits.prefix(most) {
        guard let sides = sides(of: split(way.element, way.demand), &active, support) else {
          return nil
        }
        choices.append(Choice(sides: sides.sets, element: way.element))
      }
      if !choices.isEmpty { return choices }
    }
    var found: [(score: Double, sides: [BitSet])] = []
    for split in splits(active, support) {
      guard let sides = sides(of: split, &active, support) else { return nil }
      found.append(
        (min(sides.lost.0, sides.lost.1) + 0.1 * max(sides.lost.0, sides.lost.1), sides.sets))
    }
    let order = found.indices.sorted { (-found[$0].score, $0) < (-found[$1].score, $1) }
    return order.prefix(most).map { Choice(sides: found[$0].sides, element: nil) }
  }

  /// The sides of a split, the more promising first, and how much of the solution each loses; nil when
  /// `active` was reduced instead, as one is empty.
  private func sides(
    of split: Split, _ active: inout BitSet, _ support: [(load: Int, amount: Double)]
  ) -> (sets: [BitSet], lost: (Double, Double))? {
    var (left, right) = (active, active)
    left.subtract(split.notFirst)
    right.subtract(split.notSecond)
    let hasLeft = propagation.propagate(&left, after: split.notFirst)
    let hasRight = propagation.propagate(&right, after: split.notSecond)
    guard hasLeft, hasRight else {
      // An empty side costs nothing; the other goes on (empty, too, when both are).
      active = hasLeft ? left : hasRight ? right : BitSet(size: pool.count)
      return nil
    }
    let (lostLeft, lostRight) = (lost(left, support), lost(right, support))
    return (
      split.isOrdered || lostLeft <= lostRight ? [left, right] : [right, left],
      (lostLeft, lostRight)
    )
  }

  /// An element meets a demand, or does not.
  private func split(_ element: Int, _ demand: NodePlaces.Demand) -> Split {
    switch demand {
    case .arrives(let last): split(element, by: last)
    case .flies(let vehicle): split(element, on: vehicle)
    }
  }

  /// An element arrives by a day, or later.
  private func split(_ element: Int, by lastDay: Int) -> Split {
    var (early, late) = (BitSet(size: pool.count), BitSet(size: pool.count))
    for arrival in pool.arrivalsOf[element] {
      for load in pool.loadsBringing[arrival] {
        if pool.arrivals[arrival].day <= lastDay { early.insert(load) } else { late.insert(load) }
      }
    }
    return Split(notFirst: late, notSecond: early)
  }

  /// How much of the solution is not in a set.
  private func lost(_ set: BitSet, _ support: [(load: Int, amount: Double)]) -> Double {
    support.reduce(0) { $0 + (set.contains($1.load) ? 0 : $1.amount) }
  }

  /// The splits to look at.
  private func splits(_ active: BitSet, _ support: [(load: Int, amount: Double)]) -> [Split] {
    let byDay = daySplits(support)
    if !byDay.isEmpty { return byDay }
    let byVehicle = vehicleSplits(support)
    if !byVehicle.isEmpty { return byVehicle }
    let byPair = pairSplits(support)
    if !byPair.isEmpty { return byPair }
    // What is left differs in pads only, or covers too little.
    return loadSplits(active, support)
  }

  /// Elements that arrive by a day, or later; split where the solution is most undecided.
  private func daySplits(_ support: [(load: Int, amount: Double)]) -> [Split] {
    var amounts = [Double](repeating: 0, count: pool.arrivals.count)
    for (load, amount) in support {
      for arrival in pool.arrivalsIn[load] { amounts[arrival] += amount }
    }
    var candidates: [(distance: Double, element: Int, last: Int)] = []
    for element in pool.instance.free {
      var sum = 0.0
      var best: (distance: Double, last: Int)?
      for arrival in pool.arrivalsOf[element] where amounts[arrival] > 1e-9 {
        sum += amounts[arrival]
        let distance = abs(sum - 0.5)
        guard sum < 1 - 1e-6, sum > 1e-6 else { continue }
        if best.map({ distance < $0.distance }) ?? true { best = (distance, arrival) }
      }
      if let best { candidates.append((best.distance, element, best.last)) }
    }
    candidates.sort { ($0.distance, $0.element) < ($1.distance, $1.element) }
    return candidates.prefix(Self.limit).map { candidate in
      split(candidate.element, by: pool.arrivals[candidate.last].day)
    }
  }

  private func vehicleSplits(_ support: [(load: Int, amount: Double)]) -> [Split] {
    var candidates: [(distance: Double, element: Int, vehicle: Int)] = []
    for element in pool.instance.free {
      var amounts = [Double](repeating: 0, count: pool.instance.vehicles.count)
      for (load, amount) in support where pool.loadsWith[element].contains(load) {
        amounts[pool.loads[load].vehicle] += amount
      }
      for (vehicle, amount) in amounts.enumerated() where amount > 1e-6 && amount < 1 - 1e-6 {
        candidates.append((abs(amount - 0.5), element, vehicle))
      }
    }
    candidates.sort {
      ($0.distance, $0.element, $0.vehicle) < ($1.distance, $1.element, $1.vehicle)
    }
    return candidates.prefix(Self.limit).map { split($0.element, on: $0.vehicle) }
  }

  /// An element flies on a vehicle, or on another.
  private func split(_ element: Int, on vehicle: Int) -> Split {
    var (own, other) = (BitSet(size: pool.count), BitSet(size: pool.count))
    pool.loadsWith[element].forEach { load in
      if pool.loads[load].vehicle == vehicle { own.insert(load) } else { other.insert(load) }
    }
    return Split(notFirst: other, notSecond: own)
  }

  private func pairSplits(_ support: [(load: Int, amount: Double)]) -> [Split] {
    var amounts: [[Int]: Double] = [:]
    for (load, amount) in support {
      let elements = pool.loads[load].elements
      for (index, first) in elements.enumerated() {
        for second in elements[(index + 1)...] { amounts[[first, second], default: 0] += amount }
      }
    }
    let candidates = amounts.filter { $0.value > 1e-6 && $0.value < 1 - 1e-6 }.map { pair in
      (amount: pair.value, first: pair.key[0], second: pair.key[1])
    }.sorted { ($1.amount, $0.first, $0.second) < ($0.amount, $1.first, $1.second) }
    // The pair that is most together, and together first: to keep a pair apart changes little.
    return candidates.prefix(1).map { candidate in
      let (first, second) = (pool.loadsWith[candidate.first], pool.loadsWith[candidate.second])
      var both = first
      both.formIntersection(second)
      var one = first
      one.formUnion(second)
      one.subtract(both)
      return Split(notFirst: one, notSecond: both, isOrdered: true)
    }
  }

  /// A load is in the plan, and none other with its elements, or it is not.
  private func loadSplits(
    _ active: BitSet, _ support: [(load: Int, amount: Double)]
  ) -> [Split] {
    var load = support.first { $0.amount < 1 - 1e-6 }?.load
    if load == nil {
      // An element that the solution does not cover.
      var aboard = BitSet(size: pool.instance.elements.count)
      for (load, _) in support {
        for element in pool.loads[load].elements { aboard.insert(element) }
      }
      for element in pool.instance.free where !aboard.contains(element) && load == nil {
        active.forEach(alsoIn: pool.loadsWith[element]) { candidate in
          load = candidate
          return false
        }
      }
    }
    guard let load else { return [] }
    var others = BitSet(size: pool.count)
    for element in pool.loads[load].elements { others.formUnion(pool.loadsWith[element]) }
    others.remove(load)
    var only = BitSet(size: pool.count)
    only.insert(load)
    return [Split(notFirst: others, notSecond: only)]
  }
}
