// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  mutating func elements(node: Node.ID) -> [Element] {
    let entries = root.table("elements")
    let ports = PortTable(elements: entries)
    var kinds = [String: (hasUnit: Bool, place: Place)]()
    return entries.compactMap { entry in
      guard let record = entry.value.record else { return nil }
      var element = element(entry.key, record, node: node)
      element.provides = amounts(record, "provides", &kinds)
      element.consumes = amounts(record, "consumes", &kinds)
      element.docks = docking(record, of: entry.key, among: ports)
      return element
    }
  }

  private mutating func element(_ id: String, _ record: ReadRecord, node: Node.ID) -> Element {
    let isOptional = record.flag("optional") ?? false
    if record["value"] != nil, record["optional"] == nil || record.flag("optional") == false {
      report(
        .noEffect, at: record.place(of: "value"),
        "'value' has no effect: \(id) is not optional",
        help: "add 'optional: true', or remove 'value'", severity: .warning)
    }
    return Element(
      id: Element.ID(id), note: note(record), agency: record.text("agency"),
      node: record.text("node").map(Node.ID.init(_:)) ?? node,
      mass: record.amount("mass") ?? .zero, diameter: record.amount("diameter"),
      length: record.amount("length"), ready: record.date("ready"),
      vehicles: record.ids("vehicles"), after: precedences(record),
      commissioning: record.whole("commissioning") ?? 0,
      weight: record.amount("weight") ?? Amount(1), due: record.date("due"),
      deadline: record.date("deadline"),
      ports: record.table("ports").map { Port(id: Port.ID($0.key), standard: $0.value.text ?? "") },
      crew: record.whole("crew") ?? 0, stay: record.whole("stay"),
      delivers: storeAmounts(record, "delivers"), draws: storeAmounts(record, "draws"),
      isOptional: isOptional, value: record.amount("value") ?? .zero)
  }

  private mutating func precedences(_ record: ReadRecord) -> [Precedence] {
    var seen = Set<String>()
    return (record.list("after") ?? []).compactMap { value in
      guard let id = value.text ?? value.record?.text("element") else { return nil }
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
      return Precedence(Element.ID(id), lag: lag, within: within)
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
