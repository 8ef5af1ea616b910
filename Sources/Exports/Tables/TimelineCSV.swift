// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Timelines as CSV: RFC 4180, UTF-8, LF, one header line, a row per event.
///
/// The file is a complete statement of the plan: what is read back is what was written.
public enum TimelineCSV {
  /// The columns, in order.
  public static let columns = [
    "date", "event", "flight", "vehicle", "pad", "node", "element", "mass_kg", "detail",
  ]

  /// The text of a timeline.
  public static func text(_ timeline: Timeline) -> String {
    timeline.events.reduce(into: CSVText.line(columns)) { text, event in
      text += CSVText.line([
        event.date.description, event.kind.rawValue, event.flight ?? "",
        event.vehicle?.text ?? "", event.pad?.text ?? "", event.node?.text ?? "",
        event.element?.text ?? "", event.mass?.description ?? "", event.detail,
      ])
    }
  }

  /// Reads a timeline from text; empty lines are skipped, a byte order mark and CRLF are accepted.
  ///
  /// - Throws: `TimelineReadError` with everything that is wrong in form. Whether the rows make
  ///   sense is left to the checker.
  public static func read(_ text: String) throws(TimelineReadError) -> Timeline {
    let (records, faults) = CSVText.records(text)
    var problems = faults.map {
      TimelineReadError.Problem(line: $0.line, column: $0.column, message: $0.message)
    }
    guard let header = records.first else {
      throw TimelineReadError(
        problems: [
          .init(
            line: 1, column: 1,
            message: "the file has no header line; it should be "
              + "\(columns.joined(separator: ","))")
        ])
    }
    guard header.map(\.text) == columns else {
      let known = Set(columns)
      let unknown = header.first { !known.contains($0.text) }
      let missing = columns.filter { column in !header.contains { $0.text == column } }
      var message = "the header should be \(columns.joined(separator: ","))"
      if let unknown { message += "; there is no column '\(unknown.text)'" }
      if !missing.isEmpty { message += "; missing: \(missing.joined(separator: ", "))" }
      problems.append(
        .init(line: header[0].line, column: unknown?.column ?? 1, message: message))
      throw TimelineReadError(problems: problems)
    }
    var events: [TimelineEvent] = []
    for record in records.dropFirst() {
      do throws(TimelineReadError.Problem) {
        events.append(try event(record))
      } catch {
        problems.append(error)
      }
    }
    guard problems.isEmpty else { throw TimelineReadError(problems: problems) }
    return Timeline(events: events)
  }

  private static func event(
    _ record: [CSVText.Field]
  ) throws(TimelineReadError.Problem) -> TimelineEvent {
    guard record.count == columns.count else {
      throw TimelineReadError.Problem(
        line: record[0].line, column: 1,
        message: "the row has \(record.count) fields; there are \(columns.count) columns")
    }
    func fault(_ index: Int, _ message: String) -> TimelineReadError.Problem {
      .init(line: record[index].line, column: record[index].column, message: message)
    }
    guard let date = Day(iso: record[0].text) else {
      throw fault(0, "'\(record[0].text)' is not a date of the form YYYY-MM-DD")
    }
    guard let kind = TimelineEvent.Kind(rawValue: record[1].text) else {
      let kinds = TimelineEvent.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault(1, "'\(record[1].text)' is not an event; there are \(kinds)")
    }
    var mass: Mass?
    if !record[7].text.isEmpty {
      mass = Mass(decimal: record[7].text)
      if mass == nil {
        throw fault(7, "'\(record[7].text)' is not a mass in kilograms with at most 3 decimals")
      }
    }
    func present(_ index: Int) -> String? {
      record[index].text.isEmpty ? nil : record[index].text
    }
    return TimelineEvent(
      date: date, kind: kind, flight: present(2), vehicle: present(3).map { Vehicle.ID($0) },
      pad: present(4).map { Pad.ID($0) }, node: present(5).map { Node.ID($0) },
      element: present(6).map { Element.ID($0) }, mass: mass, detail: record[8].text)
  }
}

/// Why a timeline could not be read: everything that is wrong in its form, in file order.
public struct TimelineReadError: Error, Hashable, Sendable {
  /// What is wrong, at least one.
  public var problems: [Problem]

  /// One thing that is wrong, with its place in the file, from 1.
  public struct Problem: Error, Hashable, Sendable {
    /// The line.
    public var line: Int
    /// The column, in characters.
    public var column: Int
    /// What is wrong.
    public var message: String
  }
}
