// SPDX-License-Identifier: GPL-3.0-or-later

/// A sweep: a scenario for each combination of several delays of one or more vehicles or elements.
public struct Sweep: Hashable, Sendable {
  /// What is otherwise in all of its scenarios; its name is that of the sweep.
  public var base: Scenario
  /// What is delayed, and by how much; the last one varies fastest.
  public var axes: [Axis]

  /// Creates a sweep.
  public init(base: Scenario, axes: [Axis]) {
    self.base = base
    self.axes = axes
  }

  /// What is delayed, and by how much.
  public struct Axis: Hashable, Sendable {
    /// What is delayed.
    public var subject: Subject
    /// By how much.
    public var range: DelayRange

    /// Creates an axis.
    public init(_ subject: Subject, _ range: DelayRange) {
      self.subject = subject
      self.range = range
    }
  }

  /// What is delayed.
  public enum Subject: Hashable, Sendable, CustomStringConvertible {
    /// A vehicle.
    case vehicle(Vehicle.ID)
    /// An element.
    case element(Element.ID)

    /// The change that delays it.
    public func delayed(by delay: Delay) -> Change {
      switch self {
      case .vehicle(let id): .delayVehicle(id, by: delay)
      case .element(let id): .delayElement(id, by: delay)
      }
    }

    /// Its identifier.
    public var description: String {
      switch self {
      case .vehicle(let id): id.text
      case .element(let id): id.text
      }
    }
  }

  /// Most scenarios of a sweep that is read.
  public static let mostScenarios = 100_000

  /// The number of scenarios; `Int.max` when there are even more.
  public var count: Int {
    axes.reduce(1) { count, axis in
      let (product, overflow) = count.multipliedReportingOverflow(by: axis.range.count)
      return overflow ? .max : product
    }
  }

  /// The first of its scenarios: each delay is the shortest.
  public var first: Scenario {
    scenario(
      axes.map {
        ($0.subject, $0.range.unit == .days ? .days($0.range.from) : .months($0.range.from))
      })
  }

  /// The scenarios in order, each named for the sweep and its delays; delays come last in each.
  public var scenarios: [Scenario] {
    var combinations: [[(Subject, Delay)]] = [[]]
    for axis in axes {
      combinations = combinations.flatMap { combination in
        axis.range.delays.map { combination + [(axis.subject, $0)] }
      }
    }
    return combinations.map(scenario)
  }

  private func scenario(_ delays: [(Subject, Delay)]) -> Scenario {
    var scenario = base
    let names = [base.name] + delays.map { "\($0)=\($1)".replacing(" ", with: "") }
    scenario.name = names.filter { !$0.isEmpty }.joined(separator: " ")
    scenario.changes += delays.map { $0.delayed(by: $1) }
    return scenario
  }
}

/// Delays from one to another in even steps: of days, or of calendar months.
public struct DelayRange: Hashable, Sendable, CustomStringConvertible {
  /// What is counted.
  public var unit: Unit
  /// The first delay, 0 or more.
  public var from: Int
  /// No delay is longer; at least `from`.
  public var to: Int
  /// From one delay to the next; at least 1.
  public var step: Int

  /// What is counted.
  public enum Unit: Hashable, Sendable {
    /// Days.
    case days
    /// Calendar months.
    case months
  }

  /// Creates a range of delays.
  public init(_ unit: Unit, from: Int, to: Int, step: Int) {
    precondition(from >= 0 && to >= from && step >= 1, "no range of delays")
    self.unit = unit
    self.from = from
    self.to = to
    self.step = step
  }

  /// The number of delays.
  public var count: Int { (to - from) / step + 1 }

  /// The delays, the shortest first.
  public var delays: [Delay] {
    stride(from: from, through: to, by: step).map { unit == .days ? .days($0) : .months($0) }
  }

  /// The range as a command line writes it: `0d..720d/30d`.
  public var description: String {
    let symbol = unit == .days ? "d" : "mo"
    return "\(from)\(symbol)..\(to)\(symbol)/\(step)\(symbol)"
  }
}
