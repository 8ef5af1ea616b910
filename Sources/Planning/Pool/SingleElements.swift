// SPDX-License-Identifier: GPL-3.0-or-later

/// The single elements of a space, each on each launch day, with what they exclude of each other:
/// far fewer than loads, and enough for much of what propagation finds.
struct SingleElements {
  let pool: LoadPool
  let propagation: CoverPropagation
  /// Whether more is known of which exclude each other than single rules say.
  let isProbed: Bool

  /// Lists them; nil when their conflicts would take more than some bytes.
  init?(_ space: LoadSpace, bytes: Int) {
    let singles = space.slots.flatMap { slot in
      slot.elements.map { Load(vehicle: slot.vehicle, day: slot.day, elements: [$0]) }
    }
    pool = LoadPool(space.instance, loads: singles)
    isProbed = false
    guard pool.graphSize(sharing: true) <= bytes else { return nil }
    propagation = CoverPropagation(
      pool: pool, graph: ConflictGraph(pool, sharing: space.conflicts))
  }

  /// Lists those of an instance in which every element is operational by a day; nil when time windows leave
  /// none.
  init?(_ instance: Instance, by day: Int) {
    let launchDays = LaunchDays(instance)
    let windows = TimeWindows(
      instance, launchDays: launchDays, latest: instance.elements.map { min($0.latest, day) })
    guard windows.emptied == nil else { return nil }
    let conflicts = LoadSpace.conflicts(in: instance)
    self.init(
      LoadSpace(instance, launchDays: launchDays, windows: windows, conflicts: conflicts),
      bytes: .max)
  }

  /// A space without the elements that propagation removes from its part of the single elements;
  /// nil when one has no day left.
  func narrowed(_ space: LoadSpace, from part: BitSet) -> LoadSpace? {
    var kept = part
    guard propagation.propagate(&kept) else { return nil }
    return restricted(space, to: kept)
  }

  private func restricted(_ space: LoadSpace, to kept: BitSet) -> LoadSpace {
    var launches: [[Int]: [Int]] = [:]
    for (number, launch) in pool.launches.enumerated() {
      launches[[launch.vehicle, launch.day], default: []].append(number)
    }
    return space.narrowed { slot in
      // Per pad, the single of each element, -1 for none.
      let singles = (launches[[slot.vehicle, slot.day]] ?? []).map { launch in
        var own = [Int](repeating: -1, count: slot.elements.count)
        var position = 0
        for single in pool.launches[launch].loads where kept.contains(single) {
          let element = pool.loads[single].elements[0]
          while position < own.count, slot.elements[position] < element { position += 1 }
          if position < own.count, slot.elements[position] == element { own[position] = single }
        }
        return own
      }
      let left = slot.elements.indices.filter { position in
        singles.contains { $0[position] >= 0 }
      }
      return (left, isProbed ? apart(left, singles, slot, space.conflicts) : nil)
    }
  }

  /// Which of some elements of a launch day are on no pad aboard together.
  private func apart(
    _ left: [Int], _ singles: [[Int]], _ slot: LoadSpace.Slot, _ conflicts: [[Bool]]
  ) -> [[Bool]] {
    let graph = propagation.graph
    return left.map { first in
      left.map { second in
        guard first != second else { return false }
        if conflicts[slot.elements[first]][slot.elements[second]] { return true }
        return singles.allSatisfy { own in
          own[first] < 0 || own[second] < 0 || graph.contains(own[first], own[second])
        }
      }
    }
  }

  /// A bound on an objective of days and what of a space plans up to a value can have, given the
  /// space's part of the single elements; no space when there is no such plan, no bound when there is
  /// no plan at all.
  ///
  /// The bound adds up what each element costs at least; a single element goes when it costs more
  /// above its own least than is left between bound and value.
  func narrowed(
    _ space: LoadSpace, from part: BitSet, to sum: SumObjective, atMost value: Int?
  ) -> (space: LoadSpace?, bound: Int?) {
    var kept = part
    guard propagation.propagate(&kept) else { return (nil, nil) }
    let costs = pool.loads.map { sum.value(of: $0) }
    func least() -> [Int] {
      var least = [Int](repeating: .max, count: pool.instance.elements.count)
      kept.forEach { single in
        let element = pool.loads[single].elements[0]
        least[element] = min(least[element], costs[single])
      }
      return least
    }
    func total(_ least: [Int]) -> Int {
      pool.instance.free.reduce(sum.constant) { $0 + least[$1] }
    }
    let bound = total(least())
    guard let value else { return (restricted(space, to: kept), bound) }
    while true {
      let least = least()
      let room = value - total(least)
      guard room >= 0 else { return (nil, bound) }
      var dear = BitSet(size: pool.count)
      kept.forEach { single in
        if costs[single] - least[pool.loads[single].elements[0]] > room { dear.insert(single) }
      }
      if dear.isEmpty { return (restricted(space, to: kept), bound) }
      kept.subtract(dear)
      guard propagation.propagate(&kept, after: dear) else { return (nil, bound) }
    }
  }
}
