// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// The CSV form of a timeline: RFC 4180, UTF-8, LF, one header line, one row an event.
///
/// The file states the plan completely: `read` gives back what `text` was given.
public enum TimelineCSV {
  /// The columns, in order.
  public static let columns = Column.allCases.map(\.rawValue)

  /// A column of the file.
  enum Column: String, CaseIterable {
    case date, event, flight, vehicle, pad, node, element
    case mass = "mass_kg"
    case detail
  }

  /// Writes a timeline; an absent value is an empty field.
  public static func text(_ timeline: Timeline) -> String {
    var text = CSVWriter.row(columns)
    for event in timeline.events {
      text += CSVWriter.row(Column.allCases.map { $0.value(of: event) })
    }
    return text
  }
}

extension TimelineCSV.Column {
  fileprivate func value(of event: TimelineEvent) -> String {
    switch self {
    case .date: event.date.description
    case .event: event.kind.rawValue
    case .flight: event.flight ?? ""
    case .vehicle: event.vehicle?.text ?? ""
    case .pad: event.pad?.text ?? ""
    case .node: event.node?.text ?? ""
    case .element: event.element?.text ?? ""
    case .mass: event.mass?.description ?? ""
    case .detail: event.detail
    }
  }
}
