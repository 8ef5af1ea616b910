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
  func propagate(_ active: inout BitSet) -> Bool {
    var isChanged = true
    while isChanged {
      isChanged = false
      for element in pool.instance.free {
        switch remove(excludedBy: element, from: &active) {
        case .none: return false
        case .some(let removed): isChanged = isChanged || removed
        }
      }
    }
    return true
  }

  /// Removes what excludes every load left for an element; nil when there are none left.
  private func remove(excludedBy element: Int, from active: inout BitSet) -> Bool? {
    var excluded = active
    excluded.subtract(pool.loadsWith[element])
    var hasLoads = false
    active.forEach(alsoIn: pool.loadsWith[element]) { load in
      hasLoads = true
      return graph.restrict(&excluded, toNeighboursOf: load)
    }
    guard hasLoads else { return nil }
    guard !excluded.isEmpty else { return false }
    active.subtract(excluded)
    return true
  }
}
