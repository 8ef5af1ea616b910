// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import GLPKBackend
import Planning
import TestSupport
import Testing

/// Campaigns in which time is no matter, so that the fewest or cheapest flights are a packing.
@Suite("The planner packs flights")
struct PackingCampaignTests {
  private let planner = Planner(solver: GLPKSolver())

  @Test("as cheaply as exhaustive search", arguments: 0..<10)
  func agreement(block: Int) throws {
    for seed in UInt64(block * 10)..<UInt64((block + 1) * 10) {
      let campaign = Self.small(seed: seed)
      let result = try planner.plan(campaign)
      guard let best = Self.cheapest(campaign) else {
        #expect(result.status == .infeasible, "seed \(seed)")
        continue
      }
      #expect(result.status == .optimal, "seed \(seed)")
      #expect(result.objectives.first?.value == Amount(thousandths: best), "seed \(seed)")
      try Self.check(result, campaign)
    }
  }

  @Test("that their elements nearly fill", arguments: UInt64(1)...4)
  func fullFlights(seed: UInt64) throws {
    let campaign = Self.cut(seed: seed, flights: 12)
    let result = try planner.plan(campaign)
    #expect(result.status == .optimal)
    #expect(result.objectives.first?.value == Amount(24))
    #expect(result.objectives.first?.bound == Amount(24))
    try Self.check(result, campaign)
  }

  private static func check(_ result: PlanningResult, _ campaign: Campaign) throws {
    let timeline = Timeline(flights: try #require(result.flights), of: campaign)
    #expect(TimelineChecker(campaign).violations(in: timeline).isEmpty, "\(campaign.name)")
  }

  // MARK: - Campaigns

  private static func campaign(_ name: String, _ vehicles: [Vehicle], _ elements: [Element])
    -> Campaign
  {
    let start = Day(number: 20_089)  // 2025-01-01
    return Campaign(
      name: name, start: start, end: start + 200, node: "N", objectives: [.flights],
      vehicles: vehicles, elements: elements)
  }

  private static func vehicle(
    _ id: Vehicle.ID, capacity: Int, flights: Int?, slots: Int?, cost: Int
  ) -> Vehicle {
    Vehicle(
      id: id, agency: "X", turnaround: 1, flights: flights, slots: slots,
      routes: [Vehicle.Route(node: "N", capacity: Mass(kilograms: capacity), transit: 1)],
      cost: Amount(cost))
  }

  /// Two or three vehicles with limits, six to nine elements; the first must be there before some of
  /// the others, which cannot share its flight.
  private static func small(seed: UInt64) -> Campaign {
    var random = SplitMix64(seed: seed)
    let vehicles = (0..<random.number(in: 2...3)).map { index in
      vehicle(
        Vehicle.ID("V\(index)"), capacity: random.number(in: 9...14),
        flights: random.chance(40) ? random.number(in: 1...3) : nil,
        slots: random.chance(50) ? random.number(in: 2...3) : nil,
        cost: random.number(in: 2...7))
    }
    let elements = (0..<random.number(in: 6...9)).map { index in
      let choosy = random.chance(20)
      return Element(
        id: Element.ID("E\(index)"), node: "N", mass: Mass(kilograms: random.number(in: 2...8)),
        vehicles: choosy ? [random.pick(vehicles.map(\.id))] : nil,
        after: index > 0 && random.chance(25) ? [Precedence("E0", lag: 1)] : [])
    }
    var result = campaign("Small \(seed)", vehicles, elements)
    if random.chance(50) { result.objectives = [.cost] }
    return result
  }

  /// Three elements for each of so many flights of two vehicles, which they nearly fill:
  /// all that is left of them together is less than what one more holds.
  private static func cut(seed: UInt64, flights: Int) -> Campaign {
    var random = SplitMix64(seed: seed)
    var masses: [Int] = []
    for capacity in [150, 110] {
      for _ in 0..<flights {
        let first = random.number(in: 20...(capacity / 2))
        let second = random.number(in: 20...(capacity - first - 20))
        masses += [first, second, capacity - first - second - random.number(in: 0...3)]
      }
    }
    let elements = random.shuffle(masses).enumerated().map { index, mass in
      Element(id: Element.ID("E\(index)"), node: "N", mass: Mass(kilograms: mass))
    }
    return campaign(
      "Cut \(seed)",
      [
        vehicle("V0", capacity: 150, flights: flights, slots: nil, cost: 1),
        vehicle("V1", capacity: 110, flights: nil, slots: nil, cost: 1),
      ], elements)
  }

  // MARK: - Exhaustive search

  /// The least sum of the first objective over all ways to share the elements out to flights, in
  /// thousandths; nil when there is none.
  private static func cheapest(_ campaign: Campaign) -> Int? {
    let elements = campaign.elements
    var flights: [(vehicle: Int, elements: [Int])] = []
    var best: Int?
    let isCost = campaign.objectives == [.cost]
    func suits(_ element: Int, _ vehicle: Int, with aboard: [Int]) -> Bool {
      let own = campaign.vehicles[vehicle]
      let all = aboard + [element]
      let mass = all.reduce(0) { $0 + elements[$1].mass.thousandths }
      return mass <= own.routes[0].capacity.thousandths && all.count <= own.slots ?? .max
        && elements[element].vehicles.map { $0.contains(own.id) } ?? true
        && !(all.contains(0) && all.contains { !elements[$0].after.isEmpty })
    }
    func place(_ element: Int, _ spent: Int) {
      if let best, spent >= best { return }
      guard element < elements.count else {
        best = spent
        return
      }
      for number in flights.indices
      where suits(element, flights[number].vehicle, with: flights[number].elements) {
        flights[number].elements.append(element)
        place(element + 1, spent)
        flights[number].elements.removeLast()
      }
      for (vehicle, own) in campaign.vehicles.enumerated() where suits(element, vehicle, with: []) {
        guard flights.count(where: { $0.vehicle == vehicle }) < own.flights ?? .max else {
          continue
        }
        flights.append((vehicle, [element]))
        place(element + 1, spent + (isCost ? own.cost.thousandths : 1000))
        flights.removeLast()
      }
    }
    place(0, 0)
    return best
  }
}
