// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension InfeasibilityReason {
  /// An element that was lost, cannot be rebuilt and has to fly all the same; nil if none.
  static func lostForGood(in campaign: Campaign, _ history: History) -> Infeasibility? {
    guard !history.lost.isEmpty else { return nil }
    let elements = Dictionary(campaign.elements.map { ($0.id, $0) }) { first, _ in first }
    let chosen = Set(campaign.choices.flatMap(\.oneOf))
    // What has to fly, and what that comes after or meets.
    var needed = campaign.elements.filter {
      !history.delivered.contains($0.id) && !$0.isOptional && !chosen.contains($0.id)
    }.map { (element: $0, why: String?.none) }
    var seen = Set(needed.map(\.element.id)).union(history.delivered)
    var next = 0
    while next < needed.count {
      let (element, why) = needed[next]
      next += 1
      if history.isGone(element), let loss = history.lost[element.id] {
        return Infeasibility(
          reason:
            "\(element.id)\(why ?? "") was lost with the flight of \(loss) and has no 'rebuild'",
          facts: losses(of: [element.id], in: campaign)
            + [ManifestPath("elements", element.id.text)],
          advice: "give \(element.id) a 'rebuild', or take it out of what has to fly")
      }
      let others =
        element.after.filter { !$0.ifFlown }.map {
          ($0.element, ", which \(element.id) comes after,")
        } + (element.transfer?.with ?? []).map { ($0, ", which \(element.id) meets on its way,") }
      for (id, why) in others where seen.insert(id).inserted {
        if let other = elements[id] { needed.append((other, why)) }
      }
    }
    for choice in campaign.choices {
      let members = choice.oneOf.compactMap { elements[$0] }
      guard !members.isEmpty, members.allSatisfy(history.isGone) else { continue }
      let names = members.map { element in
        element.id.text + (history.lost[element.id].map { " on \($0)" } ?? "")
      }
      return Infeasibility(
        reason: "of \(choice.id), one element has to fly, but what there was is lost and has no "
          + "'rebuild': \(names.joined(separator: ", "))",
        facts: losses(of: members.map(\.id), in: campaign)
          + [ManifestPath("choices", choice.id.text, "oneOf")],
        advice: "give one of them a 'rebuild', or add another to the choice")
    }
    return nil
  }

  /// The day of the loss because of which an element is ready on a day; nil when that is not why.
  static func rebuiltLoss(of element: Element, on day: Day, in campaign: Campaign) -> Day? {
    guard let loss = campaign.history.lost[element.id], let rebuild = element.rebuild else {
      return nil
    }
    return loss + rebuild == day ? loss : nil
  }

  private static func losses(of ids: [Element.ID], in campaign: Campaign) -> [ManifestPath] {
    campaign.actuals.indices.filter { index in
      campaign.actuals[index].isLost
        && campaign.actuals[index].elements.contains(where: ids.contains)
    }.map { ManifestPath("actuals", String($0)) }
  }
}
