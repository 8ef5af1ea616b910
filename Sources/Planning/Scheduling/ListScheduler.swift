// SPDX-License-Identifier: GPL-3.0-or-later

/// Serial schedule generation: takes the elements in a priority order and gives each the earliest
/// flight with room, or opens the earliest feasible new one.
///
/// The method is the serial scheme of project scheduling (R. Kolisch, "Serial and parallel
/// resource-constrained project scheduling methods revisited", EJOR 90, 1996,
/// https://doi.org/10.1016/0377-2217(95)00357-6) with flights as shared machines. A class because it
/// owns the memory of the schedule; it belongs to one thread.
final class ListScheduler {
  /// What guides one run.
  struct Guidance {
    /// Each element's priority; lower is taken earlier, predecessors always first.
    var priority: [Int]
    /// Per vehicle and element, days by which the vehicle looks later to the element than it is: the
    /// row of a vehicle is as long as there are elements.
    var reluctance: [Int]
    /// Days that an element waits rather than have a new flight opened for it.
    var patience: Int
  }

  private let instance: Instance
  private let memory: WorkMemory
  private let tables: SchedulingTables
  private let board: LaunchBoard
  private let ledger: LevelLedger
  private let flights: OpenFlights
  /// The choice that each element is of, if any.
  private let choiceOf: [Int?]
  /// Whether rules are in play that a schedule may break though each element found its place.
  private let needsJudgement: Bool

  /// The operational day of each element of the schedule built last; -1 for those that have no place.
  private let operational: UnsafeMutablePointer<Int>
  private let operationalAtFirst: UnsafeMutablePointer<Int>
  /// Per element, how many predecessors have no place yet.
  private let waiting: UnsafeMutablePointer<Int>
  private let waitingAtFirst: UnsafeMutablePointer<Int>
  /// Elements all of whose predecessors have a place: those to be tried, and those that found none.
  private let ready: UnsafeMutablePointer<Int>
  private let deferred: UnsafeMutablePointer<Int>
  /// Per choice, how many of its elements have been neither flown nor left, and whether one flies.
  private var choices: [(left: Int, isMade: Bool)] = []
  /// Whether schedules with some operational days were sound.
  private var judged: [[Int]: Bool] = [:]

  init(_ instance: Instance, windows: TimeWindows, conflicts: [[Bool]]) {
    self.instance = instance
    let memory = WorkMemory()
    self.memory = memory
    tables = SchedulingTables(instance, windows: windows, conflicts: conflicts, in: memory)
    board = LaunchBoard(instance, in: memory)
    ledger = LevelLedger(instance, in: memory)
    flights = OpenFlights(instance, in: memory)
    var choiceOf = [Int?](repeating: nil, count: instance.elements.count)
    for (choice, elements) in instance.choices.enumerated() {
      for element in elements { choiceOf[element] = choice }
    }
    self.choiceOf = choiceOf
    needsJudgement =
      instance.hasGround || instance.docking.isNeeded || instance.holding != nil
      || instance.levels.contains { !$0.isSimple }
    let count = instance.elements.count
    operational = memory.keep(-1, count: count)
    operationalAtFirst = memory.keep(instance.elements.map { $0.past?.operational ?? -1 })
    var predecessors = instance.elements.map { $0.past == nil ? $0.predecessors.count : 0 }
    for edge in instance.edges where instance.elements[edge.predecessor].past != nil {
      predecessors[edge.successor] -= 1
    }
    waiting = memory.keep(0, count: count)
    waitingAtFirst = memory.keep(predecessors)
    ready = memory.keep(0, count: count)
    deferred = memory.keep(0, count: count)
  }

  /// Builds a schedule, which stays until the next; returns whether every element found a place.
  ///
  /// Whether it is sound is for the caller to ask.
  func build(_ guidance: Guidance) -> Bool {
    guidance.priority.withUnsafeBufferPointer { priority in
      guidance.reluctance.withUnsafeBufferPointer { reluctance in
        build(priority, reluctance, patience: guidance.patience)
      }
    }
  }

