// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import CheckedPlanning
import GLPKBackend
import ManifestIO
import Planning
import Simulation
import Synchronization
import TestSupport
import Testing

/// A campaign with its optimal plan.
struct Planned: Sendable {
  var campaign: Campaign
  var flights: [Flight]
  var timeline: Timeline

  /// Plans a campaign; nil when there is no plan.
  init?(_ campaign: Campaign) throws {
    let plan = try CheckedPlanner(solver: GLPKSolver()).plan(campaign)
    guard let flights = plan.result.flights, let timeline = plan.timeline else { return nil }
    self.campaign = campaign
    self.flights = flights
    self.timeline = timeline
  }

  /// A random small station with its plan, which is made once; nil when there is none, or when it takes as
  /// long to find as all the others together.
  static func mixture(_ seed: UInt64) throws -> Planned? {
    guard seed != slowest else { return nil }
    if let known = mixtures.withLock({ $0[seed] }) { return known }
    let planned = try Planned(TinyStations.mixture(seed: seed))
    mixtures.withLock { $0[seed] = .some(planned) }
    return planned
  }

  private static let slowest: UInt64 = 16
  private static let mixtures = Mutex([UInt64: Planned?]())

  /// Plans a manifest that comes with Perilune.
  static func manifest(_ name: String) throws -> Planned {
    try #require(try Planned(Manifest.load(path: "manifests/\(name).yaml").campaign))
  }

  /// The campaign without anything uncertain.
  var certain: Campaign {
    var campaign = campaign
    campaign.risks = []
    for place in campaign.vehicles.indices { campaign.vehicles[place].uncertainty = nil }
    for place in campaign.elements.indices { campaign.elements[place].uncertainty = nil }
    for place in campaign.pads.indices { campaign.pads[place].uncertainty = nil }
    return campaign
  }

  /// What the timeline says of new flights, line by line.
  var lines: [String] {
    let past = Set(campaign.actuals.filter { !$0.isLost }.flatMap(\.elements))
    let pastLaunches = Set(campaign.actuals.map { "\($0.vehicle) \($0.launched)" })
    return timeline.events.compactMap { event in
      switch event.kind {
      case .launch:
        let vehicle = event.vehicle?.text ?? ""
        guard !pastLaunches.contains("\(vehicle) \(event.date)") else { return nil }
        return "\(event.date) launch \(event.flight ?? "") \(vehicle) \(event.pad?.text ?? "-") "
          + event.detail
      case .arrival, .operational, .departure:
        guard let element = event.element, !past.contains(element) else { return nil }
        return "\(event.date) \(event.kind.rawValue) \(element)"
      case .milestone: return "\(event.date) milestone \(event.detail)"
      case .complete: return "\(event.date) complete"
      case .loss: return nil
      }
    }
    .sorted()
  }
}

/// What a story says of new flights, in the same words.
func lines(of story: [StoryEvent], past: Set<Element.ID> = []) -> [String] {
  story.compactMap { event in
    switch event.kind {
    case .launched(let flight, let vehicle, let pad, _, let elements):
      return "\(event.day) launch \(flight) \(vehicle) \(pad?.text ?? "-") "
        + elements.map(\.text).joined(separator: " ")
    case .docked(let element): return "\(event.day) arrival \(element)"
    case .operational(let element, _):
      return past.contains(element) ? nil : "\(event.day) operational \(element)"
    case .departed(let element):
      return past.contains(element) ? nil : "\(event.day) departure \(element)"
    case .reached(let milestone?, _): return "\(event.day) milestone \(milestone)"
    case .reached(nil, _): return "\(event.day) complete"
    default: return "\(event.day) \(event.kind)"
    }
  }
  .sorted()
}
