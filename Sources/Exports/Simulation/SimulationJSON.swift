// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import Simulation

/// What a simulation found as JSON; docs/reading-results.md describes every key.
public enum SimulationJSON {
  /// The percentiles that are listed.
  static let percents = [10, 50, 70, 80, 90]

  /// The value for a result; dates are ISO 8601, probabilities 0 to 1, absent values null.
  public static func value(_ result: SimulationResult, of campaign: Campaign) -> JSONValue {
    let total = result.replications
    func share(_ count: Int) -> JSONValue { value(Proportion(count, of: total)) }
    func critical(_ count: Int) -> JSONValue {
      result.completed > 0 ? value(Proportion(count, of: result.completed)) : .null
    }
    let days = [campaign.end, SimulatedDates.endOfTwenties].sorted()
    return .object([
      ("policy", .string(result.policy.rawValue)), ("seed", .number("\(result.seed)")),
      ("replications", .whole(total)), ("requested", .whole(result.requested)),
      ("until", .string(result.until.description)), ("disrupted", share(result.disrupted)),
      ("completion", milestone(result.completion, days)),
      ("milestones", .array(result.milestones.map { milestone($0, days) })),
      (
        "elements",
        .array(
          result.elements.map { element in
            .object([
              ("id", .string(element.id.text)),
              ("planned", .optional(element.planned?.description)),
              (
                "on_time",
                element.planned.map { value(element.operational.probability(by: $0)) } ?? .null
              ),
              ("percentiles", percentiles(element.operational)),
              ("not_reached", share(element.operational.never)), ("lost", share(element.lost)),
              ("critical", critical(element.critical)),
            ])
          })
      ),
      (
        "flights",
        .array(
          result.flights.map { flight in
            .object([
              ("id", .string(flight.number)), ("vehicle", .string(flight.vehicle.text)),
              ("planned", .string("\(flight.planned)")),
              ("on_time", value(flight.launched.probability(by: flight.planned))),
              ("percentiles", percentiles(flight.launched)),
              ("not_launched", share(flight.launched.never)),
              ("scrubs_mean", number(Double(flight.scrubs) / Double(max(1, total)))),
              ("failed", share(flight.failed)),
            ])
          })
      ),
      (
        "vehicles",
        .array(
          result.vehicles.map { vehicle in
            .object([
              ("id", .string(vehicle.id.text)), ("launches", .whole(vehicle.launches)),
              ("failures", .whole(vehicle.failures)),
              (
                "failed",
                vehicle.launches > 0
                  ? number(Double(vehicle.failures) / Double(vehicle.launches)) : .null
              ), ("critical", critical(vehicle.critical)),
            ])
          })
      ),
      ("launches", histogram(result.launches)), ("losses", histogram(result.losses)),
      ("cost", cost(result)),
      (
        "broken_rules",
        .object(zip(BrokenRule.allCases, result.brokenRules).map { ($0.rawValue, share($1)) })
      ),
      (
        "replans",
        .object([
          ("asked", .whole(result.replans.asked)), ("failed", .whole(result.replans.failed)),
        ])
      ),
    ])
  }

  /// The value for a tornado, the risk that costs most first.
  public static func value(_ tornado: Tornado) -> JSONValue {
    .object([
      ("all", percentiles(tornado.all)),
      (
        "without",
        .array(
          RiskGain.ranked(tornado).map { gain in
            .object([
              ("risk", .string(gain.bar.risk.description)),
              ("percentiles", percentiles(gain.bar.completion)),
              ("p50_gain_days", gain.days50.map { .whole($0) } ?? .null),
              ("p80_gain_days", gain.days80.map { .whole($0) } ?? .null),
              (
                "reached",
                value(
                  Proportion(gain.bar.completion.happened, of: gain.bar.completion.replications))
              ),
            ])
          })
      ),
    ])
  }

