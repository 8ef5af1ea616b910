// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import MILP
import Planning
import TestSupport
import Testing

import PeriluneCommand

@Suite("Exit codes")
struct ExitCodeTests {
  @Test("0: an optimal plan, a valid manifest, a verified timeline, the schema")
  func success() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let csv = manifest.folder.appendingPathComponent("t.csv").path
    let plan = try Command.run("plan", manifest.path, "--csv", csv)
    #expect(plan.status == 0)
    #expect(plan.output.contains("status: optimal"))
    #expect(plan.errors == "")
    #expect(try Command.run("check", manifest.path).status == 0)
    let verify = try Command.run("verify", manifest.path, csv)
    #expect(verify.status == 0)
    #expect(verify.output.contains("keeps every rule"))
    #expect(try Command.run("schema").status == 0)
    #expect(try Command.run("--help").status == 0)
    #expect(try Command.run("--version").output.hasPrefix("perilune "))
  }

  @Test("2: a limit stopped it, the plan is written all the same")
  func notProven() throws {
    let manifest = try TemporaryFile(Command.large, ending: "yaml")
    let csv = manifest.folder.appendingPathComponent("t.csv").path
    let run = try Command.run("plan", manifest.path, "--time-limit", "0", "--csv", csv)
    #expect(run.status == 2)
    #expect(run.output.contains("feasible, not proven best; stopped by the time limit"))
    #expect(try Command.run("verify", manifest.path, csv).status == 0)
  }

  @Test("2: a limit on nodes stops at the same plan every time, on any number of threads")
  func nodeLimit() throws {
    let manifest = try TemporaryFile(Command.medium, ending: "yaml")
    let runs = try ["1", "2", "2"].map { threads in
      try Command.run(
        "plan", manifest.path, "--node-limit", "0", "--threads", threads, "--json", "-")
    }
    #expect(runs.allSatisfy { $0.status == 2 })
    #expect(Set(runs.map(\.output)).count == 1)
    #expect(runs[0].output.contains("\"stopped_by\": \"node-limit\""))
  }

  @Test("0: good enough is what --gap says")
  func gap() throws {
    let manifest = try TemporaryFile(Command.medium, ending: "yaml")
    let run = try Command.run("plan", manifest.path, "--node-limit", "1", "--gap", "0.9")
    #expect(run.status == 0)
    #expect(run.output.contains("status: optimal within the gap asked for"))
  }

  @Test("3: infeasible, with a reason that points into the manifest")
  func infeasible() throws {
    let text = Command.small.replacingOccurrences(of: "B: { mass: 4 t", with: "B: { mass: 6 t")
    let manifest = try TemporaryFile(text, ending: "yaml")
    let json = manifest.folder.appendingPathComponent("p.json").path
    let run = try Command.run("plan", manifest.path, "--json", json)
    #expect(run.status == 3)
    #expect(run.errors.contains("file.yaml:8:14: error[infeasible]: no vehicle lifts B"))
    #expect(run.errors.contains("help: "))
    let written = try String(contentsOfFile: json, encoding: .utf8)
    #expect(written.contains("\"status\": \"infeasible\""))
    #expect(written.contains("elements.B.mass"))
  }

  @Test("3: a timeline that breaks rules, each named with its date and line")
  func broken() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let good = try Command.run("plan", manifest.path, "--csv", "-").output
    let bad = good.replacingOccurrences(of: "2024-01-31", with: "2024-01-20")
      .replacingOccurrences(of: "2024-02-04", with: "2024-01-24")
    #expect(bad != good)
    let csv = try TemporaryFile(bad, ending: "csv")
    let run = try Command.run("verify", manifest.path, csv.path, "--json", "-")
    #expect(run.status == 3)
    #expect(run.errors.contains("file.yaml:5:31: error[turnaround]: 2024-01-20: F02"))
    #expect(run.output.contains("\"verified\": false"))
    #expect(run.output.contains("\"path\": \"vehicles.V.turnaround\""))
  }

  @Test("4: a limit stopped it before there was a plan")
  func noPlan() throws {
    // B must follow A on the very next launch, but list scheduling puts the others in between; the
    // proof, which would find the plan, has no time.
    let text = """
      perilune: 1
      campaign: { name: Hard, start: 2024-01-01, end: 2024-12-31, node: NRHO }
      vehicles:
        V: { turnaround: 5 d, slots: 1, capacity: { NRHO: 5 t } }
      elements:
        A: { mass: 4 t }
        X1: { mass: 4.1 t }
        X2: { mass: 4.2 t }
        X3: { mass: 4.3 t }
        X4: { mass: 4.4 t }
        X5: { mass: 4.5 t }
        B: { mass: 4 t, after: [{ element: A, lag: 5 d, within: 5 d }] }
      """
    let manifest = try TemporaryFile(text, ending: "yaml")
    let run = try Command.run("plan", manifest.path, "--time-limit", "0")
    #expect(run.status == 4)
    #expect(run.output.contains("unknown: no plan found"))
    let unlimited = try Command.run("plan", manifest.path)
    #expect(unlimited.status == 0)
  }

  @Test(
    "64: misuse",
    arguments: [
      ["plan"], ["fly"], ["plan", "x", "--gap=-1"], ["plan", "x", "--time-limit", "soon"],
      ["plan", "x", "--threads", "0"], ["plan", "x", "--csv", "-", "--json", "-"],
      ["verify", "-", "-"], ["plan", "x", "--node-limit=-3"],
    ])
  func usage(arguments: [String]) throws {
    let run = try Program.run(Command.path, arguments)
    #expect(run.status == 64)
    #expect(!run.errors.isEmpty)
  }

  @Test("65: a manifest, timeline or feature that cannot be used")
  func invalid() throws {
    let typo = Command.small.replacingOccurrences(of: "turnaround: 30 d", with: "turnaraund: 30 d")
    let manifest = try TemporaryFile(typo, ending: "yaml")
    for verb in ["plan", "check"] {
      let run = try Command.run(verb, manifest.path)
      #expect(run.status == 65)
      #expect(run.errors.contains("file.yaml:5:19: error[unknown-key]"))
      #expect(run.errors.contains("turnaround"))
    }
    let good = try TemporaryFile(Command.small, ending: "yaml")
    let csv = try TemporaryFile("date,what\n", ending: "csv")
    let verify = try Command.run("verify", good.path, csv.path)
    #expect(verify.status == 65)
    #expect(verify.errors.contains("file.csv:1:6: error[invalid-timeline]"))
  }

  @Test("66: cannot read")
  func unreadable() throws {
    #expect(try Command.run("plan", "/no/such/manifest.yaml").status == 66)
    #expect(try Command.run("check", "/").status == 66)
    let good = try TemporaryFile(Command.small, ending: "yaml")
    #expect(try Command.run("verify", good.path, "/no/such/timeline.csv").status == 66)
  }

  @Test("73: cannot write, found before planning, and nothing is left behind")
  func unwritable() throws {
    let manifest = try TemporaryFile(Command.large, ending: "yaml")
    for path in ["/no/such/folder/t.csv", manifest.folder.path] {
      let run = try Command.run("plan", manifest.path, "--csv", path)
      #expect(run.status == 73)
      #expect(run.errors.contains("cannot write '\(path)'"))
    }
    let small = try TemporaryFile(Command.small, ending: "yaml")
    if FileManager.default.fileExists(atPath: "/dev/full") {
      let run = try Command.run("plan", small.path, "--csv", "/dev/full")
      #expect(run.status == 73)
      #expect(run.errors.contains("cannot write '/dev/full': No space left on device"))
      let script = "'\(Command.path)' plan '\(small.path)' > /dev/full"
      let redirected = try Program.run("/bin/sh", ["-c", script])
      #expect(redirected.status == 73)
      #expect(redirected.errors.contains("cannot write to standard output"))
    }
    for path in ["", small.path + "/x", small.folder.path + "/new/"] {
      #expect(try Command.run("plan", small.path, "--json", path).status == 73, "\(path)")
    }
    let longName = small.folder.path + "/" + String(repeating: "n", count: 300)
    #expect(try Command.run("check", small.path, "--json", longName).status == 73)
    let left = try FileManager.default.contentsOfDirectory(atPath: small.folder.path)
    #expect(left == ["file.yaml"])
  }

  @Test("64: results that would destroy one another, or what is read")
  func clashes() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let folder = manifest.folder.path
    let link = folder + "/link.yaml"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "file.yaml")
    let csv = folder + "/t.csv"
    for arguments in [
      ["plan", manifest.path, "--csv", csv, "--json", csv],
      ["plan", manifest.path, "--csv", csv, "--flights", folder + "/./t.csv"],
      ["plan", manifest.path, "--csv", manifest.path], ["plan", manifest.path, "--json", link],
      ["plan", link, "--json", manifest.path], ["check", manifest.path, "--json", manifest.path],
      ["verify", manifest.path, csv, "--json", csv],
      ["plan", manifest.path, "--csv", "/dev/stdout", "--json", "-"],
    ] {
      let run = try Program.run(Command.path, arguments)
      #expect(run.status == 64, "\(arguments)")
      #expect(run.output == "")
    }
    #expect(try String(contentsOfFile: manifest.path, encoding: .utf8) == Command.small)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(left == ["file.yaml", "link.yaml"])
  }

  @Test("65: an endless timeline, one that is not text")
  func unusableTimelines() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let endless = try Command.run("verify", manifest.path, "/dev/zero")
    #expect(endless.status == 65)
    #expect(endless.errors.contains("/dev/zero is larger than 64 MiB"))
    let binary = try TemporaryFile("", ending: "csv")
    try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: binary.path))
    let run = try Command.run("verify", manifest.path, binary.path)
    #expect(run.status == 65)
    #expect(run.errors.contains("is not UTF-8 text"))
  }

  @Test(
    "70: the planner contradicts itself, the solver fails",
    arguments: [
      PlanningError.internalError("a rejected plan"), .solver(.failed("numerically")),
    ])
  func defects(error: PlanningError) throws {
    #expect(ExitStatus(error) == .internalError)
    #expect(ExitStatus.internalError.rawValue == 70)
  }

  @Test("130: interrupted, the best plan so far is written", arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) throws {
    let manifest = try TemporaryFile(Command.large, ending: "yaml")
    let csv = manifest.folder.appendingPathComponent("t.csv").path
    // The limit only keeps a run that cannot be interrupted from going on.
    let run = try Command.run("plan", manifest.path, "--csv", csv, "--time-limit", "60") {
      Thread.sleep(forTimeInterval: 1)
      kill($0.processIdentifier, signal)
    }
    #expect(run.status == 130)
    #expect(run.output.contains("status: feasible, not proven best; interrupted"))
    let left = try FileManager.default.contentsOfDirectory(atPath: manifest.folder.path)
    #expect(left.sorted() == ["file.yaml", "t.csv"])
    #expect(try Command.run("verify", manifest.path, csv).status == 0)
  }
}
