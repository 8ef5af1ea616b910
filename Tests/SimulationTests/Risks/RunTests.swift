// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import Synchronization
import Testing

/// How many replications are run, and up to which day.
@Suite("A run")
struct RunTests {
  /// Two elements side by side with delays.
  private func made(_ delay: Distribution) -> HandMade {
    var made = HandMade(
      vehicles: [HandMade.vehicle("V"), HandMade.vehicle("W")],
      elements: ["A", "B"].map { HandMade.element($0, ElementUncertainty(delay: delay)) })
    made.fly("V", on: 0, ["A"])
    made.fly("W", on: 0, ["B"])
    return made
  }

  private func simulator(_ made: HandMade) -> Simulator {
    Simulator(made.campaign, plan: made.plan)
  }

  @Test("to a precision doubles until P50 and P80 are known to so many days", arguments: [1, 2, 4])
  func precision(days: Int) {
    let made = made(Distribution(.exponential(mean: 40)))
    var options = made.options()
    options.threads = 2
    var expected = 1000
    while true {
      options.amount = .replications(expected)
      let reached = simulator(made).run(options).completion.reached
      let widths = [0.5, 0.8].map { reached.halfWidth(of: $0) ?? .infinity }
      if widths.allSatisfy({ $0 <= Double(days) }) { break }
      expected *= 2
    }
    options.amount = .precision(days: days)
    let result = simulator(made).run(options)
    #expect(result.replications == expected)
    #expect(result.requested == expected)
    options.amount = .replications(expected)
    #expect(simulator(made).run(options).completion.reached == result.completion.reached)
    #expect(days > 2 || expected > 1000)
  }

  @Test("to a precision ends soonest where nothing is random")
  func certain() {
    let made = made(.always(3))
    var options = made.options()
    options.amount = .precision(days: 1)
    #expect(simulator(made).run(options).replications == 1000)
  }

  @Test("that is cut short is the same as one that was to be so short", arguments: [1, 3])
  func cancelled(threads: Int) {
    let made = made(Distribution(.exponential(mean: 40)))
    for amount in [SimulationOptions.Amount.replications(5000), .precision(days: 1)] {
      var options = made.options()
      options.threads = threads
      options.keepsSamples = true
      options.amount = amount
      let finished = Atomic(0)
      let cut = simulator(made).run(
        options, progress: { finished.store($0.finished, ordering: .relaxed) },
        isCancelled: { finished.load(ordering: .relaxed) >= 700 })
      #expect(cut.replications >= 700)
      #expect(cut.replications < cut.requested)
      #expect(cut.samples.map(\.number) == Array(0..<cut.replications))
      options.amount = .replications(cut.replications)
      let short = simulator(made).run(options)
      #expect(short.samples == cut.samples)
      #expect(short.completion == cut.completion)
      #expect(short.cost == cut.cost)
      #expect(short.flights == cut.flights)
    }
    let none = simulator(made).run(made.options(), isCancelled: { true })
    #expect(none.replications == 0)
    #expect(none.requested == 10_000)
  }

  @Test("ends on the day asked for, but not before the campaign")
  func until() {
    let made = made(Distribution(.uniform(0, 3000)))
    var options = made.options()
    options.amount = .replications(500)
    options.keepsSamples = true
    let all = simulator(made).run(options)
    #expect(all.until == HandMade.start + 4000)
    #expect(all.completion.reached.never == 0)
    options.until = HandMade.start + 1500
    let cut = simulator(made).run(options)
    for (sample, whole) in zip(cut.samples, all.samples) {
      #expect(
        sample.completion == whole.completion.flatMap { $0 <= HandMade.start + 1500 ? $0 : nil })
    }
    #expect(cut.completion.reached.never == cut.samples.count { $0.completion == nil })
    options.until = HandMade.start + 10
    #expect(simulator(made).run(options).until == made.campaign.end)
    options.until = nil
    // Ten years after day 1000, 2032-09-27, with two leap days.
    #expect(simulator(made).run(options).until == made.campaign.end + 3652)
  }

  @Test(
    "that ends sooner tells the same up to its end", arguments: [ExecutionPolicy.hold, .greedy])
  func prefix(policy: ExecutionPolicy) {
    // One after the other on one vehicle: the first is often later than the end.
    var made = HandMade(
      vehicles: [HandMade.vehicle("V", turnaround: 10)],
      elements: ["A", "B", "C"].map {
        HandMade.element($0, ElementUncertainty(delay: Distribution(.uniform(0, 2000))))
      })
    made.fly("V", on: 0, ["A"])
    made.fly("V", on: 10, ["B"])
    made.fly("V", on: 20, ["C"])
    for replication in 0..<60 {
      let whole = simulator(made).story(of: replication, made.options(policy))
      var options = made.options(policy)
      options.until = HandMade.start + 1200
      func launches(_ story: [StoryEvent]) -> [StoryEvent] {
        story.filter { event in
          if case .launched = event.kind { event.day <= HandMade.start + 1200 } else { false }
        }
      }
      #expect(
        launches(simulator(made).story(of: replication, options)) == launches(whole),
        "replication \(replication)")
    }
  }
}
