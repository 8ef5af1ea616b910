// SPDX-License-Identifier: GPL-3.0-or-later

package import CampaignModel

/// Probing apart from everything else, for tests.
package struct ProbingTrial: Sendable {
  private let instance: Instance
  /// How many places there were after propagation, and how many pairs of them excluded each other.
  package let before: (places: Int, pairs: Int)
  /// The same after probing; nil when an element had no place left.
  package let after: (places: Int, pairs: Int)?
  private let probed: SingleElements?

  /// Probes the places of a campaign in which every element is operational by a day, in plans whose
  /// weighted operational days add up to no more than `most`; nil when propagation leaves none.
  package init?(_ campaign: Campaign, by day: Day, atMost most: Amount? = nil, threads: Int = 1) {
    let instance = Instance(campaign)
    self.instance = instance
    guard let singles = SingleElements(instance, by: day - campaign.start) else { return nil }
    var places = BitSet(filled: singles.pool.count)
    guard singles.propagation.propagate(&places) else { return nil }
    before = (places.count, singles.pairs(of: places))
    let sum = SumObjective(.operational, of: instance)
    probed = singles.probed(
      places, costs: { sum?.value(of: singles.pool.loads[$0]) ?? 0 },
      atMost: most.map { $0.thousandths - (sum?.constant ?? 0) }, threads: threads,
      clock: SearchClock(PlanningOptions()))
    after = probed.map { ($0.pool.count, $0.pairs(of: BitSet(filled: $0.pool.count))) }
  }

  /// Whether all places of a plan are left, and no two of them exclude each other.
  package func admits(_ flights: [Flight]) -> Bool {
    guard let probed else { return false }
    guard let flights = instance.schedule(of: flights)?.flights else { return false }
    let kept = probed.kept(flights.map { (load: $0.load, reducedCost: 0) })
    guard kept.count == flights.count else { return false }
    let pool = LoadPool(instance, loads: flights.map(\.load).sorted())
    let graph = ConflictGraph(pool, places: PoolPlaces(pool, of: probed))
    // With several pads a load is there once for each.
    let own = pool.loads.indices.filter { index in
      flights.contains { $0.load == pool.loads[index] && $0.pad == pool.pads[index] }
    }
    return own.allSatisfy { first in
      own.allSatisfy { $0 == first || !graph.contains(first, $0) }
    }
  }
}

extension SingleElements {
  /// How many pairs of some of them exclude each other.
  fileprivate func pairs(of places: BitSet) -> Int {
    var count = 0
    places.words.withUnsafeBufferPointer { words in
      guard let words = words.baseAddress else { return }
      places.forEach { place in
        _ = propagation.graph.forEach(excludedBy: place, in: words) { _ in
          count += 1
          return true
        }
      }
    }
    return count / 2
  }
}
