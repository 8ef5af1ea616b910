// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Finds what each element of a plan waits for: docs/simulation.md, "Links".
struct LinkBuilder {
  private let campaign: Campaign
  private let planned: [PlanNetwork.PlannedDays?]
  private let ports: [Port.Reference?]
  private let places: Places
  /// The day after the last of the campaign.
  private let end: Int
  /// The elements in space that are not operational: they take what there is when there is enough.
  private let unfed: Set<Int>
  /// Per element, what its arrival waits for.
  private(set) var arrival: [[PlanNetwork.Link]]
  /// Per element, what its being operational waits for.
  private(set) var operation: [[PlanNetwork.Link]]
  private(set) var limits: [PlanNetwork.Limit] = []

  init(
    _ campaign: Campaign, planned: [PlanNetwork.PlannedDays?], ports: [Port.Reference?],
    places: Places, end: Int, unfed: Set<Int> = []
  ) {
    self.campaign = campaign
    self.end = end
    self.unfed = unfed
    self.planned = planned
    self.ports = ports
    self.places = places
    arrival = [[PlanNetwork.Link]](repeating: [], count: planned.count)
    operation = arrival
  }

  /// Adds the links of all rules.
  mutating func addAll() {
    for element in planned.indices where planned[element] != nil {
      addPrecedences(of: element)
      addPort(of: element)
      addCrew(of: element)
    }
    addResources()
    addStores()
  }

  // MARK: - Precedence and transfers

  private mutating func addPrecedences(of element: Int) {
    let data = campaign.elements[element]
    for precedence in data.after {
      guard let source = flying(precedence.element) else { continue }
      arrival[element].append(.init(source: source, isDeparture: false, lag: precedence.lag))
      if let within = precedence.within {
        limits.append(.init(element: element, source: source, days: within))
      }
    }
    guard let transfer = data.transfer else { return }
    for id in transfer.with {
      guard let source = flying(id) else { continue }
      arrival[element].append(.init(source: source, isDeparture: false, lag: transfer.transit))
      if let within = transfer.within {
        limits.append(.init(element: element, source: source, days: within + transfer.transit))
      }
    }
  }

  private func flying(_ id: Element.ID) -> Int? {
    places.elements[id].flatMap { planned[$0] == nil ? nil : $0 }
  }

  // MARK: - Ports and crew

  private mutating func addPort(of element: Int) {
    guard let port = ports[element], let host = flying(port.element), let own = planned[element]
    else { return }
    arrival[element].append(.init(source: host, isDeparture: false, lag: 0))
    // Who had the port last, in the plan, has left before.
    var last: (departure: Int, element: Int)?
    for other in planned.indices where other != element && ports[other] == port {
      guard let departure = planned[other]?.departure, departure <= own.arrival else { continue }
      if last.map({ departure > $0.departure }) ?? true { last = (departure, other) }
    }
    if let last {
      arrival[element].append(.init(source: last.element, isDeparture: true, lag: 0))
    }
  }

  private mutating func addCrew(of element: Int) {
    let data = campaign.elements[element]
    guard data.crew > 0, let own = planned[element], own.operational > own.arrival else { return }
    var missing = Amount(data.crew)
    let there = planned.indices.filter { other in
      guard let days = planned[other], campaign.elements[other].node == data.node else {
        return false
      }
      return days.operational <= own.arrival && days.departure.map { $0 > own.arrival } ?? true
    }
    for other in there.sorted(by: { start($0) < start($1) }) where missing > .zero {
      let brought = campaign.elements[other].provides.filter { $0.resource == Resource.crew }
        .reduce(Amount.zero) { $0 + $1.amount }
      guard brought > .zero else { continue }
      arrival[element].append(.init(source: other, isDeparture: false, lag: 0))
      missing = missing - brought
    }
  }

  private func start(_ element: Int) -> (Int, Int) {
    (planned[element]?.operational ?? 0, element)
  }

  // MARK: - Resources

  private mutating func addResources() {
    for node in Set(campaign.elements.map(\.node)).sorted(by: { $0.text < $1.text }) {
      for resource in campaign.resources { addResource(resource.id, at: node) }
    }
  }

