// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension ChangeTextReader {
  /// A delay of a vehicle or an element, or a range of them.
  mutating func delay(_ name: Part, _ value: Part) -> ChangeText.Meaning? {
    let subject = form.subject(name.text, at: name.place, in: campaign)
    guard value.text.contains("..") || value.text.contains("/") else {
      let delay = form.delay(value.text, at: value.place)
      guard let subject, let delay else { return nil }
      return .change(subject.delayed(by: delay))
    }
    let range = delayRange(value)
    guard let subject, let range else { return nil }
    return .axis(Sweep.Axis(subject, range))
  }

  /// A range, `0d..720d/30d`.
  private mutating func delayRange(_ value: Part) -> DelayRange? {
    let (span, step) = split(value, at: "/")
    let ends = span.map { split($0, at: "..") }
    guard let from = ends?.first else {
      report(.invalidChange, at: value.place, "the range \(value.text.quoted) has no beginning")
      return nil
    }
    guard let to = ends?.second ?? nil else {
      report(.invalidChange, at: value.place, "the range \(value.text.quoted) has no end")
      return nil
    }
    guard let step = step ?? nil else {
      report(.invalidChange, at: value.place, "the range \(value.text.quoted) has no step")
      return nil
    }
    let values = [from, to, step].map { part in form.delay(part.text, at: part.place) }
    guard let first = values[0], let last = values[1], let each = values[2] else { return nil }
    return form.range(
      from: (first, from.place), to: (last, to.place), step: (each, step.place))
  }
}

extension FormReader {
  /// The vehicle or element that has a name.
  mutating func subject(
    _ id: String, at place: Place, in campaign: Campaign
  ) -> Sweep.Subject? {
    let vehicles = campaign.vehicles.map(\.id.text)
    let elements = campaign.elements.map(\.id.text)
    switch (vehicles.contains(id), elements.contains(id)) {
    case (true, false): return .vehicle(Vehicle.ID(id))
    case (false, true): return .element(Element.ID(id))
    case (true, true):
      problems.add(
        .ambiguousName, at: place,
        "\(id.quoted) is both a vehicle and an element",
        help:
          "rename one of them in the manifest, or use --set with 'vehicles.\(id).available' "
          + "or 'elements.\(id).ready'")
    case (false, false):
      guard checkID(id, at: place) else { return nil }
      let nearest = problems.nearest(to: id, among: vehicles + elements)
      problems.add(
        .unknownReference, at: place, "there is no vehicle or element \(id.quoted)",
        help: nearest.map { "did you mean '\($0)'?" } ?? "name one of the manifest")
    }
    return nil
  }

  /// A range of delays, unless its parts do not make one.
  mutating func range(
    from: (delay: Delay, place: Place), to: (delay: Delay, place: Place),
    step: (delay: Delay, place: Place)
  ) -> DelayRange? {
    let counts = [from, to, step].map { $0.delay.count }
    let units = Set(counts.compactMap { $0.unit })
    guard units.count <= 1 else {
      problems.add(
        .mixedUnits, at: step.place, "the range counts days in one place and months in another",
        help: "write all of it in 'd' and 'w', or all in 'mo' and 'y'")
      return nil
    }
    guard counts[2].number > 0 else {
      problems.add(
        .outOfRange, at: step.place, "the step of a range cannot be nothing",
        help: "the least is 1 \(units.first == .months ? "mo" : "d")")
      return nil
    }
    guard counts[0].number <= counts[1].number else {
      problems.add(
        .outOfRange, at: to.place, "the range ends at \(to.delay), before it begins",
        help: "exchange the two delays")
      return nil
    }
    let range = DelayRange(
      units.first ?? .days, from: counts[0].number, to: counts[1].number, step: counts[2].number)
    guard range.count <= Self.mostDelays else {
      problems.add(
        .outOfRange, at: step.place,
        "the range has \(range.count) delays; the most is \(Self.mostDelays)",
        help: "take longer steps")
      return nil
    }
    return range
  }

  private static let mostDelays = 10_000
}

extension Delay {
  /// What is counted, and how many; no delay at all is of any unit.
  fileprivate var count: (number: Int, unit: DelayRange.Unit?) {
    switch self {
    case .days(let days): (days, days == 0 ? nil : .days)
    case .months(let months): (months, months == 0 ? nil : .months)
    }
  }
}
