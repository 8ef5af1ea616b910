// SPDX-License-Identifier: GPL-3.0-or-later

/// The places of a pool of loads, each an element with a launch, and what is known of them from single
/// elements.
struct PoolPlaces: Sendable {
  /// How many places there are.
  private(set) var count = 0
  /// Per place, its launch and its arrival.
  private(set) var launchOf: [Int] = []
  private(set) var arrivalOf: [Int] = []
  /// Per load, where its places begin in `ofLoads`; one entry more than loads.
  private(set) var starts = [0]
  private(set) var ofLoads: [Int] = []
  /// Per place, its loads.
  private var loadsAt: [[Int]] = []
  /// Per place, its single; nil where there is none.
  private var single: [Int?] = []
  /// Per single, its place; -1 where the pool has none.
  private var placeOfSingle: [Int]
  private let graph: ConflictGraph
  private let everySingle: BitSet

  init(_ pool: LoadPool, of singles: SingleElements) {
    graph = singles.propagation.graph
    everySingle = BitSet(filled: singles.pool.count)
    placeOfSingle = [Int](repeating: -1, count: singles.pool.count)
    var number: [[Int]: Int] = [:]
    for single in singles.pool.loads.indices { number[singles.pool.key(of: single)] = single }
    var place = pool.instance.elements.map { _ in -1 }
    for (launch, data) in pool.launches.enumerated() {
      for index in place.indices { place[index] = -1 }
      for load in data.loads {
        for (element, arrival) in zip(pool.loads[load].elements, pool.arrivalsIn[load]) {
          if place[element] < 0 {
            place[element] = count
            let own = number[[data.vehicle, data.day, data.pad ?? -1, element]]
            if let own { placeOfSingle[own] = count }
            single.append(own)
            launchOf.append(launch)
            arrivalOf.append(arrival)
            loadsAt.append([])
            count += 1
          }
          ofLoads.append(place[element])
          loadsAt[place[element]].append(load)
        }
        starts.append(ofLoads.count)
      }
    }
  }

  /// The places of a load.
  func places(of load: Int) -> ArraySlice<Int> { ofLoads[starts[load]..<starts[load + 1]] }

  /// The single element of a place; nil where there is none.
  func single(of place: Int) -> Int? { single[place] }

  /// Visits the loads that single elements exclude from plans with a place.
  func forEach(excludedBy place: Int, _ visit: (Int) -> Void) {
    guard let single = single[place] else { return }
    everySingle.words.withUnsafeBufferPointer { words in
      guard let words = words.baseAddress else { return }
      _ = graph.forEach(excludedBy: single, in: words) { other in
        let excluded = placeOfSingle[other]
        if excluded >= 0 { for load in loadsAt[excluded] { visit(load) } }
        return true
      }
    }
  }
}
