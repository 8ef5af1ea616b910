// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// What a distribution may say where it stands.
struct DistributionContext {
  /// Whether days may be negative: something may be early.
  var isSigned = false
  /// The lead time in days; nil where there is none.
  var lead: Int?

  /// Days that something takes.
  static let duration = DistributionContext()
}

extension CampaignBuilder {
  /// The distribution under a key; nil without one.
  mutating func distribution(
    _ record: ReadRecord?, _ key: String, _ context: DistributionContext = .duration
  ) -> Distribution? {
    guard let value = record?[key] else { return nil }
    guard let record = value.record else {
      return days(value, context).map { Distribution(.constant($0)) }
    }
    let (least, most) = (limit(record, "least", context), limit(record, "most", context))
    if let least, let most, most < least {
      report(
        .notAscending, at: record.place(ofValue: "most"),
        "'most' is \(most) d, less than 'least', which is \(least) d", help: "exchange the two")
    }
    let none = record.real("none") ?? 0
    if none > 0 {
      checkNone(record, "least", least.flatMap { $0 > 0 ? $0 : nil }, "more")
      checkNone(record, "most", most.flatMap { $0 < 0 ? $0 : nil }, "less")
    }
    return shape(record, context).map { Distribution($0, none: none, least: least, most: most) }
  }

  /// Reports a limit that leaves out the 0 days that `none` stands for; nil is one that does not.
  private mutating func checkNone(
    _ record: ReadRecord, _ key: String, _ limit: Int?, _ comparison: String
  ) {
    guard let limit else { return }
    report(
      .outOfRange, at: record.place(ofValue: key),
      "'\(key)' is \(limit) d, \(comparison) than the 0 d that 'none' stands for",
      help: "remove '\(key)' or 'none'; with 'none', a family that has bounds of its own, such as "
        + "'uniform', keeps to them")
  }

  private mutating func shape(
    _ record: ReadRecord, _ context: DistributionContext
  ) -> Distribution.Shape? {
    guard let family = record.entries.first(where: { ManifestForm.families.contains($0.key) })
    else { return nil }
    let value = family.value
    switch family.key {
    case "uniform":
      return ascending(value, context).map {
        $0[0] == $0[1] ? .constant($0[0]) : .uniform($0[0], $0[1])
      }
    case "triangular":
      return ascending(value, context).map {
        $0[0] == $0[2] ? .constant($0[0]) : .triangular($0[0], $0[1], $0[2])
      }
    case "pert":
      return ascending(value, context).map {
        $0[0] == $0[2] ? .constant($0[0]) : .pert($0[0], $0[1], $0[2])
      }
    case "lognormal":
      guard let median = positive(value.record, "median", context),
        let sigma = value.record?.real("sigma")
      else { return nil }
      return median == 0 ? .constant(0) : .lognormal(median: median, sigma: sigma)
    case "weibull":
      guard let shape = value.record?.real("shape"),
        let scale = positive(value.record, "scale", context)
      else { return nil }
      return scale == 0 ? .constant(0) : .weibull(shape: shape, scale: scale)
    case "exponential":
      return positive(value.record, "mean", context).map {
        $0 == 0 ? .constant(0) : .exponential(mean: $0)
      }
    case "discrete": return discrete(family, context)
    default: return empirical(value, context)
    }
  }

  /// Days that ascend, each but the first no less than the one before it.
  private mutating func ascending(
    _ value: ReadValue, _ context: DistributionContext
  ) -> [Double]? {
    guard let list = value.list else { return nil }
    let days = list.map { self.days($0, context) }
    let read = days.compactMap(\.self)
    guard read.count == list.count else { return nil }
    for index in read.indices.dropFirst() where read[index] < read[index - 1] {
      report(
        .notAscending, at: list[index].place,
        "this is less than the \(read.count == 2 ? "least" : "number before it")",
        help: "write the numbers in ascending order: [\(Self.order(of: read.count))]")
      return nil
    }
    return read
  }

  private static func order(of count: Int) -> String {
    count == 2 ? "least, greatest" : "least, most likely, greatest"
  }

  /// Days that must be more than 0; they are 0 when they are a multiple of a lead time of 0.
  private mutating func positive(
    _ record: ReadRecord?, _ key: String, _ context: DistributionContext
  ) -> Double? {
    guard let value = record?[key], let shift = value.shift else { return nil }
    switch shift {
    case .days(...0), .leads(...0):
      report(
        .outOfRange, at: value.place, "'\(key)' is not more than 0",
        help: "a distribution of this family has days above 0 only; for none at all, write '0 d' "
          + "in its place")
      return nil
    default: return days(value, context)
    }
  }

