// SPDX-License-Identifier: GPL-3.0-or-later

/// Items that are to be put into given bins: elements into the flights of a fleet, regardless of
/// when these launch.
package struct BinPacking: Sendable {
  package struct Bin: Hashable, Sendable {
    /// Most mass, in grams.
    package var capacity: Int
    /// Most items.
    package var slots: Int
    /// The vehicle it stands for, which items may be choosy about.
    package var kind: Int

    package init(capacity: Int, slots: Int, kind: Int) {
      self.capacity = capacity
      self.slots = slots
      self.kind = kind
    }
  }

  package struct Item: Hashable, Sendable {
    /// In grams.
    package var mass: Int
    /// The kinds of bin it may be in.
    package var kinds: Set<Int>
    /// The other items with which it cannot share a bin; conflicts are mutual.
    package var conflicts: [Int]

    package init(mass: Int, kinds: Set<Int>, conflicts: [Int] = []) {
      self.mass = mass
      self.kinds = kinds
      self.conflicts = conflicts
    }
  }

  package let bins: [Bin]
  package let items: [Item]

  package init(bins: [Bin], items: [Item]) {
    self.bins = bins
    self.items = items
  }

  /// Whether a bin for each item is a packing: nothing too heavy, too many or in conflict.
  package func isSolved(by places: [Int]) -> Bool {
    guard places.count == items.count else { return false }
    var (masses, counts) = (bins.map { _ in 0 }, bins.map { _ in 0 })
    for (item, bin) in places.enumerated() {
      guard bins.indices.contains(bin), items[item].kinds.contains(bins[bin].kind),
        !items[item].conflicts.contains(where: { places[$0] == bin })
      else { return false }
      masses[bin] += items[item].mass
      counts[bin] += 1
    }
    return bins.indices.allSatisfy {
      masses[$0] <= bins[$0].capacity && counts[$0] <= bins[$0].slots
    }
  }
}
