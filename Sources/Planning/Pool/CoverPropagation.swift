// SPDX-License-Identifier: GPL-3.0-or-later

/// Removes loads that leave some element without any load: each element needs one, so a load that
/// excludes all loads left for an element can be in no plan.
///
/// This is arc consistency on the cover rows, in the sense of A. K. Mackworth, "Consistency in
/// networks of relations", Artificial Intelligence 8, 1977,
/// https://doi.org/10.1016/0004-3702(77)90007-8, by words of 64 loads at a time.
struct CoverPropagation: Sendable {
  let pool: LoadPool
  let graph: ConflictGraph

  /// Removes loads from a set until nothing changes; false when an element is left without loads.
  ///
  /// `removed` holds what was taken out since nothing changed last; nil when nothing is known.
  func propagate(_ active: inout BitSet, after removed: BitSet? = nil) -> Bool {
    let elements = pool.instance.free
    var isWaiting = elements.map { element in
      removed.map { $0.intersects(pool.loadsWith[element]) } ?? true
    }
    while let index = isWaiting.firstIndex(of: true) {
      isWaiting[index] = false
      guard let excluded = excluded(by: elements[index], active) else { return false }
      guard !excluded.isEmpty else { continue }
      active.subtract(excluded)
      for other in elements.indices where excluded.intersects(pool.loadsWith[elements[other]]) {
        isWaiting[other] = true
      }
    }
    return true
  }

  /// The loads that exclude every load left for an element; nil when there are none left.
  private func excluded(by element: Int, _ active: BitSet) -> BitSet? {
    let own = pool.loadsWith[element]
    var candidates = active
    candidates.subtract(own)
    // A few loads, far apart, leave few candidates; these are then looked at one by one.
    var rest = Self.probes
    var probe: Int?
    active.forEach(alsoIn: own) { load in
      probe = probe ?? load
      rest -= 1
      return graph.restrict(&candidates, toNeighboursOf: load) && rest > 0
    }
    guard probe != nil else { return nil }
    if let last = active.last(alsoIn: own) {
      _ = graph.restrict(&candidates, toNeighboursOf: last)
    }
    var excluded = candidates
    candidates.forEach { load in
      if !graph.excludesAll(of: active, own, load) { excluded.remove(load) }
    }
    return excluded
  }

  private static let probes = 3
}
