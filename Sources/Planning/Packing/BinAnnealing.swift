// SPDX-License-Identifier: GPL-3.0-or-later

/// Simulated annealing for a packing: items lie in bins that may be overfull, and move until none is.
///
/// What is minimized is the mass by which bins are overfull, an item too many and a conflict
/// counting as half a mean item. A step moves an item to another bin or exchanges two items. The
/// temperature falls as in M. Lundy, A. Mees, "Convergence of an annealing algorithm", Mathematical
/// Programming 34, 1986, https://doi.org/10.1007/BF01582166. The outcome depends on seed, stream and
/// steps alone.
package struct BinAnnealing {
  private let problem: BinPacking
  private let masses: [Int]
  /// Per item and bin, whether the one may be in the other.
  private let suits: [Bool]
  private let hasConflicts: Bool
  /// What an item too many or a conflict counts as.
  private let penalty: Int
  /// The temperature at first.
  private let hot: Double
  private var random: RandomStream

  // The state.
  private var place: [Int] = []
  private var load: [Int] = []
  private var count: [Int] = []

  package init(_ problem: BinPacking, seed: UInt64, stream: Int) {
    self.problem = problem
    masses = problem.items.map(\.mass)
    suits = problem.items.flatMap { item in problem.bins.map { item.kinds.contains($0.kind) } }
    hasConflicts = problem.items.contains { !$0.conflicts.isEmpty }
    penalty = max(1, masses.reduce(0, +) / max(1, masses.count) / 2)
    // Half of the streams keep to what the start looks like, which is fast; the others leave it.
    hot = Double(penalty) / (stream % 2 == 0 ? 25 : 2)
    random = RandomStream(seed: seed, index: UInt64(stream))
  }

  /// Looks for a packing in some steps; returns the bin of each item, nil when none was found.
  package mutating func run(steps: Int, isCancelled: () -> Bool) -> [Int]? {
    guard start() else { return nil }
    var energy = self.energy
    let bins = problem.bins.count
    // Down to a fiftieth of a mean item over the number of items: the more there are, the less
    // excess each bin may keep.
    let cold = Double(penalty) / 25 / Double(masses.count)
    let cooling = (hot / cold - 1) / Double(max(1, steps))
    var temperature = hot
    for step in 0..<steps {
      if energy == 0 { return place }
      if step % 1024 == 0 {
        temperature = hot / (1 + cooling * Double(step))
        if step % 65_536 == 0, isCancelled() { return nil }
      }
      let item = random.below(masses.count)
      let moves = random.below(8) == 0
      let other = moves ? nil : random.below(masses.count)
      let from = place[item]
      let to = other.map { place[$0] } ?? random.below(bins)
      guard from != to, suits[item * bins + to] else { continue }
      if let other, !suits[other * bins + from] { continue }
      let change = change(item, other, from, to)
      guard change <= 0 || random.accepts(Double(change) / temperature) else { continue }
      energy += change
      move(item, from, to)
      if let other { move(other, to, from) }
    }
    return energy == 0 ? place : nil
  }

  /// Puts the items, heaviest first, where most room is left; false when one suits no bin.
  private mutating func start() -> Bool {
    let bins = problem.bins.indices
    place = masses.map { _ in 0 }
    load = bins.map { _ in 0 }
    count = load
    for item in masses.indices.sorted(by: { (-masses[$0], $0) < (-masses[$1], $1) }) {
      var best: Int?
      var most = Int.min
      for bin in bins where suits[item * bins.count + bin] {
        let room = problem.bins[bin].capacity - load[bin]
        if room > most { (best, most) = (bin, room) }
      }
      guard let best else { return false }
      place[item] = best
      load[best] += masses[item]
      count[best] += 1
    }
    return true
  }

  private mutating func move(_ item: Int, _ from: Int, _ to: Int) {
    place[item] = to
    load[from] -= masses[item]
    load[to] += masses[item]
    count[from] -= 1
    count[to] += 1
  }

  /// What is wrong with all bins together.
  private var energy: Int {
    var sum = 0
    for bin in problem.bins.indices { sum += excess(bin, load[bin], count[bin]) }
    // Each conflict is met from both sides.
    let count = masses.indices.reduce(0) { $0 + conflicts(of: $1, in: place[$1], without: nil) }
    return sum + penalty * (count / 2)
  }

  /// How overfull a bin would be.
  private func excess(_ bin: Int, _ mass: Int, _ items: Int) -> Int {
    max(0, mass - problem.bins[bin].capacity) + penalty * max(0, items - problem.bins[bin].slots)
  }

  /// What changes when an item moves, another one taking its place if there is one.
  private func change(_ item: Int, _ other: Int?, _ from: Int, _ to: Int) -> Int {
    let mass = masses[item] - (other.map { masses[$0] } ?? 0)
    let items = other == nil ? 1 : 0
    var change =
      excess(from, load[from] - mass, count[from] - items) - excess(from, load[from], count[from])
      + excess(to, load[to] + mass, count[to] + items) - excess(to, load[to], count[to])
    if hasConflicts {
      change +=
        penalty
        * (conflicts(of: item, in: to, without: other) - conflicts(of: item, in: from, without: nil))
      if let other {
        change +=
          penalty
          * (conflicts(of: other, in: from, without: item)
            - conflicts(of: other, in: to, without: nil))
      }
    }
    return change
  }

  private func conflicts(of item: Int, in bin: Int, without other: Int?) -> Int {
    problem.items[item].conflicts.count { place[$0] == bin && $0 != other }
  }
}

extension RandomStream {
  /// Whether a step uphill is taken, with a probability near exp(-x), as (1 - x / 8)^8: plain
  /// multiplication gives the same digits on every machine.
  fileprivate mutating func accepts(_ x: Double) -> Bool {
    guard x < 8 else { return false }
    var probability = 1 - x / 8
    for _ in 0..<3 { probability *= probability }
    return Double(next() >> 11) * 0x1p-53 < probability
  }
}
