// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Draws one campaign.
struct TinyCampaignBuilder {
  private var random: SplitMix64
  private let features: TinyCampaigns.Features
  private var campaign: Campaign
  private var horizon = 0

  init(seed: UInt64, features: TinyCampaigns.Features) {
    random = SplitMix64(seed: seed)
    self.features = features
    let start = Day(number: 20_089)  // 2025-01-01
    campaign = Campaign(name: "Tiny \(seed)", start: start, end: start, node: "NRHO")
  }

  mutating func build() -> Campaign {
    horizon = random.number(in: 12...40)
    // Often the year ends amid the horizon, for the limits per calendar year.
    campaign.start =
      campaign.start
      - (random.chance(65) ? random.number(in: 3...(horizon - 3)) : -random.number(in: 1...300))
    campaign.end = campaign.start + (horizon - 1)
    addPads()
    addWindows()
    for index in 0..<random.pick([1, 1, 2, 2, 2, 3]) { addVehicle(index) }
    for index in 0..<random.pick([2, 3, 3, 3, 4, 4]) { addElement(index) }
    addPrecedence()
    addResources()
    addRules()
    addBudget()
    addObjectives()
    addHistory()
    return campaign
  }

  /// Whether a feature is switched on, so many times in a hundred when it may be.
  private mutating func draws(_ feature: TinyCampaigns.Features, _ percent: Int) -> Bool {
    random.chance(percent) && features.contains(feature)
  }

  private mutating func day(_ range: ClosedRange<Int>) -> Day {
    campaign.start + random.number(in: range)
  }

  private mutating func span(longest: Int) -> ClosedRange<Day> {
    let first = day(0...(horizon - 1))
    return first...(first + random.number(in: 0...(longest - 1)))
  }

  // MARK: Infrastructure

  private mutating func addPads() {
    guard draws(.pads, 55) else { return }
    for index in 0..<random.number(in: 1...2) {
      let turnaround = random.pick([0, 1, 2, 3, 5, 8, 13])
      campaign.pads.append(Pad(id: Pad.ID("P\(index + 1)"), turnaround: turnaround))
    }
  }

  private mutating func addWindows() {
    for index in 0..<3 {
      var spans: [ClosedRange<Day>] = []
      if random.chance(50) {
        let (every, open) = (random.number(in: 5...10), random.number(in: 1...4))
        var first = day(0...5)
        while first <= campaign.end {
          spans.append(first...(first + (open - 1)))
          first = first + every
        }
      } else {
        for _ in 0..<random.number(in: 2...5) { spans.append(span(longest: 4)) }
        spans.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
      }
      campaign.windows.append(LaunchWindows(id: LaunchWindows.ID("W\(index + 1)"), spans: spans))
    }
  }

