// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Planning
public import WhatIf

/// Sweeps as a page for the terminal.
public enum SweepPage {
  /// The lines about a sweep: its staircase or cross table, and its points.
  public static func lines(
    _ result: SweepResult, style: ReportStyle = ReportStyle()
  ) -> [String] {
    let name = result.sweep.base.name
    let ranges = result.sweep.axes.map { "\($0.subject) later by \($0.range)" }
    let heading = (name.isEmpty ? "" : "\(name): ") + ranges.joined(separator: ", ")
    var lines = [style.paint(heading, .heading), ""]
    if !result.steps.isEmpty {
      let chart = StaircaseChart.lines(result, style: style)
      if !chart.isEmpty { lines += ["completion by delay of \(result.sweep.axes[0].subject)"] }
      lines += chart + (chart.isEmpty ? [] : [""])
      lines += jumps(result, style) + [""]
    }
    lines += result.sweep.axes.count == 2 ? crossTable(result, style) : points(result, style)
    if result.sweep.axes.count > 1 { lines += [""] + self.lines(Tornado([result]), style: style) }
    let places = result.steps.isEmpty ? result.points.count : result.steps.count
    lines += ["", note(result, places)]
    return lines
  }

  /// The lines about a ranking: a bar for each vehicle or element, the worst first.
  public static func lines(_ tornado: Tornado, style: ReportStyle = ReportStyle()) -> [String] {
    let longest = max(1, tornado.bars.compactMap(\.slip).max() ?? 1)
    let room = 30
    let rows = tornado.bars.map { bar in
      let slip = bar.slip ?? 0
      let length = slip > 0 ? max(1, slip * room / longest) : 0
      let drawn = String(repeating: style.isUnicode ? "█" : "#", count: length)
      return [
        bar.subject.description, "\(bar.delays[0])..\(bar.delays[1])",
        bar.answers[1].completion?.description ?? word(bar.answers[1]),
        bar.slip.map { signed($0) } ?? "", drawn,
      ]
    }
    return TextTable(
      columns: [
        TextTable.Column(heading: "delayed"), TextTable.Column(heading: "by"),
        TextTable.Column(heading: "completion"),
        TextTable.Column(heading: "slip d", isRightAligned: true),
        TextTable.Column(heading: "", isOptional: true),
      ], rows: rows
    ).lines(style)
  }

  // MARK: - Tables

  /// The spans of delays that complete on the same day.
  private static func jumps(_ result: SweepResult, _ style: ReportStyle) -> [String] {
    var spans: [(delays: ClosedRange<Int>, answer: SweepAnswer)] = []
    for step in result.steps {
      if let last = spans.last, last.answer.isProven, step.answer.isProven,
        last.answer.completion == step.answer.completion,
        last.answer.status == step.answer.status
      {
        spans[spans.count - 1].delays = last.delays.lowerBound...step.delays.upperBound
      } else {
        spans.append((step.delays, step.answer))
      }
    }
    let rows = spans.map { span in
      [
        "\(span.delays.lowerBound)", "\(span.delays.upperBound)",
        span.answer.completion?.description ?? "-",
        result.slip(of: span.answer).map(signed) ?? "", word(span.answer),
      ]
    }
    return TextTable(
      columns: [
        TextTable.Column(heading: "from day", isRightAligned: true),
        TextTable.Column(heading: "to day", isRightAligned: true),
        TextTable.Column(heading: "completion"),
        TextTable.Column(heading: "slip d", isRightAligned: true),
        TextTable.Column(heading: "", isOptional: true),
      ], rows: rows
    ).lines(style)
  }

  /// One row a point, with every objective.
  private static func points(_ result: SweepResult, _ style: ReportStyle) -> [String] {
    let objectives = result.campaign.objectives.filter { $0 != .completion(nil) }
    let hasChanges = result.points.contains { !$0.answer.changes.isEmpty }
    let rows = result.points.map { point in
      let values = Dictionary(
        point.answer.objectives.map { ($0.objective, $0.value.description) }
      ) { first, _ in first }
      return point.delays.map(\.description) + [
        point.answer.completion?.description ?? "-",
        result.slip(of: point.answer).map(signed) ?? "",
        point.answer.flights.map { "\($0.count)" } ?? "",
      ] + objectives.map { values[$0] ?? "" }
        + (hasChanges ? [point.answer.changes.map { "\($0.value)" }.joined(separator: "/")] : [])
        + [word(point.answer)]
    }
    let columns =
      result.sweep.axes.map { TextTable.Column(heading: "\($0.subject)", isRightAligned: true) }
      + [
        TextTable.Column(heading: "completion"),
        TextTable.Column(heading: "slip d", isRightAligned: true),
        TextTable.Column(heading: "flights", isRightAligned: true),
      ] + objectives.map { TextTable.Column(heading: "\($0)", isRightAligned: true) }
      + (hasChanges ? [TextTable.Column(heading: "changed", isRightAligned: true)] : [])
      + [TextTable.Column(heading: "", isOptional: true)]
    return TextTable(columns: columns, rows: rows).lines(style)
  }

  /// Days of slip by the delays of two axes, the first downwards.
  private static func crossTable(_ result: SweepResult, _ style: ReportStyle) -> [String] {
    let (down, across) = (result.sweep.axes[0], result.sweep.axes[1])
    let width = across.range.count
    let rows = down.range.delays.enumerated().map { index, delay in
      [delay.description]
        + result.points[(index * width)..<((index + 1) * width)].map { point in
          result.slip(of: point.answer).map { signed($0) + (point.answer.isProven ? "" : "?") }
            ?? word(point.answer)
        }
    }
    let columns =
      [TextTable.Column(heading: "\(down.subject) \\ \(across.subject)", isRightAligned: true)]
      + across.range.delays.map {
        TextTable.Column(heading: $0.description, isRightAligned: true)
      }
    var heading = "days of slip"
    if let completion = result.points[0].answer.completion {
      heading += " after \(completion)"
    }
    return [heading] + TextTable(columns: columns, rows: rows).lines(style)
  }

  // MARK: - Words

  private static func note(_ result: SweepResult, _ places: Int) -> String {
    let plans = result.plans == 1 ? "1 plan" : "\(result.plans) plans"
    let proof =
      result.isProven ? "all proven" : "not all proven"
    return "\(places) \(result.steps.isEmpty ? "points" : "steps"), \(proof), by \(plans)"
  }

  private static func word(_ answer: SweepAnswer) -> String {
    switch answer.status {
    case .optimal: answer.isProven ? "" : "within the gap"
    case .feasible: "not proven"
    case .infeasible: "no plan"
    case .unknown: "unknown"
    }
  }

  private static func signed(_ days: Int) -> String { days > 0 ? "+\(days)" : "\(days)" }
}
