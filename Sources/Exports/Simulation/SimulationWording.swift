// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import Simulation

/// The words and figures in which pages put what a simulation found.
struct SimulationWording {
  let style: ReportStyle

  /// What stands before a half-width.
  var plusMinus: String { style.isUnicode ? "±" : "+-" }

  /// A percentile: its day, or that it is not reached.
  func day(_ day: Day?) -> String { day?.description ?? Self.never }

  /// What stands for a day that does not come by the last one simulated.
  static let never = "not reached"

  /// A half-width in days, rounded up; `open` is an interval without an upper end.
  func halfWidth(_ days: Double?) -> String {
    days.map { "\(plusMinus)\(Int($0.rounded(.up)))" } ?? "open"
  }

  /// A half-width with so many decimals; `open` is one that is not known.
  func halfWidth(_ width: Double?, places: Int) -> String {
    width.map { plusMinus + Self.decimal($0, places: places) } ?? "open"
  }

  /// A percentile with its half-width.
  func percentile(_ estimate: PercentileEstimate<Day>) -> String {
    guard let day = estimate.value else { return Self.never }
    return "\(day) \(halfWidth(estimate.halfWidth))"
  }

  /// A probability with its half-width, in percent: `62.0% ±1.0`.
  func share(_ estimate: Proportion) -> String {
    "\(Self.percent(estimate.estimate)) \(points(estimate))"
  }

  /// The half-width of a probability in percentage points, rounded up.
  func points(_ estimate: Proportion) -> String {
    plusMinus + Self.decimal((estimate.halfWidth * 1000).rounded(.up) / 10, places: 1)
  }

  /// A share in percent; only none and all read as 0.0% and 100.0%.
  static func percent(_ share: Double) -> String {
    if share > 0, share < 0.0005 { return "<0.1%" }
    if share < 1, share >= 0.9995 { return ">99.9%" }
    return decimal(100 * share, places: 1) + "%"
  }

  /// A number with so many decimals, at most 6, halves away from zero.
  static func decimal(_ value: Double, places: Int) -> String {
    let scale = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000][places]
    let scaled = Int((value * Double(scale)).rounded())
    let digits = String(scaled.magnitude % scale.magnitude)
    let padding = String(repeating: "0", count: places - (places == 0 ? 0 : digits.count))
    let whole = (scaled < 0 ? "-" : "") + String(scaled.magnitude / scale.magnitude)
    return places == 0 ? whole : whole + "." + padding + digits
  }

  /// Days with their sign, `+12` or `-3`.
  static func signed(_ days: Double) -> String {
    let text = decimal(days, places: 0)
    return days.rounded() > 0 ? "+" + text : text
  }

  /// What tables call a milestone; nil is the completion of all.
  static func name(_ milestone: Milestone.ID?) -> String { milestone?.text ?? "completion" }
}

extension ExecutionPolicy {
  /// What the policy does, in a clause.
  var meaning: String {
    switch self {
    case .hold: "in the planned order, each flight at its first chance from its planned day on"
    case .greedy: "once the plan is broken, of each vehicle and pad the first flight that can go"
    case .replan: "once the plan is broken, by a new plan from what has happened"
    }
  }
}

extension RiskSource: CustomStringConvertible {
  /// Whose risk it is, and which: `SLS-1B scrubs`.
  public var description: String {
    switch self {
    case .available(let vehicle): "\(vehicle) available"
    case .preparation(let vehicle): "\(vehicle) preparation"
    case .scrubs(let vehicle): "\(vehicle) scrubs"
    case .failures(let vehicle): "\(vehicle) failures"
    case .readiness(let element): "\(element) readiness"
    case .inSpace(let element): "\(element) in space"
    case .turnaround(let pad): "\(pad) turnaround"
    case .padScrubs(let pad): "\(pad) scrubs"
    case .shared(let risk): "risk \(risk)"
    }
  }
}
