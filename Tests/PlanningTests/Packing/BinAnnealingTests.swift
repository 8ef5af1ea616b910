// SPDX-License-Identifier: GPL-3.0-or-later

import Planning
import TestSupport
import Testing

/// Annealing against exhaustive search, on small packings in which capacity, slots, kinds of bin and
/// conflicts all bind.
@Suite("Annealing packs what can be packed")
struct BinAnnealingTests {
  @Test("exactly when exhaustive search does", arguments: 0..<10)
  func agreement(block: Int) throws {
    for seed in UInt64(block * 50)..<UInt64((block + 1) * 50) {
      let problem = Self.problem(seed: seed)
      // A run from another stream for what the first may miss.
      let found = (0..<4).lazy.compactMap { stream in
        var annealing = BinAnnealing(problem, seed: 1, stream: stream)
        return annealing.run(steps: 20_000) { false }
      }.first
      #expect((found != nil) == Exhaustive.canPack(problem), "seed \(seed)")
      if let found { #expect(problem.isSolved(by: found), "seed \(seed)") }
    }
  }

  @Test("the same way each time")
  func reproducibility() {
    let problem = Self.problem(seed: 7)
    var (one, two) = (
      BinAnnealing(problem, seed: 3, stream: 1), BinAnnealing(problem, seed: 3, stream: 1)
    )
    #expect(one.run(steps: 500) { false } == two.run(steps: 500) { false })
  }

  @Test("until it is cancelled")
  func cancellation() {
    let item = BinPacking.Item(mass: 2, kinds: [0])
    let problem = BinPacking(
      bins: [BinPacking.Bin(capacity: 3, slots: 2, kind: 0)], items: [item, item])
    var annealing = BinAnnealing(problem, seed: 1, stream: 0)
    #expect(annealing.run(steps: .max) { true } == nil)
  }

  /// Two kinds of bin and up to eight items; about half of the problems have a packing.
  private static func problem(seed: UInt64) -> BinPacking {
    var random = SplitMix64(seed: seed)
    let bins = (0..<random.number(in: 2...4)).map { _ in
      BinPacking.Bin(
        capacity: random.number(in: 8...12), slots: random.number(in: 1...4),
        kind: random.number(in: 0...1))
    }
    var items = (0..<random.number(in: 3...8)).map { _ in
      BinPacking.Item(
        mass: random.number(in: 1...7), kinds: random.pick([[0, 1], [0, 1], [0, 1], [0], [1]]))
    }
    for item in items.indices {
      for other in items.indices where other > item && random.chance(10) {
        items[item].conflicts.append(other)
        items[other].conflicts.append(item)
      }
    }
    return BinPacking(bins: bins, items: items)
  }
}

/// Every item in every bin.
private enum Exhaustive {
  static func canPack(_ problem: BinPacking) -> Bool {
    var aboard = problem.bins.map { _ in [Int]() }
    func place(_ item: Int) -> Bool {
      guard item < problem.items.count else { return true }
      let own = problem.items[item]
      for (number, bin) in problem.bins.enumerated() {
        let mass = aboard[number].reduce(own.mass) { $0 + problem.items[$1].mass }
        guard own.kinds.contains(bin.kind), mass <= bin.capacity,
          aboard[number].count < bin.slots,
          !aboard[number].contains(where: { own.conflicts.contains($0) })
        else { continue }
        aboard[number].append(item)
        if place(item + 1) { return true }
        aboard[number].removeLast()
      }
      return false
    }
    return place(0)
  }
}
