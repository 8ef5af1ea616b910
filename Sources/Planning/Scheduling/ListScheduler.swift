// SPDX-License-Identifier: GPL-3.0-or-later

/// Serial schedule generation: takes the elements in a priority order and gives each the earliest
/// flight with room, or opens the earliest feasible new one.
///
/// The method is the serial scheme of project scheduling (R. Kolisch, "Serial and parallel
/// resource-constrained project scheduling methods revisited", EJOR 90, 1996,
/// https://doi.org/10.1016/0377-2217(95)00357-6) with flights as shared machines.
struct ListScheduler {
  /// What guides one run.
  struct Guidance {
    /// Each element's priority; lower is taken earlier, predecessors always first.
    var priority: [Int]
    /// Days by which each vehicle looks later to each element than it is.
    var reluctance: [[Int]]
    /// Days that an element waits rather than have a new flight opened for it.
    var patience: Int
  }

  private let instance: Instance
  private let windows: TimeWindows
  private let conflicts: [[Bool]]
  /// Per level, whether it changes on operational days only, never back: such are looked at ahead,
  /// others day by day.
  private let isSimple: [Bool]
  /// Per simple level, what is there at first above its limit, what each element adds for good, and
  /// which elements have to wait because past ones leave it too low.
  private let simple: [(level: Int, surplus: Int, amounts: [Int], mustWait: [Bool])]
  /// Per element, the jumps that it makes in levels: level, age and amount.
  private let jumps: [[(level: Int, age: Int, amount: Int)]]
  /// The choice that each element is of, if any.
  private let choiceOf: [Int?]
  /// Whether rules are in play that a schedule may break though each element found its place.
  private let needsJudgement: Bool

  private var flights: [[OpenFlight]] = []
  private var padLaunches: [[Int]] = []
  private var flightsInYear: [[Int]] = []
  private var costInYear: [Int] = []
  private var operational: [Int?] = []
  /// Per level, the days on which it jumps and by how much, ascending; slopes are judged at the end.
  private var changes: [[(day: Int, amount: Int)]] = []
  /// Per choice, how many of its elements have been neither flown nor left, and whether one flies.
  private var choices: [(left: Int, isMade: Bool)] = []

  private struct OpenFlight {
    var day: Int
    var pad: Int?
    var mass: Int
    var elements: [Int]
    /// Whether it may be joined: not a past flight.
    var isNew: Bool
  }

  init(_ instance: Instance, windows: TimeWindows, conflicts: [[Bool]]) {
    self.instance = instance
    self.windows = windows
    self.conflicts = conflicts
    isSimple = instance.levels.map { level in
      guard case .resource = level.subject else { return false }
      return level.profiles.allSatisfy { $0.map { $0.changes.count == 1 } ?? true }
    }
    simple = instance.levels.indices.filter { [isSimple] in isSimple[$0] }.map { index in
      let level = instance.levels[index]
      let isTriggered = !level.triggers.isEmpty && instance.isTriggered(index)
      return (
        index, level.initial - level.least,
        level.profiles.map { $0?.changes.first?.jump ?? 0 },
        level.profiles.indices.map { isTriggered && level.triggers.contains($0) }
      )
    }
    jumps = instance.elements.indices.map { element in
      instance.levels.enumerated().flatMap { index, level in
        (level.profiles[element]?.changes ?? []).filter { $0.jump != 0 }.map {
          (index, $0.age, $0.jump)
        }
      }
    }
    var choiceOf = [Int?](repeating: nil, count: instance.elements.count)
    for (choice, elements) in instance.choices.enumerated() {
      for element in elements { choiceOf[element] = choice }
    }
    self.choiceOf = choiceOf
    needsJudgement =
      instance.hasGround || instance.docking.isNeeded || instance.holding != nil
      || isSimple.contains(false)
  }

