// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// Random campaigns small enough for `BruteForce`, of which one or two flights have been lost.
public enum TinyLosses {
  /// The campaign of a seed: one of `TinyCampaigns`, or a mixture of `TinyStations` for odd seeds.
  ///
  /// A flight of its best plan is lost on its day, and what flew before it has happened; most of
  /// what was aboard can be rebuilt, in a few days. One without a plan stays as it is.
  public static func campaign(seed: UInt64) -> Campaign {
    var random = SplitMix64(seed: seed ^ 0x10_55)
    var campaign =
      seed % 2 == 0 ? TinyCampaigns.campaign(seed: seed) : TinyStations.mixture(seed: seed)
    for _ in 0..<(random.chance(40) ? 2 : 1) { loseFlight(of: &campaign, &random) }
    return campaign
  }

  private static func loseFlight(of campaign: inout Campaign, _ random: inout SplitMix64) {
    guard case .optimal(_, let flights) = BruteForce.solve(campaign) else { return }
    let past = campaign.actuals
    let new = flights.filter { flight in
      !past.contains {
        $0.vehicle == flight.vehicle && $0.launched == flight.launch
          && $0.elements == flight.elements
      }
    }.sorted { $0.launch < $1.launch }
    guard !new.isEmpty else { return }
    let lost = random.chance(70) ? 0 : random.number(in: 0...(new.count - 1))
    for (index, flight) in new.enumerated() where flight.launch <= new[lost].launch {
      campaign.actuals.append(
        PastFlight(
          vehicle: flight.vehicle, launched: flight.launch, elements: flight.elements,
          pad: flight.pad, isLost: index == lost))
    }
    campaign.actuals.sort { $0.launched < $1.launched }
    campaign.status = new[lost].launch + 1
    for index in campaign.elements.indices
    where new[lost].elements.contains(campaign.elements[index].id) {
      if random.chance(80) { campaign.elements[index].rebuild = random.number(in: 0...8) }
    }
  }
}
