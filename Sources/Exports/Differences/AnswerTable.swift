// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CheckedPlanning
internal import Planning
public import WhatIf

/// Several scenarios side by side, for people: a line each.
public enum AnswerTable {
  /// The lines: the baseline first, then each scenario with its completion, costs and how many
  /// elements move; `names` are those of the scenarios.
  public static func lines(
    _ answers: [(name: String, answer: Answer)], baseline: Baseline,
    style: ReportStyle = ReportStyle()
  ) -> [String] {
    let words = DifferenceWording(style: style)
    let differences = answers.map(\.answer.difference)
    let hasCost = differences.contains {
      $0?.cost.map { $0.baseline != .zero || $0.other != .zero } ?? false
    }
    var columns = [
      TextTable.Column(heading: "scenario"), TextTable.Column(heading: "policy", isOptional: true),
      TextTable.Column(heading: "status"), TextTable.Column(heading: "completion"),
      TextTable.Column(heading: "slip", isRightAligned: true),
      TextTable.Column(heading: "flights", isRightAligned: true),
    ]
    if hasCost { columns.append(TextTable.Column(heading: "cost", isRightAligned: true)) }
    columns += [
      TextTable.Column(heading: "later", isRightAligned: true),
      TextTable.Column(heading: "earlier", isRightAligned: true),
      TextTable.Column(heading: "other vehicle", isRightAligned: true, isOptional: true),
      TextTable.Column(heading: "other elements", isRightAligned: true, isOptional: true),
    ]
    let cost = CampaignModel.Objective.cost.value(in: baseline.timeline, of: baseline.campaign)
    var rows = [
      [
        "(baseline)", "", baseline.isProven ? "optimal" : "given",
        baseline.timeline.events.last { $0.kind == .complete }?.date.description ?? "-", "",
        "\(baseline.flights.count)",
      ] + (hasCost ? [cost.description] : []) + ["", "", "", ""]
    ]
    for (name, answer) in answers {
      var row = [
        name, answer.scenario.policy.rawValue, answer.plan.result.status.rawValue,
      ]
      if let difference = answer.difference {
        let elements = difference.elements
        row += [
          difference.completion.other?.description ?? "-", words.slip(difference.completion.slip),
          "\(difference.flights.count { $0.other != nil })",
        ]
        if hasCost { row.append(difference.cost?.other.description ?? "-") }
        row += [
          "\(elements.count { ($0.slip ?? 0) > 0 })", "\(elements.count { ($0.slip ?? 0) < 0 })",
          "\(elements.count { $0.aspects.contains(.vehicle) })",
          "\(elements.count { ($0.baseline == nil) != ($0.other == nil) })",
        ]
      } else {
        row += Array(repeating: "-", count: columns.count - row.count)
      }
      rows.append(row)
    }
    return TextTable(columns: columns, rows: rows).lines(style)
  }
}
