// SPDX-License-Identifier: GPL-3.0-or-later

/// Shrinks a set of things that contradict each other to one of which none can be left out.
///
/// U. Junker, "QUICKXPLAIN: preferred explanations and relaxations for over-constrained problems",
/// AAAI 2004, pages 167 to 172. With k things left of n, it asks in the order of k log(n / k)
/// questions.
struct QuickXplain<Item> {
  /// Whether some things contradict each other; false also when that is not known, so that the set
  /// found still contradicts itself but may not be the smallest.
  let isContradiction: ([Item]) throws -> Bool

  /// The things of a set, which with the background contradicts itself, that do so by themselves,
  /// in their order; earlier ones are preferred.
  func smallest(of items: [Item], with background: [Item] = []) throws -> [Item] {
    guard !items.isEmpty, try !isContradiction(background) else { return [] }
    return try search(background, isNew: false, items)
  }

  /// `isNew`: the background has grown since it was last asked about.
  private func search(_ background: [Item], isNew: Bool, _ items: [Item]) throws -> [Item] {
    if isNew, try isContradiction(background) { return [] }
    guard items.count > 1 else { return items }
    let half = items.count / 2
    let (first, second) = (Array(items[..<half]), Array(items[half...]))
    let later = try search(background + first, isNew: true, second)
    let earlier = try search(background + later, isNew: !later.isEmpty, first)
    return earlier + later
  }
}
