// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension TinyProblem {
  init(_ campaign: Campaign) {
    self.campaign = campaign
    let start = campaign.start
    horizon = campaign.end - start
    today = max(0, (campaign.status ?? start) - start)
    budget = campaign.budgetPerYear?.thousandths ?? .max
    padTurnaround = campaign.pads.map(\.turnaround)
    resources = campaign.resources.count
    var nodes = [campaign.node]
    for element in campaign.elements {
      for node in [element.node, element.launchNode] where !nodes.contains(node) {
        nodes.append(node)
      }
    }
    func node(_ id: Node.ID) -> Int { nodes.firstIndex(of: id) ?? -1 }
    let ids = campaign.elements.map(\.id)
    func position(_ id: CampaignModel.Element.ID) -> Int { ids.firstIndex(of: id) ?? -1 }
    func positions(_ condition: (CampaignModel.Element) -> Bool) -> [Int] {
      campaign.elements.indices.filter { condition(campaign.elements[$0]) }
    }
    vehicles = campaign.vehicles.map { vehicle in
      let pads = vehicle.pads.map { id in campaign.pads.firstIndex { $0.id == id } ?? -1 }
      return Vehicle(
        turnaround: vehicle.turnaround, flights: vehicle.flights ?? .max,
        perYear: vehicle.perYear ?? .max, slots: vehicle.slots ?? .max,
        cost: vehicle.cost.thousandths, pads: pads.isEmpty ? [-1] : pads,
        capacity: nodes.map { vehicle.route(to: $0)?.capacity.thousandths ?? -1 })
    }
    stores = campaign.stores.map { store in
      Store(
        node: node(store.node), initial: store.initial.thousandths,
        reserve: store.reserve.thousandths, perCrew: store.perCrew.thousandths)
    }
    choices = campaign.choices.map { $0.oneOf.map(position) }
    let ports = Self.ports(of: campaign)
    self.ports = ports
    let years = (0...max(0, horizon)).map { (start + $0).year }
    let open = campaign.vehicles.map { vehicle in
      years.indices.map { Self.launches(vehicle, on: start + $0, in: campaign) }
    }
    elements = campaign.elements.map { element in
      let options = Self.options(of: element, open: open, years: years, in: campaign)
      return Element(
        node: node(element.node), launchNode: node(element.launchNode),
        mass: element.mass.thousandths, cost: element.cost.thousandths,
        value: element.value.thousandths, weight: element.weight.thousandths,
        due: element.due.map { $0 - start } ?? .max, isOptional: element.isOptional,
        choice: campaign.choices.firstIndex { $0.oneOf.contains(element.id) },
        after: element.after.map { precedence in
          Link(
            predecessor: position(precedence.element), lag: precedence.lag,
            within: precedence.within ?? Self.never, ifFlown: precedence.ifFlown)
        },
        successors: positions { $0.after.contains { $0.element == element.id } },
        meets: element.transfer?.with.map(position) ?? [],
        meetsWithin: element.transfer?.within ?? Self.never,
        metBy: positions { $0.transfer?.with.contains(element.id) ?? false },
        net: campaign.resources.map { Self.net(of: $0.id, element) },
        crewProvided: element.provides.filter { $0.resource == Resource.crew }
          .reduce(0) { $0 + $1.amount.thousandths },
        crewNeeded: element.crew * 1000,
        deliveries: campaign.stores.map { Self.total(of: $0.id, in: element.delivers) },
        draws: campaign.stores.map { Self.total(of: $0.id, in: element.draws) },
        docks: element.docks != nil, berths: Self.berths(of: element, among: ports, in: campaign),
        options: options, earliest: options.first?.stay.operational ?? .max)
    }
    objectives = campaign.objectives.map { objective in
      switch objective {
      case .completion(let id):
        let milestone = campaign.milestones.first { $0.id == id }
        return .completion((milestone?.elements ?? ids).map(position))
      case .operational: return .operational
      case .tardiness: return .tardiness
      case .cost: return .cost
      case .flights: return .flights
      case .value: return .value
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
      guard let route = vehicle.route(to: element.launchNode), element.mass <= route.capacity,
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
        let stay = TinyStay(element, parking: day + route.transit)
        let operational = campaign.start + stay.operational
        if operational > campaign.end { continue }
        if let ready = element.ready, campaign.start + day < ready { continue }
        if !isRebuilt(element, by: campaign.start + day, in: campaign) { continue }
        if let deadline = element.deadline, operational > deadline { continue }
        options.append(Option(vehicle: index, day: day, year: years[day], stay: stay))
      }
    }
    return options.sorted {
      ($0.stay.operational, $0.vehicle, $0.day) < ($1.stay.operational, $1.vehicle, $1.day)
    }
  }

  /// Whether whatever was lost of an element has been replaced by a day.
  private static func isRebuilt(
    _ element: CampaignModel.Element, by day: Day, in campaign: Campaign
  ) -> Bool {
    campaign.actuals.allSatisfy { past in
      !past.isLost || !past.elements.contains(element.id)
        || element.rebuild.map { past.launched + $0 <= day } ?? false
    }
  }

  private static func ports(of campaign: Campaign) -> [Port] {
    campaign.elements.enumerated().flatMap { host, element in
      element.ports.map { port in
        Port(host: host, reference: .init(element: element.id, port: port.id))
      }
    }
  }

  /// The ports, of elements at the same node, that an element fits.
  private static func berths(
    of element: CampaignModel.Element, among ports: [Port], in campaign: Campaign
  ) -> [Int] {
    guard let docks = element.docks else { return [] }
    return ports.indices.filter { index in
      let host = campaign.elements[ports[index].host]
      let reference = ports[index].reference
      return host.id != element.id && host.node == element.node
        && docks.at?.contains(reference) ?? true
        && host.ports.contains { $0.id == reference.port && $0.standard == docks.standard }
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

  private static func total(of store: CampaignModel.Store.ID, in amounts: [StoreAmount]) -> Int {
    amounts.filter { $0.store == store }.reduce(0) { $0 + $1.amount.thousandths }
  }
}
