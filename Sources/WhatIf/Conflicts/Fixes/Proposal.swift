// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Planning

/// A change of a campaign that has no size: something allowed, added or given up.
struct Proposal {
  /// The fact that changes.
  var path: ManifestPath
  /// What the change is.
  var text: String
  /// The change as `--set` takes it, where it is a value.
  var setting: String?
  /// How large it is taken to be, among others.
  var size: Double
  /// The campaign with the change.
  var campaign: Campaign

  /// The fix that it is, now that there is a plan with it.
  func fix(_ flights: [Flight]) -> Fix {
    Fix(
      path: path, text: text, setting: setting, isSmallest: true, size: size, campaign: campaign,
      flights: flights)
  }

  /// How large changes without a number are taken to be.
  enum Size {
    static let window = 0.3
    static let port = 0.5
    static let permission = 1.0
    static let order = 1.5
    static let element = 2.0
  }
}

extension FixSearch {
  /// What may be changed about a fact, in groups of changes that do the same.
  func proposals(for fact: Fact) throws -> [[Proposal]] {
    let campaign = core.campaign
    switch fact.statement {
    case .flies(let id): return [[dropping(id)].compactMap(\.self)]
    case .rule:
      return [
        [
          Proposal(
            path: fact.path, text: "the rule that \(fact.text) is lifted",
            size: Proposal.Size.permission,
            campaign: campaign.without([fact]))
        ]
      ]
    case .after(let id, let index):
      let other = campaign.elements.first { $0.id == id }?.after[index].element.text ?? ""
      return [
        [
          Proposal(
            path: fact.path, text: "\(id) need not wait for \(other)", size: Proposal.Size.order,
            campaign: campaign.without([fact]))
        ]
      ]
    case .docksAt(let id):
      let standard = campaign.elements.first { $0.id == id }?.docks?.standard ?? ""
      return [
        [
          Proposal(
            path: fact.path, text: "\(id) may dock to any free \(standard) port",
            size: Proposal.Size.permission, campaign: campaign.without([fact]))
        ]
      ]
    case .docks(let id): return [ports(for: id)]
    case .vehicles(let id): return vehicles(for: id).map { [$0] }
    case .fairing(let id): return [[fairing(of: id)].compactMap(\.self)]
    case .windows(let id): return try windows(for: id).map { [$0] }
    default: return []
    }
  }

  private func dropping(_ id: Element.ID) -> Proposal? {
    guard
      let dropped = try? core.campaign.applying(
        Scenario(name: "", changes: [.drop(id)]), baseline: [])
    else { return nil }
    return Proposal(
      path: ManifestPath("elements", id.text), text: "\(id) is dropped",
      size: Proposal.Size.element, campaign: dropped)
  }

  /// A further port of an element's standard, on an element that has one or else on any.
  private func ports(for id: Element.ID) -> [Proposal] {
    let campaign = core.campaign
    guard let element = campaign.elements.first(where: { $0.id == id }), let docks = element.docks
    else { return [] }
    let listed = docks.at?.map(\.element)
    let hosts = campaign.elements.filter { host in
      host.id != id && host.node == element.node && host.stay == nil && !host.isOptional
        && (listed?.contains(host.id) ?? true)
    }
    let offering = hosts.filter { $0.ports.contains { $0.standard == docks.standard } }
    return (offering.isEmpty ? hosts : offering).prefix(Self.mostHosts).map { host in
      var changed = campaign
      var name = "further"
      while host.ports.contains(where: { $0.id.text == name }) { name += "-further" }
      let port = Port(id: Port.ID(name), standard: docks.standard)
      changed.change(host.id) { $0.ports.append(port) }
      if docks.at != nil {
        changed.change(id) {
          $0.docks?.at?.append(Port.Reference(element: host.id, port: port.id))
        }
      }
      return Proposal(
        path: ManifestPath("elements", host.id.text, "ports"),
        text: "\(host.id) has a further \(docks.standard) port",
        size: Proposal.Size.port, campaign: changed)
    }
  }

  private static let mostHosts = 6

  /// Each vehicle that could carry an element if it were in the element's list.
  private func vehicles(for id: Element.ID) -> [Proposal] {
    let campaign = core.campaign
    guard let element = campaign.elements.first(where: { $0.id == id }), let list = element.vehicles
    else { return [] }
    var free = element
    free.vehicles = nil
    let others = campaign.vehicles.filter {
      !list.contains($0.id) && campaign.canCarry(free, on: $0.id)
    }
    return others.map { vehicle in
      var changed = campaign
      changed.change(id) { $0.vehicles = list + [vehicle.id] }
      let names = (list + [vehicle.id]).map(\.text).joined(separator: ", ")
      return Proposal(
        path: ManifestPath("elements", id.text, "vehicles"),
        text: "\(id) may fly on \(vehicle.id), too",
        setting: "elements.\(id).vehicles=[\(names)]", size: Proposal.Size.permission,
        campaign: changed)
    }
  }

  /// A fairing large enough for each element of the conflict.
  private func fairing(of id: Vehicle.ID) -> Proposal? {
    let campaign = core.campaign
    let flying = campaign.elements.filter { element in
      core.facts.contains { $0.statement == .flies(element.id) }
    }
    guard let now = campaign.vehicles.first(where: { $0.id == id })?.fairing else { return nil }
    var wider = now
    if let diameter = now.diameter {
      wider.diameter = flying.compactMap(\.diameter).reduce(diameter, max)
    }
    if let length = now.length { wider.length = flying.compactMap(\.length).reduce(length, max) }
    var changed = campaign
    changed.change(id) { $0.fairing = wider }
    let sizes = [
      wider.diameter == now.diameter ? nil : wider.diameter.map { "\($0) m wide" },
      wider.length == now.length ? nil : wider.length.map { "\($0) m long" },
    ].compactMap(\.self)
    guard !sizes.isEmpty else { return nil }
    return Proposal(
      path: ManifestPath("vehicles", id.text, "fairing"),
      text: "the fairing of \(id) takes elements up to \(sizes.joined(separator: " and "))",
      size: Proposal.Size.port, campaign: changed)
  }
}
