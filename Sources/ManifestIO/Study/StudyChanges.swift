// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// The changes that a scenario or a sweep of a study states, in file order.
struct StudyChanges {
  /// The changes but for ranges of delays, each with its place.
  private(set) var all: [(statement: Statement, place: Place)] = []
  /// The ranges of delays.
  private var ranges: [(id: String, range: ReadRecord, place: Place)] = []

  /// What a key of a scenario says of one thing.
  enum Statement {
    case delay(String, Delay)
    case change(Change)
  }

  init(_ record: ReadRecord) {
    for entry in record.entries {
      switch entry.key {
      case "delay": for item in entry.value.table ?? [] { add(delay: item) }
      case "ground": for item in entry.value.table ?? [] { add(grounding: item) }
      case "lose": add(entry.value) { .lose(flight: $0) }
      case "cancel": add(entry.value) { .cancel(Vehicle.ID($0)) }
      case "drop": add(entry.value) { .drop(Element.ID($0)) }
      case "capacity": for item in entry.value.table ?? [] { add(capacity: item) }
      case "addWindow": for item in entry.value.table ?? [] { add(window: item) }
      default: break
      }
    }
  }

  /// The changes in a campaign; reports those that it does not admit, but for lost flights, which
  /// the baseline decides.
  func made(in campaign: Campaign, _ reader: inout FormReader) -> [Change] {
    all.compactMap { statement, place in
      let change: Change
      switch statement {
      case .delay(let id, let delay):
        guard let subject = reader.subject(id, at: place, in: campaign) else { return nil }
        change = subject.delayed(by: delay)
      case .change(.lose(let flight)): return .lose(flight: flight)
      case .change(let stated): change = stated
      }
      do throws(ChangeError) {
        _ = try campaign.applying(Scenario(name: "", changes: [change]), baseline: [])
      } catch {
        reader.problems.add(error.code, at: place, error.message, help: error.help)
      }
      return change
    }
  }

  /// The ranges of delays in a campaign; reports names that it does not have.
  func axes(in campaign: Campaign, _ reader: inout FormReader) -> [Sweep.Axis] {
    ranges.compactMap { id, record, place in
      guard let subject = reader.subject(id, at: place, in: campaign),
        let range = reader.delayRange(of: record)
      else { return nil }
      return Sweep.Axis(subject, range)
    }
  }

  // MARK: -

  private mutating func add(delay item: ReadValue.Entry) {
    if let delay = item.value.delay {
      all.append((.delay(item.key, delay), item.place))
    } else if let record = item.value.record {
      ranges.append((item.key, record, item.place))
    }
  }

  private mutating func add(grounding item: ReadValue.Entry) {
    let id = Vehicle.ID(item.key)
    for (value, place) in Self.values(item) {
      guard let record = value.record, let from = record.date("from"),
        let until = record.date("until"), from <= until
      else { continue }
      all.append((.change(.ground(id, from...until, why: record.text("why"))), place))
    }
  }

  private mutating func add(capacity item: ReadValue.Entry) {
    let id = Vehicle.ID(item.key)
    if let change = item.value.capacity {
      all.append((.change(.capacity(id, node: nil, change)), item.place))
    }
    for entry in item.value.table ?? [] {
      guard let change = entry.value.capacity else { continue }
      all.append((.change(.capacity(id, node: Node.ID(entry.key), change)), entry.place))
    }
  }

  private mutating func add(window item: ReadValue.Entry) {
    let id = LaunchWindows.ID(item.key)
    for (value, place) in Self.values(item) {
      if let day = value.date { all.append((.change(.addWindow(id, day...day)), place)) }
      guard let record = value.record, let open = record.date("open"),
        let close = record.date("close"), open <= close
      else { continue }
      all.append((.change(.addWindow(id, open...close)), place))
    }
  }

  private mutating func add(_ list: ReadValue, _ change: (String) -> Change) {
    for item in list.list ?? [] {
      guard let text = item.text else { continue }
      all.append((.change(change(text)), item.place))
    }
  }

  /// A value, or those of a list.
  private static func values(_ item: ReadValue.Entry) -> [(ReadValue, Place)] {
    item.value.list.map { $0.map { ($0, $0.place) } } ?? [(item.value, item.place)]
  }
}

extension FormReader {
  /// A range of delays, unless its parts do not make one, which is reported.
  mutating func delayRange(of record: ReadRecord) -> DelayRange? {
    guard let from = record["from"], let to = record["to"], let step = record["step"],
      let first = from.delay, let last = to.delay, let each = step.delay
    else { return nil }
    return range(from: (first, from.place), to: (last, to.place), step: (each, step.place))
  }
}
