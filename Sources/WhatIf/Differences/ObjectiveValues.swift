// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

extension Objective {
  /// The objective's value in a timeline of a campaign, read off its rows; docs/reading-results.md
  /// says what each counts.
  ///
  /// Days count from the campaign's start. Rows of elements and vehicles that the campaign does not
  /// have count for nothing.
  public func value(in timeline: Timeline, of campaign: Campaign) -> Amount {
    let told = ToldTimeline(timeline)
    let flown = campaign.elements.compactMap { element -> (element: Element, day: Int)? in
      guard let day = told.itineraries[element.id]?.operational else { return nil }
      return (element, day - campaign.start)
    }
    switch self {
    case .completion(let milestone):
      let members = campaign.milestones.first { $0.id == milestone }?.elements.map { Set($0) }
      let required = flown.filter {
        !$0.element.isOptional && members?.contains($0.element.id) ?? true
      }
      return Amount(required.map(\.day).max() ?? 0)
    case .operational:
      return flown.reduce(.zero) { $0 + Self.weighted($1.day, by: $1.element.weight) }
    case .tardiness:
      return flown.reduce(.zero) { sum, one in
        guard let due = one.element.due else { return sum }
        return sum + Self.weighted(max(0, one.day - (due - campaign.start)), by: one.element.weight)
      }
    case .cost:
      let costs = Dictionary(campaign.vehicles.map { ($0.id, $0.cost) }) { first, _ in first }
      return told.flights.reduce(flown.reduce(.zero) { $0 + $1.element.cost }) {
        $0 + (costs[$1.vehicle] ?? .zero)
      }
    case .flights:
      return Amount(told.flights.count)
    case .value:
      let chosen = Set(campaign.choices.flatMap(\.oneOf))
      return flown.reduce(.zero) { sum, one in
        one.element.isOptional || chosen.contains(one.element.id) ? sum + one.element.value : sum
      }
    }
  }

  private static func weighted(_ days: Int, by weight: Amount) -> Amount {
    Amount(thousandths: weight.thousandths * days)
  }
}
