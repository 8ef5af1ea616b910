// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import Testing

@Suite("The curve of a tally of days")
struct DayTallyCurveTests {
  private let first = Day(number: 20_000)

  private var tally: DayTally {
    var tally = DayTally(of: first...(first + 9))
    for day in [first + 2, first + 2, first + 7, first + 9, nil] { tally.count(day) }
    return tally
  }

  @Test("says how often it had happened by a day")
  func probability() {
    let counts = [-30, -1, 0, 1, 2, 6, 7, 9, 10, 4000].map {
      tally.probability(by: first + $0)
    }
    #expect(counts.map(\.count) == [0, 0, 0, 0, 2, 2, 3, 4, 4, 4])
    #expect(counts.allSatisfy { $0.total == 5 })
  }

  @Test("rises on each day on which it happened")
  func points() {
    let curve = tally.curve
    #expect(curve.map { $0.day - first } == [2, 7, 9])
    #expect(curve.map(\.probability.estimate) == [0.4, 0.6, 0.8])
  }

  @Test("has the mean of what happened")
  func mean() {
    #expect(tally.meanDays(after: first) == 5)
    #expect(tally.meanDays(after: first + 7) == -2)
    #expect(DayTally(of: first...first).meanDays(after: first) == nil)
  }
}
