// SPDX-License-Identifier: GPL-3.0-or-later

/// A table for people: columns aligned by display width, two spaces apart.
struct TextTable {
  /// A column: its heading and how its cells are set.
  struct Column {
    var heading: String
    var isRightAligned = false
    /// Whether its cells may be broken at spaces when the table is too wide.
    var isWrapped = false
  }

  var columns: [Column]
  /// The cells, one per column in each row.
  var rows: [[String]]

  /// The lines, headings first, none with spaces at its end.
  func lines(_ style: ReportStyle) -> [String] {
    var widths = columns.map(\.heading.displayWidth)
    for row in rows {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], cell.displayWidth)
      }
    }
    if let limit = style.width, let wrapped = columns.firstIndex(where: \.isWrapped) {
      let others = widths.reduce(0, +) - widths[wrapped] + 2 * (columns.count - 1)
      widths[wrapped] = min(widths[wrapped], max(Self.leastWrapWidth, limit - others))
    }
    var lines = [style.paint(line(columns.map(\.heading), widths), .heading)]
    for row in rows {
      let cells = row.enumerated().map { index, cell in
        columns[index].isWrapped && style.width != nil
          ? Self.wrap(cell, to: widths[index], style) : [cell]
      }
      for index in 0..<(cells.map(\.count).max() ?? 0) {
        lines.append(line(cells.map { $0.indices.contains(index) ? $0[index] : "" }, widths))
      }
    }
    return lines
  }

  /// A column never gets narrower than this; the line becomes too long instead.
  private static let leastWrapWidth = 16

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      if index > 0 { text += "  " }
      let width = widths[index]
      text += columns[index].isRightAligned ? cell.aligned(to: width) : cell.padded(to: width)
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Breaks a text at spaces into lines of a display width; a longer word is cut.
  private static func wrap(_ text: String, to width: Int, _ style: ReportStyle) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      let piece = String(word).cut(to: width, mark: style.ellipsis)
      if let last = lines.last, last.displayWidth + 1 + piece.displayWidth <= width {
        lines[lines.count - 1] = last + " " + piece
      } else {
        lines.append(piece)
      }
    }
    return lines.isEmpty ? [""] : lines
  }
}
