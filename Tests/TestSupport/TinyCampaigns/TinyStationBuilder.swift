// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Draws one campaign of a station.
struct TinyStationBuilder {
  var random: SplitMix64
  let features: [TinyStations.Feature]
  var campaign: Campaign
  var horizon = 0

  init(seed: UInt64, features: [TinyStations.Feature]) {
    random = SplitMix64(seed: seed)
    self.features = features
    let start = Day(number: 20_454)  // 2026-01-01
    campaign = Campaign(name: "Tiny station \(seed)", start: start, end: start, node: "NRHO")
  }

  mutating func build() -> Campaign {
    horizon = random.number(in: 14...34)
    if random.chance(40) { campaign.start = campaign.start - random.number(in: 3...(horizon - 3)) }
    campaign.end = campaign.start + (horizon - 1)
    for index in 0..<random.pick([1, 2, 2]) { addVehicle(index) }
    for index in 0..<random.pick(features.count > 1 ? [2, 3] : [3, 3, 4]) {
      addElement("E\(index + 1)")
    }
    if random.chance(10) {
      campaign.budgetPerYear = Amount(random.number(in: 6...14))
    }
    for feature in features { add(feature) }
    if random.chance(25) { addPrecedence() }
    addObjectives()
    if random.chance(features.count > 1 ? 30 : 15) { addHistory() }
    return campaign
  }

  private mutating func add(_ feature: TinyStations.Feature) {
    switch feature {
    case .nodes: addNodes()
    case .transfer: addTransfer()
    case .resources: addResources()
    case .stay: addVisits()
    case .series: addSeries()
    case .crew: addCrew()
    case .stores: addStores()
    case .crewStores: addCrewStores()
    case .ports: addPorts()
    case .choices: addChoice()
    case .optional: addOptional()
    case .ifFlown: addIfFlown()
    case .elementCost: addElementCosts()
    case .tags: addTags()
    }
  }

  // MARK: The base

  private mutating func addVehicle(_ index: Int) {
    let windows = LaunchWindows.ID("W\(index + 1)")
    let (every, open) = (random.number(in: 3...7), random.number(in: 1...2))
    var spans: [ClosedRange<Day>] = []
    var first = campaign.start + random.number(in: 0...3)
    while first <= campaign.end {
      spans.append(first...(first + (open - 1)))
      first = first + every
    }
    campaign.windows.append(LaunchWindows(id: windows, spans: spans))
    let kilograms = random.number(in: 8...14) * 500
    let route = Vehicle.Route(
      node: campaign.node, capacity: Mass(kilograms: kilograms), transit: random.pick([0, 1, 2, 3]))
    campaign.vehicles.append(
      Vehicle(
        id: Vehicle.ID("V\(index + 1)"), agency: random.pick(["A", "B"]), windows: [windows],
        turnaround: random.pick([0, 2, 4, 6]), perYear: random.chance(10) ? 2 : nil,
        slots: random.pick([nil, 1, 2]), routes: [route], cost: Amount(random.number(in: 1...5))))
  }

  /// Adds an element and returns its place.
  @discardableResult
  mutating func addElement(_ id: String, at node: Node.ID? = nil) -> Int {
    campaign.elements.append(
      Element(
        id: Element.ID(id), agency: random.pick(["A", "B"]), node: node ?? campaign.node,
        mass: Mass(kilograms: random.number(in: 2...7) * 500),
        commissioning: random.pick([0, 0, 1, 2, 3]), weight: Amount(random.number(in: 1...3))))
    let last = campaign.elements.count - 1
    if random.chance(10) {
      campaign.elements[last].ready = campaign.start + random.number(in: 1...(horizon / 3))
    }
    if random.chance(40) {
      campaign.elements[last].due = campaign.start + random.number(in: 0...(horizon / 2))
    }
    if random.chance(5) {
      campaign.elements[last].deadline =
        campaign.start + random.number(in: (horizon / 2)...(horizon - 1))
    }
    return last
  }

