// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// An objective that is a sum over flights and elements: all but `completion`.
///
/// Values are thousandths of the objective's unit. `value`, which is maximized, counts as what is
/// lost: less is better, and the value of what flies is the constant less the sum.
struct SumObjective: Sendable {
  /// What a new flight of each vehicle adds.
  let flight: [Int]
  /// What past flights and elements add.
  let constant: Int
  /// Every difference of two values is a multiple of it.
  let step: Int
  private let kind: Objective
  /// What the objective needs to know of each element.
  private let terms: [Term]
  private let horizon: Int
  private let instance: Instance

  private struct Term {
    var commissioning: Int
    var weight: Int
    var due: Int?
    /// What it costs, and what is lost without it, where it may stay on the ground.
    var cost: Int
    var value: Int
  }

  /// Creates the objective; nil for `completion`, which is not a sum.
  init?(_ objective: Objective, of instance: Instance) {
    self.instance = instance
    kind = objective
    horizon = instance.horizon
    terms = instance.elements.map {
      Term(
        commissioning: $0.commissioning, weight: $0.weight, due: $0.due,
        cost: $0.mayStayGrounded ? $0.cost : 0, value: $0.value)
    }
    switch objective {
    case .completion:
      return nil
    case .operational, .tardiness, .value:
      flight = instance.vehicles.map { _ in 0 }
    case .cost:
      flight = instance.vehicles.map(\.cost)
    case .flights:
      flight = instance.vehicles.indices.map { $0 == instance.ground ? 0 : 1000 }
    }
    var constant = 0
    for past in instance.pastFlights {
      constant += flight[past.vehicle]
      guard past.isLost, objective == .cost else { continue }
      // What was lost is paid for, and what is rebuilt once more.
      constant += past.elements.reduce(0) { $0 + instance.elements[$1].cost }
    }
    for (element, data) in instance.elements.enumerated() {
      if let past = data.past {
        constant += Self.term(kind, terms[element], operational: past.operational, horizon: .max)
      }
    }
    for element in instance.elements {
      // Everything flown, and what stays on the ground taken off; what has to fly costs what it does.
      if objective == .value { constant -= element.value }
      if objective == .cost, !element.mayStayGrounded { constant += element.cost }
    }
    self.constant = constant
    var step = 0
    for value in flight { step = greatestCommonDivisor(step, value) }
    for element in instance.free {
      let data = instance.elements[element]
      switch objective {
      case .operational, .tardiness: step = greatestCommonDivisor(step, data.weight)
      case .value: step = greatestCommonDivisor(step, data.value)
      case .cost where data.mayStayGrounded: step = greatestCommonDivisor(step, data.cost)
      default: break
      }
    }
    self.step = max(1, step)
  }

  /// Whether it depends on when elements are operational.
  var isOfDays: Bool { kind == .operational || kind == .tardiness }

  /// What an element adds that is operational on a day.
  func element(_ element: Int, operational: Int) -> Int {
    Self.term(kind, terms[element], operational: operational, horizon: horizon)
  }

  /// What a load adds.
  func value(of load: Load) -> Int {
    load.elements.reduce(flight[load.vehicle]) { sum, element in
      sum + self.element(element, operational: instance.operational(element, in: load))
    }
  }

  /// What a load adds, in steps.
  func steps(of load: Load) -> Int { value(of: load) / step }

  /// The objective of a plan.
  func value(of loads: [Load]) -> Int {
    loads.reduce(constant) { $0 + value(of: $1) }
  }

  private static func term(
    _ kind: Objective, _ element: Term, operational: Int, horizon: Int
  ) -> Int {
    if horizon != .max, operational - element.commissioning > horizon {
      // It stays on the ground.
      return kind == .value ? element.value : 0
    }
    return switch kind {
    case .operational: element.weight * operational
    case .tardiness: element.due.map { element.weight * max(0, operational - $0) } ?? 0
    case .cost: element.cost
    default: 0
    }
  }
}

/// The greatest common divisor, never negative; 0 for two zeros.
func greatestCommonDivisor(_ left: Int, _ right: Int) -> Int {
  var (left, right) = (left.magnitude, right.magnitude)
  while right != 0 { (left, right) = (right, left % right) }
  return Int(left)
}
