// SPDX-License-Identifier: GPL-3.0-or-later

internal import MILP

/// What a relaxation minimizes.
enum RelaxationGoal: Sendable {
  /// How many elements are not covered: zero exactly when the relaxation is feasible.
  case coverage
  /// An objective, with every element covered.
  case objective(SumObjective)
}

/// The linear relaxation of the model over the loads of a space, solved by generating columns
/// (loads) and rows as they are needed (docs/model.md, section 5).
///
/// It lives inside one session of a linear program. The elements' cover rows carry an artificial
/// column each, which says how much of the element is not covered.
final class Relaxation {
  /// What came of solving it.
  enum Result {
    /// Solved; no plan over the space is below the bound (in steps of the goal, less its constant).
    case solved(Solution)
    /// Even fractions of loads cannot satisfy the rows.
    case infeasible
    /// Stopped; the bound, where there is one, is valid all the same.
    case stopped(StopReason, bound: Double?)
  }

  struct Solution {
    var bound: Double
    var prices: Prices
    /// The loads in the solution and how much of each.
    var loads: [(load: Load, amount: Double)]
    var columns: Int
    var rows: Int
  }

  private let space: LoadSpace
  private let system: RowSystem
  private let catalogue: RowCatalogue
  private let program: any LinearProgram
  private let clock: SearchClock
  private var instance: Instance { space.instance }

  private enum Column {
    case artificial
    case load(Load)
    case padUse(pad: Int, day: Int)
  }
  private var columns: [Column] = []
  private var known: Set<Load> = []
  private var rows: [RowKind] = []
  private var rowNumber: [RowKind: Int] = [:]
  /// Rows by what can have a coefficient in them, in the order they were added.
  private var rowsOfElement: [[Int]]
  private var rowsOfVehicle: [[Int]]
  private var goal: RelaxationGoal = .coverage

  /// Sets up the cover rows, their artificial columns and the rows that count flights.
  init(
    _ space: LoadSpace, system: RowSystem, catalogue: RowCatalogue, program: any LinearProgram,
    clock: SearchClock
  ) throws(SolverError) {
    self.clock = clock
    self.space = space
    self.system = system
    self.catalogue = catalogue
    self.program = program
    rowsOfElement = space.instance.elements.map { _ in [] }
    rowsOfVehicle = space.instance.vehicles.map { _ in [] }
    try add(rows: space.instance.free.map { .cover(element: $0) } + catalogue.counted())
    try program.addColumns(
      space.instance.free.indices.map {
        NewColumn(Variable(cost: 1), terms: [Term($0, 1)])
      })
    columns = space.instance.free.map { _ in .artificial }
  }

  /// Adds loads, whether of the space or not; those already there are skipped.
  func add(loads: [Load]) throws(SolverError) {
    let fresh = loads.filter { known.insert($0).inserted }
    // Vehicles with several pads bring a row and a column per pad for each new launch day.
    for load in fresh where instance.vehicles[load.vehicle].pads.count > 1 {
      let row = RowKind.padChoice(vehicle: load.vehicle, day: load.day)
      guard rowNumber[row] == nil else { continue }
      try add(rows: [row])
      let pads = instance.vehicles[load.vehicle].pads.filter {
        instance.isFree(pad: $0, on: load.day)
      }
      try program.addColumns(
        pads.map { NewColumn(Variable(), terms: padTerms($0, load.day, choice: row)) })
      columns += pads.map { .padUse(pad: $0, day: load.day) }
    }
    try program.addColumns(
      fresh.map { load in
        NewColumn(Variable(cost: cost(of: load)), terms: terms(of: load))
      })
    columns += fresh.map { .load($0) }
  }

  /// Minimizes a goal.
  func minimize(_ goal: RelaxationGoal) throws(SolverError) -> Result {
    self.goal = goal
    for (number, column) in columns.enumerated() {
      switch column {
      case .artificial:
        if case .coverage = goal {
          try program.setBounds(0, .infinity, ofColumn: number)
          try program.setCost(1, ofColumn: number)
        } else {
          try program.setBounds(0, 0, ofColumn: number)
          try program.setCost(0, ofColumn: number)
        }
      case .load(let load): try program.setCost(cost(of: load), ofColumn: number)
      case .padUse: break
      }
    }
    var bound: Double?
    while true {
      let solution: LinearSolution
      switch try program.solve() {
      case .optimal(let optimal): solution = optimal
      case .infeasible, .unbounded: return .infeasible
      case .stopped(let reason): return .stopped(reason, bound: bound)
      }
      let prices = Prices(system, rows: rows, duals: solution.duals)
      guard let (priced, lowest) = price(prices) else {
        return .stopped(clock.reason, bound: bound)
      }
      // Each plan has at most one load per element, and each load a reduced cost of at least the
      // lowest: the duals' value plus that many times the lowest is a bound (Lagrange).
      let lagrangian = solution.objective + Double(instance.free.count) * min(0, lowest)
      bound = max(bound ?? lagrangian, lagrangian)
      if case .coverage = goal, lagrangian > 1e-4 {
        return .solved(result(solution, prices, bound: lagrangian))
      }
      let plan = fractionalPlan(solution.values)
      let broken = plan.violations(of: system, in: catalogue)
      let newRows = broken.filter { rowNumber[$0.row] == nil }
      if priced.isEmpty, newRows.isEmpty {
        return .solved(result(solution, prices, bound: bound ?? lagrangian))
      }
      if case .coverage = goal, solution.objective < 1e-7, newRows.isEmpty {
        return .solved(result(solution, prices, bound: 0))
      }
      try add(rows: Self.strongest(newRows))
      try add(loads: priced)
    }
  }