  /// Builds a schedule, which stays until the next; returns whether every element found a place.
  mutating func build(_ guidance: Guidance) -> Bool {
    reset()
    var waiting = instance.elements.map { $0.past == nil ? $0.predecessors.count : 0 }
    for edge in instance.edges where instance.elements[edge.predecessor].past != nil {
      waiting[edge.successor] -= 1
    }
    var ready = instance.free.filter { waiting[$0] == 0 }
    // Elements that found no place yet; others may bring what they need.
    var deferred: [Int] = []
    for _ in instance.free {
      var placed: Int?
      while placed == nil {
        guard
          let next = ready.indices.min(by: {
            (guidance.priority[ready[$0]], ready[$0]) < (guidance.priority[ready[$1]], ready[$1])
          })
        else { break }
        let element = ready[next]
        ready.swapAt(next, ready.count - 1)
        ready.removeLast()
        if decide(element, guidance) {
          placed = element
        } else {
          guard needsJudgement else { return false }
          deferred.append(element)
        }
      }
      if placed == nil, let index = deferred.firstIndex(where: mayStay) {
        let element = deferred.remove(at: index)
        leave(element)
        placed = element
      }
      guard let element = placed else { return false }
      ready += deferred
      deferred = []
      for edge in instance.elements[element].successors {
        let successor = instance.edges[edge].successor
        waiting[successor] -= 1
        if waiting[successor] == 0 { ready.append(successor) }
      }
    }
    return !needsJudgement || isSound
  }

  /// Whether the schedule built last keeps the rules that are not looked at place by place.
  private var isSound: Bool {
    guard instance.isHeld(schedule.loads), choices.allSatisfy(\.isMade),
      instance.keepsLevels(operational: operationalDays)
    else { return false }
    guard let assignment = instance.portAssignment(of: schedule) else { return true }
    if case .found = assignment.ports(.attempt) { return true }
    return false
  }

  // MARK: - The ground

  /// Flies an element or leaves it on the ground, as guidance and choices want it; false when neither
  /// can be done yet.
  private mutating func decide(_ element: Int, _ guidance: Guidance) -> Bool {
    let data = instance.elements[element]
    guard data.mayStayGrounded, let ground = instance.ground else {
      return place(element, guidance)
    }
    let isBarred = data.predecessors.contains { index in
      let edge = instance.edges[index]
      return !edge.ifFlown && isGrounded(edge.predecessor)
    }
    if isBarred || (mayStay(element) && guidance.reluctance[ground][element] == 0) {
      guard mayStay(element) else { return false }
      leave(element)
      return true
    }
    if let choice = choiceOf[element], choices[choice].isMade {
      leave(element)
      return true
    }
    guard place(element, guidance) else { return false }
    if let choice = choiceOf[element] {
      choices[choice].left -= 1
      choices[choice].isMade = true
    }
    return true
  }

  /// Whether an element may stay on the ground as things are: it is not the last of a choice.
  private func mayStay(_ element: Int) -> Bool {
    guard instance.elements[element].mayStayGrounded else { return false }
    return choiceOf[element].map { choices[$0].isMade || choices[$0].left > 1 } ?? true
  }

  private mutating func leave(_ element: Int) {
    guard let ground = instance.ground else { return }
    flights[ground].append(
      OpenFlight(day: instance.never, pad: nil, mass: 0, elements: [element], isNew: true))
    operational[element] = instance.never + instance.elements[element].commissioning
    if let choice = choiceOf[element] { choices[choice].left -= 1 }
  }

  private func isGrounded(_ element: Int) -> Bool {
    operational[element].map { $0 - instance.elements[element].commissioning > instance.horizon }
      ?? false
  }

  /// The operational days of the schedule built last, by element.
  var operationalDays: [Int] { operational.map { $0 ?? 0 } }

  /// The number of new flights of each vehicle in the schedule built last.
  var flightCounts: [Int] { flights.map { $0.count { $0.isNew } } }

  /// The schedule built last.
  var schedule: Schedule {
    var result: [ScheduledFlight] = []
    for (vehicle, own) in flights.enumerated() {
      for flight in own where flight.isNew {
        let load = Load(vehicle: vehicle, day: flight.day, elements: flight.elements.sorted())
        result.append(ScheduledFlight(load: load, pad: flight.pad))
      }
    }
    return Schedule(flights: result)
  }

