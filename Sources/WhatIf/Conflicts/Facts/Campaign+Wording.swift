// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension Campaign {
  /// What a fact states in mission words, without a full stop.
  func words(for statement: Fact.Statement) -> String {
    switch statement {
    case .end: return "the campaign ends on \(end)"
    case .status: return "nothing new launches before \(status ?? start), the status date"
    case .budget:
      let money = Phrase.money(budgetPerYear ?? .zero, currency)
      return "the flights of a year cost \(money) at most"
    case .padTurnaround(let id):
      let days = pads.first { $0.id == id }?.turnaround ?? 0
      return "launches from \(id) are \(Phrase.count(days, "day")) apart at least"
    case .rule(let index): return words(for: rules[index])
    case .choice(let id):
      let members = choices.first { $0.id == id }?.oneOf ?? []
      return "one of \(Phrase.list(members)) has to fly, and no other of them"
    case .initial(let id), .reserve(let id), .perCrew(let id): return words(for: statement, of: id)
    case .windows(let id), .availableFrom(let id), .availableUntil(let id), .turnaround(let id),
      .grounding(let id, _), .flights(let id), .perYear(let id), .slots(let id),
      .capacity(let id, _), .fairing(let id):
      guard let vehicle = vehicles.first(where: { $0.id == id }) else { return "" }
      return words(for: statement, of: vehicle)
    case .flies(let id), .ready(let id), .vehicles(let id), .deadline(let id), .after(let id, _),
      .within(let id, _), .meets(let id, _), .meetsWithin(let id), .docks(let id),
      .docksAt(let id), .crew(let id), .consumes(let id, _), .provides(let id, _),
      .draws(let id, _):
      guard let element = elements.first(where: { $0.id == id }) else { return "" }
      return words(for: statement, of: element)
    }
  }

  private func words(for rule: Rule) -> String {
    func name<Member>(_ selection: Rule.Selection<Member>, _ noun: String) -> String {
      switch selection {
      case .all: "any \(noun)"
      case .agency(let agency): "any \(noun) of \(agency)"
      case .tag(let tag): "any \(noun) tagged \(tag)"
      case .ids(let ids): Phrase.list(ids, "or")
      }
    }
    return "\(name(rule.elements, "element")) may not fly on \(name(rule.vehicles, "vehicle"))"
      + (rule.why.map { " (\($0))" } ?? "")
  }

  private func words(for statement: Fact.Statement, of id: Store.ID) -> String {
    guard let store = stores.first(where: { $0.id == id }) else { return "" }
    return switch statement {
    case .reserve: "\(Phrase.mass(store.reserve)) of \(id) must always remain"
    case .perCrew: "each of the crew takes \(Phrase.mass(store.perCrew)) of \(id) a day"
    default: "there are \(Phrase.mass(store.initial)) of \(id) at the start"
    }
  }

  private func words(for statement: Fact.Statement, of vehicle: Vehicle) -> String {
    let id = vehicle.id
    switch statement {
    case .windows:
      return "\(id) launches in the windows \(Phrase.list(vehicle.windows ?? [])) only"
    case .availableFrom:
      return "\(id) is not available before \(vehicle.availableFrom ?? start)"
    case .availableUntil:
      return "\(id) is not available after \(vehicle.availableUntil ?? end)"
    case .grounding(_, let index):
      let grounding = vehicle.grounded[index]
      return "\(id) is grounded from \(grounding.span.lowerBound) to "
        + "\(grounding.span.upperBound)" + (grounding.why.map { " (\($0))" } ?? "")
    case .turnaround:
      return "launches of \(id) are \(Phrase.count(vehicle.turnaround, "day")) apart at least"
    case .flights:
      let past = actuals.count { $0.vehicle == id }
      let most = vehicle.flights ?? 0
      let made = past == 0 ? "" : ", \(past) of which it has made"
      return most == 0
        ? "\(id) makes no flight"
        : past >= most
          ? "\(id) makes no more flights: it has made all \(most)"
          : "\(id) makes \(Phrase.count(most, "flight")) at most\(made)"
    case .perYear:
      return "\(id) makes \(Phrase.count(vehicle.perYear ?? 0, "flight")) a year at most"
    case .slots:
      return "\(id) takes \(Phrase.count(vehicle.slots ?? 0, "element")) on a flight at most"
    case .capacity(_, let node):
      return "\(id) lifts \(Phrase.mass(vehicle.route(to: node)?.capacity ?? .zero)) to \(node)"
    case .fairing:
      let sizes = [
        vehicle.fairing?.diameter.map { "\($0) m wide" },
        vehicle.fairing?.length.map { "\($0) m long" },
      ]
      return "the fairing of \(id) takes elements up to "
        + sizes.compactMap(\.self).joined(separator: " and ")
    default: return ""
    }
  }

  private func words(for statement: Fact.Statement, of element: Element) -> String {
    let id = element.id
    switch statement {
    case .flies: return words(forFlying: element)
    case .ready: return "\(id) is not ready before \(element.ready ?? start)"
    case .vehicles: return "\(id) flies on \(Phrase.list(element.vehicles ?? [], "or")) only"
    case .deadline: return "\(id) is operational by \(element.deadline ?? end), its deadline"
    case .after(_, let index):
      let entry = element.after[index]
      let lag = entry.lag == 0 ? "after" : "\(Phrase.count(entry.lag, "day")) or more after"
      return "\(id) arrives \(lag) \(entry.element) is operational"
        + (entry.ifFlown ? ", if that flies" : "")
    case .within(_, let index):
      let entry = element.after[index]
      return "\(id) arrives within \(Phrase.count(entry.within ?? 0, "day")) after "
        + "\(entry.element) is operational"
    case .meets(_, let index):
      let other = element.transfer?.with[index].text ?? ""
      return "\(id) meets \(other) at \(element.launchNode)"
    case .meetsWithin:
      let days = Phrase.count(element.transfer?.within ?? 0, "day")
      return "what \(id) meets at \(element.launchNode) has been there for \(days) at most"
    case .docks: return "\(id) needs a free \(element.docks?.standard ?? "") port"
    case .docksAt:
      let ports = element.docks?.at ?? []
      return "\(id) docks to \(Phrase.join(ports.map(\.description), "or")) only"
    case .crew: return "\(id) needs a crew of \(element.crew) for its commissioning"
    case .consumes(_, let resource):
      let amount = element.consumes.filter { $0.resource == resource }.map(\.amount)
      return "\(id) consumes \(Phrase.amount(amount.reduce(.zero, +), of: resource))"
    case .provides(_, let resource):
      let amount = element.provides.filter { $0.resource == resource }.map(\.amount)
      return "\(id) provides \(Phrase.amount(amount.reduce(.zero, +), of: resource))"
    case .draws(_, let store):
      let amount = element.draws.filter { $0.store == store }.map(\.amount)
      return "\(id) draws \(Phrase.mass(amount.reduce(.zero, +))) of \(store) a day"
    default: return ""
    }
  }

  private func words(forFlying element: Element) -> String {
    let what = "\(element.id) (\(Phrase.mass(element.mass)), to \(element.launchNode)) has to fly"
    guard let flight = actuals.last(where: { $0.isLost && $0.elements.contains(element.id) }) else {
      return what
    }
    return element.rebuild == nil
      ? "\(what), but was lost with the flight of \(flight.launched) and has no 'rebuild'"
      : "\(what) again: it was lost with the flight of \(flight.launched)"
  }
}

