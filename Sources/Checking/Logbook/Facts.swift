// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A campaign with its entries at hand by identifier.
struct Facts: Sendable {
  let campaign: Campaign
  /// The nodes that the manifest names anywhere.
  let nodes: Set<Node.ID>
  private let vehicles: [Vehicle.ID: Int]
  private let elements: [Element.ID: Int]
  private let pads: [Pad.ID: Int]
  private let milestones: [Milestone.ID: Int]

  init(_ campaign: Campaign) {
    self.campaign = campaign
    vehicles = Self.positions(campaign.vehicles.map(\.id))
    elements = Self.positions(campaign.elements.map(\.id))
    pads = Self.positions(campaign.pads.map(\.id))
    milestones = Self.positions(campaign.milestones.map(\.id))
    nodes = Set(campaign.vehicles.flatMap { $0.routes.map(\.node) })
      .union(campaign.elements.map(\.node))
      .union([campaign.node])
  }

  /// The position of a vehicle in the manifest; nil when there is none of that name.
  func vehicle(_ id: Vehicle.ID?) -> Int? { id.flatMap { vehicles[$0] } }

  /// The position of an element in the manifest; nil when there is none of that name.
  func element(_ id: Element.ID?) -> Int? { id.flatMap { elements[$0] } }

  /// The position of a pad in the manifest; nil when there is none of that name.
  func pad(_ id: Pad.ID?) -> Int? { id.flatMap { pads[$0] } }

  /// The position of a milestone in the manifest; nil when there is none of that name.
  func milestone(_ id: Milestone.ID?) -> Int? { id.flatMap { milestones[$0] } }

  private static func positions<Owner>(_ ids: [Identifier<Owner>]) -> [Identifier<Owner>: Int] {
    Dictionary(ids.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
  }
}
