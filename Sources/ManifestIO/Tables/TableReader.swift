// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads a table in CSV (RFC 4180) that has certain columns.
///
/// The columns may be in any order. Further ones may be name, description, source and confidence,
/// as for any entry of a manifest.
struct TableReader {
  /// The columns that it must have.
  let columns: [String]
  /// What a row is, for messages: `window`.
  let noun: String
  private(set) var form: FormReader
  private var rows: CSVRows

  init(_ text: SourceText, columns: [String], noun: String) {
    self.columns = columns
    self.noun = noun
    form = FormReader(problems: Problems(text: text))
    rows = CSVRows(text)
  }

  /// What the rows of a table say, and what is wrong with it.
  ///
  /// `read` gets the fields of the columns in their order; it gives nil for a row that it reports.
  static func read<Row>(
    _ text: SourceText, columns: [String], noun: String,
    _ read: (inout FormReader, [CSVRows.Field]) -> Row?
  ) -> (rows: [Row], problems: [Diagnostic]) {
    if let problem = TextGuard.encodingProblem(of: text) { return ([], [problem]) }
    var reader = TableReader(text, columns: columns, noun: noun)
    let rows = reader.all(read)
    return (rows, reader.form.problems.diagnostics)
  }

  private mutating func all<Row>(
    _ read: (inout FormReader, [CSVRows.Field]) -> Row?
  ) -> [Row] {
    guard let header = rows.next() else {
      form.problems.add(
        .invalidCSV, at: Place(line: 1, column: 1), "the file is empty",
        help: "its first line is '\(columns.joined(separator: ","))'")
      return []
    }
    guard let positions = positions(header) else { return [] }
    var found = [Row]()
    while let row = rows.next(), !form.problems.isFull {
      if row.count == 1, row[0].text.isEmpty { continue }
      guard row.count == header.count else {
        form.problems.add(
          .invalidCSV, at: row[0].place,
          "the row has \(row.count) fields, but the header \(header.count)",
          help: "give each row one field a column")
        continue
      }
      if let value = read(&form, positions.map { row[$0].trimmed }) { found.append(value) }
    }
    if let place = rows.unclosedQuote {
      form.problems.add(
        .invalidCSV, at: place, "the quotes that open here are not closed", help: "close them")
    } else if found.isEmpty, !form.problems.hasErrors {
      form.problems.add(
        .emptyList, at: header[0].place, "the file has no \(noun)s", help: "add a row for each")
    }
    return found
  }

  /// Where the columns are; nil when the header is not in order.
  private mutating func positions(_ header: [CSVRows.Field]) -> [Int]? {
    let names = header.map(\.trimmed.text)
    let known = columns + ["name", "description", "source", "confidence"]
    var isRight = true
    for (index, field) in header.enumerated() {
      let name = names[index]
      if names.firstIndex(of: name) != index {
        form.problems.add(
          .invalidCSV, at: field.place, "the column \(name.quoted) appears twice",
          help: "remove one of them")
        isRight = false
      } else if !known.contains(name) {
        let nearest = form.problems.nearest(to: name, among: known)
        form.problems.add(
          .invalidCSV, at: field.place, "there is no column \(name.quoted)",
          help: nearest.map { "did you mean '\($0)'?" }
            ?? "the columns are \(known.joined(separator: ", "))")
        isRight = false
      }
    }
    guard isRight else { return nil }
    let positions = columns.compactMap { names.firstIndex(of: $0) }
    guard positions.count == columns.count else {
      let quoted = columns.map { "'\($0)'" }
      form.problems.add(
        .invalidCSV, at: header[0].place,
        quoted.count == 1
          ? "the column \(quoted[0]) is needed"
          : "the columns \(quoted.joined(separator: " and ")) are needed",
        help: "the first line of the file is '\(columns.joined(separator: ","))'")
      return nil
    }
    return positions
  }
}

extension CSVRows.Field {
  /// The field without the spaces around its text.
  var trimmed: CSVRows.Field {
    let start = text.drop { $0 == " " }
    return CSVRows.Field(
      text: String(start.reversed().drop { $0 == " " }.reversed()), place: place)
  }
}
