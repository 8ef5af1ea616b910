// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import WhatIf

/// A staircase drawn for a terminal: completion upwards, delay to the right.
public enum StaircaseChart {
  /// Rows of the drawing.
  private static let height = 10

  /// The lines of a sweep's chart; empty where no step has a plan, or there is no staircase.
  ///
  /// A column stands for the delay at its left edge, so that what is shown is true of some day.
  public static func lines(
    _ result: SweepResult, style: ReportStyle = ReportStyle()
  ) -> [String] {
    let dates = result.steps.compactMap(\.answer.completion)
    guard let first = dates.min(), let last = dates.max(),
      let start = result.steps.first?.delays.lowerBound,
      let end = result.steps.last?.delays.upperBound
    else { return [] }
    let labelWidth = 10
    let width = max(20, min(style.width ?? GanttChart.defaultWidth, 100) - labelWidth - 3)
    let columns = min(width, end - start + 1)
    let rows = first == last ? 1 : height
    /// The row of a date, 0 at the bottom.
    func row(_ date: Day) -> Int {
      rows == 1 ? 0 : ((date - first) * (rows - 1) + (last - first) / 2) / (last - first)
    }
    let levels = (0..<columns).map { column -> Int? in
      let delay = start + column * (end - start + 1) / columns
      let step = result.steps.first { $0.delays.contains(delay) }
      return step?.answer.completion.map(row)
    }
    var lines: [String] = []
    for level in (0..<rows).reversed() {
      let date = first + (rows == 1 ? 0 : level * (last - first) / (rows - 1))
      let isLabelled = level == 0 || level == rows - 1 || level % 3 == 0
      let label = isLabelled ? date.description : ""
      lines.append(
        label.aligned(to: labelWidth) + " " + (style.isUnicode ? "│" : "|")
          + String(levels.indices.map { cell(levels, at: $0, level, style) }))
    }
    let indent = String(repeating: " ", count: labelWidth + 1)
    lines.append(
      indent + (style.isUnicode ? "└" : "+")
        + String(repeating: style.isUnicode ? "─" : "-", count: columns))
    let (left, right) = ("\(start) d", "\(end) d")
    lines.append(indent + " " + left + right.aligned(to: max(1, columns - left.count)))
    return lines.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  private static func cell(
    _ levels: [Int?], at column: Int, _ level: Int, _ style: ReportStyle
  ) -> Character {
    guard let own = levels[column] else { return level == 0 ? "x" : " " }
    let before = column > 0 ? levels[column - 1] ?? own : own
    if level == own, before == own { return style.isUnicode ? "─" : "-" }
    guard (min(before, own)...max(before, own)).contains(level) else { return " " }
    guard style.isUnicode else { return level == own ? "-" : "|" }
    return level == own ? "┌" : level == before ? "┘" : "│"
  }
}