  /// The places of the elements that are delivered to a node without meeting others.
  func places(at node: Node.ID) -> [Int] {
    campaign.elements.indices.filter { campaign.elements[$0].node == node }
  }

  private mutating func addPrecedence() {
    guard campaign.elements.count > 1 else { return }
    let first = random.number(in: 0...(campaign.elements.count - 2))
    let second = random.number(in: (first + 1)...(campaign.elements.count - 1))
    if !comesAfter(first, second), !comesAfter(second, first) {
      campaign.elements[second].after.append(
        Precedence(
          campaign.elements[first].id, lag: random.number(in: 0...4), ifFlown: random.chance(50)))
    }
  }

  /// Whether an element has to wait for another, directly or by way of others.
  func comesAfter(_ element: Int, _ other: Int) -> Bool {
    let before =
      campaign.elements[element].after.map(\.element)
      + (campaign.elements[element].transfer?.with ?? [])
    return before.contains { id in
      campaign.elements.firstIndex { $0.id == id }.map { $0 == other || comesAfter($0, other) }
        ?? false
    }
  }

  // MARK: Objectives

  private mutating func addObjectives() {
    let required = campaign.elements.filter { !$0.isOptional }.map(\.id)
    let count = random.number(in: 1...max(1, required.count))
    let members = Array(random.shuffle(required).prefix(count))
    let order = campaign.elements.map(\.id).filter(members.contains)
    campaign.milestones = [Milestone(id: "m1", elements: order)]
    let mayStay = !campaign.choices.isEmpty || campaign.elements.contains(where: \.isOptional)
    if features.contains(.elementCost) {
      campaign.objectives = random.pick([
        [.cost, .completion(nil)], [.cost, .operational], [.cost, .value, .completion(nil)],
        [.value, .cost, .completion(nil)], [.flights, .cost, .value],
      ])
    } else if mayStay, random.chance(75) {
      campaign.objectives = random.pick([
        [.value, .completion(nil)], [.value, .operational], [.completion(nil), .value, .cost],
        [.completion("m1"), .value, .operational], [.flights, .value, .completion(nil)],
        [.cost, .value, .tardiness], [.tardiness, .value, .flights], [.value, .cost, .flights],
      ])
    } else {
      campaign.objectives = random.pick([
        [.completion(nil), .operational], [.completion(nil), .operational], [.operational],
        [.completion("m1"), .operational], [.completion("m1"), .completion(nil), .flights],
        [.tardiness, .completion(nil)], [.flights, .operational], [.cost, .completion(nil)],
        [.operational, .flights],
      ])
    }
  }

  // MARK: History

  /// One or two elements have flown, with regard to nothing but what takes them there.
  private mutating func addHistory() {
    let status = campaign.start + random.number(in: 2...(horizon / 4))
    campaign.status = status
    var launched: [Day] = []
    for place in random.shuffle(Array(campaign.elements.indices)).prefix(random.number(in: 1...2)) {
      let element = campaign.elements[place]
      let rivals = campaign.choices.filter { $0.oneOf.contains(element.id) }.flatMap(\.oneOf)
      let flown = campaign.actuals.flatMap(\.elements)
      let vehicles = campaign.vehicles.filter { $0.route(to: element.launchNode) != nil }
      let waits = !element.after.isEmpty || !(element.transfer?.with.isEmpty ?? true)
      guard !vehicles.isEmpty, !rivals.contains(where: flown.contains),
        !waits || random.chance(25)
      else { continue }
      let day = campaign.start + random.number(in: 0...(status - campaign.start - 1))
      guard !launched.contains(day) else { continue }
      launched.append(day)
      campaign.actuals.append(
        PastFlight(vehicle: random.pick(vehicles).id, launched: day, elements: [element.id]))
    }
    campaign.actuals.sort { $0.launched < $1.launched }
  }
}
