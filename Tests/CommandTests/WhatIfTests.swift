// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

@Suite("The verb whatif")
struct WhatIfTests {
  private let manifest: TemporaryFile
  init() throws { manifest = try TemporaryFile(Command.small, ending: "yaml") }

  @Test(
    "a delay of 0 d changes nothing, byte for byte", arguments: ["hold", "repair", "reoptimize"])
  func zeroDelay(policy: String) throws {
    let plan = try Command.run("plan", manifest.path, "--csv", "-", "--quiet")
    let arguments = ["--delay", "V=0d", "--policy", policy, "--csv", "-", "--quiet"]
    let planned = try Program.run(Command.path, ["whatif", manifest.path] + arguments)
    #expect(planned.status == 0)
    #expect(planned.output == plan.output)
    let baseline = try TemporaryFile(plan.output, ending: "csv")
    let given = try Program.run(
      Command.path, ["whatif", manifest.path, "--baseline", baseline.path] + arguments)
    #expect(given.output == plan.output)
    let page = try Command.run(
      "whatif", manifest.path, "--delay", "B=0d", "--policy", policy)
    #expect(page.output.contains("\nnothing is otherwise\n"))
  }

  @Test("shows what is supposed, what moves, why, and what is proven")
  func page() throws {
    let run = try Command.run("whatif", manifest.path, "--delay", "V=45d")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(
      run.output == """
        Small

        what if   V is available 45 d later
                  repair: the best plan; of several, the closest to the baseline
                  the baseline cannot stand: available (F01, F02)

                                       baseline         new  change
        completion                   2024-02-04  2024-03-20   +45 d
        operational (weighted days)          38         128     +90
        flights                               2           2       0

        0 of 2 elements keep their dates; 2 later

        element  baseline    new          slip  flight  vehicle  why
        A        2024-01-05  2024-02-19  +45 d  F01     V        V.available
        B        2024-02-04  2024-03-20  +45 d  F02     V        V.available > F02 turnaround

        status: optimal, every objective proven (gap 0%)
        changes: 0 flights, 0 elements on another vehicle, 2 elements on another day; no plan as \
        good has fewer

        """)
  }

  @Test("the same bytes on every run, and on one thread and more")
  func sameBytes() throws {
    let study = try TemporaryFile(
      """
      perilune-study: 1
      scenarios:
        one: { delay: { V: 10 d } }
        two: { delay: { V: 3 mo }, policy: hold }
        three: { delay: { B: 90 d }, policy: reoptimize }
      """, ending: "yaml")
    let runs = try ["1", "2", "4"].map {
      try Command.run(
        "whatif", manifest.path, "--study", study.path, "--json", "-", "--threads", $0)
    }
    #expect(Set(runs.map(\.output)).count == 1)
    let parsed = try JSONSerialization.jsonObject(with: Data(runs[0].output.utf8))
    let object = try #require(parsed as? [String: Any])
    let scenarios = try #require(object["scenarios"] as? [[String: Any]])
    #expect(scenarios.map { $0["scenario"] as? String } == ["one", "two", "three"])
    let table = try Command.run("whatif", manifest.path, "--study", study.path)
    #expect(table.output.split(separator: "\n").count == 6)
    let one = try Command.run(
      "whatif", manifest.path, "--study", study.path, "--scenario", "two", "--difference", "-")
    #expect(one.output.split(separator: "\n").count == 3)
    #expect(one.output.contains("two,A,2024-01-05,2024-04-05,91,V,V,V.available\n"))
  }

  @Test("exit codes: what cannot be asked, what has no plan, what cannot be a baseline")
  func exitCodes() throws {
    #expect(try Command.run("whatif", manifest.path).status == 64)
    let unknown = try Command.run("whatif", manifest.path, "--delay", "W=1d")
    #expect(unknown.status == 65)
    #expect(unknown.errors.hasPrefix("--delay:1:1: error[unknown-reference]"))
    let infeasible = try Command.run("whatif", manifest.path, "--cancel", "V")
    #expect(infeasible.status == 3)
    #expect(infeasible.output.contains("status: infeasible"))
    let lost = try Command.run("whatif", manifest.path, "--lose", "F09")
    #expect(lost.status == 65)
    let plan = try Command.run("plan", manifest.path, "--csv", "-", "--quiet")
    let early = plan.output.replacingOccurrences(of: "2024-02-04", with: "2024-02-03")
      .replacingOccurrences(of: "2024-01-31", with: "2024-01-30")
    let baseline = try TemporaryFile(early, ending: "csv")
    let broken = try Command.run(
      "whatif", manifest.path, "--baseline", baseline.path, "--delay", "V=1d")
    #expect(broken.status == 65)
    #expect(broken.errors.contains("error[turnaround]"))
  }
}
