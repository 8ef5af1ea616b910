// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

@Suite("The verb explain")
struct ExplainTests {
  @Test("names what holds an element, with the lines of the manifest")
  func element() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let run = try Command.run("explain", manifest.path, "B")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.hasPrefix("why B is not earlier: launch "))
    #expect(run.output.contains("turnaround: F02 launches on"))
    #expect(run.output.contains("\(manifest.path):"))
    #expect(run.output.contains("B: no plan as good has it operational before"))
  }

  @Test("names what the completion rests on, and every element's slack")
  func campaign() throws {
    let run = try Command.run("explain", "-", input: Command.small)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("what the completion on "))
    #expect(run.output.contains("\ncritical chain: A B\n"))
    let short = try Command.run("explain", "-", "--bindings-only", input: Command.small)
    #expect(short.status == 0)
    #expect(!short.output.contains("critical chain"))
  }

  @Test("writes JSON, the same bytes on any number of threads")
  func json() throws {
    let runs = try ["1", "2"].map {
      try Command.run("explain", "-", "--json", "-", "--threads", $0, input: Command.small).output
    }
    #expect(runs[0] == runs[1])
    let value = try JSONSerialization.jsonObject(with: Data(runs[0].utf8)) as? [String: Any]
    #expect((value?["elements"] as? [Any])?.count == 2)
    #expect(value?["proven_best"] as? Bool == true)
  }

  @Test("explains a timeline that keeps the rules, and no other")
  func timeline() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let plan = try Command.run("plan", manifest.path, "--csv", "-", "--quiet")
    let timeline = try TemporaryFile(plan.output, ending: "csv")
    let run = try Command.run("explain", manifest.path, "F02", "--timeline", timeline.path)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("why F02 is not earlier: launch "))
    let slow = Command.small.replacingOccurrences(of: "turnaround: 30 d", with: "turnaround: 40 d")
    let other = try TemporaryFile(slow, ending: "yaml")
    let broken = try Command.run("explain", other.path, "--timeline", timeline.path)
    #expect(broken.status == 65)
    #expect(broken.errors.contains("error[turnaround]"))
  }

  @Test("says so when there is nothing of that name, and when there is no plan")
  func nothing() throws {
    let run = try Command.run("explain", "-", "C", input: Command.small)
    #expect(run.status == 64)
    #expect(run.errors.contains("There is no element or flight 'C'"))
    let short = Command.small.replacingOccurrences(
      of: "turnaround: 30 d", with: "turnaround: 4000 d")
    let none = try Command.run("explain", "-", input: short)
    #expect(none.status == 3)
    #expect(none.errors.contains("error[infeasible]"))
  }

  @Test("says what a limit left unproven")
  func limited() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let plan = try Command.run("plan", manifest.path, "--csv", "-", "--quiet")
    let timeline = try TemporaryFile(plan.output, ending: "csv")
    let run = try Command.run(
      "explain", manifest.path, "B", "--timeline", timeline.path, "--time-limit", "0")
    // What needs no search is proven at once.
    #expect([0, 2].contains(run.status))
    #expect((run.status == 2) == run.output.contains("stopped by the time limit"))
  }
}