  private mutating func addResource(_ resource: Resource.ID, at node: Node.ID) {
    struct Jump {
      var day: Int
      var amount: Int
      var element: Int
      var isDeparture: Bool
      /// By day, what is added before what is taken.
      var key: (Int, Int, Int) { (day, amount > 0 ? 0 : 1, element) }
    }
    var jumps: [Jump] = []
    for (element, days) in planned.enumerated() {
      let data = campaign.elements[element]
      guard let days, data.node == node else { continue }
      let net = data.net(of: resource).thousandths
      guard net != 0 else { continue }
      jumps.append(
        Jump(day: days.operational, amount: net, element: element, isDeparture: false))
      if let departure = days.departure {
        jumps.append(Jump(day: departure, amount: -net, element: element, isDeparture: true))
      }
    }
    var account = Account()
    // Where each consumer has its share from: who has it next needs that, too, if the consumer before
    // never comes.
    var origins: [Int: [Account.Source]] = [:]
    var missing: [Shortage] = []
    for jump in jumps.sorted(by: { $0.key < $1.key }) {
      let source = Account.Source(element: jump.element, isDeparture: jump.isDeparture)
      if jump.amount > 0 {
        account.pay(in: serve(&missing, with: Double(jump.amount), from: source), from: source)
      } else if jump.isDeparture {
        // A provider that leaves takes along what is left of its own.
        account.take(out: Double(-jump.amount), preferring: jump.element)
      } else {
        let used = account.take(out: Double(-jump.amount))
        if unfed.contains(jump.element) {
          missing.append(Shortage(element: jump.element, amount: account.missing))
        }
        let lasting = used.filter(\.isDeparture).flatMap { origins[$0.element] ?? [] }
          .filter { $0.isDeparture || campaign.elements[$0.element].stay == nil }
        let all = (used + lasting).filter { $0.element != jump.element }
        origins[jump.element] = all
        for source in all {
          operation[jump.element].append(
            .init(source: source.element, isDeparture: source.isDeparture, lag: 0))
        }
      }
    }
    // In this plan there is never enough: they are at work on no day on which they are there.
    for rest in missing where rest.amount > 0 {
      operation[rest.element].append(.init(source: rest.element, isDeparture: true, lag: 0))
    }
  }

  /// What an element that has been launched is short of.
  private struct Shortage {
    var element: Int
    var amount: Double
    var hasLeft = false
  }

  /// Gives what comes to those that are short of it, in turn; what is left over.
  private mutating func serve(
    _ missing: inout [Shortage], with amount: Double, from source: Account.Source
  ) -> Double {
    var left = amount
    for place in missing.indices where missing[place].amount > 0 && !missing[place].hasLeft {
      if missing[place].element == source.element {
        // It leaves, and gives back no more than it has had.
        missing[place].hasLeft = true
        left -= missing[place].amount
      } else if left > 0 {
        let part = min(left, missing[place].amount)
        left -= part
        missing[place].amount -= part
        operation[missing[place].element].append(
          .init(source: source.element, isDeparture: source.isDeparture, lag: 0))
      }
    }
    return left
  }

  // MARK: - Stores

  private mutating func addStores() {
    for store in campaign.stores {
      let there = planned.indices.filter { element in
        planned[element] != nil && campaign.elements[element].node == store.node
      }
      .sorted { start($0) < start($1) }
      var account = Account()
      account.pay(in: Double((store.initial - store.reserve).thousandths), from: nil)
      for element in there {
        for entry in campaign.elements[element].delivers where entry.store == store.id {
          account.pay(
            in: Double(entry.amount.thousandths),
            from: Account.Source(element: element, isDeparture: false))
        }
      }
      for element in there {
        let need = self.need(of: element, from: store)
        guard need > 0, let own = planned[element] else { continue }
        for used in account.take(out: need) where used.element != element {
          guard let source = planned[used.element], source.operational <= own.operational else {
            continue
          }
          operation[element].append(.init(source: used.element, isDeparture: false, lag: 0))
        }
      }
    }
  }

  /// What an element draws from a store up to its departure, or the campaign's end, in grams.
  private func need(of element: Int, from store: Store) -> Double {
    let data = campaign.elements[element]
    guard let days = planned[element] else { return 0 }
    let drawn = data.draws.filter { $0.store == store.id }
      .reduce(0.0) { $0 + Double($1.amount.thousandths) }
    let crew = data.provides.filter { $0.resource == Resource.crew }
      .reduce(0.0) { $0 + Double($1.amount.thousandths) / 1000 }
    let rate = drawn + crew * Double(store.perCrew.thousandths)
    return rate * Double(max(0, (days.departure ?? end) - days.operational))
  }
}

/// What is in hand of a resource or a store and where it came from, first in, first out.
struct Account {
  /// Where a share came from.
  struct Source: Hashable {
    var element: Int
    var isDeparture: Bool
  }

  private var shares: [(amount: Double, source: Source?)] = []
  /// What there was too little of when something was taken out last.
  private(set) var missing = 0.0

  /// Adds a share; nil is what was there at the start.
  mutating func pay(in amount: Double, from source: Source?) {
    if amount > 0 { shares.append((amount, source)) }
  }

  /// Takes out an amount, as far as there is any, and says where it came from.
  @discardableResult
  mutating func take(out amount: Double, preferring owner: Int? = nil) -> [Source] {
    missing = amount
    var used: [Source] = []
    let own = shares.indices.filter { owner != nil && shares[$0].source?.element == owner }
    for index in own + shares.indices.filter({ !own.contains($0) }) where missing > 0 {
      let part = min(missing, shares[index].amount)
      guard part > 0 else { continue }
      shares[index].amount -= part
      missing -= part
      if let source = shares[index].source, !used.contains(source) { used.append(source) }
    }
    shares.removeAll { $0.amount <= 0 }
    return used
  }
}
