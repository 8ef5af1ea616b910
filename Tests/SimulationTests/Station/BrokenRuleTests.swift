// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import TestSupport
import Testing

/// What is counted as broken, worked out again day by day from what the stories tell.
@Suite("Broken rules")
struct BrokenRuleTests {
  /// When an element was at its node, at work, and gone again.
  private struct Days {
    var arrival: Day?
    var operational: Day?
    var departure: Day?

    func isAtWork(on day: Day) -> Bool {
      guard let operational, operational <= day else { return false }
      return departure.map { day < $0 } ?? true
    }
  }

  @Test("are counted exactly when a story breaks them", arguments: 0..<90)
  func counted(seed: UInt64) throws {
    guard let planned = try Planned.mixture(seed) else { return }
    let all = Set(Campaign.RandomRisk.allCases)
    for (policy, risks) in [
      (ExecutionPolicy.hold, all), (.greedy, all), (.hold, all.subtracting([.losses])),
    ] {
      var campaign = planned.campaign.with(risks, seed: seed)
      tighten(&campaign, planned)
      let simulator = Simulator(campaign, plan: planned.flights)
      var options = SimulationOptions(policy: policy, amount: .replications(12), seed: seed)
      options.until = campaign.end + 700
      var expected = [Int](repeating: 0, count: BrokenRule.allCases.count)
      for replication in 0..<12 {
        let story = simulator.story(of: replication, options)
        for (place, isBroken) in broken(by: story, campaign, planned, options.until).enumerated() {
          if isBroken { expected[place] += 1 }
        }
      }
      #expect(simulator.run(options).brokenRules == expected, "\(policy), seed \(seed)")
    }
  }

  /// Sets deadlines and stays in turn, tightly, so that they are broken now and then.
  private func tighten(_ campaign: inout Campaign, _ planned: Planned) {
    for place in campaign.elements.indices where place % 2 == 0 {
      let element = campaign.elements[place].id
      guard
        let day = planned.timeline.events.first(where: {
          $0.element == element && $0.kind == .operational
        })?.date
      else { continue }
      campaign.elements[place].deadline = day + 25
    }
  }

  /// For each rule, whether a story breaks it.
  private func broken(
    by story: [StoryEvent], _ campaign: Campaign, _ planned: Planned, _ until: Day?
  ) -> [Bool] {
    var days: [Element.ID: Days] = [:]
    var hasStayedOn = false
    for event in story {
      switch event.kind {
      case .docked(let element): days[element, default: Days()].arrival = event.day
      case .operational(let element, _): days[element, default: Days()].operational = event.day
      case .departed(let element): days[element, default: Days()].departure = event.day
      case .staysOn: hasStayedOn = true
      default: continue
      }
    }
    let past = Set(campaign.actuals.filter { !$0.isLost }.flatMap(\.elements))
    let flown = Set(planned.flights.filter { !$0.isLost }.flatMap(\.elements))
    let new = campaign.elements.filter { flown.contains($0.id) && !past.contains($0.id) }
    return BrokenRule.allCases.map { rule in
      switch rule {
      case .deadline:
        new.contains { element in
          element.deadline.map { (days[element.id]?.operational ?? until ?? $0 + 1) > $0 } ?? false
        }
      case .within: new.contains { comesTooLate($0, days, flown) }
      case .resource: isShortOfResources(campaign, new, days, until ?? campaign.end)
      case .store: isShortOfStores(campaign, new, days)
      case .stay: hasStayedOn
      }
    }
  }

  private func comesTooLate(
    _ element: Element, _ days: [Element.ID: Days], _ flown: Set<Element.ID>
  ) -> Bool {
    guard let own = days[element.id], own.operational != nil, let arrival = own.arrival else {
      return false
    }
    var limits = element.after.compactMap { after in after.within.map { (after.element, $0) } }
    if let transfer = element.transfer, let within = transfer.within {
      limits += transfer.with.map { ($0, within + transfer.transit) }
    }
    return limits.contains { other, most in
      days[other]?.operational.map { arrival > $0 + most } ?? false
    }
  }

  private func firstDay(
    at node: Node.ID, _ new: [Element], _ days: [Element.ID: Days]
  ) -> Day? {
    new.filter { $0.node == node }.compactMap { days[$0.id]?.operational }.min()
  }

  private func isShortOfResources(
    _ campaign: Campaign, _ new: [Element], _ days: [Element.ID: Days], _ last: Day
  ) -> Bool {
    for node in Set(campaign.elements.map(\.node)) {
      guard let first = firstDay(at: node, new, days), first <= last else { continue }
      for number in first.number...last.number {
        let there = campaign.elements.filter {
          $0.node == node && days[$0.id]?.isAtWork(on: Day(number: number)) ?? false
        }
        for resource in campaign.resources
        where there.reduce(Amount.zero, { $0 + $1.net(of: resource.id) }) < .zero {
          return true
        }
      }
    }
    return false
  }

  private func isShortOfStores(
    _ campaign: Campaign, _ new: [Element], _ days: [Element.ID: Days]
  ) -> Bool {
    for store in campaign.stores {
      guard let first = firstDay(at: store.node, new, days) else { continue }
      // Grams, held at the end of each day.
      var level = store.initial.thousandths
      let begin = campaign.actuals.map(\.launched).reduce(campaign.start, min)
      for number in begin.number...max(begin.number, campaign.end.number) {
        let day = Day(number: number)
        for element in campaign.elements where element.node == store.node {
          guard let own = days[element.id] else { continue }
          if own.operational == day {
            for entry in element.delivers where entry.store == store.id {
              level += entry.amount.thousandths
            }
          }
          guard own.isAtWork(on: day) else { continue }
          for entry in element.draws where entry.store == store.id {
            level -= entry.amount.thousandths
          }
          let crew = element.provides.filter { $0.resource == Resource.crew }
            .reduce(0) { $0 + $1.amount.thousandths / 1000 }
          level -= crew * store.perCrew.thousandths
        }
        if day >= first, day <= campaign.end, level < store.reserve.thousandths { return true }
      }
    }
    return false
  }
}
