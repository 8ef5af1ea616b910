// SPDX-License-Identifier: GPL-3.0-or-later

/// The days on which levels jump, as elements are added, and what more they bear.
///
/// Slopes are left out; a schedule with sloped levels is judged when it is complete. The memory is
/// owned by who makes the ledger.
struct LevelLedger {
  /// Levels that change on operational days only, never back: they are looked at ahead, others
  /// jump by jump.
  private let simple: [Simple]
  /// The other levels, if they are not sloped.
  private let intricate: [Intricate]
  /// Per element, its jumps.
  private let jumps: WorkLists<Jump>
  /// The jumps of all elements so far, level by level, ascending by day: those of a level begin at
  /// `start`, and `count` of them are there; now and at first.
  private let changes: UnsafeMutablePointer<Change>
  private let changesAtFirst: UnsafeMutablePointer<Change>
  private let start: UnsafeMutablePointer<Int>
  private let count: UnsafeMutablePointer<Int>
  private let countAtFirst: UnsafeMutablePointer<Int>
  private let levelCount: Int
  private let changeCount: Int
  private let horizon: Int
  private let never: Int

  private struct Jump: BitwiseCopyable {
    var level: Int
    var age: Int
    var amount: Int
  }

  private struct Change: BitwiseCopyable {
    var day: Int
    var amount: Int
  }

  private struct Simple: BitwiseCopyable {
    var level: Int
    /// What is there at first above its limit.
    var surplus: Int
    /// What each element adds for good, and which have to wait because past ones leave it too low.
    var amounts: UnsafeMutablePointer<Int>
    var mustWait: UnsafeMutablePointer<Bool>
  }

  private struct Intricate {
    var level: Int
    var surplus: Int
    var profiles: [Level.Profile?]
  }

  init(_ instance: Instance, in memory: WorkMemory) {
    let levels = instance.levels
    horizon = instance.horizon
    never = instance.never
    levelCount = levels.count
    simple = levels.enumerated().filter { $0.element.isSimple }.map { index, level in
      let isTriggered = !level.triggers.isEmpty && instance.isTriggered(index)
      return Simple(
        level: index, surplus: level.initial - level.least,
        amounts: memory.keep(level.profiles.map { $0?.changes.first?.jump ?? 0 }),
        mustWait: memory.keep(
          level.profiles.indices.map { isTriggered && level.triggers.contains($0) }))
    }
    intricate = levels.enumerated().filter { !$0.element.isSimple && !$0.element.isSloped }.map {
      Intricate(
        level: $0, surplus: $1.initial - $1.least, profiles: $1.profiles)
    }
    let jumps = instance.elements.indices.map { element in
      levels.enumerated().flatMap { index, level in
        (level.profiles[element]?.changes ?? []).filter { $0.jump != 0 }.map {
          Jump(level: index, age: $0.age, amount: $0.jump)
        }
      }
    }
    self.jumps = memory.keep(lists: jumps)
    var sizes = [Int](repeating: 0, count: levels.count)
    for jump in jumps.joined() { sizes[jump.level] += 1 }
    var starts = [0]
    for size in sizes { starts.append(starts[starts.count - 1] + size) }
    changeCount = starts[levels.count]
    start = memory.keep(starts)
    changes = memory.keep(Change(day: 0, amount: 0), count: changeCount)
    changesAtFirst = memory.keep(Change(day: 0, amount: 0), count: changeCount)
    count = memory.keep(0, count: levels.count)
    countAtFirst = memory.keep(0, count: levels.count)
    for (element, data) in instance.elements.enumerated() {
      if let past = data.past { add(element, arrival: past.arrival) }
    }
    changesAtFirst.update(from: changes, count: changeCount)
    countAtFirst.update(from: count, count: levels.count)
  }

  /// Forgets all elements but past ones.
  func reset() {
    changes.update(from: changesAtFirst, count: changeCount)
    count.update(from: countAtFirst, count: levelCount)
  }

  /// Adds an element.
  func add(_ element: Int, arrival: Int) {
    for jump in jumps[element] {
      let day = arrival + jump.age
      let own = changes + start[jump.level]
      var place = count[jump.level]
      count[jump.level] += 1
      while place > 0, own[place - 1].day > day {
        own[place] = own[place - 1]
        place -= 1
      }
      own[place] = Change(day: day, amount: jump.amount)
    }
  }

  /// The earliest operational day from which on every simple level bears what an element takes; nil
  /// when none does.
  func earliestFed(_ element: Int) -> Int? {
    var earliest = 0
    for level in simple {
      let amount = level.amounts[element]
      guard amount < 0 || level.mustWait[element] else { continue }
      // The lowest level from a day on only rises as the day moves back from the end.
      let own = changes + start[level.level]
      let count = count[level.level]
      var surplus = level.surplus
      for place in 0..<count { surplus += own[place].amount }
      guard surplus + amount >= 0 else { return nil }
      var place = count - 1
      while place >= 0 {
        // The level before this day; changes of one day count together.
        surplus -= own[place].amount
        if surplus + amount < 0, place == 0 || own[place - 1].day < own[place].day {
          earliest = max(earliest, own[place].day)
          break
        }
        place -= 1
      }
    }
    return earliest
  }

  /// The arrival day if the levels that are not simple bear the element then, or the next one on which
  /// it may be otherwise.
  func bearable(_ element: Int, arrival: Int) -> Int {
    for level in intricate {
      guard let profile = level.profiles[element] else { continue }
      let own = profile.changes
      let all = UnsafeBufferPointer(start: changes + start[level.level], count: count[level.level])
      var (place, next) = (0, 0)
      var (surplus, taken) = (level.surplus, 0)
      while place < all.count || next < own.count {
        let day = min(
          place < all.count ? all[place].day : .max,
          next < own.count ? arrival + own[next].age : .max)
        if day > horizon { break }
        while place < all.count, all[place].day <= day {
          surplus += all[place].amount
          place += 1
        }
        while next < own.count, arrival + own[next].age <= day {
          taken += own[next].jump
          next += 1
        }
        if taken < 0, surplus + taken < 0 {
          return change(after: arrival, changes: all.lazy.map(\.day), ages: own.lazy.map(\.age))
        }
      }
    }
    return arrival
  }

  /// The next arrival day from which on what comes before what is not the same: between two of these
  /// an element finds the same levels.
  private func change(
    after arrival: Int, changes: some Sequence<Int>, ages: some Sequence<Int>
  ) -> Int {
    var first = never
    for day in changes {
      for age in ages where day - age > arrival { first = min(first, day - age) }
    }
    // Ages beyond the end begin to matter, or cease to.
    for age in ages where never - age > arrival { first = min(first, never - age) }
    return first
  }
}

extension Level {
  /// Whether it changes on operational days only, never back.
  var isSimple: Bool {
    guard case .resource = subject else { return false }
    return profiles.allSatisfy { $0.map { $0.changes.count == 1 } ?? true }
  }
}
