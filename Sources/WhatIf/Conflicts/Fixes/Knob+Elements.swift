// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension Campaign {
  /// The number that a fact about an element states.
  func elementKnob(for fact: Fact) -> Knob? {
    guard let id = fact.element, let element = elements.first(where: { $0.id == id }) else {
      return nil
    }
    switch fact.statement {
    case .ready, .deadline: return dateKnob(for: fact, of: element)
    case .after(_, let index), .within(_, let index):
      return waitKnob(for: fact, of: element, after: index)
    case .meetsWithin:
      let within = element.transfer?.within ?? 0
      return Knob(
        path: fact.path, most: max(0, end - start - within), unit: 365,
        turn: { steps, campaign in campaign.change(id) { $0.transfer?.within = within + steps } },
        text: { steps in
          "what \(id) meets waits for up to \(Phrase.count(within + steps, "day")) instead of "
            + "\(within)"
        },
        value: { "\(within + $0) d" })
    case .crew:
      return Knob(
        path: fact.path, most: element.crew, unit: element.crew,
        turn: { steps, campaign in campaign.change(id) { $0.crew = element.crew - steps } },
        text: { "\(id) needs a crew of \(element.crew - $0) instead of \(element.crew)" },
        value: { "\(element.crew - $0)" })
    case .consumes(_, let resource), .provides(_, let resource):
      return resourceKnob(for: fact, of: element, resource)
    case .draws(_, let store):
      guard let number = element.draws.firstIndex(where: { $0.store == store }) else { return nil }
      let amount = element.draws[number].amount
      return Knob(
        path: fact.path, most: amount.thousandths, unit: amount.thousandths,
        turn: { steps, campaign in
          campaign.change(id) {
            $0.draws[number].amount = Mass(thousandths: amount.thousandths - steps)
          }
        },
        text: { steps in
          "\(id) draws \(Mass(thousandths: amount.thousandths - steps)) kg of \(store) a day "
            + "instead of \(amount)"
        },
        value: { "\(Mass(thousandths: amount.thousandths - $0)) kg" })
    default: return nil
    }
  }

  /// The mass of an element.
  func massKnob(of element: Element) -> Knob {
    let (id, mass) = (element.id, element.mass)
    return Knob(
      path: ManifestPath("elements", id.text, "mass"), most: max(0, mass.thousandths - 1),
      unit: mass.thousandths, grain: massGrain,
      turn: { steps, campaign in
        campaign.change(id) { $0.mass = Mass(thousandths: mass.thousandths - steps) }
      },
      need: { plan in
        guard let flight = plan.flight(of: id), let steps = plan.massTaken(off: element),
          let vehicle = plan.campaign.vehicles.first(where: { $0.id == flight.vehicle }),
          let capacity = vehicle.route(to: flight.node)?.capacity
        else { return nil }
        return max(0, steps - (capacity - plan.mass(of: flight)).thousandths)
      },
      text: { steps in
        "\(id) has \(Phrase.mass(Mass(thousandths: mass.thousandths - steps))), "
          + "\(Phrase.mass(Mass(thousandths: steps))) less"
      },
      value: { "\(Mass(thousandths: mass.thousandths - $0)) kg" })
  }

  private func dateKnob(for fact: Fact, of element: Element) -> Knob? {
    let (id, start, end) = (element.id, start, end)
    if case .ready = fact.statement {
      guard let ready = element.ready, ready > start else { return nil }
      return Knob(
        path: fact.path, most: ready - start, unit: 365,
        turn: { steps, campaign in campaign.change(id) { $0.ready = ready - steps } },
        need: { plan in plan.flight(of: id).map { ready - $0.launch } },
        text: { "\(id) is ready on \(ready - $0), \(Phrase.earlier($0, than: ready))" },
        value: { "\(ready - $0)" })
    }
    guard let deadline = element.deadline, deadline < end else { return nil }
    return Knob(
      path: fact.path, most: end - deadline, unit: 365,
      turn: { steps, campaign in campaign.change(id) { $0.deadline = deadline + steps } },
      need: { plan in plan.operational(id).map { $0 - deadline } },
      text: {
        "\(id) has its deadline on \(deadline + $0), \(Phrase.later($0, than: deadline))"
      },
      value: { "\(deadline + $0)" })
  }

  private func waitKnob(for fact: Fact, of element: Element, after index: Int) -> Knob? {
    let (id, entry) = (element.id, element.after[index])
    func wait(_ plan: PlanFigures) -> Int? {
      guard let arrival = plan.arrival(of: id), let before = plan.operational(entry.element) else {
        return nil
      }
      return arrival - before
    }
    if case .within = fact.statement {
      let within = entry.within ?? 0
      return Knob(
        path: fact.path, most: max(0, end - start - within), unit: 365,
        turn: { steps, campaign in
          campaign.change(id) { $0.after[index].within = within + steps }
        },
        need: { wait($0).map { $0 - within } },
        text: { steps in
          "\(id) arrives within \(Phrase.count(within + steps, "day")) after \(entry.element), "
            + "not \(within)"
        },
        value: { "\(within + $0) d" })
    }
    guard entry.lag > 0 else { return nil }
    return Knob(
      path: fact.path.appending("lag"), most: entry.lag, unit: 365,
      turn: { steps, campaign in campaign.change(id) { $0.after[index].lag = entry.lag - steps } },
      need: { wait($0).map { entry.lag - $0 } },
      text: { steps in
        "\(id) arrives \(Phrase.count(entry.lag - steps, "day")) or more after \(entry.element), "
          + "not \(entry.lag)"
      },
      value: { "\(entry.lag - $0) d" })
  }

  private func resourceKnob(for fact: Fact, of element: Element, _ resource: Resource.ID) -> Knob? {
    let id = element.id
    if case .provides = fact.statement {
      guard let number = element.provides.firstIndex(where: { $0.resource == resource }) else {
        return nil
      }
      let amount = element.provides[number].amount
      return Knob(
        path: fact.path, most: consumption(of: resource).thousandths,
        unit: max(1, amount.thousandths), grain: grain(of: resource),
        turn: { steps, campaign in
          campaign.change(id) {
            $0.provides[number].amount = Amount(thousandths: amount.thousandths + steps)
          }
        },
        text: { steps in
          let more = Amount(thousandths: amount.thousandths + steps)
          return "\(id) provides \(Phrase.amount(more, of: resource)) instead of \(amount)"
        },
        value: { Phrase.value(Amount(thousandths: amount.thousandths + $0), of: resource) })
    }
    guard let number = element.consumes.firstIndex(where: { $0.resource == resource }) else {
      return nil
    }
    let amount = element.consumes[number].amount
    return Knob(
      path: fact.path, most: amount.thousandths, unit: amount.thousandths,
      grain: grain(of: resource),
      turn: { steps, campaign in
        campaign.change(id) {
          $0.consumes[number].amount = Amount(thousandths: amount.thousandths - steps)
        }
      },
      text: { steps in
        let less = Amount(thousandths: amount.thousandths - steps)
        return "\(id) consumes \(Phrase.amount(less, of: resource)) instead of \(amount)"
      },
      value: { Phrase.value(Amount(thousandths: amount.thousandths - $0), of: resource) })
  }
}

extension PlanFigures {
  /// How much lighter an element is in the plan's campaign than it was.
  func massTaken(off element: Element) -> Int? {
    campaign.elements.first { $0.id == element.id }
      .map { element.mass.thousandths - $0.mass.thousandths }
  }
}

extension Phrase {
  /// An amount of a resource as a manifest writes it.
  static func value(_ amount: Amount, of resource: Resource.ID) -> String {
    resource == "power" ? "\(amount) kW" : "\(amount)"
  }
}
