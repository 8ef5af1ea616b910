// SPDX-License-Identifier: GPL-3.0-or-later

/// What the duals of a relaxation say that launches and arrivals are worth.
///
/// The reduced cost of a load is its objective less `flight(vehicle, day)` and less
/// `element(element, arrival)` for each element aboard: rows add up over these parts.
struct Prices {
  private var flights: [Days]
  private var elements: [Days]
  private var pads: [Days]
  /// Per element, what changes with each day that it arrives earlier; added when asked for, too.
  private var slopes: [[Slope]]
  private let instance: Instance
  /// What the rows of earlier objectives are worth; added when asked for, as days are many and asked for few.
  private let held: [(row: RowKind, dual: Double)]
  private let system: RowSystem

  /// What days are worth.
  private struct Days {
    /// On every day.
    private var constant = 0.0
    /// And on each by itself, from day 0 on: differences until they are added up; empty when nothing is.
    private var single: [Double] = []
    private let count: Int

    /// As many days worth nothing.
    init(count: Int) { self.count = count }

    subscript(day: Int) -> Double { single.isEmpty ? constant : constant + single[day] }

    /// Adds to a whole range of days, as far as they are there.
    mutating func add(_ dual: Double, from first: Int, to last: Int = .max) {
      let start = max(0, first)
      guard start <= last, start < count else { return }
      guard start > 0 || last < count - 1 else {
        constant += dual
        return
      }
      if single.isEmpty { single = [Double](repeating: 0, count: count) }
      single[start] += dual
      if last < count - 1 { single[last + 1] -= dual }
    }

    /// Adds to the days of a year.
    mutating func add(_ dual: Double, year: Int, of instance: Instance) {
      let isLast = year + 1 == instance.yearStarts.count
      add(
        dual, from: instance.yearStarts[year],
        to: isLast ? .max : instance.yearStarts[year + 1] - 1)
    }

    /// Makes sums of differences.
    mutating func accumulate() {
      var sum = 0.0
      for index in single.indices {
        sum += single[index]
        single[index] = sum
      }
    }
  }

  /// An arrival up to a day is worth a rate for each day before another one.
  private struct Slope {
    var rate: Double
    var lastDay: Int
    var day: Int
  }

  /// Adds up the duals of rows.
  init(_ system: RowSystem, rows: [RowKind], duals: [Double]) {
    instance = system.instance
    self.system = system
    let none = Days(count: instance.horizon + 2)
    flights = instance.vehicles.map { _ in none }
    elements = instance.elements.map { _ in none }
    pads = instance.padTurnaround.map { _ in none }
    slopes = instance.elements.map { _ in [] }
    held = zip(rows, duals).filter { row, dual in
      if case .held = row { dual != 0 } else { false }
    }.map { (row: $0, dual: $1) }
    for (row, dual) in zip(rows, duals) where dual != 0 {
      switch row {
      case .cover(let element): elements[element].add(dual, from: 0)
      case .vehicleRun(let vehicle, let first, let last):
        flights[vehicle].add(dual, from: first, to: last)
      case .padRun(let pad, let first, let last):
        pads[pad].add(dual, from: first, to: last)
      case .flights(let vehicle): flights[vehicle].add(dual, from: 0)
      case .vehicleYear(let vehicle, let year):
        flights[vehicle].add(dual, year: year, of: instance)
      case .budget(let year):
        for vehicle in flights.indices {
          let day = instance.yearStarts[year]
          let cost = system.flightCoefficient(of: row, vehicle: vehicle, day: day)
          flights[vehicle].add(dual * Double(cost), year: year, of: instance)
        }
      case .held: break
      case .padChoice: break  // `flight` takes the best pad instead, which is as good a dual.
      case .precedence(let index, let day):
        let edge = instance.edges[index]
        elements[edge.successor].add(dual, from: 0, to: day)
        let commissioning = instance.elements[edge.predecessor].commissioning
        elements[edge.predecessor].add(
          -dual, from: 0,
          to: min(instance.horizon, day - edge.lag - commissioning))
        if edge.ifFlown {
          elements[edge.predecessor].add(-dual, from: instance.never)
        }
      case .within(let index, let day):
        let edge = instance.edges[index]
        elements[edge.successor].add(dual, from: day, to: instance.horizon)
        let commissioning = instance.elements[edge.predecessor].commissioning
        elements[edge.predecessor].add(-dual, from: day - (edge.within ?? 0) - commissioning)
      case .choice(let index):
        for element in instance.choices[index] {
          elements[element].add(dual, from: 0, to: instance.horizon)
        }
      case .chosen(let index):
        for element in instance.choices[index] {
          elements[element].add(dual, from: instance.never)
        }
      case .level(let level, let day): add(dual, of: level, on: day, system)
      case .triggeredLevel(let level, let day, let trigger):
        add(dual, of: level, on: day, system)
        let last = day - instance.elements[trigger].commissioning
        let surplus = system.surplus(of: level, on: day)
        if last >= 0 {
          elements[trigger].add(dual * Double(surplus), from: 0, to: last)
        }
      case .apart(let placements):
        for place in placements {
          elements[place.element].add(dual, from: place.first, to: place.last)
        }
      }
    }
    for index in flights.indices { flights[index].accumulate() }
    for index in elements.indices { elements[index].accumulate() }
    for index in pads.indices { pads[index].accumulate() }
  }

  /// What a launch of a vehicle on a day is worth.
  func flight(_ vehicle: Int, day: Int) -> Double {
    let best =
      instance.vehicles[vehicle].pads.filter { instance.isFree(pad: $0, on: day) }
      .map { pads[$0][day] }.max() ?? 0
    return flight(vehicle, day: day, pad: nil) + best
  }

  /// What a launch of a vehicle on a day from a given pad, if it has any, is worth.
  func flight(_ vehicle: Int, day: Int, pad: Int?) -> Double {
    var worth = flights[vehicle][day]
    for (row, dual) in held {
      worth += dual * Double(system.flightCoefficient(of: row, vehicle: vehicle, day: day))
    }
    return worth + (pad.map { pads[$0][day] } ?? 0)
  }

  /// What an element's arrival on a day is worth.
  func element(_ element: Int, arrival: Int) -> Double {
    var worth = elements[element][arrival]
    for slope in slopes[element] where arrival <= slope.lastDay {
      worth += slope.rate * Double(slope.day - arrival)
    }
    for (row, dual) in held {
      worth += dual * Double(system.elementCoefficient(of: row, element: element, arrival: arrival))
    }
    return worth
  }

  /// Adds the dual of a level's row: what each element changes the level by on the row's day, as a
  /// function of its arrival.
  private mutating func add(_ dual: Double, of level: Int, on day: Int, _ system: RowSystem) {
    for element in instance.free {
      for change in system.changes(of: element, in: level) where day >= change.age {
        let last = min(day - change.age, instance.horizon)
        elements[element].add(dual * Double(change.jump), from: 0, to: last)
        guard change.slope != 0 else { continue }
        slopes[element].append(
          Slope(rate: dual * Double(change.slope), lastDay: last, day: day - change.age))
      }
    }
  }
}
