// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Simulation
import Testing

@Suite("A tally of days")
struct DayTallyTests {
  private let first = Day(number: 20_000)

  @Test("counts each day, and apart what never happened or lies outside")
  func counts() {
    var tally = DayTally(of: first...(first + 2))
    for day in [first, first + 2, first + 2, first + 3, nil] { tally.count(day) }
    #expect(tally.counts == [1, 0, 2])
    #expect(tally.never == 2)
  }

  @Test("adds up with another")
  func adds() {
    var (one, other) = (DayTally(of: first...first), DayTally(of: first...first))
    one.count(first)
    other.count(first)
    other.count(nil)
    one.add(other)
    #expect(one.counts == [2])
    #expect(one.never == 1)
  }
}
