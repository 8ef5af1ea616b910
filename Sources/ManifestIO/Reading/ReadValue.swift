// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A value of the manifest that has been checked against its form.
struct ReadValue: Sendable {
  /// Where it stands.
  var place: Place
  var content: Content

  /// What a value is; indirect because the optimizer of Swift 6.3.1 aborts on the direct layout
  /// (CopyPropagation: "found outside of lifetime use").
  indirect enum Content: Sendable {
    /// Text, a name, a word, an identifier or a port.
    case text(String)
    case date(Day)
    case flag(Bool)
    /// A number or a quantity in thousandths of its base unit, and whether it had a unit.
    case thousandths(Int, hasUnit: Bool)
    /// A bare number in millionths.
    case millionths(Int)
    case delay(Delay)
    case shift(Shift)
    case capacity(Change.CapacityChange)
    /// What has no form.
    case node(SourceNode)
    case list([ReadValue])
    case table([Entry])
    case record(ReadRecord)
    /// Something of another form; the problem is reported.
    case invalid
  }

  /// A number of days, or a multiple of a lead time, in thousandths.
  enum Shift: Hashable, Sendable {
    case days(Int)
    case leads(Int)
  }

  /// An entry of a table; a key that is a value of a quantity is kept in whole base units.
  struct Entry: Sendable {
    var key: String
    var place: Place
    var value: ReadValue
  }
}

/// A mapping that has been checked against its form.
struct ReadRecord: Sendable {
  let form: Record
  /// Where it stands: its key, or itself in a list.
  let place: Place
  /// By key; at most as many as the form has keys, so that looking through them is quickest.
  fileprivate var values: [ReadValue.Entry] = []

  init(form: Record, place: Place) {
    self.form = form
    self.place = place
  }

  mutating func set(_ entry: ReadValue.Entry) {
    values.append(entry)
  }

  /// The value of a key of the form; nil when it is absent.
  subscript(key: String) -> ReadValue? {
    precondition(form.field(key) != nil, "\(form.title) has no key \(key)")
    return entry(key)?.value
  }

  /// Where a key stands; the record's own place when it is absent.
  func place(of key: String) -> Place { entry(key)?.place ?? place }

  /// Whether a key is given.
  func has(_ key: String) -> Bool { entry(key) != nil }

  private func entry(_ key: String) -> ReadValue.Entry? { values.first { $0.key == key } }
}

extension ReadRecord {
  /// The keys that are given and their values, in file order.
  var entries: [ReadValue.Entry] { values }

  // Nil where the key is absent or its value has the wrong form.

  func text(_ key: String) -> String? { self[key]?.text }

  func date(_ key: String) -> Day? { self[key]?.date }

  func flag(_ key: String) -> Bool? {
    if case .flag(let value)? = self[key]?.content { value } else { nil }
  }

  func thousandths(_ key: String) -> Int? { self[key]?.thousandths }

  /// A whole number, or a quantity in whole base units.
  func whole(_ key: String) -> Int? { self[key]?.whole }

  /// A bare number that may have six decimals.
  func real(_ key: String) -> Double? { self[key]?.real }

  func list(_ key: String) -> [ReadValue]? { self[key]?.list }

  func table(_ key: String) -> [ReadValue.Entry] {
    if case .table(let entries)? = self[key]?.content { entries } else { [] }
  }

  func record(_ key: String) -> ReadRecord? { self[key]?.record }
}

extension ReadValue {
  var text: String? { if case .text(let value) = content { value } else { nil } }

  var date: Day? { if case .date(let value) = content { value } else { nil } }

  var thousandths: Int? { if case .thousandths(let value, _) = content { value } else { nil } }

  var whole: Int? { thousandths.map { $0 / 1000 } }

  var list: [ReadValue]? { if case .list(let values) = content { values } else { nil } }

  var table: [Entry]? { if case .table(let entries) = content { entries } else { nil } }

  /// A bare number that may have six decimals.
  var real: Double? {
    if case .millionths(let value) = content { Double(value) / 1_000_000 } else { nil }
  }

  var shift: Shift? { if case .shift(let shift) = content { shift } else { nil } }

  var delay: Delay? { if case .delay(let delay) = content { delay } else { nil } }

  var capacity: Change.CapacityChange? {
    if case .capacity(let change) = content { change } else { nil }
  }

  var record: ReadRecord? { if case .record(let value) = content { value } else { nil } }
}
