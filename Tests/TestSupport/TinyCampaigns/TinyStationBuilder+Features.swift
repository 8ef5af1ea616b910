// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension TinyStationBuilder {
  // MARK: Where

  mutating func addNodes() {
    for index in campaign.vehicles.indices where index == 0 || random.chance(70) {
      let route = campaign.vehicles[index].routes[0]
      let capacity = Mass(thousandths: route.capacity.thousandths * random.pick([5, 7, 9]) / 10)
      campaign.vehicles[index].routes.append(
        Vehicle.Route(
          node: "LLO", capacity: capacity, transit: route.transit + random.number(in: 0...3)))
      // A vehicle that reaches the moon alone, where another reaches the station.
      if index > 0, random.chance(30) { campaign.vehicles[index].routes.removeFirst() }
    }
    for index in campaign.elements.indices where index == 0 || random.chance(45) {
      campaign.elements[index].node = "LLO"
    }
  }

  mutating func addTransfer() {
    for index in campaign.vehicles.indices where index == 0 || random.chance(75) {
      let route = campaign.vehicles[index].routes[0]
      campaign.vehicles[index].routes.append(
        Vehicle.Route(
          node: "LEO", capacity: Mass(thousandths: route.capacity.thousandths * 3 / 2),
          transit: random.number(in: 0...1)))
    }
    let traveller = random.pick(Array(campaign.elements.indices))
    let helpers = (0..<random.pick([1, 1, 2])).map { index in
      let place = addElement("TUG\(index + 1)", at: "LEO")
      campaign.elements[place].mass = Mass(kilograms: random.number(in: 4...8) * 500)
      return campaign.elements[place].id
    }
    campaign.elements[traveller].mass = Mass(kilograms: random.number(in: 5...12) * 500)
    campaign.elements[traveller].transfer = Transfer(
      from: "LEO", with: helpers, within: random.chance(65) ? random.number(in: 1...6) : nil,
      transit: random.number(in: 1...4))
  }

  // MARK: What there is

  private mutating func addResource(_ id: Resource.ID) {
    if !campaign.resources.contains(where: { $0.id == id }) {
      campaign.resources.append(Resource(id: id))
    }
  }

  mutating func addResources() {
    for name in ["power", "data"].prefix(random.number(in: 1...2)) {
      let id = Resource.ID(name)
      addResource(id)
      for node in nodes() {
        // Late in the manifest comes what gives; often it leaves just as much as is taken.
        let there = random.shuffle(places(at: node))
        let givers = there.prefix(max(1, there.count / 2))
        var taken = 0
        for place in there.dropFirst(givers.count) {
          let amount = random.number(in: 1...6) * 500
          taken += amount
          campaign.elements[place].consumes.append(
            ResourceAmount(id, Amount(thousandths: amount)))
        }
        for (index, place) in givers.enumerated() {
          let share = max(500, taken / givers.count) + (index == 0 ? random.pick([0, 500]) : 0)
          campaign.elements[place].provides.append(
            ResourceAmount(id, Amount(thousandths: share)))
        }
      }
    }
  }

  /// The nodes of the elements, in manifest order.
  private func nodes() -> [Node.ID] {
    campaign.elements.map(\.node).enumerated().filter { index, node in
      campaign.elements.firstIndex { $0.node == node } == index
    }.map(\.element)
  }

  /// Lets an element stay for a time; returns its days there.
  @discardableResult
  private mutating func leave(_ place: Int, after days: ClosedRange<Int>) -> Int {
    let stay = campaign.elements[place].commissioning + random.number(in: days)
    campaign.elements[place].stay = stay
    return stay
  }

  /// Visitors that a source of power can bear only one after the other, or one that lives from
  /// what another brings for a time.
  mutating func addVisits() {
    addResource("power")
    let node = campaign.elements[0].node
    let isFed = random.chance(45)
    if !isFed { campaign.elements[0].provides.append(ResourceAmount("power", Amount(3))) }
    for index in 0..<(isFed ? 2 : random.pick([1, 2, 2])) {
      let place = addElement("VISIT\(index + 1)", at: node)
      leave(place, after: 2...8)
      if isFed, index == 0 {
        campaign.elements[place].provides.append(
          ResourceAmount("power", Amount(random.number(in: 2...3))))
      } else {
        campaign.elements[place].consumes.append(
          ResourceAmount("power", Amount(random.number(in: 1...3))))
      }
      if !isFed, random.chance(70) {
        campaign.elements[place].after.append(Precedence(campaign.elements[0].id))
      }
    }
    let others = places(at: node).filter { campaign.elements[$0].provides.isEmpty }
    if !isFed, random.chance(50), let other = others.first {
      campaign.elements[other].consumes.append(ResourceAmount("power", Amount(1)))
    }
  }

  mutating func addSeries() {
    let count = random.pick([2, 2, 3])
    let first = addElement("S-1")
    let commissioning = campaign.elements[first].commissioning
    let every = commissioning + random.number(in: 1...(horizon / (2 * count)))
    let within = random.chance(60) ? every + random.number(in: 0...4) : nil
    if random.chance(60) {
      campaign.elements[first].stay = max(commissioning, 1) + random.number(in: 0...4)
    }
    for index in 1..<count {
      var member = campaign.elements[first]
      member.id = Element.ID("S-\(index + 1)")
      member.after = [
        Precedence(
          Element.ID("S-\(index)"), lag: every - commissioning,
          within: within.map { $0 - commissioning })
      ]
      campaign.elements.append(member)
    }
  }

  // MARK: Crew and stores

  /// Adds a craft that brings a crew of 2 to 4 and mostly takes it away again; returns its place.
  private mutating func addCraft(_ id: String, to node: Node.ID) -> Int {
    let place = addElement(id, at: node)
    campaign.elements[place].commissioning = random.pick([0, 0, 1])
    campaign.elements[place].provides.append(
      ResourceAmount(
        Resource.crew,
        Amount(thousandths: random.number(in: 2...4) * 1000 + random.pick([0, 0, 0, 500]))))
    if random.chance(85) { leave(place, after: 3...9) }
    return place
  }

  mutating func addCrew() {
    addResource(Resource.crew)
    let node = campaign.elements[random.number(in: 0...(campaign.elements.count - 1))].node
    let there = random.shuffle(places(at: node))
    for place in there.prefix(random.pick([1, 1, 2])) {
      campaign.elements[place].crew = random.number(in: 1...4)
      campaign.elements[place].commissioning = random.number(in: 1...4)
      if let stay = campaign.elements[place].stay {
        campaign.elements[place].stay = max(stay, campaign.elements[place].commissioning)
      }
    }
    let crafts = random.pick([1, 1, 2])
    for index in 0..<crafts { _ = addCraft("CREW\(index + 1)", to: node) }
  }

  private mutating func addStore(
    _ id: Store.ID, at node: Node.ID, initial: Int, reserve: Int, perCrew: Int = 0
  ) {
    campaign.stores.append(
      Store(
        id: id, initial: Mass(kilograms: initial), reserve: Mass(kilograms: reserve),
        perCrew: Mass(kilograms: perCrew), node: node))
  }

  mutating func addStores() {
    let drawer = random.number(in: 0...(campaign.elements.count - 1))
    let node = campaign.elements[drawer].node
    let daily = random.number(in: 2...9)
    let days =
      random.chance(40) ? leave(drawer, after: 3...12) : horizon * random.pick([4, 6, 8]) / 10
    campaign.elements[drawer].draws.append(StoreAmount("fuel", Mass(kilograms: daily)))
    let cargos = random.pick([1, 1, 2])
    var left = daily * days
    let reserve = random.pick([0, 0, daily, 2 * daily])
    let initial = reserve + left * random.number(in: 0...5) / 10
    left -= initial - reserve
    for index in 0..<cargos {
      let place = addElement("CARGO\(index + 1)", at: node)
      let amount = index == cargos - 1 ? left : left / 2
      left -= amount
      campaign.elements[place].delivers.append(
        StoreAmount("fuel", Mass(kilograms: max(0, amount))))
      if random.chance(30) { leave(place, after: 0...5) }
    }
    addStore("fuel", at: node, initial: initial, reserve: reserve)
  }

  mutating func addCrewStores() {
    addResource(Resource.crew)
    let node = campaign.elements[random.number(in: 0...(campaign.elements.count - 1))].node
    let craft = addCraft("SOYUZ", to: node)
    let perCrew = random.number(in: 3...12)
    let element = campaign.elements[craft]
    let days = (element.stay ?? horizon / 2) - element.commissioning
    let need = perCrew * days * (element.provides.last?.amount.thousandths ?? 0) / 1000
    let cargo = addElement("FOOD", at: node)
    let initial = need * random.number(in: 0...6) / 10
    campaign.elements[cargo].delivers.append(
      StoreAmount("food", Mass(kilograms: need - initial + random.pick([0, 0, perCrew]))))
    if random.chance(25) {
      let extra = addElement("SNACKS", at: node)
      campaign.elements[extra].draws.append(StoreAmount("food", Mass(kilograms: 1)))
      campaign.elements[extra].delivers.append(
        StoreAmount("food", Mass(kilograms: horizon * 2 / 3)))
    }
    addStore("food", at: node, initial: initial, reserve: 0, perCrew: perCrew)
  }
}
