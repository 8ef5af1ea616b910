// SPDX-License-Identifier: GPL-3.0-or-later

/// A calendar day in UTC, the time unit of every plan.
///
/// Days are whole: a launch, an arrival or an operational date is a day, never an instant.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01, negative before it.
  public var number: Int

  /// Creates the day that many days after 1970-01-01.
  public init(number: Int) {
    self.number = number
  }

  /// Creates the day of a date in the proleptic Gregorian calendar.
  ///
  /// Returns nil when there is no such date, or when the year is outside 1...9999.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    // Days from civil, counted in 400-year eras that start on 1 March: H. Hinnant,
    // "chrono-Compatible Low-Level Date Algorithms",
    // https://howardhinnant.github.io/date_algorithms.html
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// Creates the day written as an ISO 8601 calendar date, `YYYY-MM-DD`; nil for anything else.
  public init?(iso text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return nil
    }
    func digits(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = digits(0..<4), let month = digits(5..<7), let day = digits(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  /// The calendar year, month (1...12) and day of the month (1...31).
  public var civil: (year: Int, month: Int, day: Int) {
    // The inverse of the era arithmetic in `init(year:month:day:)`, same source.
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// The calendar year.
  public var year: Int { civil.year }

  /// The number of days of a month of the Gregorian calendar.
  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Whether one day is before another.
  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// The day that many days later.
  public static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }

  /// The day that many days earlier.
  public static func - (day: Day, days: Int) -> Day { Day(number: day.number - days) }

  /// The days from the right-hand day to the left-hand one.
  public static func - (later: Day, earlier: Day) -> Int { later.number - earlier.number }
}

extension Day: CustomStringConvertible {
  /// The ISO 8601 date, `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = civil
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }
}
