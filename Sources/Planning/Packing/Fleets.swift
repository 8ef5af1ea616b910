// SPDX-License-Identifier: GPL-3.0-or-later

/// The numbers of flights of each vehicle that a packing may try to make do with.
///
/// A fleet costs no more than a limit and is full: no vehicle has another flight for what is left.
/// Fewer flights than that never help, as flights may stay empty.
package struct Fleets: Sendable {
  /// What a flight of each vehicle costs, in steps of the objective; 0 or more.
  private let costs: [Int]
  /// Most flights of each vehicle.
  private let limits: [Int]

  package init(costs: [Int], limits: [Int]) {
    self.costs = costs
    self.limits = limits
  }

  /// Full fleets, those first that are closest to fractional numbers of flights; each has at least
  /// their whole parts, if those cost no more than the limit.
  package func near(_ amounts: [Double], costingAtMost limit: Int, count: Int) -> [[Int]] {
    var fleet = costs.indices.map { vehicle in
      costs[vehicle] == 0
        ? limits[vehicle] : min(limits[vehicle], Int((amounts[vehicle] + 1e-6).rounded(.down)))
    }
    let spent = costs.indices.reduce(0) { $0 + costs[$1] * fleet[$1] }
    guard spent <= limit else { return [] }
    // Those that lack most of a flight come first, so that the visited part is a good one.
    let open = costs.indices.filter { costs[$0] > 0 }.sorted {
      let (left, right) = (amounts[$0] - Double(fleet[$0]), amounts[$1] - Double(fleet[$1]))
      return left != right ? left > right : $0 < $1
    }
    var found: [(fleet: [Int], distance: Double)] = []
    var visits = 0
    func extend(_ place: Int, left: Int) {
      visits += 1
      guard visits <= Self.mostVisits else { return }
      guard place < open.count else {
        let isFull = open.allSatisfy { costs[$0] > left || fleet[$0] >= limits[$0] }
        if isFull { found.append((fleet, distance(fleet, amounts))) }
        return
      }
      let vehicle = open[place]
      let base = fleet[vehicle]
      let most = min(limits[vehicle] - base, left / costs[vehicle])
      // The last one takes all that is left: the fleet is not full otherwise.
      let least = place == open.count - 1 ? most : 0
      guard least <= most else { return }
      let own = amounts[vehicle] - Double(base)
      for more in (least...most).sorted(by: {
        (abs(Double($0) - own), $0) < (abs(Double($1) - own), $1)
      }) {
        fleet[vehicle] = base + more
        extend(place + 1, left: left - more * costs[vehicle])
      }
      fleet[vehicle] = base
    }
    extend(0, left: limit - spent)
    let order = found.indices.sorted { (found[$0].distance, $0) < (found[$1].distance, $1) }
    return order.prefix(count).map { found[$0].fleet }
  }

  private static let mostVisits = 20_000

  private func distance(_ fleet: [Int], _ amounts: [Double]) -> Double {
    fleet.indices.reduce(0) { costs[$1] > 0 ? $0 + abs(Double(fleet[$1]) - amounts[$1]) : $0 }
  }
}
