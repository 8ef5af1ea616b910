// SPDX-License-Identifier: GPL-3.0-or-later

extension Instance {
  /// Whether no level falls below what it must be, given each element's operational day; one after the
  /// end means that the element stays on the ground.
  func keepsLevels(operational: [Int]) -> Bool {
    var changes: [Level.Profile.Change] = []
    return levels.allSatisfy { level in
      changes.removeAll(keepingCapacity: true)
      // As ages, the days of the changes of all elements make one profile from day 0 on.
      for (element, profile) in level.profiles.enumerated() {
        guard let profile else { continue }
        let arrival =
          elements[element].past?.arrival ?? operational[element] - elements[element].commissioning
        guard arrival <= horizon else { continue }
        for change in profile.changes {
          changes.append(
            Level.Profile.Change(
              age: arrival + change.age, jump: change.jump, slope: change.slope))
        }
      }
      let binding =
        level.triggers.isEmpty
        ? 0 : level.triggers.map { operational[$0] }.min() ?? horizon + 1
      changes.sort { $0.age < $1.age }
      return Self.keeps(changes, level, from: binding, to: horizon)
    }
  }

  private static func keeps(
    _ changes: [Level.Profile.Change], _ level: Level, from first: Int, to last: Int
  ) -> Bool {
    guard first <= last else { return true }
    var (value, slope, day, next) = (level.initial, 0, 0, 0)
    while true {
      // The level on `day`, all its changes made.
      while next < changes.count, changes[next].age <= day {
        value += changes[next].jump + changes[next].slope * (day - changes[next].age)
        slope += changes[next].slope
        next += 1
      }
      // Until the next change it is a straight line: its ends say it all.
      let end = min(last, next < changes.count ? changes[next].age - 1 : last)
      if end >= first {
        let start = max(day, first)
        guard value + slope * (start - day) >= level.least,
          value + slope * (end - day) >= level.least
        else { return false }
      }
      guard next < changes.count, changes[next].age <= last else { return true }
      value += slope * (changes[next].age - day)
      day = changes[next].age
    }
  }
}
