// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Exports
import Simulation
import TestSupport
import Testing

@Suite("The S-curve on the terminal")
struct SCurveChartTests {
  private func day(_ iso: String) -> Day { SampleCampaign.day(iso) }

  @Test("rises evenly where every day is as likely, and marks plan, P50 and P80")
  func evenly() {
    // Days 0 to 99 of 2025, one replication each.
    let tally = SimulatedSample.tally(of: 100, from: day("2025-01-01")) { $0 }
    let lines = SCurveChart.lines(
      tally, planned: day("2025-01-11"), style: ReportStyle(width: 64))
    #expect(
      lines == [
        "100% |       |                                          ...=####",
        " 90% |       |                                    ...==#########",
        " 80% |       |                               ...==##############",
        " 70% |       |                          ...==###################",
        " 60% |       |                     ...=#########################",
        " 50% |       |               ...==##############################",
        " 40% |       |          ...==###################################",
        " 30% |       |     ...=#########################################",
        " 20% |       ....=##############################################",
        " 10% |  ...==###################################################",
        "     +--+---------------+--------------+----------------+-------",
        "        2025-01         2025-02        2025-03          2025-04",
        "             ^ plan 2025-01-11    ^ P50 2025-02-19",
        "                                   P80 2025-03-21 ^",
      ])
  }

  @Test("keeps to any width, with every row as long as the axis")
  func widths() {
    let result = SimulatedSample.result()
    for isUnicode in [false, true] {
      for width in 40...160 {
        let lines = SCurveChart.lines(
          result.completion.reached, planned: result.completion.planned,
          style: ReportStyle(width: width, isUnicode: isUnicode))
        #expect(lines.allSatisfy { $0.count <= width }, "\(width)")
        #expect(lines[10].count == width)
        // The highest row begins where P90 is exceeded; the lowest ends at the right.
        #expect(lines[9].count == width)
        for label in ["plan 2024-04-08", "P50 2025-08-19", "P80 2027-10-06"] {
          #expect(lines.contains { $0.contains(label) }, "\(width)")
        }
      }
    }
  }

  @Test("a cell is full from the day on which its share is reached")
  func exact() {
    // 80 of 100 on one day, the rest never: the row of 80 % is full, that of 90 % empty.
    let tally = SimulatedSample.tally(of: 100, from: day("2025-01-01")) { $0 < 80 ? 0 : nil }
    let lines = SCurveChart.lines(tally, planned: nil, style: ReportStyle(width: 50))
    #expect(lines[0] == "100% |")
    #expect(lines[1] == " 90% |")
    for row in 2...9 { #expect(lines[row].hasSuffix("####")) }
    let less = SimulatedSample.tally(of: 1000, from: day("2025-01-01")) { $0 < 799 ? 0 : nil }
    let below = SCurveChart.lines(less, planned: nil, style: ReportStyle(width: 50))
    #expect(below[2].hasSuffix("===="))
    #expect(below[3].hasSuffix("####"))
  }

  @Test("nothing is drawn of what never happens")
  func never() {
    let tally = SimulatedSample.tally(of: 10, from: day("2025-01-01")) { _ in nil }
    #expect(SCurveChart.lines(tally, planned: day("2025-01-01")).isEmpty)
  }
}
