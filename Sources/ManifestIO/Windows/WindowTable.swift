// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A table of launch windows in CSV (RFC 4180): the columns `open` and `close`, a window a row.
///
/// The columns may be in any order. Further ones may be name, description, source and confidence,
/// as for any entry of a manifest.
enum WindowTable {
  /// The windows of a table, and what is wrong with it.
  static func read(_ text: SourceText) -> (spans: [ClosedRange<Day>], problems: [Diagnostic]) {
    if let problem = TextGuard.encodingProblem(of: text) { return ([], [problem]) }
    var reader = Reader(text: text)
    let spans = reader.read()
    return (spans, reader.problems.diagnostics)
  }

  /// The state of reading a table.
  private struct Reader {
    let text: SourceText
    var problems: Problems
    private var rows: CSVRows

    init(text: SourceText) {
      self.text = text
      problems = Problems(text: text)
      rows = CSVRows(text)
    }

    mutating func read() -> [ClosedRange<Day>] {
      guard let header = rows.next() else {
        problems.add(
          .invalidCSV, at: Place(line: 1, column: 1), "the file is empty",
          help: "its first line is 'open,close'")
        return []
      }
      guard let (open, close) = columns(header) else { return [] }
      var spans = [ClosedRange<Day>]()
      while let row = rows.next(), !problems.isFull {
        if row.count == 1, row[0].text.isEmpty { continue }
        guard row.count == header.count else {
          problems.add(
            .invalidCSV, at: row[0].place,
            "the row has \(row.count) fields, but the header \(header.count)",
            help: "give each row one field a column")
          continue
        }
        if let span = span(row[open], row[close]) { spans.append(span) }
      }
      if let place = rows.unclosedQuote {
        problems.add(
          .invalidCSV, at: place, "the quotes that open here are not closed", help: "close them")
      } else if spans.isEmpty, !problems.hasErrors {
        problems.add(
          .emptyList, at: header[0].place, "the file has no windows", help: "add a row for each")
      }
      return spans
    }

    private mutating func columns(_ header: [CSVRows.Field]) -> (open: Int, close: Int)? {
      let names = header.map { $0.text.trimmed }
      var isRight = true
      for (index, field) in header.enumerated() {
        let name = names[index]
        if names.firstIndex(of: name) != index {
          problems.add(
            .invalidCSV, at: field.place, "the column \(name.quoted) appears twice",
            help: "remove one of them")
          isRight = false
        } else if !Self.known.contains(name) {
          let nearest = problems.nearest(to: name, among: Self.known)
          problems.add(
            .invalidCSV, at: field.place, "there is no column \(name.quoted)",
            help: nearest.map { "did you mean '\($0)'?" }
              ?? "the columns are \(Self.known.joined(separator: ", "))")
          isRight = false
        }
      }
      guard isRight else { return nil }
      guard let open = names.firstIndex(of: "open"), let close = names.firstIndex(of: "close")
      else {
        problems.add(
          .invalidCSV, at: header[0].place, "the columns 'open' and 'close' are needed",
          help: "the first line of the file is 'open,close'")
        return nil
      }
      return (open, close)
    }

    private mutating func span(_ open: CSVRows.Field, _ close: CSVRows.Field) -> ClosedRange<Day>? {
      let (first, last) = (day(open), day(close))
      guard let first, let last else { return nil }
      guard first <= last else {
        problems.add(
          .reversedDates, at: close.place, "the window closes on \(last), before it opens",
          help: "exchange the two dates")
        return nil
      }
      return first...last
    }

    private mutating func day(_ field: CSVRows.Field) -> Day? {
      var reader = FormReader(problems: problems)
      let day = reader.date(field.text.trimmed, at: field.place)
      problems = reader.problems
      return day
    }

    private static let known = ["open", "close", "name", "description", "source", "confidence"]
  }
}

extension String {
  /// The text without the spaces around it.
  fileprivate var trimmed: String {
    let start = drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }
}
