// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A campaign with its entries at hand by identifier.
struct Facts: Sendable {
  let campaign: Campaign
  /// The nodes that the manifest names anywhere.
  let nodes: Set<Node.ID>
  /// The elements that may stay on the ground: those optional and those of a choice.
  let mayStayBehind: [Bool]
  private let vehicles: [Vehicle.ID: Int]
  private let elements: [Element.ID: Int]
  private let pads: [Pad.ID: Int]
  private let milestones: [Milestone.ID: Int]
  private let ports: [String: [StationPort]]

  init(_ campaign: Campaign) {
    self.campaign = campaign
    vehicles = Self.positions(campaign.vehicles.map(\.id))
    elements = Self.positions(campaign.elements.map(\.id))
    pads = Self.positions(campaign.pads.map(\.id))
    milestones = Self.positions(campaign.milestones.map(\.id))
    nodes = Set(campaign.vehicles.flatMap { $0.routes.map(\.node) })
      .union(campaign.elements.flatMap { [$0.node, $0.launchNode] })
      .union([campaign.node])
    let chosen = Set(campaign.choices.flatMap(\.oneOf))
    mayStayBehind = campaign.elements.map { $0.isOptional || chosen.contains($0.id) }
    var ports: [String: [StationPort]] = [:]
    for (host, element) in campaign.elements.enumerated() {
      for port in element.ports {
        let reference = Port.Reference(element: element.id, port: port.id)
        ports[reference.description, default: []].append(
          StationPort(host: host, reference: reference, standard: port.standard))
      }
    }
    self.ports = ports
  }

  /// The ports that a text names, `PPB.fore`: identifiers may contain dots, so it may be several.
  func ports(named text: String) -> [StationPort] { ports[text] ?? [] }

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

/// A port that an element of the campaign offers.
struct StationPort: Sendable {
  /// The position of the element in the manifest.
  let host: Int
  let reference: Port.Reference
  let standard: String
}
