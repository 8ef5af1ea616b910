// SPDX-License-Identifier: GPL-3.0-or-later

/// Probes the single elements that the loads left in a part of a pool are made of.
struct PoolProbing: Sendable {
  private let pool: LoadPool
  private let places: PoolPlaces
  private let matrix: PlaceMatrix
  /// Per place of the pool, its place in the matrix; -1 for none.
  private let number: [Int]
  /// The day on which each single arrives.
  private let singleArrivals: [Int]
  private let singleVehicles: [Int]

  init(_ pool: LoadPool, places: PoolPlaces, of singles: SingleElements) {
    self.pool = pool
    self.places = places
    matrix = PlaceMatrix(singles, BitSet(filled: singles.pool.count))
    singleArrivals = singles.pool.loads.map {
      pool.instance.arrival(of: $0.elements[0], in: $0)
    }
    singleVehicles = singles.pool.loads.map(\.vehicle)
    var placeOf = [Int](repeating: -1, count: singles.pool.count)
    for (place, single) in matrix.singles.enumerated() { placeOf[single] = place }
    number = (0..<places.count).map { place in
      places.single(of: place).map { placeOf[$0] } ?? -1
    }
  }

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
      let own = places.places(of: load)
      let share = shares.isEmpty ? 0 : solution.reducedCosts[load] / Double(own.count)
      for place in own where number[place] >= 0 {
        let index = number[place]
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
      for place in places.places(of: load) {
        let index = number[place]
        if index >= 0, set[index >> 6] & 1 << UInt64(index & 63) == 0 {
          removed.insert(load)
          break
        }
      }
    }
    active.subtract(removed)
    var amounts = [Double](repeating: 0, count: matrix.count)
    for (load, amount) in solution.support {
      for place in places.places(of: load) where number[place] >= 0 {
        amounts[number[place]] += amount
      }
    }
    return NodePlaces(
      matrix: matrix, set: set, amounts: amounts,
      arrivals: matrix.singles.map { singleArrivals[$0] },
      vehicles: matrix.singles.map { singleVehicles[$0] })
  }
}
