// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import TestSupport

extension Campaign {
  /// What can be made uncertain.
  enum RandomRisk: CaseIterable, Sendable {
    /// Elements are ready late, vehicles available late, flights prepared late, pads free late.
    case delays
    /// Countdowns are stopped.
    case scrubs
    /// Docking and commissioning take longer.
    case space
    /// Launches fail and elements are lost.
    case losses
    /// Shared risks strike.
    case shared
  }

  /// The campaign with random risks, which are large for it.
  func with(_ risks: Set<RandomRisk>, seed: UInt64) -> Campaign {
    var random = SplitMix64(seed: seed)
    var campaign = self
    func delay(_ random: inout SplitMix64) -> Distribution? {
      switch random.number(in: 0...4) {
      case 0: nil
      case 1: .always(random.number(in: 0...20))
      case 2: Distribution(.uniform(0, Double(random.number(in: 1...30))))
      case 3: Distribution(.triangular(0, 3, Double(random.number(in: 3...40))))
      default: Distribution(.exponential(mean: 9), none: 0.4)
      }
    }
    func scrubs(_ random: inout SplitMix64) -> [Scrub] {
      ["weather", "valve"].filter { _ in random.chance(60) }.map {
        Scrub(cause: $0, probability: 0.3, recycle: delay(&random) ?? .always(1))
      }
    }
    for place in campaign.vehicles.indices {
      var own = VehicleUncertainty()
      if risks.contains(.delays) {
        own.available = delay(&random)
        own.delay = delay(&random)
      }
      if risks.contains(.scrubs) { own.scrubs = scrubs(&random) }
      if risks.contains(.losses) {
        own.reliability =
          random.chance(50) ? .probability(0.8) : .record(successes: 3, flights: 4)
        own.standDown = delay(&random)
        own.grounds = random.chance(30) ? campaign.vehicles.map(\.id) : []
        own.spares = random.number(in: 0...2)
      }
      campaign.vehicles[place].uncertainty = own
    }
    for place in campaign.pads.indices {
      var own = PadUncertainty()
      if risks.contains(.delays) { own.delay = delay(&random) }
      if risks.contains(.scrubs) { own.scrubs = scrubs(&random).prefix(1).map(\.self) }
      if risks.contains(.losses) { own.closure = delay(&random) }
      campaign.pads[place].uncertainty = own
    }
    for place in campaign.elements.indices {
      var own = ElementUncertainty()
      if risks.contains(.delays) { own.delay = delay(&random) }
      if risks.contains(.space) {
        own.docking = delay(&random)
        own.commissioning = delay(&random)
      }
      if risks.contains(.losses) {
        own.reliability = random.chance(50) ? 0.9 : nil
        own.rebuild = random.chance(70) ? .always(random.number(in: 5...60)) : nil
      }
      campaign.elements[place].uncertainty = own
    }
    if risks.contains(.shared) {
      campaign.risks = [
        SharedRisk(
          id: "inquiry", occurrence: .once(probability: 0.5),
          impact: Distribution(.uniform(1, 40)), vehicles: .all),
        SharedRisk(
          id: "strikes", occurrence: .perYear(4), impact: .always(random.number(in: 1...20)),
          elements: .all),
      ]
    }
    return campaign
  }
}
