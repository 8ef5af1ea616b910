// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

extension BruteForce {
  /// The best plan that holds to another: its flights with their vehicles and elements, none earlier
  /// than it was, those to one node in their order.
  ///
  /// What has flown is left out of the other's flights, and flights of which nothing is left.
  public static func hold(_ campaign: Campaign, to baseline: [Flight]) -> Answer {
    let search = TinySearch(TinyProblem(campaign))
    search.hold(TinyBaseline(baseline, of: campaign))
    return answer(search)
  }

  /// A best plan that differs least from another.
  public struct Repair: Hashable, Sendable {
    /// The objective values, in the campaign's order.
    public var values: [Amount]
    /// Flights, then vehicles, then dates changed (see `changes`).
    public var changes: [Int]
    /// A plan that has them.
    public var flights: [Flight]
  }

  /// Of the best plans, one with the fewest flights changed, of these one with the fewest elements on
  /// another vehicle, of these one with the fewest on another day; nil when there is no plan.
  public static func repair(_ campaign: Campaign, closeTo baseline: [Flight]) -> Repair? {
    var problem = TinyProblem(campaign)
    problem.objectives += [.changedFlights, .changedVehicles, .changedDates]
    problem.baseline = TinyBaseline(baseline, of: campaign)
    let search = TinySearch(problem)
    search.run()
    guard let best = search.best, case .optimal(let values, let flights) = answer(search) else {
      return nil
    }
    let changes = best.suffix(3).map { $0 / 1000 }
    return Repair(values: values, changes: changes, flights: flights)
  }

  /// How much a plan differs from another, by what has not flown: flights that one of them has and the
  /// other has not, elements on another vehicle, elements on another day.
  ///
  /// Flights are the same when their vehicle and elements are. Elements that fly in one plan only are
  /// on another vehicle and on another day.
  public static func changes(
    from baseline: [Flight], to flights: [Flight], in campaign: Campaign
  ) -> [Int] {
    let (old, new) = (TinyBaseline(baseline, of: campaign), TinyBaseline(flights, of: campaign))
    let gone = old.flights.count { !new.has(vehicle: $0.vehicle, elements: $0.elements) }
    let added = new.flights.count { !old.has(vehicle: $0.vehicle, elements: $0.elements) }
    let pairs = zip(old.places, new.places)
    return [
      gone + added, pairs.count { $0?.vehicle != $1?.vehicle }, pairs.count { $0?.day != $1?.day },
    ]
  }

  /// The answers to delays of a vehicle by 0, 1, 2 and more days, each solved by itself.
  ///
  /// A vehicle that is delayed is available that long after the latest of its `available` date, the
  /// campaign's start and status.
  public static func answers(
    _ campaign: Campaign, delaying vehicle: Int, upTo days: Int
  ) -> [Answer] {
    (0...days).map { solve(campaign.delaying(vehicle, by: $0)) }
  }
}

extension Campaign {
  /// The campaign with a vehicle, by its place, available that many days later.
  public func delaying(_ vehicle: Int, by days: Int) -> Campaign {
    var campaign = self
    let from = [vehicles[vehicle].availableFrom, start, status].compactMap(\.self).max() ?? start
    campaign.vehicles[vehicle].availableFrom = from + days
    return campaign
  }
}
