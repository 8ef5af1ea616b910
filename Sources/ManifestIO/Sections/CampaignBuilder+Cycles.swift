// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  /// Reports elements that wait for one another: a cycle of each group of such elements.
  mutating func checkCycles(in campaign: Campaign) {
    var graph = WaitGraph(campaign)
    for component in StrongComponents.cyclic(graph.all) {
      guard let cycle = graph.cycle(in: component), cycle.count > 1 else { continue }
      report(cycle.map { campaign.elements[$0] })
    }
  }

  private mutating func report(_ cycle: [Element]) {
    var names = cycle.map(\.id.text)
    if names.count > Self.mostNames {
      names.replaceSubrange(
        (Self.mostNames / 2)..<(names.count - Self.mostNames / 2), with: ["…"])
    }
    let waits = zip(cycle, cycle.dropFirst()).map { wait(of: $0, for: $1.id) }
    let chain = names.joined(separator: " -> ")
    let isAlone = cycle.count == 2
    let message: String
    let help: String
    if waits.contains(where: \.isTransfer) {
      message =
        isAlone ? "\(names[0]) is to meet itself" : "these elements wait for one another: \(chain)"
      help =
        isAlone
        ? "remove it from its own 'with'"
        : "each is 'after' the next one or meets it in its 'transfer': remove one of these"
    } else {
      message =
        isAlone ? "\(names[0]) is after itself" : "these elements wait for one another: \(chain)"
      help =
        isAlone
        ? "remove it from its own 'after'"
        : "each is 'after' the next one: remove one of these precedences"
    }
    report(.cycle, at: waits.first?.place ?? root.place, message, help: help)
  }

  /// A longer cycle is named by its two ends.
  private static let mostNames = 100

  /// Where it stands that an element waits for another one.
  private func wait(of element: Element, for other: Element.ID) -> (place: Place, isTransfer: Bool)
  {
    let origin = origins[element.id.text]
    guard let record = names.records[origin?.key ?? element.id.text] else {
      return (root.place, false)
    }
    guard let index = element.after.firstIndex(where: { $0.element == other }) else {
      let met = record.record("transfer")?.list("with") ?? []
      return (met.first { $0.text == other.text }?.place ?? record.place(of: "transfer"), true)
    }
    guard let entry = origin.map({ $0.after[index] }) ?? index else {
      return (record.place(of: "repeat"), false)
    }
    let value = record.list("after")?[entry]
    return (value?.record?["element"]?.place ?? value?.place ?? record.place, false)
  }
}
