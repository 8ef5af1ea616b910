// SPDX-License-Identifier: GPL-3.0-or-later

package import CampaignModel

extension Campaign {
  /// The campaign without some of its facts; every plan of it remains one.
  ///
  /// The campaign's end is the exception: later days are days on which stores must last.
  package func without(_ facts: some Sequence<Fact>) -> Campaign {
    var campaign = self
    // Entries of lists are taken out last, from the end, so that positions hold until then.
    var entries: [(statement: Fact.Statement, position: Int)] = []
    for fact in facts {
      switch fact.statement {
      case .after(_, let position), .meets(_, let position), .grounding(_, let position),
        .rule(let position):
        entries.append((fact.statement, position))
      default: campaign.relax(fact.statement, of: self)
      }
    }
    for entry in entries.sorted(by: { $0.position > $1.position }) {
      campaign.removeEntry(entry.statement)
    }
    return campaign
  }

  private mutating func removeEntry(_ statement: Fact.Statement) {
    switch statement {
    case .after(let id, let index): change(id) { $0.after.remove(at: index) }
    case .meets(let id, let index): change(id) { $0.transfer?.with.remove(at: index) }
    case .grounding(let id, let index): change(id) { $0.grounded.remove(at: index) }
    case .rule(let index): rules.remove(at: index)
    default: break
    }
  }

  private mutating func relax(_ statement: Fact.Statement, of original: Campaign) {
    switch statement {
    case .end: extend(to: end + extensionDays)
    case .status: status = nil
    case .budget: budgetPerYear = nil
    case .padTurnaround(let id):
      for index in pads.indices where pads[index].id == id { pads[index].turnaround = 0 }
    case .windows(let id): change(id) { $0.windows = nil }
    case .availableFrom(let id): change(id) { $0.availableFrom = nil }
    case .availableUntil(let id): change(id) { $0.availableUntil = nil }
    case .turnaround(let id): change(id) { $0.turnaround = 0 }
    case .flights(let id): change(id) { $0.flights = nil }
    case .perYear(let id): change(id) { $0.perYear = nil }
    case .slots(let id): change(id) { $0.slots = nil }
    case .capacity(let id, let node):
      let all = original.elements.reduce(Mass.zero) { $0 + $1.mass }
      change(id) { vehicle in
        for route in vehicle.routes.indices where vehicle.routes[route].node == node {
          vehicle.routes[route].capacity = max(all, vehicle.routes[route].capacity)
        }
      }
    case .fairing(let id): change(id) { $0.fairing = nil }
    case .choice(let id):
      let members = choices.first { $0.id == id }?.oneOf ?? []
      choices.removeAll { $0.id == id }
      for member in members { change(member) { $0.isOptional = true } }
    case .reserve(let id), .initial(let id), .perCrew(let id): relaxStore(id, statement)
    default: relaxElement(statement, of: original)
    }
  }

  private mutating func relaxStore(_ id: Store.ID, _ statement: Fact.Statement) {
    switch statement {
    case .reserve:
      for index in stores.indices where stores[index].id == id { stores[index].reserve = .zero }
    case .perCrew:
      for index in stores.indices where stores[index].id == id { stores[index].perCrew = .zero }
    default:
      // A store that holds enough from the start might as well not be there.
      stores.removeAll { $0.id == id }
      for index in elements.indices {
        elements[index].delivers.removeAll { $0.store == id }
        elements[index].draws.removeAll { $0.store == id }
      }
    }
  }

  private mutating func relaxElement(_ statement: Fact.Statement, of original: Campaign) {
    switch statement {
    case .flies(let id): change(id) { $0.isOptional = true }
    case .ready(let id): change(id) { $0.ready = nil }
    case .vehicles(let id): change(id) { $0.vehicles = nil }
    case .deadline(let id): change(id) { $0.deadline = nil }
    case .within(let id, let index): change(id) { $0.after[index].within = nil }
    case .meetsWithin(let id): change(id) { $0.transfer?.within = nil }
    case .docks(let id): change(id) { $0.docks = nil }
    case .docksAt(let id): change(id) { $0.docks?.at = nil }
    case .crew(let id): change(id) { $0.crew = 0 }
    case .consumes(let id, let resource):
      change(id) { $0.consumes.removeAll { $0.resource == resource } }
    case .provides(let id, let resource):
      let all = original.consumption(of: resource)
      change(id) { element in
        for index in element.provides.indices where element.provides[index].resource == resource {
          element.provides[index].amount += all
        }
      }
    case .draws(let id, let store): change(id) { $0.draws.removeAll { $0.store == store } }
    default: break
    }
  }

  /// Moves the end, with windows that recur until then.
  mutating func extend(to last: Day) {
    guard last > end else {
      end = last
      return
    }
    for index in windows.indices {
      guard let recurrence = windows[index].recurrence else { continue }
      windows[index].spans += recurrence.spans(in: (end + 1)...last).filter {
        $0.lowerBound > end
      }
    }
    end = last
  }

  /// All that the elements take from a resource, crew for commissioning included.
  func consumption(of resource: Resource.ID) -> Amount {
    elements.reduce(.zero) { sum, element in
      let own = element.consumes.filter { $0.resource == resource }
      return own.reduce(sum + (resource == Resource.crew ? Amount(element.crew) : .zero)) {
        $0 + $1.amount
      }
    }
  }

  mutating func change(_ id: Element.ID, _ change: (inout Element) -> Void) {
    guard let index = elements.firstIndex(where: { $0.id == id }) else { return }
    change(&elements[index])
  }

  mutating func change(_ id: Vehicle.ID, _ change: (inout Vehicle) -> Void) {
    guard let index = vehicles.firstIndex(where: { $0.id == id }) else { return }
    change(&vehicles[index])
  }

  /// By how much the end moves when it is taken out: half as long again, five years at most.
  var extensionDays: Int { min(1826, max(60, (end - start) / 2)) }
}
