// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// What the identifiers of elements stand for: one element, or a series of them.
struct ElementNames {
  /// How many elements an entry of `elements` is; nil for those that are no series.
  private var counts: [String: Int] = [:]
  /// The record of each entry of `elements`.
  private(set) var records: [String: ReadRecord] = [:]
  /// The elements of each choice.
  private(set) var choices: [String: [String]] = [:]

  init(_ root: ReadRecord) {
    for entry in root.table("elements") {
      records[entry.key] = entry.value.record
      // A count that could not be read is reported; that its members exist hides no other problem.
      if entry.value.record?.has("repeat") == true {
        counts[entry.key] =
          entry.value.record?.record("repeat")?.whole("count") ?? Limits.series
      }
    }
    for entry in root.table("choices") {
      choices[entry.key] = entry.value.record?.list("oneOf")?.compactMap(\.text) ?? []
    }
  }

  /// Takes a series for a single element, because there are too many.
  mutating func forgetSeries(_ key: String) { counts[key] = nil }

  /// How many elements a series has; nil when no series has that identifier.
  func count(ofSeries id: String) -> Int? { counts[id] }

  /// Whether there is an entry or a member of a series with that identifier.
  func contains(_ id: String) -> Bool { records[id] != nil || series(of: id) != nil }

  /// The elements that an identifier stands for.
  func members(_ id: String) -> [Element.ID] {
    guard let count = counts[id] else { return [Element.ID(id)] }
    return (1...count).map { Self.member($0, of: id) }
  }

  /// The last of the elements that an identifier stands for.
  func last(_ id: String) -> Element.ID {
    counts[id].map { Self.member($0, of: id) } ?? Element.ID(id)
  }

  /// The entry of `elements` that an element comes from.
  func entry(of id: String) -> String? {
    records[id] != nil && counts[id] == nil ? id : series(of: id)
  }

  /// The series that has a member with that identifier.
  func series(of id: String) -> String? {
    guard let dash = id.lastIndex(of: "-") else { return nil }
    let series = String(id[..<dash])
    guard let count = counts[series], let number = Int(id[id.index(after: dash)...]),
      (1...count).contains(number), Self.member(number, of: series).text == id
    else { return nil }
    return series
  }

  static func member(_ number: Int, of series: String) -> Element.ID {
    Element.ID("\(series)-\(number)")
  }
}

extension CampaignBuilder {
  /// The elements that a list names, those of a series one by one.
  mutating func elementIDs(_ values: [ReadValue]) -> [Element.ID] {
    var seen = Set<Element.ID>()
    var words = Set<String>()
    return values.flatMap { value -> [Element.ID] in
      guard let text = value.text, count(names.count(ofSeries: text) ?? 1, at: value.place) else {
        return []
      }
      let members = names.members(text)
      // The same word twice is reported as an entry of the list.
      if words.insert(text).inserted, let twice = members.first(where: seen.contains) {
        report(
          .duplicateItem, at: value.place, "\(twice.text.quoted) is already in the list",
          help: "list it once; a series stands for all its members")
      }
      seen.formUnion(members)
      return members
    }
  }

  /// The element that a value names; a series is reported, for it is not one element.
  mutating func elementID(_ value: ReadValue) -> Element.ID? {
    guard let text = value.text else { return nil }
    guard let count = names.count(ofSeries: text) else { return Element.ID(text) }
    reportSeries(text, of: count, at: value.place)
    return nil
  }

  mutating func reportSeries(_ id: String, of count: Int, at place: Place, suffix: String = "") {
    let first = "\(ElementNames.member(1, of: id))\(suffix)"
    let last = "\(ElementNames.member(count, of: id))\(suffix)"
    report(
      .wholeSeries, at: place, "\(id) is a series, but one element is meant here",
      help: count == 1 ? "name it '\(first)'" : "name one of them, '\(first)' to '\(last)'")
  }

  /// Counts names that lists stand for; false when they are too many, which is reported once.
  mutating func count(_ more: Int, at place: Place) -> Bool {
    let isFirst = namesCounted <= Limits.names
    if isFirst { namesCounted += more }
    guard namesCounted > Limits.names else { return true }
    if isFirst {
      report(
        .tooManyElements, at: place,
        "the lists stand for more than \(Limits.names) elements, those of series and choices counted",
        help: "name single elements, or fewer series and choices")
    }
    return false
  }
}
