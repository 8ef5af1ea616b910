// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

extension Change {
  /// What the change supposes, in a line for people.
  public var summary: String {
    switch self {
    case .delayVehicle(let id, let delay): "\(id) is available \(delay.summary) later"
    case .delayElement(let id, let delay): "\(id) is ready \(delay.summary) later"
    case .ground(let id, let span, let why):
      "\(id) is grounded from \(span.lowerBound) to \(span.upperBound)"
        + (why.map { ": \($0)" } ?? "")
    case .lose(let flight): "\(flight) is lost"
    case .cancel(let id): "\(id) makes no further flight"
    case .drop(let id): "\(id) is not flown"
    case .capacity(let id, let node, let change):
      "\(id) lifts \(change.summary)" + (node.map { " to \($0)" } ?? "")
    case .addWindow(let id, let span):
      "\(id) has another window, "
        + (span.lowerBound == span.upperBound
          ? "on \(span.lowerBound)" : "from \(span.lowerBound) to \(span.upperBound)")
    }
  }
}

extension Delay {
  /// The delay in words: `180 d`, `18 months`.
  fileprivate var summary: String {
    switch self {
    case .days(let count): "\(count) d"
    case .months(let count): "\(count) month\(count == 1 ? "" : "s")"
    }
  }
}

extension Change.CapacityChange {
  /// The change in words: `10 % less`, `500 kg more`, `30000 kg`.
  fileprivate var summary: String {
    switch self {
    case .percent(let thousandths):
      "\(Amount(thousandths: abs(thousandths))) % \(thousandths < 0 ? "less" : "more")"
    case .by(let mass):
      "\(Mass(thousandths: abs(mass.thousandths))) kg \(mass < .zero ? "less" : "more")"
    case .to(let mass): "\(mass) kg"
    }
  }
}

extension Policy {
  /// How the plan answers, in words.
  public var summary: String {
    switch self {
    case .hold: "hold: the flights of the baseline in their order, none earlier"
    case .repair: "repair: the best plan; of several, the closest to the baseline"
    case .reoptimize: "reoptimize: the best plan, whatever the baseline"
    }
  }
}
