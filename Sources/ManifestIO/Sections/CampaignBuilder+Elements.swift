// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  mutating func elements(node: Node.ID) -> [Element] {
    let entries = root.table("elements")
    let ports = PortTable(elements: entries, names: names, node: node)
    var kinds = [String: (hasUnit: Bool, place: Place)]()
    return entries.flatMap { entry -> [Element] in
      guard let record = entry.value.record else { return [] }
      var element = element(entry.key, record, node: node)
      element.provides = amounts(record, "provides", &kinds)
      element.consumes = amounts(record, "consumes", &kinds)
      element.docks = docking(record, of: entry.key, at: element.node, among: ports)
      let after = precedences(record)
      element.after = after.map(\.precedence)
      return members(of: entry.key, record, as: element, after: after.map(\.index))
    }
  }

  private mutating func element(_ id: String, _ record: ReadRecord, node: Node.ID) -> Element {
    if let stay = record.whole("stay"), let commissioning = record.whole("commissioning"),
      stay < commissioning
    {
      report(
        .stayTooShort, at: record["stay"]?.place ?? record.place,
        "\(id) leaves after \(stay) d, but its commissioning takes \(commissioning) d",
        help: "raise 'stay': an element leaves no earlier than it is operational")
    }
    return Element(
      id: Element.ID(id), note: note(record), agency: record.text("agency"),
      tags: record.texts("tags"), node: record.text("node").map(Node.ID.init(_:)) ?? node,
      transfer: transfer(record), mass: record.amount("mass") ?? .zero,
      diameter: record.amount("diameter"), length: record.amount("length"),
      ready: record.date("ready"), rebuild: record.whole("rebuild"),
      vehicles: record.ids("vehicles"),
      commissioning: record.whole("commissioning") ?? 0,
      weight: record.amount("weight") ?? Amount(1), due: record.date("due"),
      deadline: record.date("deadline"),
      ports: record.table("ports").map { Port(id: Port.ID($0.key), standard: $0.value.text ?? "") },
      crew: record.whole("crew") ?? 0, stay: record.whole("stay"),
      delivers: storeAmounts(record, "delivers"), draws: storeAmounts(record, "draws"),
      isOptional: record.flag("optional") ?? false, value: record.amount("value") ?? .zero,
      cost: record.amount("cost") ?? .zero, uncertainty: uncertainty(ofElement: record))
  }

  /// What an element is after, and the entry of the list that says so.
  private mutating func precedences(
    _ record: ReadRecord
  ) -> [(precedence: Precedence, index: Int?)] {
    var seen = Set<String>()
    return (record.list("after") ?? []).enumerated().flatMap {
      index, value -> [(precedence: Precedence, index: Int?)] in
      guard let id = value.text ?? value.record?.text("element") else { return [] }
      let place = value.record?["element"]?.place ?? value.place
      // Two plain entries are reported as entries of a list.
      if !seen.insert(id).inserted, value.record != nil {
        report(
          .duplicateItem, at: place, "\(id.quoted) is already in the list", help: "list it once")
      }
      let (lag, within) = (value.record?.whole("lag") ?? 0, value.record?.whole("within"))
      if let within, within < lag, let record = value.record {
        report(
          .withinBeforeLag, at: record["within"]?.place ?? place,
          "'within' is \(within) d, less than 'lag', which is \(lag) d",
          help: "an element cannot arrive before the lag has passed: raise 'within'")
      }
      guard !names.contains(id), names.count(ofSeries: id) == nil, let choice = names.choices[id]
      else {
        let ifFlown = value.record?.flag("ifFlown") ?? false
        return [(Precedence(names.last(id), lag: lag, within: within, ifFlown: ifFlown), index)]
      }
      guard count(choice.count, at: place) else { return [] }
      return choice.map {
        (Precedence(Element.ID($0), lag: lag, within: within, ifFlown: true), index)
      }
    }
  }

  /// The amounts of resources under a key; `kinds` says how each resource is written elsewhere.
  private mutating func amounts(
    _ record: ReadRecord, _ key: String, _ kinds: inout [String: (hasUnit: Bool, place: Place)]
  ) -> [ResourceAmount] {
    record.table(key).compactMap { entry in
      guard case .thousandths(let amount, let hasUnit) = entry.value.content else { return nil }
      checkUnit(entry, hasUnit: hasUnit, amount: amount, &kinds)
      return ResourceAmount(Resource.ID(entry.key), Amount(thousandths: amount))
    }
  }

  private mutating func checkUnit(
    _ entry: ReadValue.Entry, hasUnit: Bool, amount: Int,
    _ kinds: inout [String: (hasUnit: Bool, place: Place)]
  ) {
    if entry.key == "crew" {
      if hasUnit {
        report(
          .unexpectedUnit, at: entry.value.place, "crew is a number of people, without a unit",
          help: "write the number alone")
      } else if !amount.isMultiple(of: 1000) {
        report(
          .notWhole, at: entry.value.place, "crew is a whole number of people", help: "round it")
      } else if amount > Limits.people * 1000 {
        report(
          .outOfRange, at: entry.value.place, "no element provides so many people",
          help: "the most is \(Limits.people)")
      }
    } else if let first = kinds[entry.key] {
      guard first.hasUnit != hasUnit else { return }
      report(
        .mixedUnits, at: entry.value.place,
        "this amount of \(entry.key) has \(hasUnit ? "a" : "no") unit, but the one on line "
          + "\(first.place.line) has \(first.hasUnit ? "one" : "none")",
        help: "write all amounts of a resource alike: all with kW or W, or all without a unit")
    } else {
      kinds[entry.key] = (hasUnit, entry.value.place)
    }
  }

  private func storeAmounts(_ record: ReadRecord, _ key: String) -> [StoreAmount] {
    record.table(key).compactMap { entry in
      entry.value.thousandths.map {
        StoreAmount(Store.ID(entry.key), Mass(thousandths: $0))
      }
    }
  }
}
