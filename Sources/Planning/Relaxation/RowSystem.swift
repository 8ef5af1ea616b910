// SPDX-License-Identifier: GPL-3.0-or-later

/// The rows of the model: their bounds and coefficients, which are whole numbers.
struct RowSystem: Sendable {
  let instance: Instance
  /// Objectives held at a value, with that value (past part included).
  let held: [(objective: SumObjective, value: Int)]
  /// The number of past flights by vehicle and year, and their cost by year.
  private let pastFlightsInYear: [[Int]]
  private let pastCostInYear: [Int]
  /// Common divisors of the coefficients of money and of each resource; rows are divided by them,
  /// and their bounds rounded inward, so that the solver sees small whole numbers.
  private let costStep: Int
  private let levelStep: [Int]
  /// Per level and element, how the element changes it, in the steps of its rows.
  private let changes: [[[Level.Profile.Change]]]

  init(_ instance: Instance, held: [(objective: SumObjective, value: Int)]) {
    self.instance = instance
    self.held = held
    var flights = instance.vehicles.map { _ in [Int](repeating: 0, count: instance.yearStarts.count)
    }
    var cost = [Int](repeating: 0, count: instance.yearStarts.count)
    for past in instance.pastFlights where instance.yearOfDay.indices.contains(past.day) {
      let year = instance.yearOfDay[past.day]
      flights[past.vehicle][year] += 1
      cost[year] += instance.vehicles[past.vehicle].cost
    }
    pastFlightsInYear = flights
    pastCostInYear = cost
    costStep = max(1, instance.vehicles.reduce(0) { greatestCommonDivisor($0, $1.cost) })
    levelStep = instance.levels.map { level in
      var step = 0
      for element in instance.free {
        for change in level.profiles[element]?.changes ?? [] {
          step = greatestCommonDivisor(
            greatestCommonDivisor(step, change.jump), change.slope)
        }
      }
      return max(1, step)
    }
    let steps = levelStep
    changes = zip(instance.levels, steps).map { level, step in
      level.profiles.map { profile in
        (profile?.changes ?? []).map {
          Level.Profile.Change(age: $0.age, jump: $0.jump / step, slope: $0.slope / step)
        }
      }
    }
  }

  /// Lower and upper bound of a row, in the units of its coefficients.
  func bounds(of row: RowKind) -> (lower: Double, upper: Double) {
    switch row {
    case .cover: (1, 1)
    case .padChoice: (0, 0)
    case .vehicleRun, .padRun: (-.infinity, 1)
    case .flights(let vehicle):
      (-.infinity, Double(instance.vehicles[vehicle].flightsLeft ?? instance.free.count))
    case .vehicleYear(let vehicle, let year):
      (
        -.infinity,
        Double(
          max(0, (instance.vehicles[vehicle].perYear ?? 0) - pastFlightsInYear[vehicle][year]))
      )
    case .budget(let year):
      // Where past flights alone exceed the year's budget, no new flight may add to it.
      (
        -.infinity,
        Double(max(0, (instance.budgetPerYear ?? 0) - pastCostInYear[year]) / costStep)
      )
    case .held(let index):
      (
        -.infinity,
        Double(
          Self.floorDivide(
            held[index].value - held[index].objective.constant, held[index].objective.step))
      )
    case .precedence, .within: (-.infinity, 0)
    case .choice: (-.infinity, 1)
    case .chosen(let index): (-.infinity, Double(instance.choices[index].count - 1))
    case .level(let level, let day): (-Double(surplus(of: level, on: day)), .infinity)
    case .triggeredLevel: (0, .infinity)
    case .apart(let placements): (-.infinity, Double(placements.count - 1))
    }
  }

  /// How much higher a level is by past elements alone than it must be, in the steps of its rows.
  func surplus(of level: Int, on day: Int) -> Int {
    let surplus = instance.base(of: level, on: day) - instance.levels[level].least
    return Self.floorDivide(surplus, levelStep[level])
  }

  /// What an element adds to a level on a day, in the steps of its rows.
  func contribution(of element: Int, to level: Int, age: Int) -> Int {
    var sum = 0
    for change in changes[level][element] where change.age <= age {
      sum += change.jump + change.slope * (age - change.age)
    }
    return sum
  }

  /// How an element changes a level, in the steps of its rows.
  func changes(of element: Int, in level: Int) -> [Level.Profile.Change] {
    changes[level][element]
  }

  /// What the flight itself adds to a row.
  func flightCoefficient(of row: RowKind, vehicle: Int, day: Int) -> Int {
    switch row {
    case .vehicleRun(let own, let first, let last):
      own == vehicle && first <= day && day <= last ? 1 : 0
    case .padRun(let pad, let first, let last):
      instance.vehicles[vehicle].pads == [pad] && first <= day && day <= last ? 1 : 0
    case .flights(let own): own == vehicle ? 1 : 0
    case .vehicleYear(let own, let year):
      own == vehicle && instance.yearOfDay[day] == year ? 1 : 0
    case .budget(let year):
      instance.yearOfDay[day] == year ? instance.vehicles[vehicle].cost / costStep : 0
    case .held(let index):
      held[index].objective.flight[vehicle] / held[index].objective.step
    case .padChoice(let own, let launch): own == vehicle && launch == day ? 1 : 0
    default: 0
    }
  }

  /// What an element aboard adds to a row, given its arrival day.
  func elementCoefficient(of row: RowKind, element: Int, arrival: Int) -> Int {
    let operational = arrival + instance.elements[element].commissioning
    switch row {
    case .cover(let own): return own == element ? 1 : 0
    case .held(let index):
      return held[index].objective.element(element, operational: operational)
        / held[index].objective.step
    case .precedence(let index, let day):
      let edge = instance.edges[index]
      if element == edge.successor { return arrival <= day ? 1 : 0 }
      guard element == edge.predecessor else { return 0 }
      let isVoid = edge.ifFlown && arrival == instance.never
      return operational + edge.lag <= day || isVoid ? -1 : 0
    case .within(let index, let day):
      let edge = instance.edges[index]
      if element == edge.successor { return arrival >= day && arrival != instance.never ? 1 : 0 }
      if element == edge.predecessor {
        return operational + (edge.within ?? 0) >= day ? -1 : 0
      }
      return 0
    case .choice(let index):
      return arrival != instance.never && instance.choices[index].contains(element) ? 1 : 0
    case .chosen(let index):
      return arrival == instance.never && instance.choices[index].contains(element) ? 1 : 0
    case .level(let level, let day):
      return contribution(of: element, to: level, age: day - arrival)
    case .triggeredLevel(let level, let day, let trigger):
      let own = contribution(of: element, to: level, age: day - arrival)
      return element == trigger && operational <= day ? own + surplus(of: level, on: day) : own
    case .apart(let placements):
      return placements.contains {
        $0.element == element && $0.first <= arrival && arrival <= $0.last
      } ? 1 : 0
    default: return 0
    }
  }

  /// A load's coefficient in a row.
  func coefficient(of row: RowKind, in load: Load) -> Int {
    load.elements.reduce(
      flightCoefficient(of: row, vehicle: load.vehicle, day: load.day)
    ) {
      $0
        + elementCoefficient(
          of: row, element: $1, arrival: instance.arrival(of: $1, in: load))
    }
  }

  /// The largest whole number not above the quotient; the divisor is positive.
  private static func floorDivide(_ dividend: Int, _ divisor: Int) -> Int {
    let quotient = dividend / divisor
    return dividend % divisor < 0 ? quotient - 1 : quotient
  }
}