/// Figures and lists as sentences show them.
enum Phrase {
  /// A mass: `9.8 t`, `400 kg`.
  static func mass(_ mass: Mass) -> String {
    abs(mass.thousandths) >= 1_000_000 && mass.thousandths % 1000 == 0
      ? "\(Amount(thousandths: mass.thousandths / 1000)) t" : "\(mass) kg"
  }

  /// An amount of a resource: `4 kW of power`, `3 crew`.
  static func amount(_ amount: Amount, of resource: Resource.ID) -> String {
    resource == Resource.crew
      ? "\(amount) crew" : "\(amount)\(resource == "power" ? " kW" : "") of \(resource)"
  }

  /// Money in its currency, if that is named.
  static func money(_ amount: Amount, _ currency: String?) -> String {
    "\(amount)" + (currency.map { " \($0)" } ?? "")
  }

  /// A number with its noun: `1 day`, `30 days`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// Names in a row: `A, B and C`; the first five where there are many.
  static func list<Owner>(_ names: [Identifier<Owner>], _ last: String = "and") -> String {
    join(names.map(\.text), last)
  }

  /// Words in a row: `A, B and C`; the first five where there are many.
  static func join(_ words: [String], _ last: String = "and") -> String {
    guard words.count > 1, let final = words.last else { return words.first ?? "" }
    guard words.count <= 6 else {
      return words.prefix(5).joined(separator: ", ") + " \(last) \(words.count - 5) more"
    }
    return words.dropLast().joined(separator: ", ") + " \(last) \(final)"
  }
}
