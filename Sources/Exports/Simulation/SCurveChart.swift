// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import Simulation

/// An S-curve drawn for a terminal: the probability upwards, the date to the right.
public enum SCurveChart {
  /// Rows of the drawing, each a tenth.
  private static let height = 10

  /// The lines of the chart, its axis and legend last; empty when nothing was ever reached.
  ///
  /// A cell is full from the day on which the probability at its label is reached, so that the first
  /// full cell beside 80% stands at P80. Widths from 40 columns on are kept to; narrower ones count
  /// as 40.
  public static func lines(
    _ reached: DayTally, planned: Day?, style: ReportStyle = ReportStyle()
  ) -> [String] {
    let curve = reached.curve
    guard let span = span(of: reached, planned) else { return [] }
    let width = max(40, min(style.width ?? GanttChart.defaultWidth, 160))
    let margin = String(repeating: " ", count: 5)
    let days = span.upperBound - span.lowerBound + 1
    let scale = TimeScale(span, columns: width - margin.count - 1)
    let symbols = SCurveSymbols(style)
    // A column stands for its last day, so that the curve ends as high as it gets.
    let counts = (0..<scale.columns).map { column in
      let end = ((column + 1) * days + scale.columns - 1) / scale.columns - 1
      return curve.last { $0.day <= span.lowerBound + end }?.probability.count ?? 0
    }
    let marks = marks(reached, planned, span)
    let plannedColumn = planned.map { scale.column(of: $0) }
    var lines: [String] = []
    for row in (0..<height).reversed() {
      var cells = counts.map {
        symbols.cell(row: row, of: height, filledTo: $0, of: reached.replications)
      }
      if let plannedColumn, cells[plannedColumn] == " " { cells[plannedColumn] = symbols.planned }
      let label = "\((row + 1) * 100 / height)%".aligned(to: margin.count - 1)
      lines.append(label + " " + symbols.edge + String(cells))
    }
    lines.append(margin + axis(scale, symbols))
    lines.append(margin + " " + names(scale))
    lines += pointers(marks, scale).map { margin + " " + $0 }
    return lines.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The days to show: all but the rarest half percent at each end, with the planned day.
  private static func span(of reached: DayTally, _ planned: Day?) -> ClosedRange<Day>? {
    let rare = reached.happened / 200
    let curve = reached.curve
    guard var first = curve.first(where: { $0.probability.count > rare })?.day,
      var last = curve.first(where: { $0.probability.count >= reached.happened - rare })?.day
    else { return nil }
    if let planned { (first, last) = (min(first, planned), max(last, planned)) }
    // A little room, so that neither end lies on the edge and a single day is still a span.
    let room = max(5, (last - first) / 40)
    return (first - room)...(last + room)
  }

  private static func marks(
    _ reached: DayTally, _ planned: Day?, _ span: ClosedRange<Day>
  ) -> [(day: Day, label: String)] {
    var marks: [(day: Day, label: String)] = []
    if let planned { marks.append((planned, "plan")) }
    for percent in [50, 80] {
      if let day = reached.percentile(Double(percent) / 100), span.contains(day) {
        marks.append((day, "P\(percent)"))
      }
    }
    return marks
  }

  private static func axis(_ scale: TimeScale, _ symbols: SCurveSymbols) -> String {
    var line = [Character](repeating: symbols.axis, count: scale.columns)
    for tick in scale.ticks() { line[tick.column] = symbols.tick }
    return String(symbols.corner) + String(line)
  }

  private static func names(_ scale: TimeScale) -> String {
    var names = [Character](repeating: " ", count: scale.columns)
    for tick in scale.ticks() {
      for (offset, character) in tick.label.enumerated() { names[tick.column + offset] = character }
    }
    return String(names)
  }

  /// Lines that point at days, `^ P50 2026-05-01`; each mark on the first line where it has room.
  private static func pointers(
    _ marks: [(day: Day, label: String)], _ scale: TimeScale
  ) -> [String] {
    var lines: [[Character]] = []
    for mark in marks {
      let column = scale.column(of: mark.day)
      let text = "\(mark.label) \(mark.day)"
      // The text stands to the right of its pointer, to the left where that is too far right.
      let isRight = column + text.count + 2 <= scale.columns
      let written = isRight ? "^ " + text : text + " ^"
      let start = max(0, isRight ? column : column + 1 - written.count)
      let place = start..<min(scale.columns, start + written.count)
      let around = max(0, place.lowerBound - 2)..<min(scale.columns, place.upperBound + 2)
      var index = lines.firstIndex { line in around.allSatisfy { line[$0] == " " } }
      if index == nil {
        lines.append([Character](repeating: " ", count: scale.columns))
        index = lines.count - 1
      }
      guard let index else { continue }
      for (offset, character) in zip(place, written) { lines[index][offset] = character }
    }
    return lines.map { String($0) }
  }
}

/// The characters an S-curve is drawn with, each one column wide.
private struct SCurveSymbols {
  let edge: String
  let axis: Character
  let tick: Character
  let corner: Character
  let planned: Character
  /// What stands for a cell that is filled less and less, the fullest last.
  private let levels: [Character]

  init(_ style: ReportStyle) {
    edge = style.isUnicode ? "│" : "|"
    axis = style.isUnicode ? "─" : "-"
    tick = style.isUnicode ? "┬" : "+"
    corner = style.isUnicode ? "└" : "+"
    planned = style.isUnicode ? "┊" : "|"
    levels = Array(style.isUnicode ? " ▁▂▃▄▅▆▇█" : " .=#")
  }

  /// The cell in a row, from 0 up, of a column that is filled to a share of all rows; only a full one
  /// looks full, only an empty one empty.
  func cell(row: Int, of rows: Int, filledTo count: Int, of total: Int) -> Character {
    let most = levels.count - 1
    let above = count * rows - row * total
    guard above > 0 else { return levels[0] }
    return levels[min(most, max(1, above * most / total))]
  }
}
