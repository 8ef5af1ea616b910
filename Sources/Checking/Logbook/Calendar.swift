// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension Day {
  /// 0001-01-01.
  static let first = Day(number: -719_162)
  /// 9999-12-31.
  static let last = Day(number: 2_932_896)

  /// The nearest day that a date can be written for.
  var clamped: Day { min(max(self, .first), .last) }

  /// The day that many days later, or the last that is told apart when that is further away.
  ///
  /// Days are whatever a file says and spans whatever a manifest says: their sum must not trap. The
  /// bound lies outside every date that can be written, so a clamped day equals none of them.
  func advanced(_ days: Int) -> Day {
    let (sum, overflowed) = number.addingReportingOverflow(days)
    let bound = 10_000_000
    guard !overflowed else { return Day(number: days < 0 ? -bound : bound) }
    return Day(number: min(max(sum, -bound), bound))
  }
}

/// Spans of days, asked about days in ascending order; each span is looked at once.
struct SpanSweep {
  private let spans: [(span: ClosedRange<Day>, index: Int)]
  private var opened = 0
  private var latest: (span: ClosedRange<Day>, index: Int)?

  init(_ spans: [ClosedRange<Day>]) {
    self.spans = spans.enumerated().map { ($0.element, $0.offset) }.sorted {
      ($0.span.lowerBound, $0.index) < ($1.span.lowerBound, $1.index)
    }
  }

  /// Where a day lies: in a span (its index is given), or between two of them.
  mutating func locate(
    _ day: Day
  ) -> (inside: Int?, before: ClosedRange<Day>?, after: ClosedRange<Day>?) {
    while opened < spans.count, spans[opened].span.lowerBound <= day {
      // Of the spans open by now, the one that closes last is the only one worth remembering.
      if latest.map({ $0.span.upperBound < spans[opened].span.upperBound }) ?? true {
        latest = spans[opened]
      }
      opened += 1
    }
    let inside = latest.flatMap { $0.span.upperBound >= day ? $0.index : nil }
    return (inside, latest?.span, opened < spans.count ? spans[opened].span : nil)
  }
}