  private mutating func reset() {
    flights = instance.vehicles.map { _ in [] }
    padLaunches = instance.padTurnaround.map { _ in [] }
    flightsInYear = instance.vehicles.map { _ in
      [Int](repeating: 0, count: instance.yearStarts.count)
    }
    costInYear = [Int](repeating: 0, count: instance.yearStarts.count)
    operational = instance.elements.map { $0.past?.operational }
    changes = instance.levels.map { _ in [] }
    choices = instance.choices.map { ($0.count, false) }
    for past in instance.pastFlights {
      register(launch: past.day, of: past.vehicle, pad: past.pad)
      flights[past.vehicle].append(
        OpenFlight(day: past.day, pad: past.pad, mass: 0, elements: past.elements, isNew: false))
    }
    for index in flights.indices { flights[index].sort { $0.day < $1.day } }
    for (element, data) in instance.elements.enumerated() {
      if let past = data.past { register(element, arrival: past.arrival) }
    }
  }

  private mutating func register(launch day: Int, of vehicle: Int, pad: Int?) {
    if instance.yearOfDay.indices.contains(day) {
      flightsInYear[vehicle][instance.yearOfDay[day]] += 1
      costInYear[instance.yearOfDay[day]] += instance.vehicles[vehicle].cost
    }
    if let pad { padLaunches[pad].append(day) }
  }

  private mutating func register(_ element: Int, arrival: Int) {
    for (level, age, amount) in jumps[element] {
      let day = arrival + age
      let place = changes[level].firstIndex { $0.day > day } ?? changes[level].count
      changes[level].insert((day, amount), at: place)
    }
  }

  /// The earliest operational day from which on every simple level bears what an element takes.
  private func earliestFed(_ element: Int) -> Int? {
    var earliest = 0
    for index in simple.indices {
      let amount = simple[index].amounts[element]
      guard amount < 0 || simple[index].mustWait[element] else { continue }
      // The lowest level from a day on only rises as the day moves back from the end.
      let own = changes[simple[index].level]
      var surplus = own.reduce(simple[index].surplus) { $0 + $1.amount }
      guard surplus + amount >= 0 else { return nil }
      for position in own.indices.reversed() {
        // The level before this day; changes of one day count together.
        surplus -= own[position].amount
        if surplus + amount < 0, position == 0 || own[position - 1].day < own[position].day {
          earliest = max(earliest, own[position].day)
          break
        }
      }
    }
    return earliest
  }

