// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

extension Campaign {
  /// The number that a fact about a vehicle states.
  func vehicleKnob(for fact: Fact) -> Knob? {
    guard let id = fact.vehicle, let vehicle = vehicles.first(where: { $0.id == id }) else {
      return nil
    }
    switch fact.statement {
    case .availableFrom, .availableUntil, .grounding: return dateKnob(for: fact, of: vehicle)
    case .turnaround:
      return Knob(
        path: fact.path, most: vehicle.turnaround, unit: vehicle.turnaround,
        turn: { steps, campaign in
          campaign.change(id) { $0.turnaround = vehicle.turnaround - steps }
        },
        need: { plan in plan.leastGap { $0.vehicle == id }.map { vehicle.turnaround - $0 } },
        text: { steps in
          "launches of \(id) are \(Phrase.count(vehicle.turnaround - steps, "day")) apart instead "
            + "of \(vehicle.turnaround)"
        },
        value: { "\(vehicle.turnaround - $0) d" })
    case .flights:
      let most = vehicle.flights ?? 0
      return Knob(
        path: fact.path, most: elements.count, unit: max(1, most),
        turn: { steps, campaign in campaign.change(id) { $0.flights = most + steps } },
        need: { plan in plan.flights.count { $0.vehicle == id } - most },
        text: { "\(id) makes \(Phrase.count(most + $0, "flight")) instead of \(most)" },
        value: { "\(most + $0)" })
    case .perYear:
      let most = vehicle.perYear ?? 0
      return Knob(
        path: fact.path, most: elements.count, unit: max(1, most),
        turn: { steps, campaign in campaign.change(id) { $0.perYear = most + steps } },
        need: { $0.mostInYear(of: id) - most },
        text: {
          "\(id) makes up to \(Phrase.count(most + $0, "flight")) a year instead of \(most)"
        },
        value: { "\(most + $0)" })
    case .slots:
      let most = vehicle.slots ?? 0
      return Knob(
        path: fact.path, most: elements.count, unit: max(1, most),
        turn: { steps, campaign in campaign.change(id) { $0.slots = most + steps } },
        need: { plan in plan.new(of: id).map { $0.elements.count - most }.max() },
        text: {
          "\(id) takes \(Phrase.count(most + $0, "element")) on a flight instead of \(most)"
        },
        value: { "\(most + $0)" })
    case .capacity(_, let node): return capacityKnob(for: fact, of: vehicle, to: node)
    default: return nil
    }
  }

  private func capacityKnob(for fact: Fact, of vehicle: Vehicle, to node: Node.ID) -> Knob? {
    guard let number = vehicle.routes.firstIndex(where: { $0.node == node }) else { return nil }
    let capacity = vehicle.routes[number].capacity
    let all = elements.reduce(0) { $0 + $1.mass.thousandths }
    return Knob(
      path: fact.path, most: max(0, all - capacity.thousandths),
      unit: max(1, capacity.thousandths), grain: massGrain,
      turn: { steps, campaign in
        campaign.change(vehicle.id) {
          $0.routes[number].capacity = Mass(thousandths: capacity.thousandths + steps)
        }
      },
      need: { plan in
        plan.new(of: vehicle.id).filter { $0.node == node }
          .map { plan.mass(of: $0).thousandths - capacity.thousandths }.max()
      },
      text: { steps in
        let lift = Phrase.mass(Mass(thousandths: capacity.thousandths + steps))
        return "\(vehicle.id) lifts \(lift) to \(node), "
          + "\(Phrase.mass(Mass(thousandths: steps))) more"
      },
      value: { "\(Mass(thousandths: capacity.thousandths + $0)) kg" })
  }

  private func dateKnob(for fact: Fact, of vehicle: Vehicle) -> Knob? {
    let (id, start, end) = (vehicle.id, start, end)
    switch fact.statement {
    case .availableFrom:
      guard let from = vehicle.availableFrom, from > start else { return nil }
      return Knob(
        path: fact.path, most: from - start, unit: 365,
        turn: { steps, campaign in campaign.change(id) { $0.availableFrom = from - steps } },
        need: { plan in plan.new(of: id).map { from - $0.launch }.max() },
        text: { "\(id) is available from \(from - $0), \(Phrase.earlier($0, than: from))" },
        value: { "\(from - $0)" })
    case .availableUntil:
      guard let until = vehicle.availableUntil, until < end else { return nil }
      return Knob(
        path: fact.path, most: end - until, unit: 365,
        turn: { steps, campaign in campaign.change(id) { $0.availableUntil = until + steps } },
        need: { plan in plan.new(of: id).map { $0.launch - until }.max() },
        text: { "\(id) is available until \(until + $0), \(Phrase.later($0, than: until))" },
        value: { "\(until + $0)" })
    case .grounding(_, let index):
      let span = vehicle.grounded[index].span
      let (first, last) = (max(span.lowerBound, start), span.upperBound)
      guard first <= last else { return nil }
      return Knob(
        path: fact.path.appending("until"), most: last - first + 1, unit: 365,
        turn: { steps, campaign in
          campaign.change(id) { vehicle in
            if last - steps < vehicle.grounded[index].span.lowerBound {
              // Of no days at all, though still in the list, so that positions hold.
              vehicle.grounded[index].span = (start - 1)...(start - 1)
            } else {
              vehicle.grounded[index].span =
                vehicle.grounded[index].span.lowerBound...(last - steps)
            }
          }
        },
        need: { plan in
          plan.new(of: id).filter { span.contains($0.launch) }.map { last - $0.launch + 1 }.max()
        },
        text: { steps in
          last - steps < span.lowerBound
            ? "\(id) is not grounded from \(span.lowerBound) to \(last)"
            : "\(id) is grounded until \(last - steps), \(Phrase.earlier(steps, than: last))"
        },
        value: { last - $0 < span.lowerBound ? nil : "\(last - $0)" })
    default: return nil
    }
  }
}
