// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  mutating func transfer(_ record: ReadRecord) -> Transfer? {
    guard let transfer = record.record("transfer") else { return nil }
    let met = (transfer.list("with") ?? []).compactMap { elementID($0) }
    if transfer.has("within"), transfer.list("with")?.isEmpty != false {
      report(
        .noEffect, at: transfer.place(of: "within"),
        "'within' has no effect: the transfer meets nothing",
        help: "name what it meets in 'with', or remove 'within'", severity: .warning)
    }
    return Transfer(
      from: Node.ID(transfer.text("from") ?? ""), with: met, within: transfer.whole("within"),
      transit: transfer.whole("transit") ?? 0)
  }

  /// Reports what transfers meet at another node than theirs, and what two of them would use up.
  mutating func checkTransfers(of campaign: Campaign) {
    let nodes = Dictionary(
      campaign.elements.map { ($0.id.text, $0.node) }, uniquingKeysWith: { first, _ in first })
    var uses = [String: Place]()
    for entry in root.table("elements") {
      guard let transfer = entry.value.record?.record("transfer") else { continue }
      for value in transfer.list("with") ?? [] {
        guard let id = value.text, let node = nodes[id] else { continue }
        if let from = transfer.text("from"), node.text != from {
          report(
            .transferElsewhere, at: value.place,
            "\(entry.key) cannot meet \(id) at \(from): \(id) works at \(node)",
            help: "correct 'from', or give \(id) the 'node' \(from)")
        }
        if let first = uses[id] {
          report(
            .usedTwice, at: value.place, "\(id) already serves the transfer of line \(first.line)",
            help: "an element is used up by one transfer: add another one like it")
        } else if let count = names.count(ofSeries: entry.key), count > 1 {
          report(
            .usedTwice, at: value.place,
            "\(id) would serve each of the \(count) elements of the series \(entry.key)",
            help: "an element is used up by one transfer: write the elements one by one, "
              + "each with its own")
        }
        uses[id] = uses[id] ?? value.place
      }
    }
  }
}
