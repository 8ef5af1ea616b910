// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import Simulation

/// What each risk costs, for people: the days that the completion would gain without it.
public enum TornadoPage {
  /// The lines: a row a risk, that which costs most at P80 first, with a bar; none without risks.
  public static func lines(_ tornado: Tornado, style: ReportStyle = ReportStyle()) -> [String] {
    let gains = RiskGain.ranked(tornado)
    guard !gains.isEmpty else { return [] }
    let words = SimulationWording(style: style)
    let longest = max(1, gains.compactMap(\.days80).max() ?? 1)
    let room = 20
    let rows = gains.map { gain -> [String] in
      // What makes the difference between never and some day is longer than any bar.
      let days = gain.days80 ?? (gain.rank80 > 0 ? longest : 0)
      let length = days > 0 ? max(1, days * room / longest) : 0
      return [
        gain.bar.risk.description, words.percentile(gain.bar.completion.estimate(80)),
        text(gain.days80, gain.without80), text(gain.days50, gain.without50),
        String(repeating: style.isUnicode ? "█" : "#", count: length),
      ]
    }
    let all = tornado.all
    let heading =
      "completion without one risk; with all P50 \(words.percentile(all.estimate(50))), "
      + "P80 \(words.percentile(all.estimate(80))), \(all.replications) replications each"
    return TextTable.wrap(heading, to: max(40, style.width ?? .max)).map {
      style.paint($0, .heading)
    }
      + TextTable(
        columns: [
          TextTable.Column(heading: "without", isCut: true),
          TextTable.Column(heading: "P80"),
          TextTable.Column(heading: "gain d", isRightAligned: true),
          TextTable.Column(heading: "P50 gain d", isRightAligned: true),
          TextTable.Column(heading: "", isOptional: true),
        ], rows: rows
      ).lines(style)
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
  /// The gains to rank by: reached instead of never is more than any days.
  let rank50: Int
  let rank80: Int

  private init(_ bar: Tornado.Bar, all: (p50: Day?, p80: Day?)) {
    self.bar = bar
    let without = bar.completion
    without50 = without.percentile(0.5)
    without80 = without.percentile(0.8)
    (days50, rank50) = Self.gain(all.p50, without50)
    (days80, rank80) = Self.gain(all.p80, without80)
  }

  private static func gain(_ with: Day?, _ without: Day?) -> (days: Int?, rank: Int) {
    // Never is later than any day that is simulated.
    let never = 10_000_000
    let rank = (with?.number ?? never) - (without?.number ?? never)
    return (with == nil || without == nil ? nil : rank, rank)
  }

  /// The risks, that which costs most first; equal ones in the order of the manifest.
  static func ranked(_ tornado: Tornado) -> [RiskGain] {
    let all = tornado.all
    let (p50, p80) = (all.percentile(0.5), all.percentile(0.8))
    return tornado.bars.map { RiskGain($0, all: (p50, p80)) }.enumerated().sorted {
      let (left, right) = ($0.element, $1.element)
      return (-left.rank80, -left.rank50, $0.offset)
        < (-right.rank80, -right.rank50, $1.offset)
    }.map(\.element)
  }
}
