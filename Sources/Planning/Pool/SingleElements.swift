// SPDX-License-Identifier: GPL-3.0-or-later

/// The single elements of a space, each on each launch day, with what they exclude of each other:
/// far fewer than loads, and enough for much of what propagation finds.
struct SingleElements {
  let pool: LoadPool
  let propagation: CoverPropagation

  /// Lists them; nil when their conflicts would take more than some bytes.
  init?(_ space: LoadSpace, bytes: Int) {
    let singles = space.slots.flatMap { slot in
      slot.elements.map { Load(vehicle: slot.vehicle, day: slot.day, elements: [$0]) }
    }
    pool = LoadPool(space.instance, loads: singles)
    guard pool.graphSize(sharing: true) <= bytes else { return nil }
    propagation = CoverPropagation(
      pool: pool, graph: ConflictGraph(pool, sharing: space.conflicts))
  }

  /// A space without the elements that propagation removes from its part of the single elements;
  /// nil when one has no day left.
  func narrowed(_ space: LoadSpace, from part: BitSet) -> LoadSpace? {
    var kept = part
    guard propagation.propagate(&kept) else { return nil }
    var days: Set<[Int]> = []
    kept.forEach {
      days.insert([pool.loads[$0].vehicle, pool.loads[$0].day] + pool.loads[$0].elements)
    }
    return space.narrowed { days.contains([$0, $1, $2]) }
  }
}
