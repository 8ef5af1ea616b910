// SPDX-License-Identifier: GPL-3.0-or-later

/// Removes loads of a pool that leave some element without any: first over its places where these are probed,
/// which are far fewer, then over the loads unless they are very many.
struct PoolPropagation: Sendable {
  private let loads: CoverPropagation
  /// What is known of the pool's places; nil where nothing is.
  private let places: PoolProbing?
  /// Up to how many loads these are propagated over as well as places.
  private static let mostLoads = 120_000

  init(_ pool: LoadPool, graph: ConflictGraph, probing: PoolProbing?) {
    loads = CoverPropagation(pool: pool, graph: graph)
    places = probing
  }

  /// Removes loads from a set; false when an element is left without loads.
  ///
  /// `removed` holds what was taken out since nothing changed last; nil when nothing is known.
  func propagate(_ active: inout BitSet, after removed: BitSet? = nil) -> Bool {
    guard let places else { return loads.propagate(&active, after: removed) }
    let before = active
    guard places.propagate(&active) else { return false }
    guard loads.pool.count <= Self.mostLoads else { return true }
    guard var removed else { return loads.propagate(&active) }
    var gone = before
    gone.subtract(active)
    removed.formUnion(gone)
    return loads.propagate(&active, after: removed)
  }
}

extension PoolProbing {
  /// Removes loads with a place that is in no plan with what is left, and loads whose places together
  /// exclude all that is left for an element, until nothing changes; false when an element is left without
  /// a place.
  func propagate(_ active: inout BitSet) -> Bool {
    while true {
      var set = occupied(by: active)
      guard matrix.thin(&set, probes: false) else { return false }
      let gone = misplaced(active, in: set)
      guard !gone.isEmpty else { return true }
      active.subtract(gone)
    }
  }

  /// The places of some loads.
  func occupied(by active: BitSet) -> [UInt64] {
    var set = [UInt64](repeating: 0, count: matrix.width)
    active.forEach { load in
      for place in places(of: load) { set[place >> 6] |= 1 << UInt64(place & 63) }
    }
    return set
  }

  /// Those of some loads that have a place outside of a set, or exclude all of an element's places in it.
  private func misplaced(_ active: BitSet, in set: [UInt64]) -> BitSet {
    var gone = BitSet(size: pool.count)
    matrix.rows.withUnsafeBufferPointer { rows in
      set.withUnsafeBufferPointer { set in
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: matrix.width) { left in
          active.forEach { load in
            let own = places(of: load)
            if own.contains(where: { set[$0 >> 6] & 1 << UInt64($0 & 63) == 0 }) {
              gone.insert(load)
              return
            }
            // What a place excludes by itself is known already.
            guard own.count > 1 else { return }
            for index in 0..<matrix.width {
              var rest = set[index]
              for place in own { rest &= ~rows[place * matrix.width + index] }
              left[index] = rest
            }
            if matrix.places.contains(where: { !Self.intersects(left, $0) }) { gone.insert(load) }
          }
        }
      }
    }
    return gone
  }

  /// Whether a set has any of a range.
  @inline(__always)
  private static func intersects(
    _ set: UnsafeMutableBufferPointer<UInt64>, _ range: Range<Int>
  ) -> Bool {
    guard !range.isEmpty else { return false }
    let (start, last) = (range.lowerBound, range.upperBound - 1)
    for index in (start >> 6)...(last >> 6) {
      var word = set[index]
      if index == start >> 6 { word &= UInt64.max << UInt64(start & 63) }
      if index == last >> 6 { word &= UInt64.max >> UInt64(63 - last & 63) }
      if word != 0 { return true }
    }
    return false
  }
}