  private func build(
    _ priority: UnsafeBufferPointer<Int>, _ reluctance: UnsafeBufferPointer<Int>, patience: Int
  ) -> Bool {
    reset()
    var (readyCount, deferredCount) = (0, 0)
    for element in instance.free where waiting[element] == 0 {
      ready[readyCount] = element
      readyCount += 1
    }
    for _ in instance.free {
      var placed = -1
      while placed < 0, readyCount > 0 {
        var next = 0
        for index in 1..<max(1, readyCount) {
          let (one, other) = (priority[ready[index]], priority[ready[next]])
          if one < other || one == other && ready[index] < ready[next] { next = index }
        }
        let element = ready[next]
        readyCount -= 1
        ready[next] = ready[readyCount]
        if decide(element, reluctance, patience) {
          placed = element
        } else {
          // Others may bring what it needs.
          deferred[deferredCount] = element
          deferredCount += 1
        }
      }
      if placed < 0, let index = (0..<deferredCount).first(where: { mayStay(deferred[$0]) }) {
        placed = deferred[index]
        deferredCount -= 1
        for later in index..<deferredCount { deferred[later] = deferred[later + 1] }
        leave(placed)
      }
      guard placed >= 0 else { return false }
      for index in 0..<deferredCount { ready[readyCount + index] = deferred[index] }
      readyCount += deferredCount
      deferredCount = 0
      for successor in tables.successors[placed] {
        waiting[successor] -= 1
        if waiting[successor] == 0 {
          ready[readyCount] = successor
          readyCount += 1
        }
      }
    }
    return true
  }

  private func reset() {
    let count = instance.elements.count
    board.reset()
    ledger.reset()
    flights.reset()
    operational.update(from: operationalAtFirst, count: count)
    waiting.update(from: waitingAtFirst, count: count)
    if !choices.isEmpty || !instance.choices.isEmpty {
      choices = instance.choices.map { ($0.count, false) }
    }
  }

  /// Whether the schedule built last keeps the rules that are not looked at place by place.
  var isSound: Bool {
    guard needsJudgement else { return true }
    // Days decide it all, but for what flights are held to; many changes of the guidance change none.
    guard instance.holding == nil else { return judge() }
    let days = operationalDays
    if let known = judged[days] { return known }
    if judged.count >= Self.mostJudged { judged.removeAll(keepingCapacity: true) }
    let isSound = judge()
    judged[days] = isSound
    return isSound
  }

  /// How many schedules are remembered to be sound or not.
  private static let mostJudged = 1_000

  private func judge() -> Bool {
    guard choices.allSatisfy(\.isMade), instance.keepsLevels(operational: operationalDays) else {
      return false
    }
    let schedule = schedule
    guard instance.isHeld(schedule.loads) else { return false }
    guard let assignment = instance.portAssignment(of: schedule) else { return true }
    if case .found = assignment.ports(.attempt) { return true }
    return false
  }

  // MARK: - The ground

