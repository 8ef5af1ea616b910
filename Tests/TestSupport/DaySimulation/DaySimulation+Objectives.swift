// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

extension DaySimulation {
  /// The values of the campaign's objectives, in its order.
  public var objectives: [Amount] {
    campaign.objectives.map { objective in
      switch objective {
      case .completion(nil): return completion(campaign.elements.map(\.id))
      case .completion(let id?):
        let milestone = campaign.milestones.first { $0.id == id }
        return completion(milestone?.elements ?? campaign.elements.map(\.id))
      case .operational:
        return weighted { $0.operational - campaign.start }
      case .tardiness:
        return weighted { visit in
          visit.element.due.map { max(0, visit.operational - $0) } ?? 0
        }
      case .cost:
        var cost = Amount.zero
        for flight in flights {
          for vehicle in campaign.vehicles where vehicle.id == flight.vehicle {
            cost += vehicle.cost
          }
          for element in campaign.elements
          where flight.isLost && flight.elements.contains(element.id) {
            cost += element.cost
          }
        }
        for visit in visits { cost += visit.element.cost }
        return cost
      case .flights:
        return Amount(flights.count)
      case .value:
        var value = Amount.zero
        for visit in visits where visit.element.isOptional { value += visit.element.value }
        for choice in campaign.choices {
          for visit in visits where choice.oneOf.contains(visit.element.id) {
            value += visit.element.value
          }
        }
        return value
      }
    }
  }

  /// Whether objective values of a campaign are better than others.
  public static func isBetter(
    _ values: [Amount], than others: [Amount], in campaign: Campaign
  ) -> Bool {
    for (objective, pair) in zip(campaign.objectives, zip(values, others)) where pair.0 != pair.1 {
      return objective == .value ? pair.0 > pair.1 : pair.0 < pair.1
    }
    return false
  }

  private func completion(_ members: [Element.ID]) -> Amount {
    var last = 0
    for visit in visits where members.contains(visit.element.id) && !visit.element.isOptional {
      last = max(last, visit.operational - campaign.start)
    }
    return Amount(last)
  }

  private func weighted(_ days: (Visit) -> Int) -> Amount {
    visits.reduce(.zero) { sum, visit in
      sum + Amount(thousandths: visit.element.weight.thousandths * days(visit))
    }
  }
}
