// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// The assembly as a bar chart for the terminal: a row per element, time from left to right.
///
/// A bar begins at the launch, shows transit and commissioning apart, and the time in operation.
public enum GanttChart {
  /// How the chart is drawn.
  public struct Style: Hashable, Sendable {
    /// Columns to use; at least 40 are.
    public var width: Int
    /// Plain ASCII rather than block characters.
    public var isPlain: Bool

    /// Creates a style.
    public init(width: Int, isPlain: Bool) {
      self.width = width
      self.isPlain = isPlain
    }
  }

  /// The lines of the chart; none for a timeline without launches.
  public static func lines(_ timeline: Timeline, style: Style) -> [String] {
    let bars = Bar.bars(timeline)
    guard let first = bars.map(\.launch).min(),
      let last = bars.map({ $0.departure ?? $0.operational }).max()
    else { return [] }
    let width = min(max(style.width, 40), 400)
    let label = min(bars.map { $0.element.text.count }.max() ?? 0, width / 3)
    let axis = Axis(first: first, last: last, columns: width - label - 2)
    let marks: (launch: String, transit: String, commissioning: String, operation: String) =
      style.isPlain ? ("|", "-", "=", "#") : ("▏", "─", "▒", "█")

    var lines = [String(repeating: " ", count: label + 2) + axis.years()]
    for bar in bars {
      var cells = [String](repeating: " ", count: axis.columns)
      let launch = axis.column(of: bar.launch)
      let arrival = axis.column(of: bar.arrival)
      let operational = axis.column(of: bar.operational)
      let end = bar.departure.map { axis.column(of: $0) } ?? axis.columns - 1
      for column in cells.indices where column >= launch && column <= end {
        cells[column] =
          column >= operational
          ? marks.operation : column >= arrival ? marks.commissioning : marks.transit
      }
      if operational > launch { cells[launch] = marks.launch }
      var line = fitted(bar.element.text, label) + "  " + cells.joined()
      while line.hasSuffix(" ") { line.removeLast() }
      lines.append(line)
    }
    lines.append(
      String(repeating: " ", count: label + 2)
        + "\(marks.launch) launch  \(marks.transit) transit  \(marks.commissioning) commissioning  "
        + "\(marks.operation) operational")
    return lines
  }

  /// Text cut or filled to a width.
  private static func fitted(_ text: String, _ width: Int) -> String {
    guard text.count > width else {
      return text + String(repeating: " ", count: width - text.count)
    }
    return String(text.prefix(max(0, width - 1))) + "~"
  }

  /// The days of an element.
  private struct Bar {
    var element: Element.ID
    var launch: Day
    var arrival: Day
    var operational: Day
    var departure: Day?

    /// The bars in the order in which elements become operational.
    static func bars(_ timeline: Timeline) -> [Bar] {
      var launches: [String: Day] = [:]
      var arrivals: [Element.ID: (flight: String, day: Day)] = [:]
      var departures: [Element.ID: Day] = [:]
      for event in timeline.events {
        switch event.kind {
        case .launch: if let flight = event.flight { launches[flight] = event.date }
        case .arrival:
          if let flight = event.flight, let element = event.element {
            arrivals[element] = (flight, event.date)
          }
        case .departure: if let element = event.element { departures[element] = event.date }
        default: break
        }
      }
      return timeline.events.compactMap { event in
        guard event.kind == .operational, let element = event.element,
          let arrival = arrivals[element], let launch = launches[arrival.flight]
        else { return nil }
        return Bar(
          element: element, launch: launch, arrival: arrival.day, operational: event.date,
          departure: departures[element])
      }
    }
  }

  /// The columns of time.
  private struct Axis {
    let first: Day
    let columns: Int
    private let days: Int

    init(first: Day, last: Day, columns: Int) {
      self.first = first
      self.columns = max(8, columns)
      days = max(1, last - first)
    }

    func column(of day: Day) -> Int {
      min(columns - 1, max(0, (day - first) * (columns - 1) / days))
    }

    /// The years, each at its 1 January where there is room; the first date where no year begins.
    func years() -> String {
      var cells = [Character](repeating: " ", count: columns)
      var free = 0
      func write(_ text: String, at column: Int) {
        guard column >= free, column + text.count <= columns else { return }
        for (offset, character) in text.enumerated() { cells[column + offset] = character }
        free = column + text.count + 1
      }
      let last = first + days
      for year in first.year...max(first.year, last.year) {
        guard let day = Day(year: year, month: 1, day: 1), day >= first, day <= last else {
          continue
        }
        write(String(year), at: column(of: day))
      }
      if free == 0 { write(first.description, at: 0) }
      return String(cells)
    }
  }
}
