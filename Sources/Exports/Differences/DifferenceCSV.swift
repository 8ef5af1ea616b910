// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import WhatIf

/// What is otherwise in plans as CSV: one row per element and scenario.
public enum DifferenceCSV {
  /// The columns, in order.
  public static let columns = [
    "scenario", "element", "baseline_operational", "operational", "slip_days", "baseline_vehicle",
    "vehicle", "cause",
  ]

  /// The text of scenarios and their differences, in order.
  ///
  /// Every element has a row, whether it moves or not; what a plan does not have is an empty field. A
  /// scenario without a plan has a row for itself alone.
  public static func text(_ scenarios: [(name: String, difference: Difference?)]) -> String {
    var text = CSVWriter.row(columns)
    for (name, difference) in scenarios {
      guard let difference else {
        text += CSVWriter.row([name] + Array(repeating: "", count: columns.count - 1))
        continue
      }
      for one in difference.elements {
        text += CSVWriter.row([
          name, one.element.text, one.baseline?.operational?.description ?? "",
          one.other?.operational?.description ?? "", one.slip.map(String.init) ?? "",
          one.baseline?.vehicle.text ?? "", one.other?.vehicle.text ?? "",
          one.cause?.summary ?? "",
        ])
      }
    }
    return text
  }
}
