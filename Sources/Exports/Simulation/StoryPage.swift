// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import Simulation

/// The story of one replication, for people: a dated sentence for each event.
public enum StoryPage {
  /// The lines, in the order of events; the date of several events on a day stands once.
  public static func lines(_ events: [StoryEvent], style: ReportStyle = ReportStyle()) -> [String] {
    let indent = String(repeating: " ", count: 12)
    var last: Day?
    return events.flatMap { event -> [String] in
      let date = event.day == last ? indent : "\(event.day)  "
      last = event.day
      let room = max(20, (style.width ?? .max) - indent.count)
      return TextTable.wrap(event.sentence, to: room).enumerated().map { index, text in
        (index == 0 ? date : indent) + (event.tone.map { style.paint(text, $0) } ?? text)
      }
    }
  }
}