  /// Flies an element or leaves it on the ground, as guidance and choices want it; false when neither
  /// can be done yet.
  private func decide(
    _ element: Int, _ reluctance: UnsafeBufferPointer<Int>, _ patience: Int
  ) -> Bool {
    guard needsJudgement, instance.elements[element].mayStayGrounded, let ground = instance.ground
    else { return place(element, reluctance, patience) }
    let data = instance.elements[element]
    let isBarred = data.predecessors.contains { index in
      let edge = instance.edges[index]
      return !edge.ifFlown && isGrounded(edge.predecessor)
    }
    let isUnwanted = reluctance[ground * instance.elements.count + element] == 0
    if isBarred || (mayStay(element) && isUnwanted) {
      guard mayStay(element) else { return false }
      leave(element)
      return true
    }
    if let choice = choiceOf[element], choices[choice].isMade {
      leave(element)
      return true
    }
    guard place(element, reluctance, patience) else { return false }
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

  private func leave(_ element: Int) {
    guard let ground = instance.ground else { return }
    flights.open(ground, day: instance.never, pad: -1, with: element, mass: 0)
    operational[element] = instance.never + instance.elements[element].commissioning
    if let choice = choiceOf[element] { choices[choice].left -= 1 }
  }

  private func isGrounded(_ element: Int) -> Bool {
    operational[element] - tables.elements[element].commissioning > instance.horizon
  }

  // MARK: - Places

  /// Where an element may go.
  private struct Place {
    var score = Int.max
    var vehicle = -1
    /// The flight that it joins; -1 for a new one.
    var flight = -1
    var day = 0
    var mass = 0
    var arrival = 0
  }

  private func place(
    _ element: Int, _ reluctance: UnsafeBufferPointer<Int>, _ patience: Int
  ) -> Bool {
    let own = tables.elements[element]
    guard let fed = ledger.earliestFed(element) else { return false }
    var arrivalFrom = max(fed, own.earliest) - own.commissioning
    var arrivalUntil = own.latest - own.commissioning
    for wait in tables.predecessors[element] {
      let before = operational[wait.predecessor]
      guard before >= 0 else { return false }
      if wait.isIfFlown, isGrounded(wait.predecessor) { continue }
      arrivalFrom = max(arrivalFrom, before + wait.lag)
      if wait.within < .max { arrivalUntil = min(arrivalUntil, before + wait.within) }
    }
    var best = Place()
    let count = instance.elements.count
    for ride in tables.rides[element] {
      let vehicle = ride.vehicle
      let first = max(own.ready, arrivalFrom - ride.travel)
      let last = arrivalUntil - ride.travel
      guard first <= last else { continue }
      let handicap = reluctance[vehicle * count + element] + ride.travel
      // Join a flight that is there.
      let flight = flights.first(vehicle, from: first, through: last) { flight in
        flights.hasRoom(flight, within: ride.room, slots: ride.slots)
          && !flights.contains(flight) { tables.areApart($0, element) }
          && (!needsJudgement || isBearable(element, on: flights.day(flight) + ride.travel))
      }
      if flight >= 0 {
        let day = flights.day(flight)
        if best.vehicle < 0 || day + handicap <= best.score {
          best = Place(
            score: day + handicap, vehicle: vehicle, flight: flight, day: day, mass: own.mass,
            arrival: day + ride.travel)
        }
      }
      // Or open one.
      let limit = best.vehicle < 0 ? last : min(last, best.score - handicap - patience)
      if let day = opening(vehicle, from: first, through: limit, for: element, ride.travel),
        best.vehicle < 0 || day + handicap + patience < best.score
      {
        best = Place(
          score: day + handicap + patience, vehicle: vehicle, flight: -1, day: day, mass: own.mass,
          arrival: day + ride.travel)
      }
    }
    guard best.vehicle >= 0 else { return false }
    settle(element, best, commissioning: own.commissioning)
    return true
  }

  private func settle(_ element: Int, _ place: Place, commissioning: Int) {
    if place.flight >= 0 {
      flights.add(element, mass: place.mass, to: place.flight)
    } else {
      let pad = board.pad(of: place.vehicle, on: place.day)
      board.open(day: place.day, of: place.vehicle, pad: pad)
      flights.open(place.vehicle, day: place.day, pad: pad, with: element, mass: place.mass)
    }
    operational[element] = place.arrival + commissioning
    ledger.add(element, arrival: place.arrival)
  }

  private func isBearable(_ element: Int, on arrival: Int) -> Bool {
    ledger.bearable(element, arrival: arrival) == arrival
  }

  /// The first day in a span on which a vehicle can make one more launch, with a free pad.
  @inline(__always)
  private func opening(
    _ vehicle: Int, from first: Int, through last: Int, for element: Int, _ travel: Int
  ) -> Int? {
    guard needsJudgement else { return board.firstFree(vehicle, from: first, through: last) }
    var from = first
    while let day = board.firstFree(vehicle, from: from, through: last) {
      let next = ledger.bearable(element, arrival: day + travel)
      if next == day + travel { return day }
      from = next - travel
    }
    return nil
  }

  // MARK: - The schedule built last

  /// The operational day of an element; -1 when it has no place.
  @inline(__always)
  func operationalDay(_ element: Int) -> Int { operational[element] }

  /// The operational days of all elements.
  var operationalDays: [Int] { instance.elements.indices.map { max(0, operational[$0]) } }

  /// How many new flights a vehicle makes.
  @inline(__always)
  func flightCount(_ vehicle: Int) -> Int { flights.count(of: vehicle) }

  /// The schedule built last.
  var schedule: Schedule {
    Schedule(
      flights: instance.vehicles.indices.flatMap { vehicle in
        flights.all(of: vehicle).map { flight in
          ScheduledFlight(
            load: Load(
              vehicle: vehicle, day: flights.day(flight), elements: flights.elements(of: flight)),
            pad: flights.pad(flight))
        }
      })
  }
}
