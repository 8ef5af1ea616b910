// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Where an element stands in the manifest.
struct ElementOrigin: Sendable {
  /// Its entry of `elements`.
  var key: String
  /// The entry of `after` that each of its precedences comes from; nil for the one of a series.
  var after: [Int?]
}

extension CampaignBuilder {
  /// Makes the members of series known to references, and reports those that exist already.
  mutating func nameSeries() {
    var total = root.table("elements").count
    for entry in root.table("elements") {
      guard let count = names.count(ofSeries: entry.key) else { continue }
      guard total + count - 1 <= Limits.elements else {
        report(
          .tooManyElements, at: entry.value.record?.place(of: "repeat") ?? entry.place,
          "there are more than \(Limits.elements) elements, those of series counted",
          help: "repeat fewer")
        for entry in root.table("elements") { names.forgetSeries(entry.key) }
        return
      }
      total += count - 1
      reader.series[entry.key] = count
      reader.defined[.elements, default: []] += names.members(entry.key).map(\.text)
    }
    for entry in root.table("elements") {
      guard let series = names.series(of: entry.key) else { continue }
      let line = names.records[series]?.place(of: "repeat").line ?? entry.place.line
      report(
        .seriesClash, at: entry.place,
        "\(entry.key) is also a member of the series \(series) of line \(line)",
        help: "rename one of the two")
    }
  }

  /// The elements of an entry: the one given, or the series that begins with it.
  mutating func members(
    of key: String, _ record: ReadRecord, as element: Element, after indices: [Int?]
  ) -> [Element] {
    guard let count = names.count(ofSeries: key) else {
      if !indices.elementsEqual(indices.indices.map { Optional($0) }) {
        origins[key] = ElementOrigin(key: key, after: indices)
      }
      return [element]
    }
    let (every, within) = steps(record, commissioning: element.commissioning)
    return (1...count).map { number in
      var member = element
      member.id = ElementNames.member(number, of: key)
      if number > 1 {
        member.after = [
          Precedence(ElementNames.member(number - 1, of: key), lag: every, within: within)
        ]
      }
      origins[member.id.text] = ElementOrigin(key: key, after: number == 1 ? indices : [nil])
      return member
    }
  }

  /// The days from the operational day of one member of a series to the arrival of the next.
  private mutating func steps(
    _ record: ReadRecord, commissioning: Int
  ) -> (lag: Int, within: Int?) {
    guard let series = record.record("repeat"), let every = series.whole("every") else {
      return (0, nil)
    }
    if every < commissioning {
      report(
        .everyTooShort, at: series["every"]?.place ?? series.place,
        "the next one comes after \(every) d, but commissioning takes \(commissioning) d",
        help: "raise 'every': each is operational when the next arrives")
    }
    let within = series.whole("within")
    if let within, within < every {
      report(
        .withinBeforeLag, at: series["within"]?.place ?? series.place,
        "'within' is \(within) d, less than 'every', which is \(every) d",
        help: "the next one cannot come before 'every' has passed: raise 'within'")
    }
    return (max(0, every - commissioning), within.map { max(0, $0 - commissioning) })
  }
}
