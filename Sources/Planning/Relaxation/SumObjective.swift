// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// An objective that is a sum over flights and elements: all but `completion`.
///
/// Values are thousandths of the objective's unit.
struct SumObjective: Sendable {
  /// What a new flight of each vehicle adds.
  let flight: [Int]
  /// What past flights and elements add.
  let constant: Int
  /// Every difference of two values is a multiple of it.
  let step: Int
  private let kind: Objective
  private let instance: Instance

  /// Creates the objective; nil for `completion`, which is not a sum.
  init?(_ objective: Objective, of instance: Instance) {
    self.instance = instance
    kind = objective
    switch objective {
    case .completion, .value:
      return nil
    case .operational, .tardiness:
      flight = instance.vehicles.map { _ in 0 }
    case .cost:
      flight = instance.vehicles.map(\.cost)
    case .flights:
      flight = instance.vehicles.map { _ in 1000 }
    }
    var constant = 0
    for past in instance.pastFlights {
      constant += flight[past.vehicle]
    }
    for element in instance.elements {
      if let past = element.past {
        constant += Self.term(kind, element, operational: past.operational)
      }
    }
    self.constant = constant
    var step = 0
    for value in flight { step = greatestCommonDivisor(step, value) }
    if objective == .operational || objective == .tardiness {
      for element in instance.free {
        step = greatestCommonDivisor(step, instance.elements[element].weight)
      }
    }
    self.step = max(1, step)
  }

  /// Whether it depends on when elements are operational.
  var isOfDays: Bool { kind == .operational || kind == .tardiness }

  /// What an element adds that is operational on a day.
  func element(_ element: Int, operational: Int) -> Int {
    Self.term(kind, instance.elements[element], operational: operational)
  }

  /// What a load adds.
  func value(of load: Load) -> Int {
    let transit = instance.vehicles[load.vehicle].transit
    return load.elements.reduce(flight[load.vehicle]) { sum, element in
      let commissioning = instance.elements[element].commissioning
      return sum + self.element(element, operational: load.day + transit + commissioning)
    }
  }

  /// The objective of a plan.
  func value(of loads: [Load]) -> Int {
    loads.reduce(constant) { $0 + value(of: $1) }
  }

  private static func term(
    _ kind: Objective, _ element: Instance.ElementData, operational: Int
  ) -> Int {
    switch kind {
    case .operational: element.weight * operational
    case .tardiness: element.due.map { element.weight * max(0, operational - $0) } ?? 0
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