  /// Days, or a multiple of a lead time in days.
  private mutating func days(_ value: ReadValue, _ context: DistributionContext) -> Double? {
    switch value.shift {
    case nil: return nil
    case .days(let thousandths)?:
      guard checkSign(thousandths, at: value.place, context) else { return nil }
      return Double(thousandths) / 1000
    case .leads(let thousandths)?:
      guard let lead = context.lead else {
        report(
          .noLead, at: value.place, "there is no lead time here",
          help: "only what an element's 'ready' or a vehicle's 'available' is delayed by has one: "
            + "write days")
        return nil
      }
      guard checkSign(thousandths, at: value.place, context) else { return nil }
      let days = Double(thousandths * lead) / 1000
      guard days.magnitude <= Double(Quantity.shift.most) else {
        report(
          .outOfRange, at: value.place, "this is more than \(Quantity.shift.most) d",
          help: "the lead time is \(lead) d")
        return nil
      }
      return days
    }
  }

  private mutating func limit(
    _ record: ReadRecord, _ key: String, _ context: DistributionContext
  ) -> Int? {
    guard let value = record[key], let thousandths = value.thousandths,
      checkSign(thousandths, at: value.place, context)
    else { return nil }
    return thousandths / 1000
  }

  /// Whether a number may have its sign; reports it if it may not.
  private mutating func checkSign(
    _ number: Int, at place: Place, _ context: DistributionContext
  ) -> Bool {
    guard number < 0, !context.isSigned else { return true }
    report(
      .outOfRange, at: place, "this number of days is negative",
      help: "only what is delayed can be early: what takes time takes 0 d or more")
    return false
  }

  private mutating func discrete(
    _ family: ReadValue.Entry, _ context: DistributionContext
  ) -> Distribution.Shape? {
    guard let table = family.value.table else { return nil }
    var weighted = [Distribution.Weighted]()
    for entry in table {
      guard let days = Int(entry.key), let weight = entry.value.real else { return nil }
      guard checkSign(days, at: entry.place, context) else { return nil }
      weighted.append(Distribution.Weighted(days, weight: weight))
    }
    guard !weighted.isEmpty else { return nil }
    guard weighted.contains(where: { $0.weight > 0 }) else {
      report(
        .noWeight, at: family.place, "all weights are 0", help: "give one of them a weight")
      return nil
    }
    return .discrete(weighted)
  }

  private mutating func empirical(
    _ value: ReadValue, _ context: DistributionContext
  ) -> Distribution.Shape? {
    let days: [Int]
    let place: Place
    if let list = value.list {
      place = value.place
      guard observe(list.count, at: place) else { return nil }
      for item in list {
        guard let thousandths = item.thousandths, checkSign(thousandths, at: item.place, context)
        else { return nil }
      }
      days = list.compactMap(\.whole)
    } else {
      guard let file = value.record?["file"], let observed = delays(inFile: file),
        observe(observed.count, at: file.place)
      else { return nil }
      place = file.place
      days = observed
    }
    guard let least = days.min() else { return nil }
    if value.list == nil, least < 0, !context.isSigned {
      report(
        .outOfRange, at: place, "the file has a negative number of days, \(least)",
        help: "only what is delayed can be early: what takes time takes 0 d or more")
      return nil
    }
    return .empirical(days)
  }

  /// The days of a file, which is read once; nil when it has none, which is reported.
  private mutating func delays(inFile value: ReadValue) -> [Int]? {
    guard let path = value.text, !isFullOfDelays else { return nil }
    if let known = delayFiles[path] { return known }
    guard let text = file(value) else { return nil }
    let (days, problems) = DelayTable.read(text)
    for problem in problems { reader.problems.add(problem, namedAt: value.place) }
    delayFiles[path] = days
    return days
  }

  /// Counts observed delays; false when they are too many, which is reported once.
  private mutating func observe(_ more: Int, at place: Place) -> Bool {
    guard !isFullOfDelays else { return false }
    delaysCounted += more
    guard isFullOfDelays else { return true }
    report(
      .tooManyDelays, at: place,
      "there are more than \(Limits.observations) observed delays in all",
      help: "leave some out, or name a family that is like them")
    return false
  }

  private var isFullOfDelays: Bool { delaysCounted > Limits.observations }
}

extension ReadRecord {
  /// Where the value of a key stands; the record's own place when it is absent.
  func place(ofValue key: String) -> Place { self[key]?.place ?? place }
}