  private mutating func addVehicle(_ index: Int) {
    var vehicle = Vehicle(
      id: Vehicle.ID("V\(index + 1)"), agency: random.pick(["A", "B"]), routes: [])
    if draws(.windows, 75) {
      let names = random.shuffle(campaign.windows.map(\.id))
      vehicle.windows = Array(names.prefix(random.pick([1, 1, 2])))
    }
    if draws(.availability, 15) { vehicle.availableFrom = day(1...(horizon / 3)) }
    if draws(.availability, 15) { vehicle.availableUntil = day((horizon / 2)...(horizon - 1)) }
    if draws(.groundings, 20) {
      for _ in 0..<random.number(in: 1...2) {
        vehicle.grounded.append(Vehicle.Grounding(span: span(longest: 7), why: "inquiry"))
      }
    }
    if draws(.turnaround, 65) { vehicle.turnaround = random.pick([1, 1, 2, 3, 5, 7, 9, 12]) }
    if draws(.flights, 25) { vehicle.flights = random.number(in: 1...3) }
    if draws(.perYear, 30) { vehicle.perYear = random.number(in: 1...2) }
    if draws(.slots, 40) { vehicle.slots = random.number(in: 1...3) }
    if !campaign.pads.isEmpty, random.chance(75) {
      let pads = random.shuffle(campaign.pads.map(\.id))
      vehicle.pads = Array(pads.prefix(random.number(in: 1...2)))
    }
    vehicle.cost = Amount(thousandths: random.pick([0, 1000, 1500, 2000, 3250, 5000]))
    let transit = features.contains(.transit) ? random.pick([0, 0, 1, 2, 4, 5]) : 0
    let capacity = Mass(kilograms: random.number(in: 8...18) * 500)
    vehicle.routes = [Vehicle.Route(node: "NRHO", capacity: capacity, transit: transit)]
    if draws(.nodes, 30) {
      vehicle.routes.append(
        Vehicle.Route(
          node: "LLO", capacity: Mass(thousandths: capacity.thousandths * 3 / 4),
          transit: transit + random.number(in: 0...2)))
    }
    if draws(.fairing, 25) {
      vehicle.fairing = Vehicle.Fairing(
        diameter: Length(thousandths: random.pick([4100, 4500])),
        length: random.chance(50) ? Length(thousandths: 8000) : nil)
    }
    campaign.vehicles.append(vehicle)
  }

  // MARK: Elements

  private mutating func addElement(_ index: Int) {
    var element = Element(
      id: Element.ID("E\(index + 1)"), agency: random.pick(["A", "B", nil]), node: "NRHO",
      mass: Mass(thousandths: random.number(in: 2...11) * 500_000 + random.pick([0, 0, 1])))
    let reachesBoth = campaign.vehicles.contains { $0.routes.count > 1 }
    if reachesBoth, random.chance(30) { element.node = "LLO" }
    if random.chance(60) {
      element.diameter = Length(thousandths: random.pick([3000, 4100, 4400, 4500]))
      element.length = Length(thousandths: random.pick([5000, 8000, 8001]))
    }
    if draws(.ready, 25) { element.ready = day(1...(horizon / 2)) }
    if draws(.vehicles, 20) {
      let vehicles = random.shuffle(campaign.vehicles.map(\.id))
      element.vehicles = Array(vehicles.prefix(random.number(in: 1...2)))
    }
    if draws(.commissioning, 45) { element.commissioning = random.number(in: 1...5) }
    if draws(.weights, 40) {
      element.weight = Amount(thousandths: random.pick([0, 125, 500, 2000, 3333, 10_000]))
    }
    if random.chance(50) { element.due = day(0...horizon) }
    if draws(.deadlines, 15) { element.deadline = day((horizon / 2)...horizon) }
    campaign.elements.append(element)
  }

  private mutating func addPrecedence() {
    guard features.contains(.after) else { return }
    // The order of precedence is not that of the manifest.
    let order = random.shuffle(Array(campaign.elements.indices))
    for (place, element) in order.enumerated() {
      for predecessor in order[..<place] where random.chance(30) {
        var precedence = Precedence(campaign.elements[predecessor].id)
        if draws(.lag, 50) { precedence.lag = random.number(in: 1...6) }
        if draws(.within, 30) { precedence.within = precedence.lag + random.number(in: 0...8) }
        campaign.elements[element].after.append(precedence)
      }
    }
  }

  private mutating func addResources() {
    guard draws(.resources, 45) else { return }
    for index in 0..<random.number(in: 1...2) {
      let id = Resource.ID("R\(index + 1)")
      campaign.resources.append(Resource(id: id))
      var balance = 0
      for element in campaign.elements.indices {
        guard random.chance(75) else { continue }
        let amount = random.number(in: 1...6) * 500
        // Mostly the sum of all suffices, so that the order of arrival is what matters.
        let provides = random.chance(40) || (balance < 0 && random.chance(70))
        let entry = ResourceAmount(id, Amount(thousandths: amount))
        if provides {
          campaign.elements[element].provides.append(entry)
          balance += amount
        }
        if !provides || random.chance(10) {
          campaign.elements[element].consumes.append(entry)
          balance -= amount
        }
      }
      if balance < 0, random.chance(85), let last = campaign.elements.indices.last {
        campaign.elements[last].provides.append(ResourceAmount(id, Amount(thousandths: -balance)))
      }
    }
  }

