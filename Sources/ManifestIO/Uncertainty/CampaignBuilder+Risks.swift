// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  /// The risks that vehicles and elements share.
  mutating func risks() -> [SharedRisk] {
    root.table("risks").compactMap { entry in
      guard let record = entry.value.record else { return nil }
      if !record.has("vehicles"), !record.has("elements") {
        report(
          .noEffect, at: entry.place, "the risk strikes nothing",
          help: "name its 'vehicles' or its 'elements'", severity: .warning)
      }
      let span = span(ofRisk: record)
      let impact = distribution(record, "impact")
      let vehicles: Rule.Selection<Vehicle>? = Self.selection(record["vehicles"]) {
        $0.compactMap { $0.text.map(Vehicle.ID.init(_:)) }
      }
      let elements: Rule.Selection<Element>? = Self.selection(record["elements"]) {
        self.elementIDs($0)
      }
      guard let impact else { return nil }
      let occurrence: SharedRisk.Occurrence =
        if let rate = record.real("perYear") { .perYear(rate) } else {
          .once(probability: record.real("probability") ?? 0)
        }
      return SharedRisk(
        id: SharedRisk.ID(entry.key), note: note(record), occurrence: occurrence, span: span,
        impact: impact, vehicles: vehicles, elements: elements)
    }
  }

  /// The days on which a risk may strike; nil for those of the campaign.
  private mutating func span(ofRisk record: ReadRecord) -> ClosedRange<Day>? {
    guard record.has("from") || record.has("until"), checkOrder(record, "from", "until") else {
      return nil
    }
    let first = max(header.start, header.status ?? header.start)
    if let until = record.date("until") {
      if until < first {
        report(
          .noEffect, at: record.place(ofValue: "until"),
          "the risk ends on \(until), before anything that it could strike",
          help: "correct the date, or remove the risk", severity: .warning)
      }
      return (record.date("from") ?? min(first, until))...until
    }
    guard let from = record.date("from") else { return nil }
    if from > header.end {
      report(
        .noEffect, at: record.place(ofValue: "from"),
        "the risk begins on \(from), after the campaign's end, \(header.end)",
        help: "correct the date, or say 'until' when it may strike", severity: .warning)
    }
    return from...max(from, header.end)
  }
}
