// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What each risk costs: the campaign simulated again without it, all other draws being the same.
public struct Tornado: Sendable {
  /// The completion with all risks.
  public var all: DayTally
  /// The completion without each risk, in the order of the manifest.
  public var bars: [Bar]

  /// Creates a tornado.
  public init(all: DayTally, bars: [Bar]) {
    self.all = all
    self.bars = bars
  }

  /// The completion without one risk.
  public struct Bar: Sendable {
    /// The risk that was removed.
    public var risk: RiskSource
    /// The completion without it.
    public var completion: DayTally

    /// Creates a bar.
    public init(risk: RiskSource, completion: DayTally) {
      self.risk = risk
      self.completion = completion
    }
  }
}

/// A risk that can be removed by itself.
public enum RiskSource: Hashable, Sendable {
  /// A vehicle's uncertain availability.
  case available(Vehicle.ID)
  /// A vehicle's uncertain preparation.
  case preparation(Vehicle.ID)
  /// A vehicle's scrubs.
  case scrubs(Vehicle.ID)
  /// A vehicle's failures, with what they lead to.
  case failures(Vehicle.ID)
  /// An element's uncertain readiness.
  case readiness(Element.ID)
  /// An element's uncertain docking, commissioning and survival.
  case inSpace(Element.ID)
  /// A pad's uncertain turnaround.
  case turnaround(Pad.ID)
  /// A pad's scrubs.
  case padScrubs(Pad.ID)
  /// A shared risk.
  case shared(SharedRisk.ID)
}
