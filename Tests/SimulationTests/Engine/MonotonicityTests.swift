// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import TestSupport
import Testing

/// Under `hold`, what takes longer makes nothing earlier: docs/simulation.md, "Monotone".
@Suite("Under hold")
struct MonotonicityTests {
  @Test("no event is earlier when delays are longer", arguments: 0..<90)
  func monotone(seed: UInt64) throws {
    let campaign = TinyStations.mixture(seed: seed)
    // A year that is full, an end of availability and a crew that comes or goes can reward delay.
    guard campaign.elements.allSatisfy({ $0.crew == 0 }), campaign.budgetPerYear == nil,
      campaign.vehicles.allSatisfy({ $0.perYear == nil && $0.availableUntil == nil }),
      let planned = try Planned.mixture(seed)
    else { return }
    var random = SplitMix64(seed: seed)
    var delays = campaign.with([.delays, .space, .scrubs], seed: seed)
    var before: [String: Day]?
    var stranding: Set<Int> = []
    for _ in 0..<5 {
      let simulator = Simulator(delays, plan: planned.flights)
      var days: [String: Day] = [:]
      for replication in 0..<4 {
        let story = simulator.story(of: replication, SimulationOptions(seed: seed))
        // What finds no launch day any more is lost, and its vehicle free for others.
        for event in story {
          if case .stranded = event.kind { stranding.insert(replication) }
        }
        for event in story {
          switch event.kind {
          case .launched(let flight, _, _, _, _): days["\(replication) \(flight)"] = event.day
          case .docked(let element): days["\(replication) docked \(element)"] = event.day
          case .operational(let element, _): days["\(replication) works \(element)"] = event.day
          default: continue
          }
        }
      }
      for (event, day) in before ?? [:] where !stranding.contains(Int(event.prefix(1)) ?? 0) {
        // What no longer happens within the days simulated is later, too.
        #expect(days[event].map { $0 >= day } ?? true, "\(event) was on \(day)")
      }
      before = days
      delays = lengthened(delays, &random)
    }
  }

  /// A campaign with some of its delays longer for each random number.
  private func lengthened(_ campaign: Campaign, _ random: inout SplitMix64) -> Campaign {
    var campaign = campaign
    func longer(_ distribution: Distribution?, _ random: inout SplitMix64) -> Distribution? {
      guard random.chance(40) else { return distribution }
      let days = Double(random.number(in: 1...15))
      switch distribution?.shape {
      case nil: return .always(Int(days))
      case .constant(let value): return Distribution(.constant(value + days))
      case .uniform(let low, let high): return Distribution(.uniform(low + days, high + days))
      case .triangular(let low, let mode, let high):
        return Distribution(.triangular(low + days, mode + days, high + days))
      case .exponential(let mean): return Distribution(.exponential(mean: mean + days), none: 0.4)
      default: return distribution
      }
    }
    for place in campaign.elements.indices {
      var own = campaign.elements[place].uncertainty ?? ElementUncertainty()
      own.delay = longer(own.delay, &random)
      own.docking = longer(own.docking, &random)
      own.commissioning = longer(own.commissioning, &random)
      campaign.elements[place].uncertainty = own
    }
    for place in campaign.vehicles.indices {
      var own = campaign.vehicles[place].uncertainty ?? VehicleUncertainty()
      own.available = longer(own.available, &random)
      own.delay = longer(own.delay, &random)
      campaign.vehicles[place].uncertainty = own
    }
    for place in campaign.pads.indices {
      var own = campaign.pads[place].uncertainty ?? PadUncertainty()
      own.delay = longer(own.delay, &random)
      campaign.pads[place].uncertainty = own
    }
    return campaign
  }
}
