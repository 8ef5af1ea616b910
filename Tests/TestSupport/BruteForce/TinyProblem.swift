// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A campaign in plain numbers: days from its start, quantities in thousandths, positions for names.
struct TinyProblem {
  let campaign: Campaign
  let vehicles: [Vehicle]
  let elements: [Element]
  let padTurnaround: [Int]
  let budget: Int
  let horizon: Int
  let resources: Int
  let objectives: [Objective]

  struct Vehicle {
    var turnaround: Int
    var flights: Int
    var perYear: Int
    var slots: Int
    var cost: Int
    /// The pads to choose from; `[-1]` when pads do not matter.
    var pads: [Int]
    /// The capacity by node.
    var capacity: [Int]
  }

  struct Element {
    var node: Int
    var mass: Int
    var commissioning: Int
    var weight: Int
    var due: Int
    var after: [(predecessor: Int, lag: Int, within: Int)]
    /// The elements that come after this one.
    var successors: [Int]
    var net: [Int]
    /// Launches that suit it by itself, the earliest operational first.
    var options: [Option]
    var earliest: Int
  }

  struct Option {
    var vehicle: Int
    var day: Int
    var year: Int
    var arrival: Int
    var operational: Int
  }

  enum Objective {
    case completion([Int])
    case operational
    case tardiness
    case cost
    case flights
  }

  init(_ campaign: Campaign) {
    self.campaign = campaign
    let start = campaign.start
    horizon = campaign.end - start
    budget = campaign.budgetPerYear?.thousandths ?? .max
    padTurnaround = campaign.pads.map(\.turnaround)
    resources = campaign.resources.count
    var nodes = [campaign.node]
    for node in campaign.elements.map(\.node) where !nodes.contains(node) { nodes.append(node) }
    vehicles = campaign.vehicles.map { vehicle in
      let pads = vehicle.pads.map { id in campaign.pads.firstIndex { $0.id == id } ?? -1 }
      return Vehicle(
        turnaround: vehicle.turnaround, flights: vehicle.flights ?? .max,
        perYear: vehicle.perYear ?? .max, slots: vehicle.slots ?? .max,
        cost: vehicle.cost.thousandths, pads: pads.isEmpty ? [-1] : pads,
        capacity: nodes.map { vehicle.route(to: $0)?.capacity.thousandths ?? -1 })
    }
    let ids = campaign.elements.map(\.id)
    func position(_ id: CampaignModel.Element.ID) -> Int { ids.firstIndex(of: id) ?? -1 }
    let years = (0...max(0, horizon)).map { (start + $0).year }
    let open = campaign.vehicles.map { vehicle in
      years.indices.map { Self.launches(vehicle, on: start + $0, in: campaign) }
    }
    elements = campaign.elements.enumerated().map { index, element in
      let options = Self.options(of: element, open: open, years: years, in: campaign)
      return Element(
        node: nodes.firstIndex(of: element.node) ?? -1, mass: element.mass.thousandths,
        commissioning: element.commissioning, weight: element.weight.thousandths,
        due: element.due.map { $0 - start } ?? .max,
        after: element.after.map { (position($0.element), $0.lag, $0.within ?? 1_000_000) },
        successors: campaign.elements.indices.filter { other in
          campaign.elements[other].after.contains { $0.element == element.id }
        },
        net: campaign.resources.map { Self.net(of: $0.id, element) }, options: options,
        earliest: options.first?.operational ?? .max)
    }
    objectives = campaign.objectives.compactMap { objective in
      switch objective {
      case .completion(let id):
        let milestone = campaign.milestones.first { $0.id == id }
        return .completion((milestone?.elements ?? ids).map(position))
      case .operational: return .operational
      case .tardiness: return .tardiness
      case .cost: return .cost
      case .flights: return .flights
      case .value: return nil
      }
    }
  }

  /// Whether a vehicle may launch on a day, as far as the vehicle alone is concerned.
  private static func launches(
    _ vehicle: CampaignModel.Vehicle, on day: Day, in campaign: Campaign
  ) -> Bool {
    if let status = campaign.status, day < status { return false }
    if let from = vehicle.availableFrom, day < from { return false }
    if let until = vehicle.availableUntil, day > until { return false }
    if vehicle.grounded.contains(where: { $0.span.contains(day) }) { return false }
    guard let windows = vehicle.windows else { return true }
    return campaign.windows.contains { set in
      windows.contains(set.id) && set.spans.contains { $0.contains(day) }
    }
  }

  /// The launches that suit an element by itself.
  private static func options(
    of element: CampaignModel.Element, open: [[Bool]], years: [Int], in campaign: Campaign
  ) -> [Option] {
    var options: [Option] = []
    for (index, vehicle) in campaign.vehicles.enumerated() {
      guard let route = vehicle.route(to: element.node), element.mass <= route.capacity,
        element.vehicles?.contains(vehicle.id) ?? true, vehicle.slots != 0,
        !campaign.rules.contains(where: { rule in
          rule.elements.contains(element.id, agency: element.agency, tags: element.tags)
            && rule.vehicles.contains(vehicle.id, agency: vehicle.agency, tags: vehicle.tags)
        })
      else { continue }
      if let widest = vehicle.fairing?.diameter, let wide = element.diameter, wide > widest {
        continue
      }
      if let longest = vehicle.fairing?.length, let long = element.length, long > longest {
        continue
      }
      for day in open[index].indices where open[index][day] {
        let operational = day + route.transit + element.commissioning
        if campaign.start + operational > campaign.end { continue }
        if let ready = element.ready, campaign.start + day < ready { continue }
        if let deadline = element.deadline, campaign.start + operational > deadline { continue }
        options.append(
          Option(
            vehicle: index, day: day, year: years[day], arrival: day + route.transit,
            operational: operational))
      }
    }
    return options.sorted {
      ($0.operational, $0.vehicle, $0.day) < ($1.operational, $1.vehicle, $1.day)
    }
  }

  private static func net(of resource: Resource.ID, _ element: CampaignModel.Element) -> Int {
    var net = 0
    for entry in element.provides where entry.resource == resource {
      net += entry.amount.thousandths
    }
    for entry in element.consumes where entry.resource == resource {
      net -= entry.amount.thousandths
    }
    return net
  }
}
