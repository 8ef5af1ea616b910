// SPDX-License-Identifier: GPL-3.0-or-later

/// A table for the terminal: columns aligned by what they hold.
struct TextTable {
  enum Alignment {
    case left
    case right
  }

  private let alignments: [Alignment]
  private var rows: [[String]] = []

  init(header: [String], alignments: [Alignment]) {
    self.alignments = alignments
    rows = [header]
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// The lines, without trailing spaces.
  var lines: [String] {
    let widths = alignments.indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        line += alignments[column] == .left ? cell + padding : padding + cell
        if column + 1 < row.count { line += "  " }
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}
