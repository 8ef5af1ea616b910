// SPDX-License-Identifier: GPL-3.0-or-later

extension Day {
  /// The day that much later; never after the year 9999, nor before the year 1.
  ///
  /// A delay of months leads to the same day of a later month, or to its last day when it is shorter:
  /// one month after 31 January is 28 or 29 February.
  public func later(by delay: Delay) -> Day {
    switch delay {
    case .days(let days):
      let (sum, overflow) = number.addingReportingOverflow(days)
      guard !overflow else { return days > 0 ? Self.last : Self.first }
      return min(max(Day(number: sum), Self.first), Self.last)
    case .months(let months):
      let (year, month, day) = civil
      let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
      guard !overflow, sum < 10_000 * 12 else { return months > 0 ? Self.last : Self.first }
      guard sum >= 12 else { return Self.first }
      let (newYear, newMonth) = (sum / 12, sum % 12 + 1)
      for candidate in stride(from: day, through: 28, by: -1) {
        if let found = Day(year: newYear, month: newMonth, day: candidate) { return found }
      }
      return Day(year: newYear, month: newMonth, day: day) ?? Self.last
    }
  }

  /// 0001-01-01.
  private static let first = Day(number: -719_162)
  /// 9999-12-31.
  private static let last = Day(number: 2_932_896)
}

extension Delay: CustomStringConvertible {
  /// The delay as a manifest writes it: `180 d`, `18 mo`.
  public var description: String {
    switch self {
    case .days(let days): "\(days) d"
    case .months(let months): "\(months) mo"
    }
  }
}
