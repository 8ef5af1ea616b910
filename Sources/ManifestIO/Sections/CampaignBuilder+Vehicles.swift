// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  mutating func pads() -> [Pad] {
    root.table("pads").map { entry in
      let record = entry.value.record
      return Pad(
        id: Pad.ID(entry.key), note: note(record), turnaround: record?.whole("turnaround") ?? 0,
        uncertainty: record.flatMap { uncertainty(ofPad: $0) })
    }
  }

  mutating func vehicles() -> [Vehicle] {
    root.table("vehicles").compactMap { entry in
      entry.value.record.map { vehicle(entry.key, $0) }
    }
  }

  private mutating func vehicle(_ id: String, _ record: ReadRecord) -> Vehicle {
    let (from, until) = availability(record)
    return Vehicle(
      id: Vehicle.ID(id), note: note(record), agency: record.text("agency"),
      tags: record.texts("tags"), pads: record.ids("pads") ?? [], windows: windows(of: record),
      availableFrom: from,
      availableUntil: until, grounded: grounded(record),
      turnaround: record.whole("turnaround") ?? 0, flights: record.whole("flights"),
      perYear: record.whole("perYear"), slots: record.whole("slots"), routes: routes(record),
      fairing: record.record("fairing").map {
        Vehicle.Fairing(diameter: $0.amount("diameter"), length: $0.amount("length"))
      },
      cost: record.amount("cost") ?? .zero,
      uncertainty: uncertainty(ofVehicle: record, availableFrom: from))
  }

  private func windows(of record: ReadRecord) -> [LaunchWindows.ID]? {
    record.text("windows").map { [LaunchWindows.ID($0)] } ?? record.ids("windows")
  }

  private mutating func availability(_ record: ReadRecord) -> (Day?, Day?) {
    if let day = record.date("available") { return (day, nil) }
    guard let span = record.record("available") else { return (nil, nil) }
    checkOrder(span, "from", "until")
    return (span.date("from"), span.date("until"))
  }

  private mutating func grounded(_ record: ReadRecord) -> [Vehicle.Grounding] {
    (record.list("grounded") ?? []).compactMap { value in
      guard let entry = value.record, checkOrder(entry, "from", "until"),
        let from = entry.date("from"), let until = entry.date("until")
      else { return nil }
      return Vehicle.Grounding(span: from...until, why: entry.text("why"))
    }
  }

  private mutating func routes(_ record: ReadRecord) -> [Vehicle.Route] {
    let capacities = record.table("capacity")
    let transits = record.table("transit")
    let reached = Set(capacities.map(\.key))
    if !capacities.isEmpty {
      for entry in transits where !reached.contains(entry.key) {
        let nearest = reader.problems.nearest(to: entry.key, among: capacities.map(\.key))
        report(
          .transitWithoutCapacity, at: entry.place,
          "there is a transit to \(entry.key.quoted), but no capacity",
          help: nearest.map { "did you mean '\($0)'?" } ?? "add the node to 'capacity'")
      }
    }
    let days = Dictionary(
      transits.map { ($0.key, $0.value.whole ?? 0) }, uniquingKeysWith: { first, _ in first })
    return capacities.map { entry in
      Vehicle.Route(
        node: Node.ID(entry.key), capacity: Mass(thousandths: entry.value.thousandths ?? 0),
        transit: days[entry.key] ?? 0)
    }
  }

  /// Reports a last day before its first day; whether the two are in order.
  @discardableResult
  mutating func checkOrder(_ record: ReadRecord, _ first: String, _ last: String) -> Bool {
    reader.checkOrder(record, first, last)
  }
}
