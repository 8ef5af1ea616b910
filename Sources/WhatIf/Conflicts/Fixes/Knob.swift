// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// A number of a campaign that can be eased step by step: a day later, a flight more, a gram less.
struct Knob {
  /// Where the number stands.
  var path: ManifestPath
  /// The most steps that make sense.
  var most: Int
  /// How many steps count as a change of size 1.
  var unit: Int
  /// The steps that are taken at once: numbers in between make no difference.
  var grain = 1
  /// Whether a campaign that has a plan has one with any more steps, too.
  var isMonotone = true
  /// Eases the number by some steps.
  var turn: (Int, inout Campaign) -> Void
  /// The least steps with which a plan, found with more, is still a plan; nil when that is not
  /// known.
  var need: (PlanFigures) -> Int? = { _ in nil }
  /// What the change is, after some steps.
  var text: (Int) -> String
  /// What the number becomes, as a manifest writes it; nil when it is not written as a value.
  var value: (Int) -> String? = { _ in nil }
}

extension Campaign {
  /// The number that a fact states, where it states one that can be eased.
  func knob(for fact: Fact) -> Knob? {
    switch fact.statement {
    case .end, .status, .budget, .padTurnaround, .initial, .reserve, .perCrew:
      campaignKnob(for: fact)
    case .availableFrom, .availableUntil, .grounding, .turnaround, .flights, .perYear, .slots,
      .capacity:
      vehicleKnob(for: fact)
    default: elementKnob(for: fact)
    }
  }

  private func campaignKnob(for fact: Fact) -> Knob? {
    switch fact.statement {
    case .end:
      let end = self.end
      return Knob(
        path: fact.path, most: extensionDays, unit: 365,
        // On later days stores must last, and what leaves is gone.
        isMonotone: stores.isEmpty && elements.allSatisfy { $0.stay == nil },
        turn: { steps, campaign in campaign.extend(to: end + steps) },
        need: { plan in plan.last.map { $0 - end } },
        text: { steps in "the campaign ends on \(end + steps), \(Phrase.later(steps, than: end))" },
        value: { "\(end + $0)" })
    case .budget:
      guard let budget = budgetPerYear else { return nil }
      let costs = vehicles.map(\.cost.thousandths)
      return Knob(
        path: fact.path, most: (costs.max() ?? 0) * max(1, elements.count),
        unit: max(1, budget.thousandths), grain: Self.grain(of: costs + [budget.thousandths]),
        turn: { steps, campaign in
          campaign.budgetPerYear = Amount(thousandths: budget.thousandths + steps)
        },
        need: { $0.mostCost.thousandths - budget.thousandths },
        text: { [currency] steps in
          let money = Phrase.money(Amount(thousandths: budget.thousandths + steps), currency)
          return "a year's flights may cost \(money) instead of \(budget)"
        },
        value: { "\(Amount(thousandths: budget.thousandths + $0))" })
    case .padTurnaround(let id):
      guard let pad = pads.first(where: { $0.id == id }) else { return nil }
      return Knob(
        path: fact.path, most: pad.turnaround, unit: pad.turnaround,
        turn: { steps, campaign in
          for index in campaign.pads.indices where campaign.pads[index].id == id {
            campaign.pads[index].turnaround = pad.turnaround - steps
          }
        },
        need: { plan in plan.leastGap { $0.pad == id }.map { pad.turnaround - $0 } },
        text: { steps in
          "launches from \(id) are \(Phrase.count(pad.turnaround - steps, "day")) apart instead of "
            + "\(pad.turnaround)"
        },
        value: { "\(pad.turnaround - $0) d" })
    case .initial(let id), .reserve(let id), .perCrew(let id): return storeKnob(for: fact, id)
    default: return nil
    }
  }

  private func storeKnob(for fact: Fact, _ id: Store.ID) -> Knob? {
    guard let number = stores.firstIndex(where: { $0.id == id }) else { return nil }
    let store = stores[number]
    switch fact.statement {
    case .initial:
      let days = end - start + 1
      let daily = elements.reduce(0) { sum, element in
        let crew = element.provides.filter { $0.resource == Resource.crew }
          .reduce(0) { $0 + $1.amount.thousandths / 1000 + 1 }
        let own = element.draws.filter { $0.store == id }.reduce(0) { $0 + $1.amount.thousandths }
        return sum + own + crew * store.perCrew.thousandths
      }
      return Knob(
        path: fact.path, most: days * daily + store.reserve.thousandths,
        unit: max(1_000_000, store.initial.thousandths), grain: grain(of: store),
        turn: { $1.stores[number].initial = Mass(thousandths: store.initial.thousandths + $0) },
        text: { steps in
          let mass = Mass(thousandths: store.initial.thousandths + steps)
          return "there are \(Phrase.mass(mass)) of \(id) at the start instead of "
            + Phrase.mass(store.initial)
        },
        value: { "\(Mass(thousandths: store.initial.thousandths + $0)) kg" })
    case .reserve:
      return Knob(
        path: fact.path, most: store.reserve.thousandths, unit: store.reserve.thousandths,
        grain: grain(of: store),
        turn: { $1.stores[number].reserve = Mass(thousandths: store.reserve.thousandths - $0) },
        text: { steps in
          let mass = Mass(thousandths: store.reserve.thousandths - steps)
          return "the reserve of \(id) is \(Phrase.mass(mass)) instead of "
            + Phrase.mass(store.reserve)
        },
        value: { "\(Mass(thousandths: store.reserve.thousandths - $0)) kg" })
    default:
      return Knob(
        path: fact.path, most: store.perCrew.thousandths, unit: store.perCrew.thousandths,
        turn: { $1.stores[number].perCrew = Mass(thousandths: store.perCrew.thousandths - $0) },
        text: { steps in
          let mass = Mass(thousandths: store.perCrew.thousandths - steps)
          return "each of the crew takes \(Phrase.mass(mass)) of \(id) a day instead of "
            + Phrase.mass(store.perCrew)
        },
        value: { "\(Mass(thousandths: store.perCrew.thousandths - $0)) kg" })
    }
  }
}

extension Campaign {
  /// The largest number that divides all of some: sums of them are its multiples, so that a limit
  /// on such sums need only be looked for there.
  static func grain(of numbers: [Int]) -> Int {
    max(
      1,
      numbers.reduce(0) { first, second in
        var (a, b) = (abs(first), abs(second))
        while b != 0 { (a, b) = (b, a % b) }
        return a
      })
  }

  private func grain(of store: Store) -> Int {
    let amounts = elements.flatMap { $0.draws + $0.delivers }.filter { $0.store == store.id }
    return Self.grain(
      of: amounts.map(\.amount.thousandths)
        + [store.initial, store.reserve, store.perCrew].map(\.thousandths))
  }

  /// What masses and capacities are multiples of.
  var massGrain: Int {
    Self.grain(
      of: elements.map(\.mass.thousandths)
        + vehicles.flatMap { $0.routes.map(\.capacity.thousandths) })
  }

  /// What amounts of a resource are multiples of.
  func grain(of resource: Resource.ID) -> Int {
    Self.grain(
      of: elements.flatMap { $0.provides + $0.consumes }.filter { $0.resource == resource }
        .map(\.amount.thousandths))
  }
}

extension Phrase {
  /// How many days later: `42 days later than 2029-12-31`.
  static func later(_ days: Int, than day: Day) -> String {
    "\(count(days, "day")) later than \(day)"
  }

  /// How many days earlier.
  static func earlier(_ days: Int, than day: Day) -> String {
    "\(count(days, "day")) earlier than \(day)"
  }
}
