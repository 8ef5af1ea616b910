// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  mutating func stores(node: Node.ID) -> [Store] {
    root.table("stores").map { entry in
      let record = entry.value.record
      return Store(
        id: Store.ID(entry.key), note: note(record), initial: record?.amount("initial") ?? .zero,
        reserve: record?.amount("reserve") ?? .zero, node: node)
    }
  }

  mutating func choices() -> [Choice] {
    root.table("choices").map { entry in
      Choice(
        id: Choice.ID(entry.key), note: note(entry.value.record),
        oneOf: entry.value.record?.ids("oneOf") ?? [])
    }
  }

  mutating func milestones() -> [Milestone] {
    root.table("milestones").map { entry in
      let record = entry.value.record
      let listed = record?["elements"] ?? entry.value
      return Milestone(
        id: Milestone.ID(entry.key),
        elements: listed.list?.compactMap { $0.text.map(Element.ID.init(_:)) },
        note: note(record))
    }
  }

  mutating func rules() -> [Rule] {
    (root.list("rules") ?? []).compactMap { value in
      guard let record = value.record, let forbid = record.record("forbid"),
        let elements: Rule.Selection<Element> = selection(forbid["elements"]),
        let vehicles: Rule.Selection<Vehicle> = selection(forbid["vehicles"])
      else { return nil }
      return Rule(
        forbid: elements, on: vehicles, why: record.text("why"), note: note(record))
    }
  }

  private func selection<Member>(_ value: ReadValue?) -> Rule.Selection<Member>? {
    guard let value else { return nil }
    if let list = value.list {
      return .ids(list.compactMap { item in item.text.map { Identifier<Member>($0) } })
    }
    guard let record = value.record else { return .all }
    if record.form.field("agency") != nil { return record.text("agency").map { .agency($0) } }
    return record.ids("ids").map { .ids($0) }
  }

  /// Warns about rules that select an agency that nobody has: they forbid nothing.
  mutating func checkAgencies(of campaign: Campaign) {
    let elements = campaign.elements.compactMap(\.agency)
    let vehicles = campaign.vehicles.compactMap(\.agency)
    for value in root.list("rules") ?? [] {
      guard let forbid = value.record?.record("forbid") else { continue }
      checkAgency(forbid["elements"], among: elements, of: "element")
      checkAgency(forbid["vehicles"], among: vehicles, of: "vehicle")
    }
  }

  private mutating func checkAgency(_ value: ReadValue?, among agencies: [String], of noun: String)
  {
    guard let record = value?.record, record.form.field("agency") != nil,
      let agency = record.text("agency"), !agencies.contains(agency)
    else { return }
    let nearest = reader.problems.nearest(to: agency, among: agencies)
    report(
      .noEffect, at: record["agency"]?.place ?? record.place,
      "the rule has no effect: no \(noun) is of the agency \(agency.quoted)",
      help: nearest.map { "did you mean '\($0)'?" }
        ?? "give the 'agency' of each \(noun) it is about", severity: .warning)
  }

  /// Warns about nodes that look like a misspelling of a node that elements go to.
  mutating func checkNodes(of campaign: Campaign) {
    var wanted = [campaign.node.text]
    var seen = Set(wanted)
    for element in campaign.elements where seen.insert(element.node.text).inserted {
      wanted.append(element.node.text)
    }
    for entry in root.table("vehicles") {
      for node in entry.value.record?.table("capacity") ?? [] where !seen.contains(node.key) {
        guard let nearest = reader.problems.nearest(to: node.key, among: wanted) else { continue }
        report(
          .suspiciousNode, at: node.place, "no element goes to the node \(node.key.quoted)",
          help: "did you mean '\(nearest)'?", severity: .warning)
      }
    }
  }
}
