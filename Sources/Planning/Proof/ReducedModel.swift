// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import MILP

/// The mixed-integer program over a given list of loads, with every row that plans in them can
/// break; and the way back from its solutions to schedules.
struct ReducedModel {
  /// The most coefficients that a program is built with: what GLPK makes of them stays below a
  /// gigabyte, and beyond them it would not be solved in any reasonable time.
  static let entryLimit = 6_000_000

  private(set) var model: Model
  private let instance: Instance
  private let loads: [Load]
  private var padUses: [(vehicle: Int, day: Int, pad: Int)] = []

  /// Builds the program; without an objective every plan is as good as any other.
  ///
  /// Nil when it has too many coefficients, or when the clock ends it.
  ///
  /// Loads are listed by vehicle and day in ascending order. Costs are in steps of the objective,
  /// without its constant.
  init?(_ loads: [Load], system: RowSystem, objective: SumObjective?, clock: SearchClock) {
    instance = system.instance
    self.loads = loads
    model = Model(name: "loads")
    for load in loads {
      let cost = objective.map { $0.value(of: load) / $0.step } ?? 0
      model.addVariable(.binary(name: Self.name(of: load, instance), cost: Double(cost)))
    }
    var launches = instance.vehicles.map { _ in [Int]() }
    var arrivals = instance.elements.map { _ in [Int]() }
    var ofElement = instance.elements.map { _ in [Int]() }
    var ofVehicle = instance.vehicles.map { _ in [Int]() }
    for (column, load) in loads.enumerated() {
      launches[load.vehicle].append(load.day)
      ofVehicle[load.vehicle].append(column)
      for element in load.elements {
        arrivals[element].append(load.day + instance.vehicles[load.vehicle].transit)
        ofElement[element].append(column)
      }
    }
    launches = launches.map { Set($0).sorted() }
    arrivals = arrivals.map { Set($0).sorted() }
    let catalogue = RowCatalogue(
      instance, launches: launches, arrivals: arrivals, heldCount: system.held.count)

    var choices: [RowKind] = []
    for vehicle in catalogue.choosers {
      for day in launches[vehicle] {
        choices.append(.padChoice(vehicle: vehicle, day: day))
        for pad in instance.vehicles[vehicle].pads where instance.isFree(pad: pad, on: day) {
          padUses.append((vehicle, day, pad))
          model.addVariable(
            Variable(
              name: "pad_\(instance.campaign.pads[pad].id)_\(day)", lower: 0,
              upper: Double(instance.free.count), isInteger: true))
        }
      }
    }
    let everyLoad = Array(loads.indices)
    var entries = 0
    for row in instance.free.map({ RowKind.cover(element: $0) }) + choices + catalogue.all() {
      let columns: [Int]
      switch row {
      case .cover(let element): columns = ofElement[element]
      case .precedence(let edge, _), .within(let edge, _):
        let edge = instance.edges[edge]
        columns = Set(ofElement[edge.predecessor] + ofElement[edge.successor]).sorted()
      case .vehicleRun(let vehicle, _, _), .flights(let vehicle), .vehicleYear(let vehicle, _),
        .padChoice(let vehicle, _):
        columns = ofVehicle[vehicle]
      default: columns = everyLoad
      }
      entries += add(row, over: columns, system)
      guard entries <= Self.entryLimit, clock.cause == nil else { return nil }
    }
  }

  /// Adds a row unless its bounds cannot be broken; returns the number of its coefficients.
  private mutating func add(
    _ row: RowKind, over columns: [Int], _ system: RowSystem
  ) -> Int {
    var terms: [Term] = []
    var (least, most) = (0.0, 0.0)
    func append(_ column: Int, _ coefficient: Int, _ upper: Double) {
      terms.append(Term(column, Double(coefficient)))
      least += min(0, Double(coefficient)) * upper
      most += max(0, Double(coefficient)) * upper
    }
    for column in columns {
      let coefficient = system.coefficient(of: row, in: loads[column])
      if coefficient != 0 { append(column, coefficient, 1) }
    }
    for (index, use) in padUses.enumerated() {
      let column = loads.count + index
      switch row {
      case .padRun(use.pad, let first, let last) where first <= use.day && use.day <= last:
        append(column, 1, Double(instance.free.count))
      case .padChoice(use.vehicle, use.day): append(column, -1, Double(instance.free.count))
      default: break
      }
    }
    let (lower, upper) = system.bounds(of: row)
    guard lower > least || upper < most else { return 0 }
    model.addRow(Row(name: "\(row)", lower: lower, upper: upper, terms: terms))
    return terms.count
  }

  /// The schedule that a solution of the model describes.
  func schedule(_ values: [Double]) -> Schedule {
    var free: [[Int]: [Int]] = [:]
    for (index, use) in padUses.enumerated() {
      let count = Int(values[loads.count + index].rounded())
      free[[use.vehicle, use.day], default: []] += Array(repeating: use.pad, count: count)
    }
    var flights: [ScheduledFlight] = []
    for (column, load) in loads.enumerated() where values[column] > 0.5 {
      let pads = instance.vehicles[load.vehicle].pads
      var pad = pads.first
      if pads.count > 1 { pad = free[[load.vehicle, load.day]]?.popLast() }
      flights.append(ScheduledFlight(load: load, pad: pad))
    }
    return Schedule(flights: flights)
  }

  private static func name(of load: Load, _ instance: Instance) -> String {
    let elements = load.elements.map { instance.campaign.elements[$0].id.text }
    return "\(instance.campaign.vehicles[load.vehicle].id)_\(load.day)_"
      + elements.joined(separator: "_")
  }
}
