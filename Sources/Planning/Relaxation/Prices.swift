// SPDX-License-Identifier: GPL-3.0-or-later

/// What the duals of a relaxation say that launches and arrivals are worth.
///
/// The reduced cost of a load is its objective less `flight(vehicle, day)` and less
/// `element(element, arrival)` for each element aboard: rows add up over these parts.
struct Prices {
  private var flights: [[Double]]
  private var elements: [[Double]]
  private var pads: [[Double]]
  private let instance: Instance
  /// What the rows of earlier objectives are worth; added when asked for, as days are many and asked for few.
  private let held: [(row: RowKind, dual: Double)]
  private let system: RowSystem

  /// Adds up the duals of rows.
  init(_ system: RowSystem, rows: [RowKind], duals: [Double]) {
    instance = system.instance
    self.system = system
    // Differences first, summed up below: a dual counts on a whole range of days.
    let length = instance.horizon + 2
    flights = instance.vehicles.map { _ in [Double](repeating: 0, count: length) }
    elements = instance.elements.map { _ in [Double](repeating: 0, count: length) }
    pads = instance.padTurnaround.map { _ in [Double](repeating: 0, count: length) }
    held = zip(rows, duals).filter { row, dual in
      if case .held = row { dual != 0 } else { false }
    }.map { (row: $0, dual: $1) }
    for (row, dual) in zip(rows, duals) where dual != 0 {
      switch row {
      case .cover(let element): Self.add(dual, to: &elements[element], from: 0)
      case .vehicleRun(let vehicle, let first, let last):
        Self.add(dual, to: &flights[vehicle], from: first, to: last)
      case .padRun(let pad, let first, let last):
        Self.add(dual, to: &pads[pad], from: first, to: last)
      case .flights(let vehicle): Self.add(dual, to: &flights[vehicle], from: 0)
      case .vehicleYear(let vehicle, let year):
        Self.add(dual, to: &flights[vehicle], from: year, in: instance)
      case .budget(let year):
        for vehicle in flights.indices {
          let day = instance.yearStarts[year]
          let cost = system.flightCoefficient(of: row, vehicle: vehicle, day: day)
          Self.add(dual * Double(cost), to: &flights[vehicle], from: year, in: instance)
        }
      case .held: break
      case .padChoice: break  // `flight` takes the best pad instead, which is as good a dual.
      case .precedence(let index, let day):
        let edge = instance.edges[index]
        Self.add(dual, to: &elements[edge.successor], from: 0, to: day)
        let commissioning = instance.elements[edge.predecessor].commissioning
        Self.add(
          -dual, to: &elements[edge.predecessor], from: 0,
          to: min(instance.horizon, day - edge.lag - commissioning))
        if edge.ifFlown {
          Self.add(-dual, to: &elements[edge.predecessor], from: instance.never)
        }
      case .within(let index, let day):
        let edge = instance.edges[index]
        Self.add(dual, to: &elements[edge.successor], from: day, to: instance.horizon)
        let commissioning = instance.elements[edge.predecessor].commissioning
        Self.add(
          -dual, to: &elements[edge.predecessor],
          from: day - (edge.within ?? 0) - commissioning)
      case .choice(let index):
        for element in instance.choices[index] {
          Self.add(dual, to: &elements[element], from: 0, to: instance.horizon)
        }
      case .chosen(let index):
        for element in instance.choices[index] {
          Self.add(dual, to: &elements[element], from: instance.never)
        }
      case .level(let level, let day): add(dual, of: level, on: day, system)
      case .triggeredLevel(let level, let day, let trigger):
        add(dual, of: level, on: day, system)
        let last = day - instance.elements[trigger].commissioning
        let surplus = system.surplus(of: level, on: day)
        if last >= 0 {
          Self.add(dual * Double(surplus), to: &elements[trigger], from: 0, to: last)
        }
      case .apart(let placements):
        for place in placements {
          Self.add(dual, to: &elements[place.element], from: place.first, to: place.last)
        }
      }
    }
    for index in flights.indices { Self.accumulate(&flights[index]) }
    for index in elements.indices { Self.accumulate(&elements[index]) }
    for index in pads.indices { Self.accumulate(&pads[index]) }
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
        Self.add(dual * Double(change.jump), to: &elements[element], from: 0, to: last)
        guard change.slope != 0 else { continue }
        for arrival in 0...last {
          let amount = change.slope * (day - change.age - arrival)
          Self.add(dual * Double(amount), to: &elements[element], from: arrival, to: arrival)
        }
      }
    }
  }

  private static func add(
    _ dual: Double, to days: inout [Double], from first: Int, to last: Int = .max
  ) {
    let start = max(0, first)
    guard start <= last, start < days.count else { return }
    days[start] += dual
    if last < days.count - 1 { days[last + 1] -= dual }
  }

  private static func add(
    _ dual: Double, to days: inout [Double], from year: Int, in instance: Instance
  ) {
    let isLast = year + 1 == instance.yearStarts.count
    let last = isLast ? Int.max : instance.yearStarts[year + 1] - 1
    add(dual, to: &days, from: instance.yearStarts[year], to: last)
  }

  private static func accumulate(_ days: inout [Double]) {
    var sum = 0.0
    for index in days.indices {
      sum += days[index]
      days[index] = sum
    }
  }
}