  /// The most broken rows, a limited number in a fixed order, so that the program grows slowly.
  private static func strongest(_ broken: [(row: RowKind, amount: Double)]) -> [RowKind] {
    let limit = 200
    guard broken.count > limit else { return broken.map(\.row) }
    let order = broken.indices.sorted { (-broken[$0].amount, $0) < (-broken[$1].amount, $1) }
    return order.prefix(limit).map { broken[$0].row }
  }

  /// The loads with the most negative reduced cost, one per launch day, and the lowest of all.
  ///
  /// Nil when the clock stopped it.
  private func price(_ prices: Prices) -> (loads: [Load], lowest: Double)? {
    var found: [(value: Double, load: Load)] = []
    let isSmall = space.slots.count < 20
    for slot in space.slots {
      let values = reducedCosts(of: slot, prices)
      let base = flightCost(slot.vehicle) - prices.flight(slot.vehicle, day: slot.day)
      var best: (value: Double, elements: [Int])?
      // With few launch days, what the search passed on its way enters, too.
      var passed: [(value: Double, elements: [Int])] = []
      var search = LoadSearch(slot, in: space, values: values)
      search.forEach(base: base, below: -1e-7, clock: clock) { elements, value in
        if let best, isSmall { passed.append(best) }
        best = (value, elements)
        return value
      }
      if search.isStopped { return nil }
      if let best {
        let load = Load(vehicle: slot.vehicle, day: slot.day, elements: best.elements)
        found.append((best.value, load))
        for (value, elements) in passed.suffix(12) {
          found.append((value, Load(vehicle: slot.vehicle, day: slot.day, elements: elements)))
        }
      }
    }
    let lowest = found.reduce(0) { min($0, $1.value) }
    let order = found.indices.sorted { (found[$0].value, $0) < (found[$1].value, $1) }
    let loads = order.lazy.map { found[$0].load }.filter { !self.known.contains($0) }
    return (Array(loads.prefix(max(50, 2 * instance.free.count))), lowest)
  }

  /// The reduced cost that each element of a launch day adds to a load.
  private func reducedCosts(of slot: LoadSpace.Slot, _ prices: Prices) -> [Double] {
    slot.elements.map { element in
      let arrival = slot.day + instance.travel[slot.vehicle][element]
      return elementCost(element, arrival: arrival) - prices.element(element, arrival: arrival)
    }
  }

  /// The loads whose reduced cost is below a threshold, by reduced cost.
  ///
  /// If they are more than a limit (a load counts once for each pad of its vehicle), the cheapest,
  /// with what no other falls below; nil when the clock stopped it.
  func cheapestLoads(
    under prices: Prices, below threshold: Double, limit: Int
  ) -> (loads: [(load: Load, reducedCost: Double)], limit: Double?)? {
    var found: [(load: Load, reducedCost: Double, number: Int)] = []
    var (size, visited) = (0, 0)
    var threshold = threshold
    var missing: Double?
    func pads(_ load: Load) -> Int { max(1, instance.vehicles[load.vehicle].pads.count) }
    /// Keeps the cheapest that fit the limit.
    func shrink() {
      found.sort { ($0.reducedCost, $0.number) < ($1.reducedCost, $1.number) }
      var (count, kept) = (0, 0)
      while count < found.count, kept + pads(found[count].load) <= limit {
        kept += pads(found[count].load)
        count += 1
      }
      guard count < found.count else { return }
      let cut = found[count].reducedCost
      found.removeLast(found.count - count)
      size = found.reduce(0) { $0 + pads($1.load) }
      threshold = cut
      missing = cut
    }
    for slot in space.slots {
      var search = LoadSearch(slot, in: space, values: reducedCosts(of: slot, prices))
      let base = flightCost(slot.vehicle) - prices.flight(slot.vehicle, day: slot.day)
      search.forEach(base: base, below: threshold, clock: clock) { elements, value in
        let load = Load(vehicle: slot.vehicle, day: slot.day, elements: elements)
        // Of equally cheap loads, ones from everywhere are kept, not the first: a fixed shuffle.
        found.append((load, value, visited &* 0x1E37_79B9_7F4A_7C15))
        visited += 1
        size += pads(load)
        if size > 2 * limit { shrink() }
        return threshold
      }
      if search.isStopped { return nil }
    }
    if size > limit { shrink() }
    found.sort { ($0.reducedCost, $0.number) < ($1.reducedCost, $1.number) }
    return (found.map { ($0.load, $0.reducedCost) }, missing)
  }

