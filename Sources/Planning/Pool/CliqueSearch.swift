// SPDX-License-Identifier: GPL-3.0-or-later

/// Finds sets of loads of which a plan has at most one, and of which a fractional solution has more.
///
/// Cliques of the conflict graph, grown greedily by the solution's values and then lifted over the
/// whole pool: M. Padberg, "On the facial structure of set packing polyhedra", Mathematical
/// Programming 5, 1973, https://doi.org/10.1007/BF01580121.
struct CliqueSearch: Sendable {
  let graph: ConflictGraph
  /// The most cliques of one round.
  static let limit = 60

  /// Finds cliques whose values add up to more than 1, the most broken first.
  ///
  /// `support` holds loads and their positive values; `candidates` are the loads that a clique is
  /// lifted over, in the order in which they are tried, and `everything` is the set of them.
  func violated(
    by support: [(load: Int, amount: Double)], liftedOver candidates: [Int],
    in everything: BitSet
  ) -> [[Int]] {
    let order = support.sorted { ($1.amount, $0.load) < ($0.amount, $1.load) }
    var found: [(weight: Double, members: [Int])] = []
    var seen: Set<[Int]> = []
    for start in order.indices {
      var members = [order[start].load]
      var weight = order[start].amount
      for other in order.indices where other != start {
        let load = order[other].load
        guard members.allSatisfy({ graph.contains($0, load) }) else { continue }
        members.append(load)
        weight += order[other].amount
      }
      guard weight > 1 + 1e-3, seen.insert(members.sorted()).inserted else { continue }
      found.append((weight, members))
    }
    let strongest = found.indices.sorted { (-found[$0].weight, $0) < (-found[$1].weight, $1) }
    return strongest.prefix(Self.limit).map {
      lift(found[$0].members, over: candidates, in: everything)
    }
  }

  private func lift(_ base: [Int], over candidates: [Int], in everything: BitSet) -> [Int] {
    var members = base
    var open = everything
    for load in base where !graph.restrict(&open, toNeighboursOf: load) { return members.sorted() }
    for load in candidates where open.contains(load) {
      members.append(load)
      guard graph.restrict(&open, toNeighboursOf: load) else { break }
    }
    return members.sorted()
  }
}
