// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension Campaign {
  /// What facts that no plan keeps together state, in one sentence without a full stop.
  func summary(of facts: [Fact]) -> String {
    let flying = facts.compactMap { fact -> Element.ID? in
      if case .flies(let id) = fact.statement { id } else { nil }
    }
    var clauses: [String] = []
    if flying.count == 1, let fact = facts.first(where: { $0.element == flying[0] }) {
      clauses.append(fact.text)
    } else if !flying.isEmpty {
      clauses.append("\(Phrase.join(flying.map { named($0, in: facts) })) have to fly")
    }
    if let carriers = carriers(of: flying, facts) { clauses.append(carriers) }
    let others = facts.filter { if case .flies = $0.statement { false } else { true } }
    // Vehicles that lift too little are in `carriers`.
    let told = others.filter { fact in
      if case .capacity(let vehicle, _) = fact.statement, !flying.isEmpty {
        return flying.contains { id in
          elements.contains { $0.id == id && canCarry($0, on: vehicle) }
        }
      }
      return true
    }
    clauses += told.prefix(Self.mostTold).map(\.text)
    if told.count > Self.mostTold {
      clauses.append(
        "and \(Phrase.count(told.count - Self.mostTold, "more fact")) take part")
    }
    return "no plan keeps all of this: " + clauses.joined(separator: "; ")
  }

  private static let mostTold = 7

  /// An element, with its mass where capacities matter.
  private func named(_ id: Element.ID, in facts: [Fact]) -> String {
    let isAboutMass = facts.contains { if case .capacity = $0.statement { true } else { false } }
    guard isAboutMass, let element = elements.first(where: { $0.id == id }) else { return id.text }
    return "\(id) (\(Phrase.mass(element.mass)))"
  }

  /// Which vehicles alone can carry elements, where that is a matter of what they lift.
  private func carriers(of flying: [Element.ID], _ facts: [Fact]) -> String? {
    let isAboutLift = facts.contains {
      switch $0.statement {
      case .capacity, .fairing, .rule, .vehicles: true
      default: false
      }
    }
    let members = elements.filter { flying.contains($0.id) }
    guard isAboutLift, let first = members.first else { return nil }
    let able = vehicles.map(\.id).filter { canCarry(first, on: $0) }
    guard
      members.allSatisfy({ member in able == vehicles.map(\.id).filter { canCarry(member, on: $0) }
      })
    else { return nil }
    let what = members.count == 1 ? "it" : members.count == 2 ? "both" : "them"
    guard !able.isEmpty else { return "no vehicle can carry \(what)" }
    guard able.count < vehicles.count, able.count <= 3 else { return nil }
    return "only \(Phrase.list(able)) can carry \(what)"
  }

  /// Whether an element fits a vehicle, whenever that flies.
  func canCarry(_ element: Element, on id: Vehicle.ID) -> Bool {
    guard let vehicle = vehicles.first(where: { $0.id == id }),
      let route = vehicle.route(to: element.launchNode), element.mass <= route.capacity,
      element.vehicles?.contains(id) ?? true
    else { return false }
    if let widest = vehicle.fairing?.diameter, let diameter = element.diameter, diameter > widest {
      return false
    }
    if let longest = vehicle.fairing?.length, let length = element.length, length > longest {
      return false
    }
    return !rules.contains {
      $0.elements.contains(element.id, agency: element.agency, tags: element.tags)
        && $0.vehicles.contains(id, agency: vehicle.agency, tags: vehicle.tags)
    }
  }
}
