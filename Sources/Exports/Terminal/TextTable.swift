// SPDX-License-Identifier: GPL-3.0-or-later

/// A table for people: columns aligned by display width, two spaces apart.
struct TextTable {
  /// A column: its heading and how its cells are set.
  struct Column {
    var heading: String
    var isRightAligned = false
    /// Whether its cells may be broken at spaces when the table is too wide.
    var isWrapped = false
    /// Whether its cells may be cut short when the table is too wide; such a column is not wrapped too.
    var isCut = false
    /// Whether the table may do without it when it is too wide; the first such column goes first.
    var isOptional = false
  }

  private var columns: [Column]
  /// The cells, one per column in each row.
  private var rows: [[String]]

  init(columns: [Column], rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }

  /// The lines, headings first, none with spaces at its end.
  ///
  /// A width of the style is kept to as long as the cells that are neither broken nor cut leave room.
  func lines(_ style: ReportStyle) -> [String] {
    var table = self
    var widths = table.naturalWidths
    if let limit = style.width, let wrapped = table.fit(to: limit, &widths) {
      let others = widths.reduce(0, +) - widths[wrapped] + 2 * (widths.count - 1)
      widths[wrapped] = min(widths[wrapped], max(Self.leastWrapWidth, limit - others))
    }
    return table.lines(widths, style)
  }

  private var naturalWidths: [Int] {
    columns.indices.map { column in
      max(columns[column].heading.displayWidth, rows.map { $0[column].displayWidth }.max() ?? 0)
    }
  }

  /// Drops optional columns while the table is too wide; returns the column to wrap or cut, if any.
  private mutating func fit(to limit: Int, _ widths: inout [Int]) -> Int? {
    while let wrapped = columns.firstIndex(where: { $0.isWrapped || $0.isCut }) {
      let others = widths.reduce(0, +) - widths[wrapped] + 2 * (columns.count - 1)
      let least = min(widths[wrapped], Self.leastWrapWidth)
      guard others + least > limit, let column = columns.firstIndex(where: \.isOptional) else {
        return wrapped
      }
      columns.remove(at: column)
      widths.remove(at: column)
      for row in rows.indices { rows[row].remove(at: column) }
    }
    return nil
  }

  private func lines(_ widths: [Int], _ style: ReportStyle) -> [String] {
    var lines = [style.paint(line(columns.map(\.heading), widths), .heading)]
    for row in rows {
      let cells = row.enumerated().map { index, cell in
        guard style.width != nil else { return [cell] }
        if columns[index].isCut { return [cell.cut(to: widths[index], mark: style.ellipsis)] }
        return columns[index].isWrapped ? Self.wrap(cell, to: widths[index]) : [cell]
      }
      for index in 0..<(cells.map(\.count).max() ?? 0) {
        lines.append(line(cells.map { $0.indices.contains(index) ? $0[index] : "" }, widths))
      }
    }
    return lines
  }

  /// A wrapped or cut column never gets narrower than this; the line becomes too long instead.
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

  /// Breaks a text at spaces into lines of a display width; a longer word stays whole.
  static func wrap(_ text: String, to width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ").map(String.init) {
      if let last = lines.last, last.displayWidth + 1 + word.displayWidth <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines.isEmpty ? [""] : lines
  }
}
