// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  mutating func stores(node: Node.ID) -> [Store] {
    root.table("stores").map { entry in
      let record = entry.value.record
      return Store(
        id: Store.ID(entry.key), note: note(record), initial: record?.amount("initial") ?? .zero,
        reserve: record?.amount("reserve") ?? .zero, perCrew: record?.amount("perCrew") ?? .zero,
        node: record?.text("node").map(Node.ID.init(_:)) ?? node)
    }
  }

  /// Reports elements that deliver to a store of another node, or draw from one.
  mutating func checkStores(of campaign: Campaign) {
    let nodes = Dictionary(
      campaign.stores.map { ($0.id.text, $0.node) }, uniquingKeysWith: { first, _ in first })
    for entry in root.table("elements") {
      guard let record = entry.value.record else { continue }
      let home = record.text("node").map(Node.ID.init(_:)) ?? campaign.node
      for amount in record.table("delivers") + record.table("draws") {
        guard let node = nodes[amount.key], node != home else { continue }
        report(
          .storeElsewhere, at: amount.place,
          "\(amount.key) is at \(node), but \(entry.key) works at \(home)",
          help: "name a store at \(home), or correct the 'node' of one of the two")
      }
    }
  }

  /// Reports needs for crew that nothing can meet because there is no such resource.
  mutating func checkCrew(of campaign: Campaign) {
    if !campaign.resources.contains(where: { $0.id == Resource.crew }) {
      for entry in root.table("elements") {
        guard let record = entry.value.record, let crew = record.whole("crew"), crew > 0 else {
          continue
        }
        report(
          .missingCrew, at: record["crew"]?.place ?? entry.place,
          "\(entry.key) needs crew, but there is no resource 'crew'",
          help: "add 'crew: {}' to 'resources', and let elements provide it")
      }
    }
    for (entry, store) in zip(root.table("stores"), campaign.stores) where store.perCrew > .zero {
      guard
        !campaign.elements.contains(where: { element in
          element.node == store.node
            && element.provides.contains { $0.resource == Resource.crew && $0.amount > .zero }
        })
      else { continue }
      report(
        .noEffect, at: entry.value.record?["perCrew"]?.place ?? entry.place,
        "'perCrew' has no effect: no element at \(store.node) provides crew",
        help: "let an element there provide 'crew', or remove 'perCrew'", severity: .warning)
    }
  }
}