  private func result(_ solution: LinearSolution, _ prices: Prices, bound: Double) -> Solution {
    var loads: [(load: Load, amount: Double)] = []
    for (number, column) in columns.enumerated() where solution.values[number] > 1e-9 {
      if case .load(let load) = column { loads.append((load, solution.values[number])) }
    }
    return Solution(
      bound: bound, prices: prices, loads: loads, columns: columns.count, rows: rows.count)
  }

  private func fractionalPlan(_ values: [Double]) -> FractionalPlan {
    var loads: [(load: Load, amount: Double)] = []
    var uses: [(pad: Int, day: Int, amount: Double)] = []
    for (number, column) in columns.enumerated() where values[number] > 1e-9 {
      switch column {
      case .artificial: break
      case .load(let load): loads.append((load, values[number]))
      case .padUse(let pad, let day): uses.append((pad, day, values[number]))
      }
    }
    return FractionalPlan(instance, loads: loads, padUses: uses)
  }
}

// MARK: - Coefficients

extension Relaxation {
  private func flightCost(_ vehicle: Int) -> Double {
    guard case .objective(let objective) = goal else { return 0 }
    return Double(objective.flight[vehicle] / objective.step)
  }

  private func elementCost(_ element: Int, arrival: Int) -> Double {
    guard case .objective(let objective) = goal else { return 0 }
    let operational = arrival + instance.elements[element].commissioning
    return Double(objective.element(element, operational: operational) / objective.step)
  }

  private func cost(of load: Load) -> Double {
    guard case .objective(let objective) = goal else { return 0 }
    return Double(objective.value(of: load) / objective.step)
  }

  private func terms(of load: Load) -> [Term] {
    var numbers = rowsOfVehicle[load.vehicle]
    for element in load.elements { numbers += rowsOfElement[element] }
    return Set(numbers).sorted().compactMap { number in
      let coefficient = system.coefficient(of: rows[number], in: load)
      return coefficient == 0 ? nil : Term(number, Double(coefficient))
    }
  }

  private func padTerms(_ pad: Int, _ day: Int, choice: RowKind) -> [Term] {
    rows.enumerated().compactMap { number, row in
      switch row {
      case .padRun(pad, let first, let last) where first <= day && day <= last: Term(number, 1)
      case choice: Term(number, -1)
      default: nil
      }
    }
  }

  private func add(rows new: [RowKind]) throws(SolverError) {
    guard !new.isEmpty else { return }
    var added: [Row] = []
    for row in new {
      let number = rows.count
      rows.append(row)
      rowNumber[row] = number
      file(row, number)
      var terms: [Term] = []
      for (column, content) in columns.enumerated() {
        let coefficient: Int
        switch content {
        case .artificial: coefficient = 0
        case .load(let load): coefficient = system.coefficient(of: row, in: load)
        case .padUse(let own, let day):
          if case .padRun(own, let first, let last) = row, first <= day, day <= last {
            coefficient = 1
          } else {
            coefficient = 0
          }
        }
        if coefficient != 0 { terms.append(Term(column, Double(coefficient))) }
      }
      let (lower, upper) = system.bounds(of: row)
      added.append(Row(lower: lower, upper: upper, terms: terms))
    }
    try program.addRows(added)
  }

  /// Notes whose loads can have a coefficient in a row.
  private func file(_ row: RowKind, _ number: Int) {
    switch row {
    case .cover(let element): rowsOfElement[element].append(number)
    case .precedence(let edge, _), .within(let edge, _):
      rowsOfElement[instance.edges[edge].predecessor].append(number)
      rowsOfElement[instance.edges[edge].successor].append(number)
    case .choice(let index), .chosen(let index):
      for element in instance.choices[index] { rowsOfElement[element].append(number) }
    case .level(let level, _), .triggeredLevel(let level, _, _):
      for element in instance.free
      where !system.changes(of: element, in: level).isEmpty || row.trigger == element {
        rowsOfElement[element].append(number)
      }
    case .apart(let placements):
      for place in placements { rowsOfElement[place.element].append(number) }
    case .vehicleRun(let vehicle, _, _), .flights(let vehicle), .vehicleYear(let vehicle, _),
      .padChoice(let vehicle, _):
      rowsOfVehicle[vehicle].append(number)
    case .padRun, .budget, .held:
      for vehicle in instance.vehicles.indices { rowsOfVehicle[vehicle].append(number) }
    }
  }
}
