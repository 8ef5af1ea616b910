// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A table of launch windows: the columns `open` and `close`, a window a row.
enum WindowTable {
  /// The windows of a table, and what is wrong with it.
  static func read(_ text: SourceText) -> (spans: [ClosedRange<Day>], problems: [Diagnostic]) {
    let (spans, problems) = TableReader.read(
      text, columns: ["open", "close"], noun: "window"
    ) { reader, fields -> ClosedRange<Day>? in
      let days = fields.map { reader.date($0.text, at: $0.place) }
      guard let first = days[0], let last = days[1] else { return nil }
      guard first <= last else {
        reader.problems.add(
          .reversedDates, at: fields[1].place, "the window closes on \(last), before it opens",
          help: "exchange the two dates")
        return nil
      }
      return first...last
    }
    return (spans, problems)
  }
}
