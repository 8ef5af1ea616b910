// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension TinyStationBuilder {
  // MARK: Ports

  /// A core with few ports, an adapter at times, and modules and visitors that dock to them.
  mutating func addPorts() {
    let node = campaign.elements[0].node
    let there = places(at: node)
    let core = there[0]
    let standards = ["IDSS", "SSVP"]
    for index in 0..<random.pick([1, 1, 2]) {
      let standard = random.chance(80) ? "IDSS" : "SSVP"
      campaign.elements[core].ports.append(
        Port(id: Port.ID("P\(index + 1)"), standard: standard))
    }
    if random.chance(60) { campaign.elements[core].docks = Docking(standard: "IDSS") }
    for place in there.dropFirst() where random.chance(85) {
      campaign.elements[place].docks = Docking(standard: "IDSS")
      if random.chance(45) {
        campaign.elements[place].ports.append(Port(id: "AFT", standard: random.pick(standards)))
      }
      if let stay = campaign.elements[place].stay {
        campaign.elements[place].stay = max(1, stay)
      } else if random.chance(35) {
        campaign.elements[place].stay =
          campaign.elements[place].commissioning + random.number(in: 1...8)
      }
    }
    let visitor = addElement("SHIP", at: node)
    campaign.elements[visitor].docks = Docking(
      standard: campaign.elements[core].ports[0].standard)
    if random.chance(75) {
      campaign.elements[visitor].stay =
        campaign.elements[visitor].commissioning + random.number(in: 1...8)
    } else if random.chance(60) {
      campaign.elements[core].ports.append(Port(id: "P3", standard: "IDSS"))
    }
    nameBerths(at: node)
  }

  /// Lets some elements dock to certain ports only.
  private mutating func nameBerths(at node: Node.ID) {
    let offers = campaign.elements.filter { $0.node == node }.flatMap { element in
      element.ports.map { Port.Reference(element: element.id, port: $0.id) }
    }
    for place in places(at: node) where campaign.elements[place].docks != nil {
      let others = offers.filter { $0.element != campaign.elements[place].id }
      guard random.chance(25), !others.isEmpty else { continue }
      let count = random.number(in: 1...2)
      campaign.elements[place].docks?.at = Array(random.shuffle(others).prefix(count))
    }
  }

  // MARK: Who flies

  mutating func addChoice() {
    addChoice(of: campaign.elements.count - 1)
    if random.chance(15) { addChoice(of: 0) }
  }

  private mutating func addChoice(of place: Int) {
    var member = campaign.elements[place]
    guard !member.isOptional, !isChosen(place) else { return }
    var members = [member.id]
    campaign.elements[place].value = Amount(random.number(in: 0...4))
    // One element meets one other at most.
    member.transfer?.with = []
    for index in 0..<random.pick([1, 1, 2]) {
      member.id = Element.ID("\(members[0])-\(index + 2)")
      member.mass = Mass(kilograms: random.number(in: 2...6) * 500)
      member.commissioning = min(member.stay ?? 3, random.number(in: 0...3))
      member.ready = random.chance(20) ? campaign.start + random.number(in: 1...6) : nil
      member.value = Amount(random.number(in: 0...5))
      members.append(member.id)
      campaign.elements.append(member)
    }
    campaign.choices.append(
      Choice(id: Choice.ID("C\(campaign.choices.count + 1)"), oneOf: random.shuffle(members)))
  }

  private func isChosen(_ place: Int) -> Bool {
    campaign.choices.contains { $0.oneOf.contains(campaign.elements[place].id) }
  }

  mutating func addOptional() {
    for index in 0..<random.pick([1, 1, 2]) {
      let place = random.chance(70) ? addElement("OPT\(index + 1)") : 0
      guard !isChosen(place) else { continue }
      campaign.elements[place].isOptional = true
      campaign.elements[place].value = Amount(random.number(in: 0...5))
    }
    // Not everything can fly.
    if random.chance(70) {
      let index = random.number(in: 0...(campaign.vehicles.count - 1))
      campaign.vehicles[index].flights = random.number(in: 1...3)
    }
  }

  mutating func addIfFlown() {
    if !campaign.elements.contains(where: \.isOptional), campaign.choices.isEmpty {
      if random.chance(60) { addOptional() } else { addChoice() }
    }
    let free = campaign.elements.indices.filter {
      campaign.elements[$0].isOptional || isChosen($0)
    }
    for place in random.shuffle(free).prefix(2) {
      let others = campaign.elements.indices.filter { other in
        other != place && !isChosen(other) && !comesAfter(place, other)
          && !comesAfter(other, place)
      }
      guard !others.isEmpty else { continue }
      let other = random.pick(others)
      campaign.elements[other].after.append(
        Precedence(
          campaign.elements[place].id, lag: random.number(in: 1...6),
          within: random.chance(25) ? random.number(in: 6...10) : nil,
          ifFlown: random.chance(80)))
    }
  }

  mutating func addElementCosts() {
    if campaign.choices.isEmpty { addChoice() }
    if features.count == 1, random.chance(20) { addOptional() }
    for place in campaign.elements.indices where random.chance(80) {
      campaign.elements[place].cost = Amount(thousandths: random.number(in: 0...20) * 500)
    }
  }

  mutating func addTags() {
    for place in campaign.elements.indices where random.chance(55) {
      campaign.elements[place].tags = random.pick([["nuclear"], ["nuclear", "large"], ["large"]])
    }
    for index in campaign.vehicles.indices where index > 0 || random.chance(25) {
      campaign.vehicles[index].tags = ["crewed"]
    }
    campaign.rules.append(
      Rule(forbid: .tag("nuclear"), on: .tag("crewed"), why: "nobody rides with a reactor"))
  }
}
