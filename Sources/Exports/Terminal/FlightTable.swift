// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// The flights of a plan as a table for the terminal.
public enum FlightTable {
  /// The lines of the table, header first.
  ///
  /// Mass and capacity are in kilograms, `fill` is their ratio in percent, rounded down;
  /// `operational` is the day on which the last element aboard is.
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
    let columns =
      [
        TextTable.Column(heading: "flight"), TextTable.Column(heading: "launch"),
        TextTable.Column(heading: "vehicle"),
      ] + (hasPads ? [TextTable.Column(heading: "pad")] : []) + [
        TextTable.Column(heading: "operational", isOptional: true),
        TextTable.Column(heading: "mass kg", isRightAligned: true),
        TextTable.Column(heading: "capacity", isRightAligned: true, isOptional: true),
        TextTable.Column(heading: "fill", isRightAligned: true),
        TextTable.Column(heading: "elements", isWrapped: true),
      ]
    let cells = rows.map { row in
      let last = row.elements.compactMap { operational[$0] }.max()
      let isPast = past.contains("\(row.vehicle) \(row.launch)")
      return [row.id, row.launch.description, row.vehicle.text]
        + (hasPads ? [row.pad?.text ?? "-"] : []) + [
          last?.description ?? "-", row.mass.description, row.capacity?.description ?? "-",
          fill(row), row.elements.map(\.text).joined(separator: " ") + (isPast ? " (flown)" : ""),
        ]
    }
    return TextTable(columns: columns, rows: cells).lines(style)
  }

  private static func fill(_ row: FlightRow) -> String {
    guard let capacity = row.capacity, capacity > .zero else { return "-" }
    let percent = 100 * Double(row.mass.thousandths) / Double(capacity.thousandths)
    // A share that a double cannot tell from a whole number of percent is that number.
    return Int(exactly: (percent + 1e-9).rounded(.down)).map { "\($0)%" } ?? "-"
  }
}
