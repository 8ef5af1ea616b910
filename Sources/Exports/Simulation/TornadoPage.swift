// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import Simulation

/// What each risk costs, for people: the days that the completion would gain without it.
public enum TornadoPage {
  /// Columns of the longest bar.
  private static let room = 20

  /// The lines: a row a risk that makes a difference, that which costs most first; none without risks.
  ///
  /// Bars show the days gained at P80 or, where that is never reached with all risks, the
  /// replications that get there without this one.
  public static func lines(_ tornado: Tornado, style: ReportStyle = ReportStyle()) -> [String] {
    guard !tornado.bars.isEmpty else { return [] }
    let words = SimulationWording(style: style)
    let gains = RiskGain.ranked(tornado).filter { $0.bar.completion != tornado.all }
    let all = tornado.all
    let sizes = gains.map { all.percentile(0.8) == nil ? $0.reached : $0.days80 ?? 0 }
    let longest = max(1, sizes.max() ?? 1)
    let rows = zip(gains, sizes).map { gain, size -> [String] in
      let length = size > 0 ? max(1, size * room / longest) : 0
      return [
        gain.bar.risk.description, words.percentile(gain.bar.completion.estimate(80)),
        text(gain.days80, gain.without80), text(gain.days50, gain.without50),
        words.share(reached(gain.bar.completion)),
        String(repeating: style.isUnicode ? "█" : "#", count: length),
      ]
    }
    let heading =
      "completion without one risk; with all P50 \(words.percentile(all.estimate(50))), "
      + "P80 \(words.percentile(all.estimate(80))), reached \(words.share(reached(all))); "
      + "\(all.replications) replications each"
    let table = TextTable(
      columns: [
        TextTable.Column(heading: "without", isCut: true),
        TextTable.Column(heading: "P80"),
        TextTable.Column(heading: "gain d", isRightAligned: true),
        TextTable.Column(heading: "P50 gain d", isRightAligned: true),
        TextTable.Column(heading: "reached", isRightAligned: true),
        TextTable.Column(heading: "", isOptional: true),
      ], rows: rows)
    let idle = tornado.bars.count - gains.count
    return TextTable.wrap(heading, to: max(40, style.width ?? .max)).map {
      style.paint($0, .heading)
    } + (gains.isEmpty ? [] : table.lines(style))
      + (idle > 0 ? ["no difference: \(idle) of \(tornado.bars.count) risks"] : [])
  }

  private static func reached(_ tally: DayTally) -> Proportion {
    Proportion(tally.happened, of: tally.replications)
  }

  private static func text(_ days: Int?, _ without: Day?) -> String {
    days.map { "\($0)" } ?? (without == nil ? "-" : "reached")
  }
}

/// What the completion gains without a risk.
struct RiskGain {
  let bar: Tornado.Bar
  /// The percentiles of the completion without it; nil is never.
  let without50: Day?
  let without80: Day?
  /// Days gained, negative when it comes later without; nil where either is never.
  let days50: Int?
  let days80: Int?
  /// How many more replications complete.
  let reached: Int
  /// The gains to rank by: reached instead of never is more than any days.
  private let rank50: Int
  private let rank80: Int

  private init(_ bar: Tornado.Bar, all: DayTally) {
    self.bar = bar
    without50 = bar.completion.percentile(0.5)
    without80 = bar.completion.percentile(0.8)
    (days50, rank50) = Self.gain(all.percentile(0.5), without50)
    (days80, rank80) = Self.gain(all.percentile(0.8), without80)
    reached = bar.completion.happened - all.happened
  }

  private static func gain(_ with: Day?, _ without: Day?) -> (days: Int?, rank: Int) {
    // Never is later than any day that is simulated.
    let never = 10_000_000
    let rank = (with?.number ?? never) - (without?.number ?? never)
    return (with == nil || without == nil ? nil : rank, rank)
  }

  /// The risks, that which costs most first: by P80, then P50, then by how often it is in the way;
  /// equal ones in the order of the manifest.
  static func ranked(_ tornado: Tornado) -> [RiskGain] {
    tornado.bars.map { RiskGain($0, all: tornado.all) }.enumerated().sorted {
      let (left, right) = ($0.element, $1.element)
      return (-left.rank80, -left.rank50, -left.reached, $0.offset)
        < (-right.rank80, -right.rank50, -right.reached, $1.offset)
    }.map(\.element)
  }
}
