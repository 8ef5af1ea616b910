// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import ManifestIO
import Testing

@Suite struct `A diagnostic` {
  @Test func `shows the place, the line, a caret and what to do`() throws {
    let text = """
      perilune: 1
      campaign: { name: Test, start: 2020-01-01, end: 2025-12-31, node: NRHO }
      vehicles:
        V: { capacity: { NRHO: 10 m } }
      elements: { A: { mass: 5 t } }
      """
    #expect(
      try rendered(text) == """
        manifest.yaml:4:26: error[wrong-unit]: 'm' is a unit of a length, but a mass is in kg or t
            V: { capacity: { NRHO: 10 m } }
                                   ^~~~
        help: write '10 kg' or '10 t'
        """)
  }

  @Test func `keeps the caret below wide and narrow characters and tabs`() throws {
    let text = """
      perilune: 1
      campaign: { name: Test, start: 2020-01-01, end: 2025-12-31, node: NRHO }
      vehicles:
        V: { name: 天宮 é e\u{301},\tcapacity: { NRHO: 10 m } }
      elements: { A: { mass: 5 t } }
      """
    let lines = try rendered(text).split(separator: "\n")
    #expect(lines[1] == "    V: { name: 天宮 é e\u{301},\tcapacity: { NRHO: 10 m } }")
    #expect(lines[2] == "                        \t                  ^~~~")
  }

  @Test func `cuts a long line around the place`() throws {
    let filler = String(repeating: "x", count: 500)
    let text = """
      perilune: 1
      campaign: { name: \(filler), start: 2020-02-30, end: 2025-12-31, description: \(filler), node: N }
      vehicles: { V: { capacity: { N: 10 t } } }
      elements: { A: { mass: 5 t } }
      """
    let lines = try rendered(text).split(separator: "\n").map(String.init)
    #expect(lines[0].hasPrefix("manifest.yaml:2:528: error[no-such-date]"))
    #expect(lines[1].hasPrefix("  …xxx") && lines[1].hasSuffix("xxx…"))
    let caret = try #require(lines[2].firstIndex(of: "^"))
    let column = lines[2].distance(from: lines[2].startIndex, to: caret)
    #expect(lines[1].dropFirst(column).hasPrefix("2020-02-30"))
    #expect(lines[2].hasSuffix("^~~~~~~~~~"))
  }

  @Test func `has colours when they are wanted`() {
    let diagnostic = Diagnostic(
      severity: .warning, code: "no-effect", file: "a.yaml", line: 1, column: 3,
      sourceLine: "a: b", length: 1, message: "it does nothing", help: "remove it")
    #expect(
      diagnostic.rendered(color: true) == """
        \u{1B}[1ma.yaml:1:3:\u{1B}[0m \u{1B}[1;33mwarning[no-effect]:\u{1B}[0m it does nothing
          a: b
            \u{1B}[1;33m^\u{1B}[0m
        \u{1B}[1mhelp:\u{1B}[0m remove it
        """)
    #expect(!diagnostic.rendered(color: false).contains("\u{1B}"))
  }

  @Test func `never sends control characters to the terminal`() throws {
    let bytes = Array("perilune: 1\ncampaign: { name: \"\u{1B}[31m\" }\n".utf8)
    let problem = try #require(Samples.diagnostics(bytes).first)
    #expect(problem.code == "invalid-character")
    #expect(problem.rendered(color: false).unicodeScalars.allSatisfy { $0 != "\u{1B}" })
    let escaped = Array("perilune: 1\ncampaign: { \"\\e[31m\": 1 }\n".utf8)
    #expect(
      Samples.diagnostics(escaped).allSatisfy {
        !$0.rendered(color: false).unicodeScalars.contains("\u{1B}")
      })
  }

  @Test func `suggests the unit, the key and the identifier meant`() throws {
    let text = """
      perilune: 1
      campaign: { name: Test, start: 2020-01-01, end: 2025-12-31, node: NRHO }
      vehicles:
        SLS-1B: { capacity: { NRHO: 10 t }, turnarround: 60 d, slot: 3 }
      elements:
        A: { mass: 5 tonnes, vehicles: [SLS-B1], ready: 2023-02-30 }
        B: { mass: 5 t, after: [V] }
      """
    let help = Samples.diagnostics(Array(text.utf8)).map { $0.help ?? "" }
    #expect(
      help == [
        "did you mean 'turnaround'?", "did you mean 'slots'?", "did you mean '5 t'?",
        "did you mean 'SLS-1B'?", "the last day of that month is 2023-02-28",
        "there is A or B; or add it to 'elements'",
      ])
  }

  @Test func `names a cycle in full`() throws {
    let text = """
      perilune: 1
      campaign: { name: Test, start: 2020-01-01, end: 2025-12-31, node: NRHO }
      vehicles: { V: { capacity: { NRHO: 10 t } } }
      elements:
        A: { mass: 5 t, after: [B] }
        B: { mass: 5 t, after: [D, C] }
        C: { mass: 5 t, after: [A] }
        D: { mass: 5 t, after: [E] }
        E: { mass: 5 t, after: [B] }
      """
    let problems = Samples.diagnostics(Array(text.utf8))
    #expect(problems.map(\.message) == ["these elements wait for one another: A -> B -> C -> A"])
  }

  private func rendered(_ text: String) throws -> String {
    try #require(Samples.diagnostics(Array(text.utf8)).first).rendered(color: false)
  }
}
