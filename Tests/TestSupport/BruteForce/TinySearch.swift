// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Depth-first search over complete plans; a class because every branch changes the same state.
final class TinySearch {
  let problem: TinyProblem
  var flights: [TinyFlight] = []
  /// The stays of the elements that fly as far as that is settled.
  var stays: [TinyStay?]
  /// Whether it is settled that an element stays on the ground.
  var isGrounded: [Bool]
  var isPast: [Bool]
  /// The smallest objective values so far; those of `value` are negated.
  private(set) var best: [Int]?
  private(set) var bestFlights: [Flight] = []

  struct TinyFlight {
    var vehicle: Int
    var day: Int
    var year: Int
    var node: Int
    var pad: Int
    var mass: Int
    var aboard: [Int]
    var isPast = false
    var isLost = false
  }

  init(_ problem: TinyProblem) {
    self.problem = problem
    let campaign = problem.campaign
    stays = Array(repeating: nil, count: campaign.elements.count)
    isGrounded = Array(repeating: false, count: campaign.elements.count)
    isPast = Array(repeating: false, count: campaign.elements.count)
    for past in campaign.actuals {
      let vehicle = campaign.vehicles.firstIndex { $0.id == past.vehicle } ?? 0
      let aboard = past.elements.compactMap { id in
        campaign.elements.firstIndex { $0.id == id }
      }
      let day = past.launched - campaign.start
      for element in aboard where !past.isLost {
        let route = campaign.vehicles[vehicle].route(to: campaign.elements[element].launchNode)
        isPast[element] = true
        stays[element] = TinyStay(
          campaign.elements[element], parking: day + (route?.transit ?? 0))
      }
      flights.append(
        TinyFlight(
          vehicle: vehicle, day: day, year: past.launched.year,
          node: aboard.first.map { problem.elements[$0].launchNode } ?? 0,
          pad: past.pad.flatMap { id in campaign.pads.firstIndex { $0.id == id } } ?? -1, mass: 0,
          aboard: aboard, isPast: true, isLost: past.isLost))
    }
  }

  // MARK: Searching

  func run() {
    let open = stays.indices.filter { stays[$0] == nil }
    guard
      open.allSatisfy({ problem.elements[$0].mayStay || !problem.elements[$0].options.isEmpty }),
      problem.choices.allSatisfy({ $0.count { isPast[$0] } <= 1 })
    else { return }
    // The elements with the fewest choices first: fewer branches, the same plans.
    let order = open.sorted {
      (problem.elements[$0].options.count, $0) < (problem.elements[$1].options.count, $1)
    }
    place(order[...])
  }

  /// Tries every way to fly the elements given, or to leave them on the ground.
  private func place(_ rest: ArraySlice<Int>) {
    guard let element = rest.first else {
      note()
      return
    }
    if mayFly(element) {
      for option in problem.elements[element].options { fly(element, by: option, then: rest) }
    }
    if mayStay(element) {
      isGrounded[element] = true
      if bettering() != nil, isPromising() { place(rest.dropFirst()) }
      isGrounded[element] = false
    }
  }

  private func fly(_ element: Int, by option: TinyProblem.Option, then rest: ArraySlice<Int>) {
    guard suits(element, option.stay) else { return }
    stays[element] = option.stay
    if bettering() != nil, isPromising() {
      for index in flights.indices where joins(element, option, flights[index]) {
        add(element, to: index)
        place(rest.dropFirst())
        flights[index].mass -= problem.elements[element].mass
        flights[index].aboard.removeLast()
      }
      for pad in problem.vehicles[option.vehicle].pads where opens(option, pad) {
        open(option, problem.elements[element].launchNode, pad)
        add(element, to: flights.count - 1)
        if bettering() != nil { place(rest.dropFirst()) }
        flights.removeLast()
      }
    }
    stays[element] = nil
  }

  /// Whether new flights, given as a complete plan, keep all rules at some assignment of ports.
  func replay(_ plan: [Flight]) -> Bool {
    let campaign = problem.campaign
    for flight in plan {
      guard !flight.isLost else { return false }
      let aboard = flight.elements.compactMap { id in
        campaign.elements.firstIndex { $0.id == id }
      }
      let pad = flight.pad.map { id in campaign.pads.firstIndex { $0.id == id } ?? -2 } ?? -1
      var isOpen = false
      for element in aboard {
        guard stays[element] == nil, campaign.elements[element].launchNode == flight.node,
          let option = problem.elements[element].options.first(where: {
            campaign.vehicles[$0.vehicle].id == flight.vehicle
              && campaign.start + $0.day == flight.launch
          })
        else { return false }
        guard mayFly(element), suits(element, option.stay) else { return false }
        stays[element] = option.stay
        if isOpen {
          guard joins(element, option, flights[flights.count - 1]) else { return false }
        } else {
          guard problem.vehicles[option.vehicle].pads.contains(pad), opens(option, pad) else {
            return false
          }
          open(option, problem.elements[element].launchNode, pad)
          isOpen = true
        }
        add(element, to: flights.count - 1)
      }
      guard isOpen else { return false }
    }
    for element in stays.indices where stays[element] == nil {
      guard mayStay(element) else { return false }
      isGrounded[element] = true
    }
    return isPromising()
  }

  // MARK: Objectives

  /// Keeps the plan, complete as it is, when it is better than the best.
  func note() {
    guard let values = bettering() else { return }
    best = values
    bestFlights = told()
  }

  /// Whether the plan can still become better than the best.
  func canBeBetter() -> Bool { bettering() != nil }

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

  // MARK: Telling

  /// The plan as the campaign names it.
  private func told() -> [Flight] {
    let campaign = problem.campaign
    let berths = berths() ?? []
    return flights.map { flight in
      let aboard = flight.aboard.sorted()
      return Flight(
        vehicle: campaign.vehicles[flight.vehicle].id,
        pad: flight.pad < 0 ? nil : campaign.pads[flight.pad].id,
        node: aboard.first.map { campaign.elements[$0].launchNode } ?? campaign.node,
        launch: campaign.start + flight.day, elements: aboard.map { campaign.elements[$0].id },
        ports: flight.isLost || berths.allSatisfy { $0 == nil }
          ? [] : aboard.map { element in berths[element].map { problem.ports[$0].reference } },
        isLost: flight.isLost)
    }
  }
}
