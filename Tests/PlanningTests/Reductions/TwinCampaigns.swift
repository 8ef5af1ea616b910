// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import TestSupport

/// Tiny random campaigns with likenesses drawn into them, for reductions to find.
enum TwinCampaigns {
  /// A tiny campaign in which one element is written twice or three times.
  static func withTwinElements(seed: UInt64) -> Campaign {
    var random = SplitMix64(seed: seed &+ 77_000)
    var campaign = TinyCampaigns.campaign(seed: seed)
    let original = random.number(in: 0...(campaign.elements.count - 1))
    let count = campaign.elements.count > 3 ? 1 : random.number(in: 1...2)
    // Not too many for exhaustive search: others make room.
    while campaign.elements.count + count > 4, campaign.elements.count > original + 1,
      let last = campaign.elements.popLast()
    {
      forget(last.id, in: &campaign)
    }
    let model = campaign.elements[original]
    for number in 1...count {
      var twin = model
      twin.id = Element.ID("T\(number)")
      campaign.elements.insert(twin, at: random.number(in: 0...campaign.elements.count))
      for index in campaign.elements.indices {
        let after = campaign.elements[index].after
        if var precedence = after.first(where: { $0.element == model.id }) {
          precedence.element = twin.id
          campaign.elements[index].after.append(precedence)
        }
      }
      for index in campaign.milestones.indices
      where campaign.milestones[index].elements?.contains(model.id) ?? false {
        campaign.milestones[index].elements?.append(twin.id)
      }
    }
    return campaign
  }

  /// A tiny campaign with one more vehicle: the first one again, or one that is never busy and no
  /// weaker or dearer than the first; in either case anywhere among the others.
  static func withTwinVehicle(seed: UInt64) -> Campaign {
    var random = SplitMix64(seed: seed &+ 99_000)
    var campaign = TinyCampaigns.campaign(seed: seed)
    if campaign.vehicles.count > 2 { remove(campaign.vehicles[2].id, from: &campaign) }
    if campaign.elements.count > 3, let last = campaign.elements.popLast() {
      forget(last.id, in: &campaign)
    }
    let model = campaign.vehicles[0]
    var twin = model
    twin.id = "TWIN"
    if random.chance(60) {
      twin.turnaround = 0
      twin.flights = nil
      twin.perYear = nil
      twin.pads = []
      twin.slots = random.chance(50) ? twin.slots : nil
      if random.chance(30) { twin.windows = nil }
      if random.chance(30), twin.routes[0].transit > 0 {
        twin.windows = nil
        twin.routes[0].transit -= 1
      }
    }
    for index in campaign.elements.indices {
      if campaign.elements[index].vehicles?.contains(model.id) ?? false, random.chance(80) {
        campaign.elements[index].vehicles?.append(twin.id)
      }
    }
    campaign.vehicles.insert(twin, at: random.number(in: 0...campaign.vehicles.count))
    return campaign
  }

  private static func forget(_ id: Element.ID, in campaign: inout Campaign) {
    for index in campaign.elements.indices {
      campaign.elements[index].after.removeAll { $0.element == id }
    }
    for index in campaign.milestones.indices {
      campaign.milestones[index].elements?.removeAll { $0 == id }
      if campaign.milestones[index].elements?.isEmpty ?? false {
        campaign.milestones[index].elements = nil
      }
    }
    for index in campaign.actuals.indices {
      campaign.actuals[index].elements.removeAll { $0 == id }
    }
    campaign.actuals.removeAll { $0.elements.isEmpty }
    for index in campaign.rules.indices {
      if campaign.rules[index].elements == .ids([id]) { campaign.rules[index].elements = .ids([]) }
    }
  }

  private static func remove(_ id: Vehicle.ID, from campaign: inout Campaign) {
    campaign.vehicles.removeAll { $0.id == id }
    campaign.actuals.removeAll { $0.vehicle == id }
    for index in campaign.elements.indices {
      campaign.elements[index].vehicles?.removeAll { $0 == id }
    }
    for index in campaign.rules.indices {
      if campaign.rules[index].vehicles == .ids([id]) { campaign.rules[index].vehicles = .ids([]) }
    }
  }
}
