// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  mutating func rules() -> [Rule] {
    (root.list("rules") ?? []).compactMap { value in
      guard let record = value.record, let forbid = record.record("forbid"),
        let elements = Self.selection(forbid["elements"], ids: { self.elementIDs($0) }),
        let vehicles = Self.selection(
          forbid["vehicles"], ids: { $0.compactMap { $0.text.map(Vehicle.ID.init(_:)) } })
      else { return nil }
      return Rule(
        forbid: elements, on: vehicles, why: record.text("why"), note: note(record))
    }
  }

  static func selection<Member>(
    _ value: ReadValue?, ids: ([ReadValue]) -> [Identifier<Member>]
  ) -> Rule.Selection<Member>? {
    guard let value else { return nil }
    if let list = value.list { return .ids(ids(list)) }
    guard let record = value.record else { return .all }
    if record.form.field("agency") != nil { return record.text("agency").map { .agency($0) } }
    if record.form.field("tag") != nil { return record.text("tag").map { .tag($0) } }
    return record.list("ids").map { .ids(ids($0)) }
  }

  /// Warns about rules and risks that select what nobody is: they have no effect on it.
  mutating func checkSelections(of campaign: Campaign) {
    let elements = Selectable(
      noun: "element", agencies: campaign.elements.compactMap(\.agency),
      tags: campaign.elements.flatMap(\.tags))
    let vehicles = Selectable(
      noun: "vehicle", agencies: campaign.vehicles.compactMap(\.agency),
      tags: campaign.vehicles.flatMap(\.tags))
    for value in root.list("rules") ?? [] {
      guard let forbid = value.record?.record("forbid") else { continue }
      check(forbid["elements"], of: "rule", among: elements)
      check(forbid["vehicles"], of: "rule", among: vehicles)
    }
    for risk in root.table("risks") {
      check(risk.value.record?["elements"], of: "risk", among: elements)
      check(risk.value.record?["vehicles"], of: "risk", among: vehicles)
    }
  }

  /// What rules may select elements or vehicles by.
  private struct Selectable {
    let noun: String
    let agencies: [String]
    let tags: [String]
  }

  private mutating func check(
    _ value: ReadValue?, of owner: String, among selectable: Selectable
  ) {
    guard let record = value?.record else { return }
    let noun = selectable.noun
    if record.form.field("agency") != nil, let agency = record.text("agency"),
      !selectable.agencies.contains(agency)
    {
      let nearest = reader.problems.nearest(to: agency, among: selectable.agencies)
      report(
        .noEffect, at: record["agency"]?.place ?? record.place,
        "the \(owner) has no effect: no \(noun) is of the agency \(agency.quoted)",
        help: nearest.map { "did you mean '\($0)'?" }
          ?? "give the 'agency' of each \(noun) it is about", severity: .warning)
    } else if record.form.field("tag") != nil, let tag = record.text("tag"),
      !selectable.tags.contains(tag)
    {
      let nearest = reader.problems.nearest(to: tag, among: selectable.tags)
      report(
        .noEffect, at: record["tag"]?.place ?? record.place,
        "the \(owner) has no effect: no \(noun) has the tag \(tag.quoted)",
        help: nearest.map { "did you mean '\($0)'?" }
          ?? "add it to the 'tags' of each \(noun) it is about", severity: .warning)
    }
  }
}
