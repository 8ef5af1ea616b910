// SPDX-License-Identifier: GPL-3.0-or-later

package import CampaignModel

extension Campaign {
  /// The facts of the campaign that can be taken out one by one: those of the campaign and its
  /// vehicles first, then those of its elements, in the manifest's order.
  package var facts: [Fact] {
    var facts: [Fact] = []
    func add(_ statement: Fact.Statement, _ keys: String...) {
      facts.append(
        Fact(
          statement: statement, path: ManifestPath(keys: keys),
          text: words(for: statement)))
    }
    // What has happened fixes today: nothing new can be put before it.
    if status != nil, actuals.isEmpty { add(.status, "campaign", "status") }
    if budgetPerYear != nil { add(.budget, "budget", "perYear") }
    for pad in pads where pad.turnaround > 0 {
      add(.padTurnaround(pad.id), "pads", pad.id.text, "turnaround")
    }
    for vehicle in vehicles { facts += self.facts(of: vehicle) }
    for index in rules.indices { add(.rule(index), "rules", String(index)) }
    for store in stores {
      add(.initial(store.id), "stores", store.id.text, "initial")
      if store.reserve > .zero { add(.reserve(store.id), "stores", store.id.text, "reserve") }
      if store.perCrew > .zero { add(.perCrew(store.id), "stores", store.id.text, "perCrew") }
    }
    for choice in choices { add(.choice(choice.id), "choices", choice.id.text, "oneOf") }
    let flown = self.flown
    for element in elements {
      facts += self.facts(of: element, hasFlown: flown.contains(element.id))
    }
    return facts
  }

  /// The elements that have flown and were not lost.
  var flown: Set<Element.ID> {
    Set(actuals.filter { !$0.isLost }.flatMap(\.elements))
  }

  private func facts(of vehicle: Vehicle) -> [Fact] {
    let id = vehicle.id
    var facts: [Fact] = []
    func add(_ statement: Fact.Statement, _ keys: String...) {
      facts.append(
        Fact(
          statement: statement, path: ManifestPath(keys: ["vehicles", id.text] + keys),
          text: words(for: statement)))
    }
    for route in vehicle.routes { add(.capacity(id, route.node), "capacity", route.node.text) }
    if vehicle.flights != nil { add(.flights(id), "flights") }
    if vehicle.perYear != nil { add(.perYear(id), "perYear") }
    if vehicle.slots != nil { add(.slots(id), "slots") }
    if vehicle.fairing != nil { add(.fairing(id), "fairing") }
    if vehicle.availableFrom != nil { add(.availableFrom(id), "available", "from") }
    if vehicle.availableUntil != nil { add(.availableUntil(id), "available", "until") }
    for index in vehicle.grounded.indices { add(.grounding(id, index), "grounded", String(index)) }
    if vehicle.turnaround > 0 { add(.turnaround(id), "turnaround") }
    if vehicle.windows != nil { add(.windows(id), "windows") }
    return facts
  }

  private func facts(of element: Element, hasFlown: Bool) -> [Fact] {
    let id = element.id
    var facts: [Fact] = []
    func add(_ statement: Fact.Statement, _ keys: String...) {
      facts.append(
        Fact(
          statement: statement, path: ManifestPath(keys: ["elements", id.text] + keys),
          text: words(for: statement)))
    }
    if !hasFlown {
      let isChosen = choices.contains { $0.oneOf.contains(id) }
      if !element.isOptional, !isChosen { add(.flies(id), "mass") }
      if element.ready != nil { add(.ready(id), "ready") }
      if element.vehicles != nil { add(.vehicles(id), "vehicles") }
      for (index, entry) in element.after.enumerated() {
        add(.after(id, index), "after", String(index))
        if entry.within != nil { add(.within(id, index), "after", String(index), "within") }
      }
      if let transfer = element.transfer {
        for index in transfer.with.indices {
          add(.meets(id, index), "transfer", "with", String(index))
        }
        if transfer.within != nil { add(.meetsWithin(id), "transfer", "within") }
      }
      if element.deadline != nil { add(.deadline(id), "deadline") }
      if let docks = element.docks {
        add(.docks(id), "docks")
        if docks.at != nil { add(.docksAt(id), "docks", "at") }
      }
      if element.crew > 0 { add(.crew(id), "crew") }
    }
    for entry in element.consumes where entry.amount > .zero {
      add(.consumes(id, entry.resource), "consumes", entry.resource.text)
    }
    for entry in element.provides where isLimit(entry.resource) {
      add(.provides(id, entry.resource), "provides", entry.resource.text)
    }
    for entry in element.draws where entry.amount > .zero {
      add(.draws(id, entry.store), "draws", entry.store.text)
    }
    return facts
  }

  /// Whether it is worth knowing that an element gives no more to a resource: where few do.
  ///
  /// More people would also take more from the stores.
  private func isLimit(_ resource: Resource.ID) -> Bool {
    guard resource != Resource.crew || stores.allSatisfy({ $0.perCrew == .zero }) else {
      return false
    }
    return elements.count { $0.provides.contains { $0.resource == resource } } <= 4
  }
}
