// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CheckedPlanning
internal import Checking
internal import Planning
public import WhatIf

/// What a scenario comes to as JSON; docs/reading-results.md describes every key.
public enum AnswerJSON {
  /// The value for an answer; dates are ISO 8601, absent values null.
  public static func value(
    _ answer: Answer, name: String, settings: [Setting], manifestSHA256: String, version: String
  ) -> JSONValue {
    let scenario = answer.scenario
    return .object([
      ("scenario", .string(name)), ("policy", .string(scenario.policy.rawValue)),
      ("as_of", .optional(scenario.asOf?.description)),
      (
        "supposed",
        .array(
          (settings.map { "\($0.path) is \($0.value)" } + scenario.changes.map(\.summary)).map {
            .string($0)
          })
      ),
      ("baseline_breaks", .array(answer.broken.map(violation))),
      ("difference", answer.difference.map(DifferenceJSON.value) ?? .null),
      ("changes", .array(answer.plan.result.changes.map(change))),
      (
        "plan",
        PlanJSON.value(
          answer.plan.result, timeline: answer.plan.timeline, of: answer.campaign,
          manifestSHA256: manifestSHA256, version: version)
      ),
    ])
  }

  /// The value for the plan that scenarios are compared with.
  public static func value(of baseline: Baseline) -> JSONValue {
    .object([
      ("proven", .bool(baseline.isProven)),
      (
        "completion",
        .optional(baseline.timeline.events.last { $0.kind == .complete }?.date.description)
      ),
      (
        "objectives",
        .array(
          zip(baseline.campaign.objectives, baseline.values).map { objective, value in
            .object([
              ("name", .string(objective.description)), ("value", .number(value.description)),
            ])
          })
      ),
    ])
  }

  private static func violation(_ violation: Violation) -> JSONValue {
    .object([
      ("rule", .string(violation.kind.rawValue)),
      ("date", .optional(violation.date?.description)), ("flight", .optional(violation.flight)),
      ("element", .optional(violation.element?.text)), ("message", .string(violation.message)),
      ("path", .string(violation.path.description)),
    ])
  }

  private static func change(_ report: ChangeReport) -> JSONValue {
    .object([
      ("count", .string(report.count.rawValue)), ("value", .whole(report.value)),
      ("bound", report.bound.map { .whole($0) } ?? .null),
    ])
  }
}