  // MARK: Policy

  private mutating func addRules() {
    guard draws(.rules, 20) else { return }
    let elements: CampaignModel.Rule.Selection<Element> =
      switch random.number(in: 0...5) {
      case 0: .all
      case 1, 2: .agency(random.pick(["A", "B"]))
      default: .ids([random.pick(campaign.elements.map(\.id))])
      }
    let vehicles: CampaignModel.Rule.Selection<Vehicle> =
      switch random.number(in: 0...9) {
      case 0: .all
      case 1...4: .agency(random.pick(["A", "B"]))
      default: .ids([random.pick(campaign.vehicles.map(\.id))])
      }
    campaign.rules.append(Rule(forbid: elements, on: vehicles, why: "policy"))
  }

  private mutating func addBudget() {
    guard draws(.budget, 25) else { return }
    let dearest = campaign.vehicles.map(\.cost.thousandths).max() ?? 0
    campaign.budgetPerYear = Amount(
      thousandths: max(1000, dearest) * random.pick([2, 3, 4, 5]) / 2)
  }

  private mutating func addObjectives() {
    let members = random.shuffle(campaign.elements.map(\.id))
    let count = random.number(in: 1...max(1, members.count - 1))
    campaign.milestones.append(Milestone(id: "m1", elements: Array(members.prefix(count))))
    if random.chance(50) { campaign.milestones.append(Milestone(id: "all", elements: nil)) }
    campaign.objectives = random.pick([
      [.completion(nil), .operational], [.completion(nil), .operational],
      [.completion(nil), .operational, .cost, .flights], [.operational], [.operational, .flights],
      [.cost, .completion(nil)], [.cost, .flights, .tardiness, .completion(nil)],
      [.flights, .operational], [.flights, .completion("m1"), .operational],
      [.tardiness, .operational], [.tardiness, .cost, .completion(nil)],
      [.completion("m1"), .cost, .operational], [.completion("m1"), .completion(nil), .flights],
    ])
  }

  /// Some elements have flown already, perhaps against a rule: nobody judges the past.
  private mutating func addHistory() {
    if draws(.actuals, 25) {
      let status = campaign.start + random.number(in: 2...(horizon / 3))
      campaign.status = status
      let flown = random.shuffle(campaign.elements).prefix(
        random.number(in: 1...max(1, campaign.elements.count - 1)))
      for element in flown {
        let vehicles = campaign.vehicles.filter { $0.route(to: element.node) != nil }
        guard !vehicles.isEmpty else { continue }
        let vehicle = random.pick(vehicles)
        let launched = campaign.start + random.number(in: 0...(status - campaign.start - 1))
        let pad = vehicle.pads.isEmpty ? nil : random.pick(vehicle.pads)
        let shared = campaign.actuals.firstIndex {
          $0.vehicle == vehicle.id && $0.launched == launched
            && $0.elements.allSatisfy { id in
              campaign.elements.contains { $0.id == id && $0.node == element.node }
            }
        }
        if let shared {
          campaign.actuals[shared].elements.append(element.id)
        } else {
          campaign.actuals.append(
            PastFlight(vehicle: vehicle.id, launched: launched, elements: [element.id], pad: pad))
        }
      }
      let order = campaign.elements.map(\.id)
      for index in campaign.actuals.indices {
        let aboard = Set(campaign.actuals[index].elements)
        campaign.actuals[index].elements = order.filter(aboard.contains)
      }
    } else if draws(.status, 15) {
      campaign.status = day(1...(horizon / 3))
    }
  }
}
