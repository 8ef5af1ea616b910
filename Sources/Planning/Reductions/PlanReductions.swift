// SPDX-License-Identifier: GPL-3.0-or-later

package import CampaignModel

/// How much of a campaign the reductions take away, for those who want to know whether they apply.
package struct PlanReductions: Hashable, Sendable {
  /// How many pairs of identical elements, neighbours in their kind, are kept in order.
  package let orderedPairs: Int
  /// How many vehicles elements need not fly on, summed over the elements.
  package let unneededVehicles: Int

  /// Applies the reductions to a campaign.
  package init(of campaign: Campaign) {
    let (plain, reduced) = (Instance(campaign, reduces: false), Instance(campaign))
    orderedPairs = reduced.edges.count { $0.isOrder }
    unneededVehicles = reduced.free.reduce(0) {
      $0 + plain.elements[$1].vehicles.count - reduced.elements[$1].vehicles.count
    }
  }
}
