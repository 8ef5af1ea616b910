// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Depth-first search over complete plans; a class because every branch changes the same state.
final class TinySearch {
  private let problem: TinyProblem
  private var flights: [TinyFlight] = []
  private var stays: [TinyStay?]
  private var isPast: [Bool]
  private(set) var best: [Int]?
  private(set) var bestFlights: [TinyFlight] = []

  struct TinyFlight {
    var vehicle: Int
    var day: Int
    var year: Int
    var node: Int
    var pad: Int
    var mass: Int
    var aboard: [Int]
    var isPast = false
  }

  struct TinyStay {
    var arrival: Int
    var operational: Int
  }

  init(_ problem: TinyProblem) {
    self.problem = problem
    let campaign = problem.campaign
    stays = Array(repeating: nil, count: campaign.elements.count)
    isPast = Array(repeating: false, count: campaign.elements.count)
    for past in campaign.actuals {
      let vehicle = campaign.vehicles.firstIndex { $0.id == past.vehicle } ?? 0
      let aboard = past.elements.compactMap { id in
        campaign.elements.firstIndex { $0.id == id }
      }
      let day = past.launched - campaign.start
      for element in aboard {
        let route = campaign.vehicles[vehicle].route(to: campaign.elements[element].node)
        let arrival = day + (route?.transit ?? 0)
        isPast[element] = true
        stays[element] = TinyStay(
          arrival: arrival, operational: arrival + campaign.elements[element].commissioning)
      }
      flights.append(
        TinyFlight(
          vehicle: vehicle, day: day, year: past.launched.year,
          node: aboard.first.map { problem.elements[$0].node } ?? 0,
          pad: past.pad.flatMap { id in campaign.pads.firstIndex { $0.id == id } } ?? -1, mass: 0,
          aboard: aboard, isPast: true))
    }
  }

  // MARK: Searching

  func run() {
    let open = stays.indices.filter { stays[$0] == nil }
    guard open.allSatisfy({ !problem.elements[$0].options.isEmpty }) else { return }
    // The elements with the fewest choices first: fewer branches, the same plans.
    let order = open.sorted {
      (problem.elements[$0].options.count, $0) < (problem.elements[$1].options.count, $1)
    }
    place(order[...])
  }

  /// Tries every way to fly the elements given.
  private func place(_ rest: ArraySlice<Int>) {
    guard let element = rest.first else {
      if let values = bettering() {
        best = values
        bestFlights = flights
      }
      return
    }
    let node = problem.elements[element].node
    for option in problem.elements[element].options {
      let stay = TinyStay(arrival: option.arrival, operational: option.operational)
      guard keepsPrecedence(element, stay) else { continue }
      stays[element] = stay
      if bettering() != nil, canKeepResources() {
        for index in flights.indices where joins(element, option, flights[index]) {
          add(element, to: index)
          place(rest.dropFirst())
          flights[index].mass -= problem.elements[element].mass
          flights[index].aboard.removeLast()
        }
        for pad in problem.vehicles[option.vehicle].pads where opens(option, pad) {
          open(option, node, pad)
          add(element, to: flights.count - 1)
          if bettering() != nil { place(rest.dropFirst()) }
          flights.removeLast()
        }
      }
      stays[element] = nil
    }
  }

  /// Whether new flights, given as a complete plan, keep all rules.
  func replay(_ plan: [Flight]) -> Bool {
    let campaign = problem.campaign
    for flight in plan {
      let aboard = flight.elements.compactMap { id in
        campaign.elements.firstIndex { $0.id == id }
      }
      let pad = flight.pad.map { id in campaign.pads.firstIndex { $0.id == id } ?? -2 } ?? -1
      var isOpen = false
      for element in aboard {
        guard stays[element] == nil, campaign.elements[element].node == flight.node,
          let option = problem.elements[element].options.first(where: {
            campaign.vehicles[$0.vehicle].id == flight.vehicle
              && campaign.start + $0.day == flight.launch
          })
        else { return false }
        let stay = TinyStay(arrival: option.arrival, operational: option.operational)
        guard keepsPrecedence(element, stay) else { return false }
        stays[element] = stay
        if isOpen {
          guard joins(element, option, flights[flights.count - 1]) else { return false }
        } else {
          guard problem.vehicles[option.vehicle].pads.contains(pad), opens(option, pad) else {
            return false
          }
          open(option, problem.elements[element].node, pad)
          isOpen = true
        }
        add(element, to: flights.count - 1)
      }
      guard isOpen else { return false }
    }
    return stays.allSatisfy { $0 != nil } && canKeepResources()
  }

  // MARK: Flights

  private func open(_ option: TinyProblem.Option, _ node: Int, _ pad: Int) {
    flights.append(
      TinyFlight(
        vehicle: option.vehicle, day: option.day, year: option.year, node: node, pad: pad, mass: 0,
        aboard: []))
  }

