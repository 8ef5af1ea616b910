// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Planning
public import WhatIf

/// Sweeps as JSON; docs/sweeps.md describes every key.
public enum SweepJSON {
  /// The value for a sweep; delays are days, dates ISO 8601, absent values null.
  public static func value(_ result: SweepResult) -> JSONValue {
    .object([
      ("name", .string(result.sweep.base.name)),
      ("policy", .string(result.sweep.base.policy.rawValue)),
      (
        "axes",
        .array(
          zip(result.sweep.axes, result.origins).map { axis, origin in
            .object([
              ("delayed", .string(axis.subject.description)),
              ("kind", .string(kind(axis.subject))), ("range", .string(axis.range.description)),
              ("first_day", .string(origin.description)),
            ])
          })
      ),
      (
        "points",
        .array(
          result.points.map { point in
            .object(
              [
                (
                  "delay_days",
                  .array(zip(point.days, result.origins).map { .whole($0 - $1) })
                )
              ] + entries(point.answer, result))
          })
      ),
      (
        "steps",
        .array(
          result.steps.map { step in
            .object(
              [
                ("from_days", .whole(step.delays.lowerBound)),
                ("to_days", .whole(step.delays.upperBound)),
              ] + entries(step.answer, result))
          })
      ),
      ("plans", .whole(result.plans)), ("stopped_by", .optional(result.stoppedBy?.rawValue)),
    ])
  }

  /// The value for a ranking, the worst first.
  public static func value(_ tornado: Tornado) -> JSONValue {
    .array(
      tornado.bars.map { bar in
        .object([
          ("delayed", .string(bar.subject.description)), ("kind", .string(kind(bar.subject))),
          ("from", .string(bar.delays[0].description)), ("to", .string(bar.delays[1].description)),
          ("status", .string(bar.answers[1].status.rawValue)),
          ("from_completion", .optional(bar.answers[0].completion?.description)),
          ("to_completion", .optional(bar.answers[1].completion?.description)),
          ("slip_days", bar.slip.map { .whole($0) } ?? .null),
        ])
      })
  }

  private static func kind(_ subject: Sweep.Subject) -> String {
    switch subject {
    case .vehicle: "vehicle"
    case .element: "element"
    }
  }

  private static func entries(
    _ answer: SweepAnswer, _ result: SweepResult
  ) -> [(key: String, value: JSONValue)] {
    var entries: [(key: String, value: JSONValue)] = [
      ("status", .string(answer.status.rawValue)),
      ("completion", .optional(answer.completion?.description)),
      ("slip_days", result.slip(of: answer).map { .whole($0) } ?? .null),
      ("flights", answer.flights.map { .whole($0.count) } ?? .null),
      (
        "objectives",
        .array(
          answer.objectives.map { report in
            .object([
              ("name", .string(report.objective.description)),
              ("value", .number(report.value.description)),
              ("bound", report.bound.map { .number($0.description) } ?? .null),
            ])
          })
      ),
    ]
    if !answer.changes.isEmpty {
      entries.append(
        ("changes", .object(answer.changes.map { ($0.count.rawValue, .whole($0.value)) })))
    }
    return entries
  }
}
