// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import Planning

/// What a sweep comes to.
public struct SweepResult: Sendable {
  /// The sweep.
  public var sweep: Sweep
  /// The campaign as its scenario supposes it, without the delays of its axes.
  public var campaign: Campaign
  /// Per axis, the day from which its delays count: a delay of 0 days leads to it.
  public var origins: [Day]
  /// Every combination of delays, in the order of the axes, the last changing fastest.
  public var points: [Point]
  /// The answer from the least to the greatest delay of a single axis, step by step, in order; empty
  /// unless jumps were asked for.
  public var steps: [Step]
  /// How many points and days in between were planned for; the answers of the others follow.
  public var plans: Int
  /// What stopped the sweep before its end; nil also when only some plan was stopped.
  public var stoppedBy: StopCause?

  /// A combination of delays and its answer.
  public struct Point: Hashable, Sendable {
    /// The delays, one for each axis.
    public var delays: [Delay]
    /// The first day on which each axis's vehicle or element may launch.
    public var days: [Day]
    /// What it comes to.
    public var answer: SweepAnswer
  }

  /// Delays without a jump between them.
  public struct Step: Hashable, Sendable {
    /// The least and the greatest delay of the step in days.
    public var delays: ClosedRange<Int>
    /// What each of them comes to; the flights are a plan at the last of them, so at all.
    public var answer: SweepAnswer
  }

  /// Whether every answer is proven.
  public var isProven: Bool {
    points.allSatisfy(\.answer.isProven) && steps.allSatisfy(\.answer.isProven)
  }

  /// How many days later a point is complete than the first point; nil without a plan for either.
  public func slip(of answer: SweepAnswer) -> Int? {
    guard let day = answer.completion, let first = points.first?.answer.completion else {
      return nil
    }
    return day - first
  }
}
