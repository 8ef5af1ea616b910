// SPDX-License-Identifier: GPL-3.0-or-later

/// The characters a Gantt chart is drawn with, each one column wide.
struct GanttSymbols {
  let launch: Character
  let transit: Character
  let commissioning: Character
  let operational: Character
  let loss: Character
  let edge: String
  let axis: Character
  let tick: Character
  let leftEnd: String
  let rightEnd: String

  init(_ style: ReportStyle) {
    let isUnicode = style.isUnicode
    launch = isUnicode ? "▲" : "^"
    transit = isUnicode ? "·" : "."
    commissioning = isUnicode ? "▒" : "-"
    operational = isUnicode ? "█" : "#"
    loss = isUnicode ? "✕" : "x"
    edge = isUnicode ? "│" : "|"
    axis = isUnicode ? "─" : "-"
    tick = isUnicode ? "┬" : "+"
    leftEnd = isUnicode ? "┌" : "+"
    rightEnd = isUnicode ? "┐" : "+"
  }

  /// What the characters mean, behind a margin where there is room, on two lines where not.
  func legend(hasLoss: Bool, margin: Int, width: Int) -> [String] {
    let flight = "\(launch) launch  " + (hasLoss ? "\(loss) loss  " : "") + "\(transit) transit"
    let station = "\(commissioning) commissioning  \(operational) operational"
    let line = flight + "  " + station
    if margin + line.count <= width { return [String(repeating: " ", count: margin) + line] }
    return line.count <= width ? [line] : [flight, station]
  }
}
