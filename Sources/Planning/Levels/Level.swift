// SPDX-License-Identifier: GPL-3.0-or-later

/// A quantity at a node that must not fall below a limit: what is provided of a resource, crew for an
/// element's commissioning, free docking ports, a store.
///
/// Each element at the node changes it by an amount that depends on its age only, the days since its
/// arrival (docs/model.md, section 3). Amounts are whole numbers, in the units of the quantity.
struct Level: Sendable {
  /// What it is, for whoever explains it.
  var subject: Subject
  /// Per element of the campaign, how it changes the level; nil when it does not.
  var profiles: [Profile?]
  /// What is there without any element.
  var initial: Int
  /// What it must not fall below.
  var least: Int
  /// The new elements whose operational days bring the limit about, when past facts alone may break it;
  /// ascending.
  var triggers: [Int]

  enum Subject: Hashable, Sendable {
    /// A resource, by its place in the campaign.
    case resource(Int)
    /// The crew that an element needs while it is commissioned.
    case crew(element: Int)
    /// Docking ports, any of which an element may use.
    case ports
    /// A store, by its place in the campaign.
    case store(Int)
  }

  /// How an element changes a level as it grows older.
  struct Profile: Hashable, Sendable {
    /// Ascending by age; ages are not negative.
    var changes: [Change]

    /// At an age the level jumps, and from then on rises by a slope each day.
    struct Change: Hashable, Sendable {
      var age: Int
      var jump: Int
      var slope: Int
    }

    init(_ changes: [Change]) {
      self.changes = changes.filter { $0.jump != 0 || $0.slope != 0 }.sorted { $0.age < $1.age }
    }

    /// What the element has changed the level by at an age; nothing before its arrival.
    func value(at age: Int) -> Int {
      var sum = 0
      for change in changes where change.age <= age {
        sum += change.jump + change.slope * (age - change.age)
      }
      return sum
    }

    /// Whether it changes the level from day to day and not only at certain ages.
    var isSloped: Bool { changes.contains { $0.slope != 0 } }
  }

  /// Whether it changes from day to day.
  var isSloped: Bool { profiles.contains { $0?.isSloped ?? false } }
}

extension Instance {
  /// What a level is on a day by past elements alone.
  func base(of level: Int, on day: Int) -> Int {
    var sum = levels[level].initial
    for (element, profile) in levels[level].profiles.enumerated() {
      if let profile, let past = elements[element].past {
        sum += profile.value(at: day - past.arrival)
      }
    }
    return sum
  }

  /// Days on which past elements change a level, and day 0, ascending; for sloped changes only the
  /// days on which their slope changes.
  func baseChanges(of level: Int) -> [Int] {
    var days: Set<Int> = [0]
    for (element, profile) in levels[level].profiles.enumerated() {
      guard let profile, let past = elements[element].past else { continue }
      for change in profile.changes where past.arrival + change.age <= horizon {
        days.insert(max(0, past.arrival + change.age))
      }
    }
    return days.sorted()
  }

  /// Whether past facts alone can break a level's limit on some day.
  func isTriggered(_ level: Int) -> Bool {
    let least = levels[level].least
    let changes = baseChanges(of: level)
    // Between two changes the level is a straight line.
    return changes.contains { base(of: level, on: $0) < least }
      || changes.dropFirst().contains { base(of: level, on: $0 - 1) < least }
      || base(of: level, on: horizon) < least
  }
}