  /// The value for several policies side by side: how many days later than the best each one is.
  public static func regret(_ results: [SimulationResult]) -> JSONValue {
    .array(
      PolicyRegret.of(results).map { regret in
        .object([
          ("policy", .string(regret.result.policy.rawValue)),
          ("p50_days", regret.p50.map { .whole($0) } ?? .null),
          ("p80_days", regret.p80.map { .whole($0) } ?? .null),
          ("mean_days", regret.mean.map(value) ?? .null),
        ])
      })
  }

  // MARK: - Parts

  private static func milestone(_ outcome: MilestoneOutcome, _ days: [Day]) -> JSONValue {
    let reached = outcome.reached
    return .object(
      (outcome.id.map { [("name", .string($0.text))] } ?? []) + [
        ("planned", .optional(outcome.planned?.description)),
        ("on_time", outcome.planned.map { value(reached.probability(by: $0)) } ?? .null),
        ("percentiles", percentiles(outcome.reached)),
        (
          "probability_by",
          .array(
            days.map { day in
              .object([
                ("date", .string(day.description)),
                ("probability", value(reached.probability(by: day))),
              ])
            })
        ), ("not_reached", value(reached.missed)),
        ("mean", .optional(outcome.reached.meanDay?.description)),
      ])
  }

  /// The percentiles of days, each with its interval, whose ends are null where they are never.
  private static func percentiles(_ tally: DayTally) -> JSONValue {
    .array(
      percents.map { percent in
        let estimate = tally.estimate(percent)
        return .object([
          ("percentile", .whole(percent)), ("date", .optional(estimate.value?.description)),
          ("lower", .optional(estimate.lower?.description)),
          ("upper", .optional(estimate.upper?.description)),
          ("half_width_days", estimate.halfWidth.map(number) ?? .null),
        ])
      })
  }

  /// How many replications had each number, from 0 up.
  private static func histogram(_ counts: [Int]) -> JSONValue {
    .object([
      ("mean", value(NumberTally(counts: counts).mean)),
      ("replications", .array(counts.map { .whole($0) })),
    ])
  }

  private static func cost(_ result: SimulationResult) -> JSONValue {
    let tally = NumberTally(result.cost)
    func amount(_ amount: Amount?) -> JSONValue { amount.map { .number("\($0)") } ?? .null }
    let both = result.completion.planned.map {
      result.cost.probability(by: $0, within: result.cost.planned)
    }
    let within = result.cost.byCost.filter { $0.cost <= result.cost.planned }
    let joint = result.cost.jointConfidence()
    return .object([
      ("planned", amount(result.cost.planned)), ("mean", value(tally.mean)),
      (
        "within_plan",
        value(
          Proportion(
            within.reduce(0) { $0 + $1.completion.replications }, of: result.replications))
      ),
      (
        "percentiles",
        .array(
          percents.map { percent in
            let estimate = tally.estimate(percent)
            return .object([
              ("percentile", .whole(percent)), ("cost", amount(estimate.value)),
              ("lower", amount(estimate.lower)), ("upper", amount(estimate.upper)),
            ])
          })
      ), ("with_planned_date", both.map(value) ?? .null),
      (
        "joint_70",
        joint.map {
          .object([
            ("percentile", .whole($0.percent)), ("date", .string("\($0.date)")),
            ("cost", amount($0.cost)), ("probability", value($0.probability)),
          ])
        } ?? .null
      ),
    ])
  }

  private static func value(_ estimate: Proportion) -> JSONValue {
    let interval = estimate.interval()
    return .object([
      ("value", number(estimate.estimate)), ("lower", number(interval.lowerBound)),
      ("upper", number(interval.upperBound)),
    ])
  }

  private static func value(_ estimate: MeanEstimate) -> JSONValue {
    .object([
      ("value", number(estimate.value)),
      ("half_width", estimate.halfWidth.map(number) ?? .null),
    ])
  }

  /// A number to six decimals, so that equal results are equal bytes.
  private static func number(_ value: Double) -> JSONValue {
    var text = SimulationWording.decimal(value, places: 6)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return .number(text)
  }
}
