// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import Testing

/// Countdowns that are stopped.
@Suite("A countdown")
struct ScrubTests {
  private func made(_ windows: [LaunchWindows] = []) -> HandMade {
    var vehicle = HandMade.vehicle("V", pads: ["P"])
    vehicle.windows = windows.isEmpty ? nil : windows.map(\.id)
    var made = HandMade(
      end: 60, pads: [Pad(id: "P")], windows: windows, vehicles: [vehicle],
      elements: [HandMade.element("A")])
    made.fly("V", "P", on: 0, ["A"])
    return made
  }

  @Test("is stopped by one cause at most, each as often as stated")
  func frequencies() {
    var made = made()
    made.campaign.vehicles[0].uncertainty = VehicleUncertainty(scrubs: [
      Scrub(cause: "valve", probability: 0.2), Scrub(cause: "wind", probability: 0.1),
    ])
    made.campaign.pads[0].uncertainty = PadUncertainty(scrubs: [
      Scrub(cause: "range", probability: 0.25), Scrub(cause: "boat", probability: 0.05),
    ])
    let causes = ["valve", "wind", "range", "boat"]
    let simulator = Simulator(made.campaign, plan: made.plan)
    // By the number of the attempt and by what became of it.
    var counts = [[Int]](repeating: [0, 0, 0, 0, 0], count: 3)
    for replication in 0..<4000 {
      let options = SimulationOptions(seed: 3, until: HandMade.start + 60)
      var attempt = 0
      var lastDay: Day?
      for event in simulator.story(of: replication, options) {
        switch event.kind {
        case .scrubbed(_, _, let cause, let recycle):
          #expect(lastDay != event.day && recycle == 1)
          if attempt < 3 { counts[attempt][causes.firstIndex(of: cause) ?? 0] += 1 }
        case .launched: if attempt < 3 { counts[attempt][4] += 1 }
        default: continue
        }
        lastDay = event.day
        attempt += 1
      }
    }
    #expect(counts[0].reduce(0, +) == 4000)
    for row in counts {
      let statistic = ChiSquare.statistic(of: row, [0.2, 0.1, 0.25, 0.05, 0.4])
      #expect(statistic < ChiSquare.limit(degrees: 4), "\(row)")
    }
  }

  @Test("is stopped by the same causes of the pad without the vehicle's, and the other way round")
  func taken() {
    var both = made()
    both.campaign.vehicles[0].uncertainty = VehicleUncertainty(scrubs: [
      Scrub(cause: "valve", probability: 0.2, recycle: .always(2)),
      Scrub(cause: "wind", probability: 0.15, recycle: .always(3)),
    ])
    both.campaign.pads[0].uncertainty = PadUncertainty(scrubs: [
      Scrub(cause: "range", probability: 0.3, recycle: .always(4)),
      Scrub(cause: "boat", probability: 0.15, recycle: .always(5)),
    ])
    var ofPad = both
    ofPad.campaign.vehicles[0].uncertainty = nil
    var ofVehicle = both
    ofVehicle.campaign.pads[0].uncertainty = nil
    /// What stopped each attempt, the first one first.
    func causes(_ made: HandMade, _ replication: Int) -> [String] {
      let simulator = Simulator(made.campaign, plan: made.plan)
      return simulator.story(of: replication, made.options()).compactMap {
        guard case .scrubbed(_, _, let cause, let recycle) = $0.kind else { return nil }
        return "\(cause) \(recycle)"
      }
    }
    var moreThanOne = 0
    for replication in 0..<400 {
      let all = causes(both, replication)
      // An attempt that one of the others stopped launches: those before it are as they were.
      for (made, own) in [(ofPad, ["range 4", "boat 5"]), (ofVehicle, ["valve 2", "wind 3"])] {
        let kept = Array(all.prefix { own.contains($0) })
        #expect(causes(made, replication) == kept, "\(replication)")
        if kept.count > 1 { moreThanOne += 1 }
      }
    }
    #expect(moreThanOne > 50)
  }

