// SPDX-License-Identifier: GPL-3.0-or-later

/// Every row that plans over certain launch days can break, listed without being built.
///
/// Rows that others imply are left out: of the runs of a vehicle or pad the maximal ones; of the
/// precedence rows those just before a day on which the predecessor may let the successor in; of
/// the level rows those just before a day on which the level may rise (docs/model.md, section 3).
struct RowCatalogue: Sendable {
  let instance: Instance
  private let heldCount: Int
  /// Per vehicle and pad, the first and last day of each run.
  private(set) var vehicleRuns: [[ClosedRange<Int>]]
  private(set) var padRuns: [[ClosedRange<Int>]]
  /// Per edge, the days of its precedence rows and of its `within` rows.
  private(set) var precedenceDays: [[Int]]
  private(set) var withinDays: [[Int]]
  /// Per level, the days of its rows.
  private(set) var levelDays: [[Int]]
  /// The vehicles that choose among several pads.
  let choosers: [Int]

  /// Lists the rows for plans that launch only on the given days (ascending, by vehicle) and whose
  /// elements arrive only on the given days (ascending, by element).
  init(_ instance: Instance, launches: [[Int]], arrivals: [[Int]], heldCount: Int) {
    self.instance = instance
    self.heldCount = heldCount
    choosers = instance.vehicles.indices.filter { instance.vehicles[$0].pads.count > 1 }
    vehicleRuns = instance.vehicles.indices.map {
      Self.runs(of: launches[$0], span: instance.vehicles[$0].turnaround)
    }
    // What stays on the ground comes after all rows that count arrivals by a day.
    let flown = arrivals.map { $0.filter { $0 <= instance.horizon } }
    padRuns = instance.padTurnaround.indices.map { pad in
      let users = instance.vehicles.indices.filter { instance.vehicles[$0].pads.contains(pad) }
      let days = Set(users.flatMap { launches[$0] }).sorted()
      return Self.runs(of: days, span: instance.padTurnaround[pad])
    }
    precedenceDays = []
    withinDays = []
    for edge in instance.edges {
      guard instance.elements[edge.predecessor].past == nil else {
        // A past predecessor's days are known, so the time windows say all of it.
        precedenceDays.append([])
        withinDays.append([])
        continue
      }
      let commissioning = instance.elements[edge.predecessor].commissioning
      let before = flown[edge.predecessor].map { $0 + commissioning }
      let after = flown[edge.successor]
      let ends = before.map { min(instance.never, $0 + edge.lag) }
      precedenceDays.append(Self.daysBefore(ends, changes: after))
      withinDays.append(
        edge.within.map { within in
          // Mirrored in time: the row just after the last day on which the predecessor's day
          // still lets the successor arrive.
          Self.daysBefore(
            before.reversed().map { -($0 + within) }, changes: after.reversed().map { -$0 }
          ).map { -$0 }
        } ?? [])
    }
    levelDays = []
    levelDays = instance.levels.indices.map { Self.days(of: $0, in: instance, arrivals: flown) }
  }

  /// The days just before a level may rise, and the last, where it may have fallen since the one
  /// before: in between, it is no lower.
  private static func days(
    of index: Int, in instance: Instance, arrivals: [[Int]]
  ) -> [Int] {
    let level = instance.levels[index]
    let isTriggered = !level.triggers.isEmpty && instance.isTriggered(index)
    var rises: Set<Int> = [instance.never]
    var falls: Set<Int> = []
    for element in instance.free {
      for change in level.profiles[element]?.changes ?? [] {
        let days = arrivals[element].lazy.map { $0 + change.age }.filter { $0 <= instance.horizon }
        if change.jump > 0 || change.slope > 0 { rises.formUnion(days) }
        if change.jump < 0 || change.slope < 0 { falls.formUnion(days) }
      }
    }
    if isTriggered {
      for element in level.triggers where instance.elements[element].past == nil {
        falls.formUnion(
          arrivals[element].map { $0 + instance.elements[element].commissioning })
      }
    }
    guard !falls.isEmpty else { return [] }
    // What past elements do, known as it is, ends a stretch before it rises and begins one after it
    // falls: a level that falls later can be broken by elements that came long before.
    for day in instance.baseChanges(of: index) where day > 0 {
      rises.insert(day)
      if instance.base(of: index, on: day) < instance.base(of: index, on: day - 1) {
        falls.insert(day)
      }
    }
    if level.isSloped {
      // Once it falls, it goes on falling.
      let first = falls.min() ?? 0
      return rises.filter { $0 > first }.sorted().map { $0 - 1 }
    }
    return daysBefore(rises.sorted(), changes: falls.sorted())
  }

