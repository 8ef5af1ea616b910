// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// The flights of a timeline as CSV, one row each.
public enum FlightsCSV {
  /// The columns, in order; masses are kilograms, cost is in the campaign's unit.
  public static let columns = [
    "flight", "vehicle", "pad", "node", "launch", "arrival", "elements", "mass_kg", "capacity_kg",
    "cost",
  ]

  /// The text of a timeline's flights.
  public static func text(_ timeline: Timeline, of campaign: Campaign) -> String {
    FlightRow.rows(timeline, of: campaign).reduce(into: CSVWriter.row(columns)) { text, row in
      text += CSVWriter.row([
        row.id, row.vehicle.text, row.pad?.text ?? "", row.node?.text ?? "",
        row.launch.description, row.arrival?.description ?? "",
        row.elements.map(\.text).joined(separator: " "), row.mass.description,
        row.capacity?.description ?? "", row.cost.description,
      ])
    }
  }
}
