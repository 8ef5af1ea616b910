// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension Instance {
  /// Translates a campaign.
  ///
  /// Where it `reduces`, it leaves out plans that are no better than one that is left, as the folder
  /// `Reductions` proves; that one may be further from a plan that it is to keep to, so that nothing
  /// is left out then.
  convenience init(
    _ campaign: Campaign, reduces: Bool = true, adherence: Adherence? = nil
  ) {
    let reduces = reduces && adherence == nil
    let history = campaign.history
    let campaign = Self.rebuilding(campaign, history)
    let start = campaign.start
    let horizon = max(0, campaign.end - start)
    func index<Owner>(_ ids: [Identifier<Owner>]) -> [Identifier<Owner>: Int] {
      Dictionary(ids.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    }
    let padIndex = index(campaign.pads.map(\.id))
    let vehicleIndex = index(campaign.vehicles.map(\.id))
    let elementIndex = index(campaign.elements.map(\.id))
    let nodes = Self.nodes(of: campaign)
    let nodeIndex = index(nodes)

    let past: [PastFlightData] = campaign.actuals.compactMap { flight in
      vehicleIndex[flight.vehicle].map { vehicle in
        PastFlightData(
          vehicle: vehicle, pad: flight.pad.flatMap { padIndex[$0] }, day: flight.launched - start,
          elements: flight.elements.compactMap { elementIndex[$0] }, isLost: flight.isLost)
      }
    }
    var years: [Int] = []
    var yearStarts: [Int] = []
    for day in 0...horizon {
      let year = (start + day).year
      if day == 0 || year != (start + (day - 1)).year { yearStarts.append(day) }
      years.append(yearStarts.count - 1)
    }
    years.append(yearStarts.count - 1)

    let firstDay = min(max(0, (campaign.status ?? start) - start), horizon + 1)
    let windows = Dictionary(campaign.windows.map { ($0.id, $0.spans) }) { first, _ in first }
    let vehicleCost = campaign.vehicles.map(\.cost.thousandths)
    var pastCost = [Int](repeating: 0, count: yearStarts.count)
    for flight in past where years.indices.contains(flight.day) {
      pastCost[years[flight.day]] += vehicleCost[flight.vehicle]
    }
    let budget = campaign.budgetPerYear?.thousandths ?? .max
    /// Whether past launches leave a day to a vehicle: its own turnaround, and that of some pad.
    /// A year that they have overspent has no further launch.
    func isFree(_ vehicle: Vehicle, _ number: Int, on day: Int) -> Bool {
      guard pastCost[years[day]] <= budget,
        past.allSatisfy({ $0.vehicle != number || abs($0.day - day) >= vehicle.turnaround })
      else { return false }
      let pads = vehicle.pads.compactMap { padIndex[$0] }
      return pads.isEmpty
        || pads.contains { pad in
          past.allSatisfy {
            $0.pad != pad || abs($0.day - day) >= campaign.pads[pad].turnaround
          }
        }
    }
    var vehicles = campaign.vehicles.enumerated().map { number, vehicle in
      let flown = past.filter { $0.vehicle == number }.count
      return VehicleData(
        launchDays: Self.launchDays(
          of: vehicle, windows: windows, start: start, days: firstDay..<(horizon + 1)
        ).filter { isFree(vehicle, number, on: $0) },
        pads: vehicle.pads.compactMap { padIndex[$0] }, turnaround: vehicle.turnaround,
        flightsLeft: vehicle.flights.map { max(0, $0 - flown) }, perYear: vehicle.perYear,
        slots: vehicle.slots ?? campaign.elements.count, cost: vehicle.cost.thousandths)
    }
    var travel = campaign.vehicles.map { vehicle in
      campaign.elements.map { element in
        (vehicle.route(to: element.launchNode)?.transit ?? 0) + (element.transfer?.transit ?? 0)
      }
    }
    var capacities = campaign.vehicles.map { vehicle in
      campaign.elements.map { vehicle.route(to: $0.launchNode)?.capacity.thousandths ?? -1 }
    }

    let chosen = Set(campaign.choices.flatMap(\.oneOf))
    var elements = campaign.elements.map { element in
      let eligible = campaign.vehicles.indices.filter {
        Self.mayFly(element, on: campaign.vehicles[$0], in: campaign)
      }
      return ElementData(
        mass: element.mass.thousandths,
        ready: max(firstDay, element.ready.map { $0 - start } ?? 0),
        commissioning: element.commissioning, weight: element.weight.thousandths,
        due: element.due.map { $0 - start },
        latest: min(horizon, element.deadline.map { $0 - start } ?? horizon),
        node: nodeIndex[element.node] ?? 0, launchNode: nodeIndex[element.launchNode] ?? 0,
        stay: element.stay, mayStayGrounded: element.isOptional || chosen.contains(element.id),
        isOptional: element.isOptional, cost: element.cost.thousandths,
        value: element.isOptional || chosen.contains(element.id) ? element.value.thousandths : 0,
        vehicles: eligible, predecessors: [], successors: [],
        past: nil)
    }
    for flight in past where !flight.isLost {
      for element in flight.elements {
        let arrival = flight.day + travel[flight.vehicle][element]
        elements[element].past = (arrival, arrival + elements[element].commissioning)
        elements[element].mayStayGrounded = false
      }
    }
    let isPast = elements.map { $0.past != nil }
    let isGone = campaign.elements.map(history.isGone)
    for element in elements.indices where isGone[element] { elements[element].vehicles = [] }
    // A choice that past flights have made leaves the others on the ground.
    let choices = campaign.choices.map { $0.oneOf.compactMap { elementIndex[$0] } }
    for choice in choices where choice.contains(where: { isPast[$0] }) {
      for element in choice where !isPast[element] { elements[element].vehicles = [] }
    }
    let free = elements.indices.filter { !isPast[$0] }
    var (held, baseline): (BaselinePlan?, BaselinePlan?) = (nil, nil)
    switch adherence {
    case .hold(let flights):
      held = BaselinePlan(flights, of: campaign) { !isPast[$0] && !isGone[$0] }
    case .repair(let flights):
      baseline = BaselinePlan(flights, of: campaign) { !isPast[$0] && !isGone[$0] }
    case nil: break
    }
    let holding = held.map { Holding($0, today: firstDay) }
    holding?.bind(&elements, free: free)
    if free.contains(where: { elements[$0].mayStayGrounded }) {
      vehicles.append(
        VehicleData(
          launchDays: [horizon + 1], pads: [], turnaround: 0, flightsLeft: nil, perYear: nil,
          slots: 1, cost: 0))
      travel.append(elements.map { _ in 0 })
      capacities.append(elements.map(\.mass))
    }
    let docking = PortPlan(campaign, past: isPast)
    if reduces {
      DominatedVehicles(
        Array(vehicles.prefix(campaign.vehicles.count)), travel: travel, capacities: capacities,
        padTurnaround: campaign.pads.map(\.turnaround),
        years: campaign.budgetPerYear.map { _ in years }
      ).remove(from: &elements)
    }
    var edges: [Edge] = []
    func add(_ edge: Edge) {
      elements[edge.successor].predecessors.append(edges.count)
      elements[edge.predecessor].successors.append(edges.count)
      edges.append(edge)
    }
    for (successor, element) in campaign.elements.enumerated() where !isPast[successor] {
      for precedence in element.after {
        guard let predecessor = elementIndex[precedence.element] else { continue }
        // A predecessor that flies anyway makes the condition idle.
        let ifFlown = precedence.ifFlown && elements[predecessor].mayStayGrounded
        add(
          Edge(
            predecessor: predecessor, successor: successor, lag: precedence.lag,
            within: precedence.within, ifFlown: ifFlown))
      }
      if let transfer = element.transfer {
        // They meet where the transfer begins, so many days before the arrival.
        for id in transfer.with {
          guard let met = elementIndex[id] else { continue }
          add(
            Edge(
              predecessor: met, successor: successor, lag: transfer.transit,
              within: transfer.within.map { $0 + transfer.transit }, isImplied: true))
        }
      }
      if let host = docking.onlyHost(of: successor) {
        add(Edge(predecessor: host, successor: successor, lag: 0, isImplied: true))
      }
    }
    if reduces {
      let identical = IdenticalElements(in: campaign, elements)
      let alike = Set(identical.kinds.joined())
      let kinds = vehicles.prefix(campaign.vehicles.count).enumerated().map { number, data in
        IdenticalVehicles.Kind(data: data, travel: travel[number], capacities: capacities[number])
      }
      IdenticalVehicles.thinOut(
        &elements, kinds, hasFlown: { number in past.contains { $0.vehicle == number } },
        isAlone: { !alike.contains($0) })
      for (first, second) in identical.pairs {
        add(
          Edge(
            predecessor: first, successor: second, lag: -elements[first].commissioning,
            isImplied: true, isOrder: true))
      }
    }
    for edge in holding?.edges(elements, travel: travel, besides: edges) ?? [] { add(edge) }
    let route = Routes(travel: travel, capacities: capacities)
    for index in edges.indices {
      edges[index].lag = Self.impliedLag(edges[index], elements, vehicles, route, campaign.pads)
    }
    let levels =
      (Level.all(in: campaign, nodes: nodes, past: isPast)
        + (docking.isNeeded ? docking.levels(of: campaign, past: elements.map(\.past)) : []))

    self.init(
      campaign: campaign, horizon: horizon, vehicles: vehicles, elements: elements,
      travel: travel, capacities: capacities, padTurnaround: campaign.pads.map(\.turnaround),
      pastFlights: past, edges: edges, yearOfDay: years, yearStarts: yearStarts,
      budgetPerYear: campaign.budgetPerYear?.thousandths, levels: levels, docking: docking,
      choices: choices.filter { choice in !choice.contains { isPast[$0] } }, free: free,
      holding: held, baseline: baseline)
  }

  /// A campaign in which elements that were lost are ready when they are rebuilt.
  private static func rebuilding(_ campaign: Campaign, _ history: History) -> Campaign {
    guard !history.lost.isEmpty else { return campaign }
    var campaign = campaign
    for index in campaign.elements.indices {
      campaign.elements[index].ready = history.ready(campaign.elements[index])
    }
    return campaign
  }

  /// The nodes that elements work at or are taken to, in manifest order.
  private static func nodes(of campaign: Campaign) -> [Node.ID] {
    var nodes: [Node.ID] = []
    var seen: Set<Node.ID> = []
    for node in campaign.elements.flatMap({ [$0.node, $0.launchNode] })
      + campaign.stores.map(\.node)
    where seen.insert(node).inserted {
      nodes.append(node)
    }
    return nodes
  }

  /// How long each vehicle takes to bring each element, and how much it lifts there.
  private struct Routes {
    var travel: [[Int]]
    var capacities: [[Int]]
  }

  /// The lag of a precedence, or what turnaround makes of it where the two elements cannot share a
  /// flight: on one vehicle, or from one pad, the later launch has to wait.
  ///
  /// The least over all pairs of vehicles; it holds in every plan.
  private static func impliedLag(
    _ edge: Edge, _ elements: [ElementData], _ vehicles: [VehicleData], _ routes: Routes,
    _ pads: [Pad]
  ) -> Int {
    let (before, after) = (elements[edge.predecessor], elements[edge.successor])
    guard before.past == nil, !before.vehicles.isEmpty, !after.vehicles.isEmpty else {
      return edge.lag
    }
    var least = Int.max
    for first in before.vehicles {
      for second in after.vehicles {
        let (own, other) = (vehicles[first], vehicles[second])
        // From the predecessor's operational day back to its launch, then on to the other's.
        let shift =
          before.commissioning + routes.travel[first][edge.predecessor]
          - routes.travel[second][edge.successor]
        // Aboard one flight they arrive as far apart as their transfers make them.
        let canShare =
          first == second && shift + edge.lag <= 0 && own.slots > 1
          && before.launchNode == after.launchNode
          && before.mass <= routes.capacities[first][edge.successor] - after.mass
        var apart = first == second ? own.turnaround : 0
        if own.pads.count == 1, own.pads == other.pads {
          apart = max(apart, pads[own.pads[0]].turnaround)
        }
        // Two flights of one vehicle are two launches even on one day; of different vehicles the
        // order of launches must follow from the lag.
        let isLater = edge.lag + shift > 0 || (first == second && edge.lag + shift >= 0)
        least = min(least, canShare || !isLater ? edge.lag : max(edge.lag, apart - shift))
      }
    }
    return least
  }

  /// The days on which a vehicle may launch, ascending, counted from `start`.
  private static func launchDays(
    of vehicle: Vehicle, windows: [LaunchWindows.ID: [ClosedRange<Day>]], start: Day,
    days: Range<Int>
  ) -> [Int] {
    guard days.lowerBound <= days.upperBound else { return [] }
    var open = [Bool](repeating: vehicle.windows == nil, count: days.upperBound + 1)
    func mark(_ span: ClosedRange<Day>, _ value: Bool) {
      let first = max(0, span.lowerBound - start)
      let last = min(days.upperBound - 1, span.upperBound - start)
      guard first <= last else { return }
      for day in first...last { open[day] = value }
    }
    for id in vehicle.windows ?? [] {
      for span in windows[id] ?? [] { mark(span, true) }
    }
    for grounding in vehicle.grounded { mark(grounding.span, false) }
    let from = max(days.lowerBound, vehicle.availableFrom.map { $0 - start } ?? 0)
    let until = min(days.upperBound - 1, vehicle.availableUntil.map { $0 - start } ?? .max)
    guard from <= until else { return [] }
    return (from...until).filter { open[$0] }
  }

  /// Whether an element may fly on a vehicle on any day at all.
  static func mayFly(_ element: Element, on vehicle: Vehicle, in campaign: Campaign) -> Bool {
    guard let route = vehicle.route(to: element.launchNode), element.mass <= route.capacity,
      (vehicle.slots ?? 1) >= 1,
      element.vehicles?.contains(vehicle.id) ?? true
    else { return false }
    if let limit = vehicle.fairing?.diameter, let size = element.diameter, size > limit {
      return false
    }
    if let limit = vehicle.fairing?.length, let size = element.length, size > limit {
      return false
    }
    return !campaign.rules.contains {
      $0.elements.contains(element.id, agency: element.agency, tags: element.tags)
        && $0.vehicles.contains(vehicle.id, agency: vehicle.agency, tags: vehicle.tags)
    }
  }
}
