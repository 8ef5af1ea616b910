// SPDX-License-Identifier: GPL-3.0-or-later

/// A level that elements change for good when they become operational, with the elements that do so far.
///
/// A class because it owns the memory of their list.
final class EjectionLevel {
  private let memory = WorkMemory()
  /// What is there at first above the limit.
  private let surplus: Int
  /// Per element, what it adds.
  private let amounts: UnsafeMutablePointer<Int>
  /// The changes so far, ascending by day.
  private let changes: UnsafeMutablePointer<Change>
  private let count: UnsafeMutablePointer<Int>

  private struct Change: BitwiseCopyable {
    var day: Int
    var amount: Int
    /// The element; -1 for past ones, which stay.
    var element: Int
  }

  init(_ instance: Instance, _ index: Int) {
    let level = instance.levels[index]
    surplus = level.initial - level.least
    let jumps = level.profiles.map { $0?.changes.first?.jump ?? 0 }
    amounts = memory.keep(jumps)
    changes = memory.keep(
      Change(day: 0, amount: 0, element: -1), count: instance.elements.count)
    count = memory.keep(0, count: 1)
    for (element, data) in instance.elements.enumerated() where jumps[element] != 0 {
      guard let past = data.past else { continue }
      insert(Change(day: past.operational, amount: jumps[element], element: -1))
    }
  }

  /// Adds what an element does from a day on.
  func add(_ element: Int, on day: Int) {
    guard amounts[element] != 0 else { return }
    insert(Change(day: day, amount: amounts[element], element: element))
  }

  private func insert(_ change: Change) {
    var place = count.pointee
    count.pointee += 1
    while place > 0, changes[place - 1].day > change.day {
      changes[place] = changes[place - 1]
      place -= 1
    }
    changes[place] = change
  }

  /// Takes away what an element does.
  func remove(_ element: Int) {
    guard amounts[element] != 0 else { return }
    var place = 0
    while changes[place].element != element { place += 1 }
    count.pointee -= 1
    for index in place..<count.pointee { changes[index] = changes[index + 1] }
  }

  /// With one element more and some fewer, what has to give way for the level to rise on the first day on
  /// which it is too low: the element that counts least for what it helps; -1 when none helps, nil when
  /// the level is nowhere too low.
  func cheapestExcess(
    adding element: Int, on day: Int, weights: [Int], without isGone: UnsafePointer<Bool>
  ) -> Int? {
    guard let (low, missing) = firstLow(adding: amounts[element], on: day, without: isGone) else {
      return nil
    }
    var best: (score: Double, element: Int)?
    for place in 0..<count.pointee {
      let change = changes[place]
      guard change.day <= low else { break }
      guard change.element >= 0, change.amount < 0, !isGone[change.element] else { continue }
      let score = Double(weights[change.element]) / Double(min(-change.amount, missing))
      if best.map({ score < $0.score }) ?? true { best = (score, change.element) }
    }
    return best?.element ?? -1
  }

  /// The first day on which the level is too low, and by how much; changes of one day count together.
  private func firstLow(
    adding amount: Int, on day: Int, without isGone: UnsafePointer<Bool>
  ) -> (day: Int, missing: Int)? {
    var (level, place) = (surplus, 0)
    var isAdded = amount == 0
    let count = count.pointee
    while true {
      while place < count, changes[place].element >= 0, isGone[changes[place].element] {
        place += 1
      }
      var next = place < count ? changes[place].day : Int.max
      if !isAdded { next = min(next, day) }
      guard next < Int.max else { return nil }
      if !isAdded, day == next {
        level += amount
        isAdded = true
      }
      while place < count, changes[place].day == next {
        let change = changes[place]
        if change.element < 0 || !isGone[change.element] { level += change.amount }
        place += 1
      }
      if level < 0 { return (next, -level) }
    }
  }
}