  /// Lists the rows for plans over a space.
  init(_ space: LoadSpace, heldCount: Int) {
    let instance = space.instance
    var launches = instance.vehicles.map { _ in [Int]() }
    var arrivals = instance.elements.map { _ in Set<Int>() }
    for slot in space.slots {
      launches[slot.vehicle].append(slot.day)
      for element in slot.elements {
        arrivals[element].insert(slot.day + instance.travel[slot.vehicle][element])
      }
    }
    self.init(
      instance, launches: launches, arrivals: arrivals.map { $0.sorted() }, heldCount: heldCount)
  }

  /// The maximal sets of days that lie within less than `span` days, as first and last day.
  static func runs(of days: [Int], span: Int) -> [ClosedRange<Int>] {
    guard span > 0 else { return [] }
    var runs: [ClosedRange<Int>] = []
    var first = 0
    for last in days.indices {
      // The run that ends here is maximal when the next day no longer reaches its first one.
      while days[last] - days[first] >= span { first += 1 }
      if last + 1 == days.count || days[last + 1] - days[first] >= span {
        runs.append(days[first]...days[last])
      }
    }
    return runs
  }

  /// Of the days just before each of `ends`, those whose row another does not imply: some of
  /// `changes` lies between the end before (or the beginning) and this one.
  private static func daysBefore(_ ends: [Int], changes: [Int]) -> [Int] {
    var days: [Int] = []
    var position = 0
    for end in ends {
      let start = position
      while position < changes.count, changes[position] < end { position += 1 }
      if position > start, days.last != end - 1 { days.append(end - 1) }
    }
    return days
  }

  /// Every row of the catalogue.
  func all() -> [RowKind] {
    var rows: [RowKind] = counted()
    for (vehicle, runs) in vehicleRuns.enumerated() {
      rows += runs.map { .vehicleRun(vehicle: vehicle, first: $0.lowerBound, last: $0.upperBound) }
    }
    for (pad, runs) in padRuns.enumerated() {
      rows += runs.map { .padRun(pad: pad, first: $0.lowerBound, last: $0.upperBound) }
    }
    for edge in instance.edges.indices {
      rows += precedenceDays[edge].map { .precedence(edge: edge, day: $0) }
      rows += withinDays[edge].map { .within(edge: edge, day: $0) }
    }
    for level in levelDays.indices {
      for day in levelDays[level] { rows += levelRows(level, day: day) }
    }
    return rows
  }

  /// The rows that count flights or money, the choices and the held objectives.
  func counted() -> [RowKind] {
    var rows: [RowKind] = (0..<heldCount).map { .held($0) }
    // Elements that have been given a flight elsewhere leave no choice.
    rows += instance.choices.indices.filter {
      instance.choices[$0].allSatisfy(Set(instance.free).contains)
    }.flatMap { [.choice($0), .chosen($0)] }
    for (vehicle, data) in instance.vehicles.enumerated() {
      if let left = data.flightsLeft, left < instance.free.count {
        rows.append(.flights(vehicle: vehicle))
      }
      if data.perYear != nil {
        rows += instance.yearStarts.indices.map { .vehicleYear(vehicle: vehicle, year: $0) }
      }
    }
    if instance.budgetPerYear != nil {
      rows += instance.yearStarts.indices.map { .budget(year: $0) }
    }
    return rows
  }

  /// The rows of a level on a day: one, or one per new element where past elements leave it too low.
  func levelRows(_ index: Int, day: Int) -> [RowKind] {
    let level = instance.levels[index]
    guard !level.triggers.isEmpty, instance.base(of: index, on: day) < level.least else {
      return [.level(index, day: day)]
    }
    return level.triggers.map { .triggeredLevel(index, day: day, trigger: $0) }
  }
}
