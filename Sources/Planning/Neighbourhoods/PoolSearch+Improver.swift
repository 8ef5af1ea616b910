// SPDX-License-Identifier: GPL-3.0-or-later

extension PoolSearch {
  /// The work of the first round, per element; later rounds are longer.
  private static let effortPerElement = 1_500

  /// Goes on to the end, or for a number of nodes, with an improver beside it from the second round on;
  /// the two exchange their best plans after each round.
  mutating func run(
    nodes most: Int?, beside improver: inout NeighbourhoodSearch?, threads: Int
  ) throws -> Verdict {
    guard improver != nil else { return try run(nodes: most) }
    let first = nodes
    var effort = Self.effortPerElement * elementCount
    var verdict = try run(nodes: most, work: effort)
    while case .stopped(.nodeLimit, _) = verdict, let current = improver {
      let left = most.map { $0 - (nodes - first) }
      guard left.map({ $0 > 0 }) ?? true else { break }
      let work = effort
      let (next, other) = try Planning.beside(threads: threads) { dismissal in
        var improver = current
        try improver.run(work: work) { _ in dismissal.isGiven }
        return improver
      } own: {
        let verdict = try run(nodes: left, work: work)
        if case .stopped(.nodeLimit, _) = verdict { return (verdict, needsOther: true) }
        return (verdict, needsOther: false)
      }
      verdict = next
      if var other {
        take(other.schedule, cost: Double(other.cost))
        if let best { other.take(best.schedule) }
        improver = other
      }
      effort += effort / 2
    }
    return verdict
  }
}
