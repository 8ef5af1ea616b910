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
  /// Per resource, whether past elements leave its level below zero at some time.
  private let startsBelowZero: [Bool]

  private var flights: [[OpenFlight]] = []
  private var padLaunches: [[Int]] = []
  private var flightsInYear: [[Int]] = []
  private var costInYear: [Int] = []
  private var operational: [Int?] = []
  /// Per resource, the days on which its level changes and by how much, ascending.
  private var changes: [[(day: Int, amount: Int)]] = []

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
    startsBelowZero = (0..<instance.resourceCount).map { resource in
      instance.baseChanges(of: resource).contains { instance.base(of: resource, on: $0) < 0 }
    }
  }

  /// Builds a schedule, which stays until the next; returns whether every element found a place.
  mutating func build(_ guidance: Guidance) -> Bool {
    reset()
    var waiting = instance.elements.map { $0.past == nil ? $0.predecessors.count : 0 }
    for edge in instance.edges where instance.elements[edge.predecessor].past != nil {
      waiting[edge.successor] -= 1
    }
    var ready = instance.free.filter { waiting[$0] == 0 }
    for _ in instance.free {
      guard
        let next = ready.indices.min(by: {
          (guidance.priority[ready[$0]], ready[$0]) < (guidance.priority[ready[$1]], ready[$1])
        })
      else { return false }
      let element = ready[next]
      ready.swapAt(next, ready.count - 1)
      ready.removeLast()
      guard place(element, guidance) else { return false }
      for edge in instance.elements[element].successors {
        let successor = instance.edges[edge].successor
        waiting[successor] -= 1
        if waiting[successor] == 0 { ready.append(successor) }
      }
    }
    return true
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
    changes = (0..<instance.resourceCount).map { _ in [] }
    for past in instance.pastFlights {
      register(launch: past.day, of: past.vehicle, pad: past.pad)
      flights[past.vehicle].append(
        OpenFlight(day: past.day, pad: past.pad, mass: 0, elements: past.elements, isNew: false))
    }
    for index in flights.indices { flights[index].sort { $0.day < $1.day } }
    for element in instance.elements {
      if let past = element.past { register(element, operational: past.operational) }
    }
  }

  private mutating func register(launch day: Int, of vehicle: Int, pad: Int?) {
    if instance.yearOfDay.indices.contains(day) {
      flightsInYear[vehicle][instance.yearOfDay[day]] += 1
      costInYear[instance.yearOfDay[day]] += instance.vehicles[vehicle].cost
    }
    if let pad { padLaunches[pad].append(day) }
  }

  private mutating func register(_ element: Instance.ElementData, operational day: Int) {
    for (resource, amount) in element.net.enumerated() where amount != 0 {
      let index = changes[resource].firstIndex { $0.day > day } ?? changes[resource].count
      changes[resource].insert((day, amount), at: index)
    }
  }

  /// The earliest operational day from which on every resource bears what an element consumes.
  private func earliestFed(_ element: Instance.ElementData) -> Int? {
    var earliest = 0
    for (resource, amount) in element.net.enumerated()
    where amount < 0 || startsBelowZero[resource] {
      // The lowest level from a day on only rises as the day moves back from the end.
      let total = changes[resource].reduce(0) { $0 + $1.amount }
      var level = total
      guard level + amount >= 0 else { return nil }
      let own = changes[resource]
      for index in own.indices.reversed() {
        // The level before this day; changes of one day count together.
        level -= own[index].amount
        if level + amount < 0, index == 0 || own[index - 1].day < own[index].day {
          earliest = max(earliest, own[index].day)
          break
        }
      }
    }
    return earliest
  }

  private mutating func place(_ element: Int, _ guidance: Guidance) -> Bool {
    let data = instance.elements[element]
    guard let fed = earliestFed(data) else { return false }
    var arrivalFrom = max(fed, windows.earliest[element]) - data.commissioning
    var arrivalUntil = windows.latest[element] - data.commissioning
    for index in data.predecessors {
      let edge = instance.edges[index]
      guard let before = operational[edge.predecessor] else { return false }
      arrivalFrom = max(arrivalFrom, before + edge.lag)
      if let within = edge.within { arrivalUntil = min(arrivalUntil, before + within) }
    }

    var best: (score: Int, vehicle: Int, flight: Int?, day: Int, pad: Int?)?
    for vehicle in data.vehicles {
      let own = instance.vehicles[vehicle]
      let first = max(data.ready, arrivalFrom - own.transit)
      let last = arrivalUntil - own.transit
      guard first <= last else { continue }
      let reluctance = guidance.reluctance[vehicle][element] + own.transit
      // Join a flight that is there.
      if let index = flights[vehicle].firstIndex(where: { flight in
        flight.isNew && flight.day >= first && flight.day <= last
          && flight.mass + data.mass <= own.capacity && flight.elements.count < own.slots
          && !flight.elements.contains { conflicts[$0][element] }
      }) {
        let day = flights[vehicle][index].day
        if best.map({ day + reluctance <= $0.score }) ?? true {
          best = (day + reluctance, vehicle, index, day, flights[vehicle][index].pad)
        }
      }
      // Or open one.
      let limit = best.map { $0.score - reluctance - guidance.patience } ?? last
      if let (day, pad) = opening(vehicle, from: first, through: min(last, limit)) {
        let score = day + reluctance + guidance.patience
        if best.map({ score < $0.score }) ?? true { best = (score, vehicle, nil, day, pad) }
      }
    }
    guard let best else { return false }
    if let flight = best.flight {
      flights[best.vehicle][flight].elements.append(element)
      flights[best.vehicle][flight].mass += data.mass
    } else {
      let index =
        flights[best.vehicle].firstIndex { $0.day > best.day } ?? flights[best.vehicle].count
      flights[best.vehicle].insert(
        OpenFlight(
          day: best.day, pad: best.pad, mass: data.mass, elements: [element], isNew: true),
        at: index)
      register(launch: best.day, of: best.vehicle, pad: best.pad)
    }
    let day = best.day + instance.vehicles[best.vehicle].transit + data.commissioning
    operational[element] = day
    register(data, operational: day)
    return true
  }

  /// The first day in a span on which a vehicle can make one more launch, with a free pad.
  private func opening(_ vehicle: Int, from first: Int, through last: Int) -> (Int, Int?)? {
    let own = instance.vehicles[vehicle]
    let new = flights[vehicle].count { $0.isNew }
    guard first <= last, new < own.flightsLeft ?? .max else { return nil }
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
