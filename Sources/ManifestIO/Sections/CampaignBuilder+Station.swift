// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  mutating func milestones() -> [Milestone] {
    root.table("milestones").map { entry in
      let record = entry.value.record
      let listed = record?["elements"] ?? entry.value
      return Milestone(
        id: Milestone.ID(entry.key),
        elements: listed.list.map { elementIDs($0) },
        note: note(record))
    }
  }

  /// Warns about nodes that look like a misspelling of a node that elements go to.
  mutating func checkNodes(of campaign: Campaign) {
    var wanted = [campaign.node.text]
    var seen = Set(wanted)
    for element in campaign.elements {
      for node in [element.launchNode, element.node] where seen.insert(node.text).inserted {
        wanted.append(node.text)
      }
    }
    for entry in root.table("vehicles") {
      let capacities = entry.value.record?.table("capacity") ?? []
      let reached = Set(capacities.map(\.key))
      for node in capacities where !seen.contains(node.key) {
        // Many a node has three letters, and LEO, LLO and GEO are all meant; so are two nodes of
        // one vehicle.
        guard node.key.utf8.count > 3,
          let nearest = reader.problems.nearest(to: node.key, among: wanted),
          !reached.contains(nearest)
        else { continue }
        report(
          .suspiciousNode, at: node.place, "no element goes to the node \(node.key.quoted)",
          help: "did you mean '\(nearest)'?", severity: .warning)
      }
    }
  }
}
