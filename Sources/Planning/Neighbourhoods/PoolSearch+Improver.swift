// SPDX-License-Identifier: GPL-3.0-or-later

extension PoolSearch {
  /// The work of the first round, per element; later rounds are longer.
  private static let effortPerElement = 500

  /// Goes on to the end, or for a number of nodes, in rounds.
  ///
  /// From the second on, every third has an improver beside it, the two exchanging their best plans after
  /// it; in the others half of the open nodes are searched beside the other half.
  mutating func run(
    nodes most: Int?, beside improver: inout NeighbourhoodSearch?, threads: Int,
    side: SideSearch?
  ) throws -> Verdict {
    guard improver != nil else { return try run(nodes: most) }
    let first = nodes
    var effort = Self.effortPerElement * elementCount
    var round = 0
    var verdict = try run(nodes: most, work: effort)
    while case .stopped(.nodeLimit, _) = verdict, let current = improver {
      let left = most.map { $0 - (nodes - first) }
      guard left.map({ $0 > 0 }) ?? true else { break }
      let work = effort
      round += 1
      if round % 3 > 0, let side {
        verdict = try run(with: side, horizon: 0, work: work, threads: threads)
        effort += effort / 2
        continue
      }
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
