// SPDX-License-Identifier: GPL-3.0-or-later

/// Probes the single elements that the loads left in a part of a pool are made of.
struct PoolProbing: Sendable {
  let pool: LoadPool
  let matrix: PlaceMatrix
  /// Per load, where its places in the matrix begin in `ofLoads`; one entry more than loads.
  private let starts: [Int]
  private let ofLoads: [Int]
  /// The day on which each single arrives.
  private let singleArrivals: [Int]
  private let singleVehicles: [Int]

  init(_ pool: LoadPool, places: PoolPlaces, of singles: SingleElements) {
    self.pool = pool
    matrix = PlaceMatrix(singles, BitSet(filled: singles.pool.count))
    singleArrivals = singles.pool.loads.map {
      pool.instance.arrival(of: $0.elements[0], in: $0)
    }
    singleVehicles = singles.pool.loads.map(\.vehicle)
    var placeOf = [Int](repeating: -1, count: singles.pool.count)
    for (place, single) in matrix.singles.enumerated() { placeOf[single] = place }
    var starts = [0]
    var ofLoads: [Int] = []
    for load in 0..<pool.count {
      for place in places.places(of: load) {
        if let single = places.single(of: place), placeOf[single] >= 0 {
          ofLoads.append(placeOf[single])
        }
      }
      starts.append(ofLoads.count)
    }
    self.starts = starts
    self.ofLoads = ofLoads
  }

  /// The places of a load in the matrix.
  func places(of load: Int) -> ArraySlice<Int> { ofLoads[starts[load]..<starts[load + 1]] }

  /// Removes loads with a place that is in no plan, as propagation tells and, with `probes`, probing; nil when
  /// an element is left without a place, otherwise what is left.
  ///
  /// With the relaxation's reduced costs and what a plan of interest costs at most, places that make it cost
  /// more go as well.
  func thin(
    _ active: inout BitSet, removed: inout BitSet, under solution: PoolProgram.Solution,
    atMost most: Double, probes: Bool
  ) -> NodePlaces? {
    var matrix = matrix
    var set = [UInt64](repeating: 0, count: matrix.width)
    var shares: [Double] = []
    if most.isFinite { shares = [Double](repeating: .infinity, count: matrix.count) }
    active.forEach { load in
      let share =
        shares.isEmpty ? 0 : solution.reducedCosts[load] / Double(pool.arrivalsIn[load].count)
      for index in places(of: load) {
        set[index >> 6] |= 1 << UInt64(index & 63)
        if !shares.isEmpty, share < shares[index] { shares[index] = share }
      }
    }
    matrix.costs = shares
    if !shares.isEmpty {
      let least = matrix.places.reduce(0.0) { sum, range in sum + (shares[range].min() ?? 0) }
      matrix.most = most - (solution.bound - least)
    }
    guard matrix.thin(&set, probes: probes) else { return nil }
    active.forEach { load in
      for index in places(of: load) where set[index >> 6] & 1 << UInt64(index & 63) == 0 {
        removed.insert(load)
        break
      }
    }
    active.subtract(removed)
    var amounts = [Double](repeating: 0, count: matrix.count)
    for (load, amount) in solution.support {
      for place in places(of: load) { amounts[place] += amount }
    }
    return NodePlaces(
      matrix: matrix, set: set, amounts: amounts,
      arrivals: matrix.singles.map { singleArrivals[$0] },
      vehicles: matrix.singles.map { singleVehicles[$0] })
  }
}
