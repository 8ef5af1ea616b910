// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// The flights of a plan as a table for the terminal.
public enum FlightTable {
  /// The lines of the table, header first.
  ///
  /// Mass and capacity are in kilograms, `fill` is their ratio in percent, rounded down;
  /// `operational` is the day on which the last element aboard is. Behind each element stands the
  /// port it docks to, behind them all whether the flight has happened or was lost. The node is shown when flights go to several.
  public static func lines(
    _ timeline: Timeline, of campaign: Campaign, style: ReportStyle = ReportStyle()
  ) -> [String] {
    let rows = FlightRow.rows(timeline, of: campaign)
    let operational = Dictionary(
      timeline.events.filter { $0.kind == .operational }.compactMap { event in
        event.element.map { ($0, event.date) }
      }
    ) { first, _ in first }
    let past = Set(campaign.actuals.map { "\($0.vehicle) \($0.launched)" })
    let hasPads = rows.contains { $0.pad != nil }
    let hasNodes = Set(rows.map(\.node)).count > 1
    let columns =
      [
        TextTable.Column(heading: "flight"), TextTable.Column(heading: "launch"),
        TextTable.Column(heading: "vehicle"),
      ] + (hasPads ? [TextTable.Column(heading: "pad")] : [])
      + (hasNodes ? [TextTable.Column(heading: "node")] : []) + [
        TextTable.Column(heading: "operational", isOptional: true),
        TextTable.Column(heading: "mass kg", isRightAligned: true),
        TextTable.Column(heading: "capacity", isRightAligned: true, isOptional: true),
        TextTable.Column(heading: "fill", isRightAligned: true),
        TextTable.Column(heading: "elements", isWrapped: true),
      ]
    let cells = rows.map { row in
      let last = row.isLost ? nil : row.elements.compactMap { operational[$0] }.max()
      let isPast = past.contains("\(row.vehicle) \(row.launch)")
      let fate = row.isLost ? " (lost)" : isPast ? " (flown)" : ""
      return [row.id, row.launch.description, row.vehicle.text]
        + (hasPads ? [row.pad?.text ?? "-"] : []) + (hasNodes ? [row.node?.text ?? "-"] : []) + [
          last?.description ?? "-", row.mass.description, row.capacity?.description ?? "-",
          fill(row), elements(row) + fate,
        ]
    }
    return TextTable(columns: columns, rows: cells).lines(style)
  }

  /// The elements aboard, each with its port: `BUS HAB (BUS.fore)`.
  private static func elements(_ row: FlightRow) -> String {
    zip(row.elements, row.ports).map { element, port in
      element.text + (port.map { " (\($0))" } ?? "")
    }.joined(separator: " ")
  }

  private static func fill(_ row: FlightRow) -> String {
    guard let capacity = row.capacity, capacity > .zero else { return "-" }
    let percent = 100 * Double(row.mass.thousandths) / Double(capacity.thousandths)
    // A share that a double cannot tell from a whole number of percent is that number.
    return Int(exactly: (percent + 1e-9).rounded(.down)).map { "\($0)%" } ?? "-"
  }
}