  /// The arrival day if the levels that are not simple bear the element then, or the next one on which
  /// it may be otherwise; slopes are left out.
  private func bearable(_ element: Int, arrival: Int) -> Int {
    for (index, level) in instance.levels.enumerated() where !isSimple[index] {
      guard !level.isSloped, let profile = level.profiles[element] else { continue }
      let own = profile.changes
      var (place, next) = (0, 0)
      var (surplus, taken) = (level.initial - level.least, 0)
      let all = changes[index]
      while place < all.count || next < own.count {
        let day = min(
          place < all.count ? all[place].day : .max,
          next < own.count ? arrival + own[next].age : .max)
        if day > instance.horizon { break }
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
    var first = instance.never
    for day in changes {
      for age in ages where day - age > arrival { first = min(first, day - age) }
    }
    // Ages beyond the end begin to matter, or cease to.
    for age in ages where instance.never - age > arrival {
      first = min(first, instance.never - age)
    }
    return first
  }

  private mutating func place(_ element: Int, _ guidance: Guidance) -> Bool {
    // Element and vehicle data are not copied whole: this is the innermost loop of the search.
    let (mass, ready) = (instance.elements[element].mass, instance.elements[element].ready)
    let commissioning = instance.elements[element].commissioning
    guard let fed = earliestFed(element) else { return false }
    var arrivalFrom = max(fed, windows.earliest[element]) - commissioning
    var arrivalUntil = windows.latest[element] - commissioning
    for index in instance.elements[element].predecessors {
      let edge = instance.edges[index]
      guard let before = operational[edge.predecessor] else { return false }
      if edge.ifFlown, isGrounded(edge.predecessor) { continue }
      arrivalFrom = max(arrivalFrom, before + edge.lag)
      if let within = edge.within { arrivalUntil = min(arrivalUntil, before + within) }
    }

    var best: (score: Int, vehicle: Int, flight: Int?, day: Int, pad: Int?)?
    for vehicle in instance.elements[element].vehicles {
      let slots = instance.vehicles[vehicle].slots
      let travel = instance.travel[vehicle][element]
      let first = max(ready, arrivalFrom - travel)
      let last = arrivalUntil - travel
      guard first <= last else { continue }
      let reluctance = guidance.reluctance[vehicle][element] + travel
      let room = instance.capacities[vehicle][element] - mass
      let isPlain = !needsJudgement
      // Join a flight that is there.
      if let index = flights[vehicle].firstIndex(where: { flight in
        flight.isNew && flight.day >= first && flight.day <= last
          && flight.mass <= room && flight.elements.count < slots
          && !flight.elements.contains { conflicts[$0][element] }
          && (isPlain || bearable(element, arrival: flight.day + travel) == flight.day + travel)
      }) {
        let day = flights[vehicle][index].day
        if best.map({ day + reluctance <= $0.score }) ?? true {
          best = (day + reluctance, vehicle, index, day, flights[vehicle][index].pad)
        }
      }
      // Or open one.
      let limit = best.map { $0.score - reluctance - guidance.patience } ?? last
      if let (day, pad) = opening(vehicle, from: first, through: min(last, limit), for: element) {
        let score = day + reluctance + guidance.patience
        if best.map({ score < $0.score }) ?? true { best = (score, vehicle, nil, day, pad) }
      }
    }
    guard let best else { return false }
    if let flight = best.flight {
      flights[best.vehicle][flight].elements.append(element)
      flights[best.vehicle][flight].mass += mass
    } else {
      let index =
        flights[best.vehicle].firstIndex { $0.day > best.day } ?? flights[best.vehicle].count
      flights[best.vehicle].insert(
        OpenFlight(
          day: best.day, pad: best.pad, mass: mass, elements: [element], isNew: true),
        at: index)
      register(launch: best.day, of: best.vehicle, pad: best.pad)
    }
    let arrival = best.day + instance.travel[best.vehicle][element]
    operational[element] = arrival + commissioning
    register(element, arrival: arrival)
    return true
  }

  /// The first day in a span on which a vehicle can make one more launch, with a free pad.
  private func opening(
    _ vehicle: Int, from first: Int, through last: Int, for element: Int
  ) -> (Int, Int?)? {
    guard first <= last else { return nil }
    let own = instance.vehicles[vehicle]
    if let left = own.flightsLeft, flights[vehicle].count(where: { $0.isNew }) >= left {
      return nil
    }
    var position = Instance.firstIndex(in: own.launchDays, notBefore: first) ?? .max
    search: while position < own.launchDays.count, own.launchDays[position] <= last {
      let day = own.launchDays[position]
      for flight in flights[vehicle] where abs(flight.day - day) < own.turnaround {
        // Too close to a launch: go on at the first day that is far enough behind it.
        position =
          Instance.firstIndex(in: own.launchDays, notBefore: flight.day + own.turnaround) ?? .max
        continue search
      }
      let year = instance.yearOfDay[day]
      let isFull = own.perYear.map { flightsInYear[vehicle][year] >= $0 } ?? false
      let isBroke = instance.budgetPerYear.map { costInYear[year] + own.cost > $0 } ?? false
      if isFull || isBroke {
        guard year + 1 < instance.yearStarts.count else { return nil }
        position =
          Instance.firstIndex(in: own.launchDays, notBefore: instance.yearStarts[year + 1])
          ?? .max
        continue
      }
      if needsJudgement {
        let travel = instance.travel[vehicle][element]
        let next = bearable(element, arrival: day + travel)
        if next > day + travel {
          position = Instance.firstIndex(in: own.launchDays, notBefore: next - travel) ?? .max
          continue
        }
      }
      if own.pads.isEmpty { return (day, nil) }
      if let pad = own.pads.first(where: { pad in
        padLaunches[pad].allSatisfy { abs($0 - day) >= instance.padTurnaround[pad] }
      }) {
        return (day, pad)
      }
      position += 1
    }
    return nil
  }
}