  private func add(_ element: Int, to flight: Int) {
    flights[flight].mass += problem.elements[element].mass
    flights[flight].aboard.append(element)
  }

  /// Whether an element can go along on a flight.
  private func joins(_ element: Int, _ option: TinyProblem.Option, _ flight: TinyFlight) -> Bool {
    guard flight.vehicle == option.vehicle, flight.day == option.day, !flight.isPast,
      flight.node == problem.elements[element].node
    else { return false }
    let vehicle = problem.vehicles[flight.vehicle]
    return flight.mass + problem.elements[element].mass <= vehicle.capacity[flight.node]
      && flight.aboard.count < vehicle.slots
  }

  /// Whether one more flight can be among the others.
  private func opens(_ option: TinyProblem.Option, _ pad: Int) -> Bool {
    let vehicle = problem.vehicles[option.vehicle]
    var (count, inYear, cost) = (1, 1, vehicle.cost)
    for flight in flights {
      let gap = abs(flight.day - option.day)
      if flight.vehicle == option.vehicle {
        if gap < vehicle.turnaround { return false }
        count += 1
        if flight.year == option.year { inYear += 1 }
      }
      if pad >= 0, flight.pad == pad, gap < problem.padTurnaround[pad] { return false }
      if flight.year == option.year { cost += problem.vehicles[flight.vehicle].cost }
    }
    return count <= vehicle.flights && inYear <= vehicle.perYear && cost <= problem.budget
  }

  // MARK: Elements

  /// Whether an element's stay suits those of its predecessors and successors that have one.
  private func keepsPrecedence(_ element: Int, _ stay: TinyStay) -> Bool {
    for (predecessor, lag, within) in problem.elements[element].after {
      guard let earlier = stays[predecessor] else { continue }
      let gap = stay.arrival - earlier.operational
      if gap < lag || gap > within { return false }
    }
    for successor in problem.elements[element].successors where !isPast[successor] {
      guard let later = stays[successor] else { continue }
      for (predecessor, lag, within) in problem.elements[successor].after
      where predecessor == element {
        let gap = later.arrival - stay.operational
        if gap < lag || gap > within { return false }
      }
    }
    return true
  }

  /// Whether no day falls short even if all elements without a stay gave what they can already.
  private func canKeepResources() -> Bool {
    guard problem.resources > 0 else { return true }
    for element in stays.indices {
      guard let stay = stays[element], stay.operational <= problem.horizon else { continue }
      let node = problem.elements[element].node
      // A level falls only when an element becomes operational; before the first new one of the
      // node it is a fact.
      let isJudged = stays.indices.contains { other in
        guard let stay = stays[other], !isPast[other] else { return false }
        return problem.elements[other].node == node
          && stay.operational <= (stays[element]?.operational ?? 0)
      }
      guard isJudged else { continue }
      for resource in 0..<problem.resources {
        var level = 0
        for other in stays.indices where problem.elements[other].node == node {
          let net = problem.elements[other].net[resource]
          if let present = stays[other] {
            if present.operational <= stay.operational { level += net }
          } else if net > 0 {
            level += net
          }
        }
        if level < 0 { return false }
      }
    }
    return true
  }

  // MARK: Objectives

  /// The least objective values that the plan can still have; nil when they do not beat the best.
  private func bettering() -> [Int]? {
    var values: [Int] = []
    var isBetter = best == nil
    for (index, objective) in problem.objectives.enumerated() {
      let value = least(objective)
      if !isBetter, let best {
        if value > best[index] { return nil }
        isBetter = value < best[index]
      }
      values.append(value)
    }
    return isBetter ? values : nil
  }

  private func operational(_ element: Int) -> Int {
    stays[element]?.operational ?? problem.elements[element].earliest
  }

  private func least(_ objective: TinyProblem.Objective) -> Int {
    var value = 0
    switch objective {
    case .completion(let members):
      value = .min
      for member in members { value = max(value, operational(member)) }
      return value * 1000
    case .operational:
      for element in stays.indices {
        value += problem.elements[element].weight * operational(element)
      }
    case .tardiness:
      for element in stays.indices {
        let late = max(0, operational(element) - problem.elements[element].due)
        value += problem.elements[element].weight * late
      }
    case .cost:
      for flight in flights { value += problem.vehicles[flight.vehicle].cost }
    case .flights:
      value = flights.count * 1000
    }
    return value
  }

  // MARK: Telling

  /// A flight as the campaign names it.
  func flight(_ flight: TinyFlight) -> Flight {
    let campaign = problem.campaign
    let node = flight.aboard.first.map { campaign.elements[$0].node } ?? campaign.node
    return Flight(
      vehicle: campaign.vehicles[flight.vehicle].id,
      pad: flight.pad < 0 ? nil : campaign.pads[flight.pad].id, node: node,
      launch: campaign.start + flight.day,
      elements: flight.aboard.sorted().map { campaign.elements[$0].id })
  }
}
