// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// A Gantt chart of a timeline for a terminal: a row an element, grouped by flight.
public enum GanttChart {
  /// The columns taken when a style does not say.
  public static let defaultWidth = 100

  /// The lines of the chart, its axis first and a legend last; empty without flights.
  ///
  /// A row shows an element from its launch to its departure or the end of the timeline, and of one
  /// that is lost the day on which it is. Widths
  /// from 40 columns on are kept to; narrower ones count as 40.
  public static func lines(
    _ timeline: Timeline, of campaign: Campaign, style: ReportStyle = ReportStyle()
  ) -> [String] {
    let flights = FlightRow.rows(timeline, of: campaign)
    let days = timeline.events.map(\.date)
    guard !flights.isEmpty, let first = days.min(), let last = days.max() else { return [] }
    let width = max(40, style.width ?? defaultWidth)
    let labels = labels(of: flights, width: width / 2 - 4, style)
    let labelWidth = labels.joined().map(\.displayWidth).max() ?? 0
    let scale = TimeScale(first...last, columns: width - labelWidth - 3)
    let symbols = GanttSymbols(style)
    let margin = String(repeating: " ", count: labelWidth + 1)

    var lines = axis(scale, symbols).map { margin + $0 }
    let dates = ElementDates(timeline)
    for (flight, rows) in zip(flights, labels) {
      for (index, label) in rows.enumerated() {
        let element = flight.elements.indices.contains(index) ? flight.elements[index] : nil
        let bar = bar(of: element, on: flight, dates, scale, symbols)
        lines.append(label.padded(to: labelWidth) + " " + symbols.edge + bar + symbols.edge)
      }
    }
    lines += symbols.legend(
      hasLoss: flights.contains(where: \.isLost), margin: labelWidth + 2, width: width)
    return lines.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The labels of each flight's rows: its number and vehicle before the first element.
  private static func labels(
    of flights: [FlightRow], width: Int, _ style: ReportStyle
  ) -> [[String]] {
    let longestNumber = flights.map(\.id.displayWidth).max() ?? 0
    let numberWidth = min(longestNumber, width / 3)
    let room = width - numberWidth - 2
    let longestVehicle = flights.map(\.vehicle.text.displayWidth).max() ?? 0
    let longestElement = flights.flatMap(\.elements).map(\.text.displayWidth).max() ?? 0
    // Elements are what the chart is about: vehicles get what they leave, but at least a third.
    let vehicleWidth = min(longestVehicle, max(room / 3, room - longestElement))
    func cell(_ text: String, _ width: Int) -> String {
      text.cut(to: width, mark: style.ellipsis).padded(to: width)
    }
    return flights.map { flight in
      let head = cell(flight.id, numberWidth) + " " + cell(flight.vehicle.text, vehicleWidth)
      let indent = String(repeating: " ", count: head.displayWidth)
      let names = flight.elements.map {
        $0.text.cut(to: room - vehicleWidth, mark: style.ellipsis)
      }
      return (names.isEmpty ? [""] : names).enumerated().map { index, name in
        (index == 0 ? head : indent) + " " + name
      }
    }
  }

  /// The bar of an element, of a bare flight when there is none.
  private static func bar(
    of element: Element.ID?, on flight: FlightRow, _ dates: ElementDates, _ scale: TimeScale,
    _ symbols: GanttSymbols
  ) -> String {
    var cells = [Character](repeating: " ", count: scale.columns)
    func fill(_ symbol: Character, from first: Day, until end: Day?) {
      let start = scale.column(of: first)
      let stop = end.map { scale.column(of: $0) } ?? scale.columns
      for column in start..<max(start, stop) { cells[column] = symbol }
    }
    guard !flight.isLost else {
      cells[scale.column(of: flight.launch)] = symbols.loss
      return String(cells)
    }
    let arrival = element.flatMap { dates.arrival[$0] } ?? flight.arrival ?? flight.launch
    fill(symbols.transit, from: flight.launch, until: arrival)
    if let element, let operational = dates.operational[element] {
      let departure = dates.departure[element]
      fill(symbols.commissioning, from: arrival, until: operational)
      fill(symbols.operational, from: operational, until: departure)
    }
    cells[scale.column(of: flight.launch)] = symbols.launch
    return String(cells)
  }

  /// The labels of the ticks and, below them, the line they stand on.
  private static func axis(_ scale: TimeScale, _ symbols: GanttSymbols) -> [String] {
    var names = [Character](repeating: " ", count: scale.columns)
    var line = [Character](repeating: symbols.axis, count: scale.columns)
    for tick in scale.ticks() {
      line[tick.column] = symbols.tick
      for (offset, character) in tick.label.enumerated() {
        names[tick.column + offset] = character
      }
    }
    return [" " + String(names), symbols.leftEnd + String(line) + symbols.rightEnd]
  }
}

/// The days of the elements of a timeline.
private struct ElementDates {
  var arrival: [Element.ID: Day] = [:]
  var operational: [Element.ID: Day] = [:]
  var departure: [Element.ID: Day] = [:]

  init(_ timeline: Timeline) {
    for event in timeline.events {
      guard let element = event.element else { continue }
      switch event.kind {
      case .arrival: arrival[element] = event.date
      case .operational: operational[element] = event.date
      case .departure: departure[element] = event.date
      case .launch, .loss, .milestone, .complete: break
      }
    }
  }
}
