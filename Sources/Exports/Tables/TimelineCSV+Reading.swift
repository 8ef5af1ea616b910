// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

extension TimelineCSV {
  /// Reads a timeline from text.
  ///
  /// Lines may end with LF, CR LF or CR, a byte order mark is skipped, blank lines too, and the
  /// columns may come in any order. Whether the rows make sense together is not judged here.
  ///
  /// - Throws: `TimelineReadError` with everything that is wrong in form.
  public static func read(_ text: String) throws(TimelineReadError) -> Timeline {
    var reader = CSVReader(text)
    guard let header = reader.next() else {
      let problem = TimelineReadError.Problem(
        line: 1, column: 1, message: "the file is empty",
        help: "the first line names the columns: \(columns.joined(separator: ","))")
      throw TimelineReadError(problems: [problem])
    }
    let order = try order(of: header)
    var problems: [TimelineReadError.Problem] = []
    var events: [TimelineEvent] = []
    while let row = reader.next() {
      if let event = event(row, order, &problems) { events.append(event) }
    }
    guard problems.isEmpty else { throw TimelineReadError(problems: problems) }
    return Timeline(events: events)
  }

  /// The column of each field, from the header.
  private static func order(of header: [CSVReader.Field]) throws(TimelineReadError) -> [Column] {
    var order: [Column] = []
    var problems: [TimelineReadError.Problem] = []
    let expected = columns.joined(separator: ",")
    if header.count == 1, header[0].text.contains(";") || header[0].text.contains("\t") {
      let separator = header[0].text.contains(";") ? "';'" : "tabs"
      let problem = TimelineReadError.Problem(
        line: header[0].line, column: header[0].column,
        message: "the fields are separated by \(separator)",
        help: "save the table with ',' between the fields")
      throw TimelineReadError(problems: [problem])
    }
    for field in header {
      func note(_ message: String) {
        problems.append(
          TimelineReadError.Problem(
            line: field.line, column: field.column, message: message,
            help: "the columns are \(expected)"))
      }
      if let fault = field.fault {
        note(fault)
      } else if let column = Column(rawValue: field.text) {
        if order.contains(column) { note("the column '\(field.text)' occurs twice") }
        order.append(column)
      } else {
        note("a timeline has no column \(quoted(field.text))")
      }
    }
    let missing = Column.allCases.filter { !order.contains($0) }.map { "'\($0.rawValue)'" }
    if !missing.isEmpty, let first = header.first {
      let noun = missing.count == 1 ? "column" : "columns"
      let problem = TimelineReadError.Problem(
        line: first.line, column: first.column,
        message:
          "the \(noun) \(missing.joined(separator: ", ")) \(missing.count == 1 ? "is" : "are")"
          + " missing",
        help: "the first line must be \(expected)")
      problems.append(problem)
    }
    guard problems.isEmpty else { throw TimelineReadError(problems: problems) }
    return order
  }

  /// The event of a row, nil when something is wrong with it.
  private static func event(
    _ row: [CSVReader.Field], _ order: [Column], _ problems: inout [TimelineReadError.Problem]
  ) -> TimelineEvent? {
    let before = problems.count
    func note(_ field: CSVReader.Field, _ message: String, help: String? = nil) {
      problems.append(
        TimelineReadError.Problem(
          line: field.line, column: field.column, message: message, help: help))
    }
    for field in row {
      if let fault = field.fault {
        note(field, fault, help: "RFC 4180: a quote inside a quoted field is written twice")
      }
    }
    guard problems.count == before else { return nil }
    guard row.count == order.count else {
      let place = row.count > order.count ? row[order.count] : row[row.count - 1]
      note(
        place,
        "the row has \(row.count) \(row.count == 1 ? "field" : "fields"), the header "
          + "\(order.count)", help: "a field that contains ',' must be in double quotes")
      return nil
    }
    var date: Day?
    var kind: TimelineEvent.Kind?
    var event = TimelineEvent(date: Day(number: 0), kind: .launch)
    for (field, column) in zip(row, order) {
      let text = field.text.isEmpty ? nil : field.text
      switch column {
      case .date:
        date = Day(iso: field.text)
        if date == nil {
          note(
            field, text == nil ? "the date is missing" : "\(quoted(field.text)) is not a date",
            help: "dates are written YYYY-MM-DD")
        }
      case .event:
        kind = TimelineEvent.Kind(rawValue: field.text)
        if kind == nil {
          let kinds = TimelineEvent.Kind.allCases.map(\.rawValue).joined(separator: ", ")
          note(
            field,
            text == nil ? "the event is missing" : "there is no event \(quoted(field.text))",
            help: "an event is one of \(kinds)")
        }
      case .flight: event.flight = text
      case .vehicle: event.vehicle = text.map { Vehicle.ID($0) }
      case .pad: event.pad = text.map { Pad.ID($0) }
      case .node: event.node = text.map { Node.ID($0) }
      case .element: event.element = text.map { Element.ID($0) }
      case .mass:
        event.mass = text.flatMap { Mass(decimal: $0) }
        if text != nil, event.mass == nil {
          note(
            field, "\(quoted(field.text)) is not a mass",
            help: "a mass is a number of kilograms with at most three decimals, without unit")
        }
      case .detail: event.detail = field.text
      }
    }
    guard problems.count == before, let date, let kind else { return nil }
    event.date = date
    event.kind = kind
    return event
  }

  /// A field for use in a message: in quotes, cut when it is long.
  private static func quoted(_ text: String) -> String {
    let start = text.unicodeScalars.prefix(41)
    return start.count <= 40
      ? "'\(text)'" : "'\(String(String.UnicodeScalarView(start.prefix(40))))...'"
  }
}

/// Why a timeline could not be read: everything that is wrong in its form, in file order.
public struct TimelineReadError: Error, Hashable, Sendable {
  /// What is wrong, at least one.
  public var problems: [Problem]

  /// One thing that is wrong, with its place in the file, from 1.
  public struct Problem: Hashable, Sendable {
    /// The line.
    public var line: Int
    /// The column, in Unicode code points.
    public var column: Int
    /// What is wrong, in one sentence without a full stop.
    public var message: String
    /// What to do about it.
    public var help: String?
  }
}
