// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel

/// Days laid out over the columns of a terminal, with calendar ticks.
struct TimeScale {
  /// First and last day shown.
  let span: ClosedRange<Day>
  /// How many columns they share; at least 1.
  let columns: Int

  init(_ span: ClosedRange<Day>, columns: Int) {
    self.span = span
    self.columns = max(1, columns)
  }

  /// The column of a day, from 0; days outside the span go to its ends.
  func column(of day: Day) -> Int {
    let days = span.upperBound - span.lowerBound + 1
    let offset = min(max(day, span.lowerBound), span.upperBound) - span.lowerBound
    return offset * columns / days
  }

  /// A labelled tick.
  struct Tick {
    var column: Int
    var label: String
  }

  /// Labelled ticks, none overlapping another or the right end.
  ///
  /// They stand at the starts of calendar years, of months or of days: the coarsest of these of
  /// which two lie in the span.
  func ticks() -> [Tick] {
    guard let unit = Unit.allCases.first(where: { $0 == .day || $0.starts(in: span).count > 1 })
    else { return [] }
    let starts = unit.starts(in: span)
    let width = unit.labelWidth + 1
    for step in unit.steps {
      let ticks = starts.filter { unit.isKept($0, step: step) }
        .map { Tick(column: column(of: $0), label: unit.label(of: $0)) }
        .filter { $0.column + unit.labelWidth <= columns }
      if zip(ticks, ticks.dropFirst()).allSatisfy({ $1.column - $0.column >= width }) {
        return ticks
      }
    }
    return []
  }

  private enum Unit: CaseIterable {
    case year, month, day

    /// Steps between labels in units, the last so wide that its labels never meet.
    var steps: [Int] {
      switch self {
      case .year: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000]
      case .month: [1, 2, 3, 6, 12]
      case .day: [1, 2, 5, 10, 15, 31]
      }
    }

    var labelWidth: Int {
      switch self {
      case .year: 4
      case .month: 7
      case .day: 5
      }
    }

    func starts(in span: ClosedRange<Day>) -> [Day] {
      let (first, last) = (span.lowerBound.civil, span.upperBound.civil)
      switch self {
      case .year:
        return (first.year...last.year).compactMap { Day(year: $0, month: 1, day: 1) }
          .filter(span.contains)
      case .month:
        let months = (first.year * 12 + first.month - 1)...(last.year * 12 + last.month - 1)
        return months.compactMap { Day(year: $0 / 12, month: $0 % 12 + 1, day: 1) }
          .filter(span.contains)
      case .day:
        return (span.lowerBound.number...span.upperBound.number).map { Day(number: $0) }
      }
    }

    func isKept(_ day: Day, step: Int) -> Bool {
      let civil = day.civil
      switch self {
      case .year: return civil.year % step == 0
      case .month: return (civil.month - 1) % step == 0
      // Counted within the month; a last one would crowd the first of the next month.
      case .day: return (civil.day - 1) % step == 0 && (step == 1 || civil.day + step <= 32)
      }
    }

    func label(of day: Day) -> String {
      let text = day.description
      switch self {
      case .year: return String(text.prefix(4))
      case .month: return String(text.prefix(7))
      case .day: return String(text.suffix(5))
      }
    }
  }
}
