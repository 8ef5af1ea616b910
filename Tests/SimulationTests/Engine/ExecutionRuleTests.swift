// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Checking
import Simulation
import TestSupport
import Testing

/// What is executed keeps the rules of the manifest, by the judgement of the checker, which knows
/// nothing of the simulation.
@Suite("An execution that loses nothing")
struct ExecutionRuleTests {
  @Test("keeps every rule but those that are counted as broken", arguments: 0..<90)
  func keepsRules(seed: UInt64) throws {
    guard let planned = try Planned.mixture(seed) else { return }
    let campaign = planned.campaign.with([.delays, .scrubs, .shared], seed: seed)
    for policy in [ExecutionPolicy.hold, .greedy] {
      let simulator = Simulator(campaign, plan: planned.flights)
      for replication in 0..<6 {
        let story = simulator.story(
          of: replication, SimulationOptions(policy: policy, seed: seed))
        let flights = executed(story, of: planned)
        let violations = TimelineChecker(relaxed(campaign))
          .violations(in: Timeline(flights: flights, of: relaxed(campaign)))
          .filter { !Self.counted.contains($0.kind) }
        let text = violations.map(\.message).joined(separator: "; ")
        #expect(violations.isEmpty, "\(policy), replication \(replication): \(text)")
      }
    }
  }

  /// What the execution does not see to, or cannot once an element waits in space.
  static let counted: Set<Violation.Kind> = [.within, .resources, .stores, .missing, .choices]

  /// The campaign as it is executed: beyond its end, without deadlines.
  private func relaxed(_ campaign: Campaign) -> Campaign {
    var campaign = campaign
    campaign.end = Simulator(campaign, plan: []).defaultEnd
    for place in campaign.elements.indices { campaign.elements[place].deadline = nil }
    for place in campaign.windows.indices {
      guard let recurrence = campaign.windows[place].recurrence else { continue }
      campaign.windows[place].spans = recurrence.spans(in: campaign.start...campaign.end)
    }
    return campaign
  }

  /// The flights of a story in which no element waited in space or had to be waited for, with planned
  /// ports; the past ones among them.
  private func executed(_ story: [StoryEvent], of planned: Planned) -> [Flight] {
    var waiting: Set<Element.ID> = []
    for event in story {
      switch event.kind {
      case .waits(let element), .rests(let element), .staysOn(let element, _):
        waiting.insert(element)
      default: continue
      }
    }
    // What waited arrived later than a timeline of its flight says: no judgement of such stories.
    guard waiting.isEmpty else { return planned.flights }
    let planes = planned.campaign.actuals.count
    let past = planned.flights.sorted { $0.launch < $1.launch }.prefix(planes)
    return past
      + story.compactMap { event -> Flight? in
        guard case .launched(_, let vehicle, let pad, _, let elements) = event.kind,
          let flight = planned.flights.first(where: {
            $0.elements.contains(elements[0]) && !$0.isLost
          })
        else { return nil }
        var executed = flight
        executed.elements = elements
        executed.ports = elements.map { element in
          flight.elements.firstIndex(of: element).flatMap {
            $0 < flight.ports.count ? flight.ports[$0] : nil
          }
        }
        executed.launch = event.day
        executed.vehicle = vehicle
        executed.pad = pad
        return executed
      }
  }
}
