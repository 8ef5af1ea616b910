// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import ManifestIO
import TestSupport
import Testing

@Suite struct `Launch windows` {
  @Test func `recur by the rule of the manual`() throws {
    // from + floor(i x 27.32): 0, 27, 54, 81, 109 days.
    let spans = try windows(
      "{ from: 2021-01-09, every: 27.32 d, open: 7 d }", "2021-01-01", "2021-05-01")
    #expect(
      spans == [
        "2021-01-09...2021-01-15", "2021-02-05...2021-02-11", "2021-03-04...2021-03-10",
        "2021-03-31...2021-04-06", "2021-04-28...2021-05-04",
      ])
  }

  @Test("recur exactly, wherever they begin", arguments: 0..<100)
  func recurrence(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let every = Int.random(in: 1000...60_000, using: &random)
    let open = Int.random(in: 1...(every / 1000), using: &random)
    let from = try #require(Day(iso: "2020-06-01")) + Int.random(in: -800...800, using: &random)
    let start = try #require(Day(iso: "2020-01-01"))
    let end = start + Int.random(in: 0...900, using: &random)
    let spans = try windows(
      "{ from: \(from), every: \(Amount(thousandths: every)) d, open: \(open) d }", "\(start)",
      "\(end)")
    var expected = [String]()
    for index in 0..<3000 {
      let first = from + index * every / 1000
      let last = first + (open - 1)
      if first <= end, last >= start { expected.append("\(first)...\(last)") }
    }
    #expect(spans == expected)
  }

  @Test func `of a list are put in order`() throws {
    let spans = try windows(
      "[ { open: 2021-03-01, close: 2021-03-02 }, { open: 2020-01-01, close: 2021-12-31 } ]",
      "2021-01-01", "2021-12-31")
    #expect(spans == ["2020-01-01...2021-12-31", "2021-03-01...2021-03-02"])
  }

  @Test func `may begin after the campaign`() throws {
    #expect(
      try windows("{ from: 2030-01-01, every: 28 d, open: 1 d }", "2021-01-01", "2021-12-31") == [])
  }

  private func windows(_ text: String, _ start: String, _ end: String) throws -> [String] {
    let manifest = try Manifest.load(
      text: """
        perilune: 1
        campaign: { name: Test, start: \(start), end: \(end), node: NRHO }
        windows: { w: \(text) }
        vehicles: { V: { capacity: { NRHO: 10 t } } }
        elements: { A: { mass: 5 t } }
        """, name: "manifest.yaml")
    let spans = try #require(manifest.campaign.windows.first).spans
    return spans.map { "\($0.lowerBound)...\($0.upperBound)" }
  }
}
