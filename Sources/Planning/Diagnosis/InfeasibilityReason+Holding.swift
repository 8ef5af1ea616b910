// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension InfeasibilityReason {
  /// Why the flights of a plan cannot be held to.
  ///
  /// `emptied` is an element that propagation leaves without a day, if it is known.
  static func cannotHold(_ instance: Instance, emptied: Int?) -> Infeasibility {
    let advice = "let the plan change: the policy 'repair' changes as few flights as it can"
    guard let element = emptied, let holding = instance.holding else {
      return Infeasibility(
        reason: "the flights of the plan, in their order, cannot keep all rules together",
        facts: [ManifestPath("campaign", "end")], advice: advice)
    }
    let id = instance.campaign.elements[element].id
    let path = ManifestPath("elements", id.text)
    guard let place = holding.places[element] else {
      return Infeasibility(
        reason: "\(id) has to fly, and none of the flights to be held carries it", facts: [path],
        advice: advice)
    }
    let vehicle = instance.campaign.vehicles[place.vehicle].id
    let vehiclePath = ManifestPath("vehicles", vehicle.text)
    guard instance.elements[element].vehicles.contains(place.vehicle) else {
      return Infeasibility(
        reason: "\(id) is to be held to its flight on \(vehicle), on which it cannot fly",
        facts: [path, vehiclePath], advice: advice)
    }
    return Infeasibility(
      reason: "the flight of \(vehicle) with \(id), planned for "
        + "\(instance.campaign.start + place.day), has no launch day left from then on with the flights before and after it in their order",
      facts: [vehiclePath, path], advice: advice)
  }
}
