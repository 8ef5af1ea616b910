// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import ManifestIO
import Testing

@Suite struct `A series` {
  let manifest: Manifest
  var elements: [Element] { manifest.campaign.elements }

  init() throws {
    let text = """
      perilune: 1
      campaign: { name: Test, start: 2020-01-01, end: 2035-12-31, node: NRHO }
      vehicles: { V: { capacity: { NRHO: 10 t } } }
      elements:
        BUS: { mass: 5 t, ports: { fore: IDSS } }
        CREW:
          mass: 1 t
          after: [either, { element: BUS, lag: 9 d }]
          commissioning: 2 d
          repeat: { count: 4, every: 180 d, within: 220 d }
          docks: { standard: IDSS, at: [BUS.fore] }
        A: { mass: 1 t }
        B: { mass: 1 t }
        LAST: { mass: 1 t, after: [{ element: CREW, lag: 3 d, within: 8 d }, CREW-2] }
        ONE: { mass: 1 t, repeat: { count: 1, every: 0 d } }
      choices: { either: { oneOf: [A, B] } }
      milestones: { crews: [ONE, CREW, A] }
      """
    manifest = try Manifest.load(text: text, name: "plan.yaml")
  }

  @Test func `stands in the place of its entry`() {
    #expect(
      elements.map(\.id.text) == [
        "BUS", "CREW-1", "CREW-2", "CREW-3", "CREW-4", "A", "B", "LAST", "ONE-1",
      ])
  }

  @Test func `has members that differ only in what they are after`() {
    #expect(
      elements[1].after == [
        Precedence("A", ifFlown: true), Precedence("B", ifFlown: true), Precedence("BUS", lag: 9),
      ])
    for number in 2...4 {
      var expected = elements[1]
      expected.id = Element.ID("CREW-\(number)")
      expected.after = [
        Precedence(Element.ID("CREW-\(number - 1)"), lag: 178, within: 218)
      ]
      #expect(elements[number] == expected)
    }
  }

  @Test func `is its last member for what comes after it, and all of them in lists`() {
    #expect(elements[7].after == [Precedence("CREW-4", lag: 3, within: 8), Precedence("CREW-2")])
    #expect(
      manifest.campaign.milestones[0].elements == [
        "ONE-1", "CREW-1", "CREW-2", "CREW-3", "CREW-4", "A",
      ])
  }

  @Test(
    "stands in the manifest where it is written",
    arguments: [
      ("elements.CREW-1", 6, 3), ("elements.CREW-4", 6, 3), ("elements.CREW-3.mass", 7, 11),
      ("elements.CREW-1.after", 8, 5), ("elements.CREW-1.after.0", 8, 13),
      ("elements.CREW-1.after.1", 8, 13), ("elements.CREW-1.after.2", 8, 21),
      ("elements.CREW-1.after.2.lag", 8, 42), ("elements.CREW-2.after", 10, 5),
      ("elements.CREW-2.after.0", 10, 5), ("elements.CREW-2.after.0.lag", 10, 32),
      ("elements.CREW-4.after.0.within", 10, 47), ("elements.CREW-4.repeat.count", 10, 22),
      ("elements.ONE-1.mass", 15, 16), ("elements.CREW.mass", 7, 11),
    ])
  func location(path: String, line: Int, column: Int) {
    let keys = path.split(separator: ".").map(String.init)
    let location = manifest.source.location(of: ManifestPath(keys: keys))
    #expect(location?.line == line)
    #expect(location?.column == column)
  }

  @Test func `says how far it goes when a member does not exist`() {
    let text = """
      perilune: 1
      campaign: { name: Test, start: 2020-01-01, end: 2035-12-31, node: NRHO }
      vehicles: { V: { capacity: { NRHO: 10 t } } }
      elements:
        CREW: { mass: 1 t, repeat: { count: 4, every: 180 d } }
        A: { mass: 1 t, after: [CREW-5] }
      """
    let problems = Samples.diagnostics(Array(text.utf8))
    #expect(problems.map(\.help) == ["the series CREW ends with 'CREW-4'"])
  }
}
