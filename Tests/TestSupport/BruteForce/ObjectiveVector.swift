// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// The values of a campaign's objectives, in its order, read off the rows of a timeline.
///
/// Days count from the campaign's start; `flights` counts launch rows and `cost` adds up their
/// vehicles' costs and those of the elements flown, past ones included, and of those lost, each
/// time. A completion is that of the
/// elements flown that are not optional; a completion of nothing is 0.
public func objectiveVector(of timeline: Timeline, in campaign: Campaign) -> [Amount] {
  var operational: [Element.ID: Int] = [:]
  for event in timeline.events where event.kind == .operational {
    if let element = event.element { operational[element] = event.date - campaign.start }
  }
  let launches = timeline.events.filter { $0.kind == .launch }
  func last(_ elements: [Element.ID]) -> Amount {
    let required = campaign.elements.filter { !$0.isOptional && elements.contains($0.id) }
    return Amount(required.compactMap { operational[$0.id] }.max() ?? 0)
  }
  return campaign.objectives.map { objective in
    switch objective {
    case .completion(nil):
      return last(campaign.elements.map(\.id))
    case .completion(let id?):
      let milestone = campaign.milestones.first { $0.id == id }
      return last(milestone?.elements ?? campaign.elements.map(\.id))
    case .operational:
      return campaign.elements.reduce(.zero) { sum, element in
        let day = operational[element.id] ?? 0
        return sum + Amount(thousandths: element.weight.thousandths * day)
      }
    case .tardiness:
      return campaign.elements.reduce(.zero) { sum, element in
        guard let due = element.due, let day = operational[element.id] else { return sum }
        let late = max(0, day - (due - campaign.start))
        return sum + Amount(thousandths: element.weight.thousandths * late)
      }
    case .cost:
      let lost = timeline.events.filter { $0.kind == .loss }.map(\.element)
      let flown =
        campaign.elements.filter { operational[$0.id] != nil }
        + lost.compactMap { id in campaign.elements.first { $0.id == id } }
      return launches.reduce(flown.reduce(.zero) { $0 + $1.cost }) { sum, launch in
        sum + (campaign.vehicles.first { $0.id == launch.vehicle }?.cost ?? .zero)
      }
    case .flights:
      return Amount(launches.count)
    case .value:
      return campaign.elements.reduce(.zero) { sum, element in
        let mayStay =
          element.isOptional || campaign.choices.contains { $0.oneOf.contains(element.id) }
        return mayStay && operational[element.id] != nil ? sum + element.value : sum
      }
    }
  }
}