  @Test("never launches when causes add up to certainty, always when there are none")
  func certainty() {
    var made = made()
    made.campaign.vehicles[0].uncertainty = VehicleUncertainty(scrubs: [
      Scrub(cause: "valve", probability: 0.5)
    ])
    made.campaign.pads[0].uncertainty = PadUncertainty(scrubs: [
      Scrub(cause: "range", probability: 0.5, recycle: .always(0))
    ])
    // Each day, at least a day apart, up to the last.
    let story = made.story()
    #expect(story.count { $0.contains("scrub") } == HandMade.last + 1)
    #expect(!story.contains { $0.contains("launch") })
  }

  @Test("goes on in the next window when this one has closed")
  func windows() throws {
    let recurrence = LaunchWindows.Recurrence(
      from: HandMade.start, everyThousandths: 20_500, open: 3)
    let windows = LaunchWindows(
      id: "moon", spans: recurrence.spans(in: HandMade.start...(HandMade.start + 60)),
      recurrence: recurrence)
    var made = made([windows])
    made.campaign.vehicles[0].uncertainty = VehicleUncertainty(scrubs: [
      Scrub(cause: "valve", probability: 0.5)
    ])
    func attempts(_ story: [String]) -> [Int] {
      story.filter { $0.contains("scrub") || $0.contains("launch") }
        .compactMap { Int($0.prefix { $0 != " " }) }
    }
    // The windows open on days 0, 20, 41, 61, for three days each.
    let days = [0, 1, 2, 20, 21, 22, 41, 42, 43, 61]
    for count in 1...6 {
      let story = try made.story { attempts($0).count == count }
      #expect(attempts(story) == Array(days.prefix(count)))
    }
    made.campaign.vehicles[0].uncertainty = VehicleUncertainty(scrubs: [
      Scrub(cause: "valve", probability: 0.5, recycle: .always(18))
    ])
    // Days 18 and 39 are closed; 20 and 38 later is closed, too.
    let story = try made.story { attempts($0).count == 5 }
    #expect(attempts(story) == [0, 20, 41, 61, 82])
    #expect(story.contains("82 launch F01 V P +82: A"))
  }

  @Test("has the vehicle and the pad until the launch")
  func occupies() throws {
    var made = made()
    made.campaign.vehicles[0].uncertainty = VehicleUncertainty(delay: .always(9))
    made.campaign.vehicles.append(HandMade.vehicle("W", pads: ["P"]))
    made.campaign.pads[0].turnaround = 4
    made.campaign.elements += [HandMade.element("B"), HandMade.element("C")]
    made.fly("W", "P", on: 5, ["B"])
    made.fly("V", "P", on: 12, ["C"])
    for policy in [ExecutionPolicy.hold, .greedy] {
      // Ready on day 0, F01 goes on day 9; W on the pad at 13; C is prepared from then, 17, on.
      #expect(
        made.story(0, policy).filter { $0.contains("launch") || $0.contains("prepare") } == [
          "0 prepare F01 V, 9 more", "9 launch F01 V P +9: A", "13 launch F02 W P +8: B",
          "17 prepare F03 V, 9 more", "26 launch F03 V P +14: C",
        ])
    }
  }

  @Test("follows a pad that is late")
  func padDelay() {
    var made = made()
    made.campaign.pads[0].turnaround = 4
    made.campaign.pads[0].uncertainty = PadUncertainty(
      delay: Distribution(.discrete([.init(6, weight: 1)])))
    made.campaign.elements += [HandMade.element("B"), HandMade.element("C")]
    made.fly("V", "P", on: 4, ["B"])
    made.fly("V", "P", on: 30, ["C"])
    #expect(
      made.story().filter { $0.contains("launch") } == [
        "0 launch F01 V P +0: A", "10 launch F02 V P +6: B", "30 launch F03 V P +0: C",
      ])
  }
}
