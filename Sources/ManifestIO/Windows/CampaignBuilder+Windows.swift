// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

extension CampaignBuilder {
  /// The sets of launch windows; recurring ones up to the last day of the campaign.
  mutating func windows(within campaign: ClosedRange<Day>) -> [LaunchWindows] {
    var left = Self.mostWindows
    return root.table("windows").map { entry in
      let place = entry.place
      var spans = self.spans(entry.value, within: campaign, most: left)
      if spans.count > left {
        report(
          .tooManyWindows, at: place, "there are more than \(Self.mostWindows) windows in all",
          help: "let recurring windows begin later, or recur less often")
        spans = []
      }
      left -= spans.count
      return LaunchWindows(
        id: LaunchWindows.ID(entry.key), note: note(entry.value.record),
        spans: spans.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) },
        recurrence: entry.value.record.flatMap { recurrence($0) })
    }
  }

  private mutating func spans(
    _ value: ReadValue, within campaign: ClosedRange<Day>, most: Int
  ) -> [ClosedRange<Day>] {
    if let list = value.list {
      return list.compactMap { $0.record.flatMap { span($0) } }
    }
    guard let record = value.record else { return [] }
    if record.form.field("file") != nil {
      return record["file"].map { spans(inFile: $0) } ?? []
    }
    return recurring(record, within: campaign, most: most)
  }

  private mutating func span(_ record: ReadRecord) -> ClosedRange<Day>? {
    guard checkOrder(record, "open", "close"), let open = record.date("open"),
      let close = record.date("close")
    else { return nil }
    return open...close
  }

  /// The windows of a recurrence that reach into the campaign; one more than `most` at most.
  private mutating func recurring(
    _ record: ReadRecord, within campaign: ClosedRange<Day>, most: Int
  ) -> [ClosedRange<Day>] {
    guard let recurrence = recurrence(record) else { return [] }
    let (open, every) = (recurrence.open, recurrence.everyThousandths)
    guard open * 1000 <= every else {
      report(
        .windowsOverlap, at: record["open"]?.place ?? record.place,
        "the windows stay open for \(open) d, longer than the "
          + "\(Amount(thousandths: every)) d from one to the next",
        help: "shorten 'open' to \(every / 1000) d or less; without 'windows' any day will do")
      return []
    }
    return recurrence.spans(in: campaign, most: most + 1)
  }

  /// The recurrence that an entry states; nil for a file or a list.
  private func recurrence(_ record: ReadRecord) -> LaunchWindows.Recurrence? {
    guard record.form.field("file") == nil, let from = record.date("from"),
      let every = record.thousandths("every"),
      let open = record.whole("open")
    else { return nil }
    return LaunchWindows.Recurrence(from: from, everyThousandths: every, open: open)
  }

  private mutating func spans(inFile value: ReadValue) -> [ClosedRange<Day>] {
    guard let text = file(value) else { return [] }
    let (spans, problems) = WindowTable.read(text)
    for problem in problems { reader.problems.add(problem, namedAt: value.place) }
    return spans
  }

  /// Most windows of a manifest: enough for thirty sets that open every day for 100 years.
  private static let mostWindows = 1_000_000
}
