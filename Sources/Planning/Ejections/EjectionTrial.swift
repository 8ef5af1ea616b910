// SPDX-License-Identifier: GPL-3.0-or-later

package import CampaignModel

/// The search by ejections apart from everything else, for tests.
package struct EjectionTrial: Sendable {
  private let instance: Instance
  private let singles: SingleElements
  private let places: BitSet

  /// Sets out to look for a plan of a campaign in which every element is operational by a day; nil when
  /// time windows or single elements leave none, or when the campaign's rules are not for ejections.
  package init?(_ campaign: Campaign, by day: Day) {
    instance = Instance(campaign)
    guard instance.suitsEjections else { return nil }
    guard let singles = SingleElements(instance, by: day - campaign.start) else { return nil }
    self.singles = singles
    var places = BitSet(filled: singles.pool.count)
    guard singles.propagation.propagate(&places) else { return nil }
    self.places = places
  }

  /// The flights of a plan, if one is found in a number of insertions.
  package func plan(steps: Int, seed: UInt64) -> [Flight]? {
    var search = EjectionSearch(singles, among: places, seed: seed, stream: 0)
    guard let schedule = search.run(steps: steps, isCancelled: { false }) else { return nil }
    return instance.flights(of: schedule, until: SearchClock(PlanningOptions()))
  }
}
