// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import Planning

/// Whose delay hurts most: for each vehicle or element, how far its delay alone moves the end.
public struct Tornado: Hashable, Sendable {
  /// The bars, the longest first.
  public var bars: [Bar]

  /// What the delays of one vehicle or element do.
  public struct Bar: Hashable, Sendable {
    /// What is delayed.
    public var subject: Sweep.Subject
    /// The least and the greatest delay.
    public var delays: [Delay]
    /// What the least and the greatest delay come to.
    public var answers: [SweepAnswer]

    /// Days by which the greatest delay completes later than the least; nil without plans for both.
    public var slip: Int? {
      guard let first = answers[0].completion, let last = answers[1].completion else { return nil }
      return last - first
    }
  }

  /// Ranks the axes of sweeps: each from its first delay to its last, the other axes at their first.
  ///
  /// What leaves no plan comes first, then what moves the end furthest; equal slips are ranked by
  /// all objectives, then by the order of the sweeps.
  public init(_ results: [SweepResult]) {
    var bars: [Bar] = []
    for result in results {
      var stride = result.points.count
      for axis in result.sweep.axes {
        stride /= axis.range.count
        let ends = [result.points[0], result.points[stride * (axis.range.count - 1)]]
        bars.append(
          Bar(
            subject: axis.subject,
            delays: [axis.range.delays[0], axis.range.delays.last].compactMap(\.self),
            answers: ends.map(\.answer)))
      }
    }
    let ranked = bars.enumerated().sorted { left, right in
      let (own, other) = (left.element.answers[1], right.element.answers[1])
      let isLost = (own.status == .infeasible, other.status == .infeasible)
      if isLost.0 != isLost.1 { return isLost.0 }
      let slips = (left.element.slip ?? 0, right.element.slip ?? 0)
      if slips.0 != slips.1 { return slips.0 > slips.1 }
      if let score = own.score, let least = other.score, score != least { return score > least }
      return left.offset < right.offset
    }
    self.bars = ranked.map(\.element)
  }
}
