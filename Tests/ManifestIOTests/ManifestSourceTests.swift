// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import ManifestIO
import Testing

@Suite struct `The source of a manifest` {
  let source: ManifestSource

  init() throws {
    let text = """
      perilune: 1
      campaign: { name: Test, start: 2020-01-01, end: 2025-12-31, node: NRHO }
      vehicles:
        SLS-1B:
          capacity: { NRHO: 10 t }
          turnaround: 365 d
          cost: 12
      elements:
        A: { mass: 5 t }
        B:
          mass: 5 t
          after: [A]
      """
    source = try Manifest.load(text: text, name: "plan.yaml").source
  }

  @Test(
    "knows where a fact stands",
    arguments: [
      (["campaign", "end"], ManifestIO.SourceLocation(line: 2, column: 49, length: 10)),
      (["vehicles"], ManifestIO.SourceLocation(line: 3, column: 1, length: 8)),
      (["vehicles", "SLS-1B"], ManifestIO.SourceLocation(line: 4, column: 3, length: 6)),
      (
        ["vehicles", "SLS-1B", "turnaround"],
        ManifestIO.SourceLocation(line: 6, column: 17, length: 5)
      ),
      (
        ["vehicles", "SLS-1B", "capacity", "NRHO"],
        ManifestIO.SourceLocation(line: 5, column: 23, length: 4)
      ),
      (
        ["elements", "B", "after", "0"], ManifestIO.SourceLocation(line: 12, column: 13, length: 1)
      ),
    ])
  func location(keys: [String], location: ManifestIO.SourceLocation) {
    #expect(source.location(of: ManifestPath(keys: keys)) == location)
  }

  @Test(
    "points at the nearest fact above one that is not stated",
    arguments: [
      (["vehicles", "SLS-1B", "slots"], 4), (["elements", "A", "ready"], 9),
      (["elements", "B", "after", "7"], 12), (["elements", "B", "mass", "deep"], 11),
      (["vehicles", "SLS-2", "slots"], 3),
    ])
  func nearest(keys: [String], line: Int) {
    #expect(source.location(of: ManifestPath(keys: keys))?.line == line)
  }

  @Test func `has no place for what it does not mention at all`() {
    #expect(source.location(of: ManifestPath("budget", "perYear")) == nil)
    #expect(source.location(of: ManifestPath()) == nil)
  }

  @Test func `makes diagnostics that point into the file`() {
    let diagnostic = source.diagnostic(
      severity: .error, code: "turnaround", at: ManifestPath("vehicles", "SLS-1B", "turnaround"),
      message: "two launches are 300 days apart", help: "launch later")
    #expect(
      diagnostic.rendered(color: false) == """
        plan.yaml:6:17: error[turnaround]: two launches are 300 days apart
              turnaround: 365 d
                          ^~~~~
        help: launch later
        """)
    #expect(source.name == "plan.yaml")
  }
}
