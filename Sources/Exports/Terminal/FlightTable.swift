// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// The flights of a plan as a table for the terminal.
public enum FlightTable {
  /// The lines of the table, header first.
  ///
  /// Mass and capacity are kilograms; `fill` is their ratio.
  public static func lines(_ timeline: Timeline, of campaign: Campaign) -> [String] {
    let rows = FlightRow.rows(timeline, of: campaign)
    let operational = Dictionary(
      timeline.events.filter { $0.kind == .operational }.compactMap { event in
        event.element.map { ($0, event.date) }
      }
    ) { first, _ in first }
    let hasPads = rows.contains { $0.pad != nil }
    let past = Set(campaign.actuals.map { "\($0.vehicle) \($0.launched)" })
    var table = TextTable(
      header: ["flight", "launch", "vehicle"] + (hasPads ? ["pad"] : [])
        + ["arrival", "operational", "mass", "fill", "elements"],
      alignments: [.left, .left, .left] + (hasPads ? [.left] : [])
        + [.left, .left, .right, .right, .left])
    for row in rows {
      let last = row.elements.compactMap { operational[$0] }.max()
      let isPast = past.contains("\(row.vehicle) \(row.launch)")
      table.add(
        [row.id, row.launch.description, row.vehicle.text] + (hasPads ? [row.pad?.text ?? "-"] : [])
          + [
            row.arrival?.description ?? "-", last?.description ?? "-", "\(row.mass) kg",
            fill(row), row.elements.map(\.text).joined(separator: " ") + (isPast ? " (flown)" : ""),
          ])
    }
    return table.lines
  }

  private static func fill(_ row: FlightRow) -> String {
    guard let capacity = row.capacity, capacity > .zero else { return "-" }
    let percent = 100 * Double(row.mass.thousandths) / Double(capacity.thousandths)
    return "\(Int(percent.rounded(.down)))%"
  }
}
