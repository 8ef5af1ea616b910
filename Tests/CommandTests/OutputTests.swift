// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

@Suite("What the command writes")
struct OutputTests {
  @Test("the same bytes on every run, and on one thread and two")
  func sameBytes() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let outputs = try ["1", "2", "2", "5"].map { threads in
      try Command.run("plan", manifest.path, "--json", "-", "--threads", threads).output
    }
    #expect(Set(outputs).count == 1)
    #expect(outputs[0].contains("\"status\": \"optimal\""))
  }

  @Test("a manifest from standard input, a timeline to standard output and nothing else there")
  func streams() throws {
    let run = try Command.run("plan", "-", "--csv", "-", input: Command.small)
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("date,event,"))
    #expect(run.output.hasSuffix("complete,,,,NRHO,,,\n"))
    #expect(run.errors.contains("status: optimal"))
    let quiet = try Command.run("plan", "-", "--csv", "-", "--quiet", input: Command.small)
    #expect(quiet.errors == "")
    #expect(quiet.output == run.output)
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let verify = try Command.run("verify", manifest.path, "-", input: run.output)
    #expect(verify.status == 0)
  }

  @Test("no colours off a terminal, whatever the environment says")
  func colours() throws {
    let manifest = try TemporaryFile("perilune: 2\n", ending: "yaml")
    for environment in [["NO_COLOR": "1"], ["NO_COLOR": nil], ["TERM": "xterm-256color"]] {
      let run = try Command.run("check", manifest.path, environment: environment)
      #expect(run.status == 65)
      #expect(!run.errors.contains("\u{1B}"))
    }
  }

  @Test("ends quietly when its reader has gone")
  func brokenPipe() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let script = "'\(Command.path)' plan '\(manifest.path)' | head -n 1; echo ${PIPESTATUS[0]}"
    guard let bash = Program.find("bash") else { return }
    let run = try Program.run(bash, ["-c", script])
    #expect(run.output == "Small\n0\n")
    #expect(run.errors == "")
  }

  @Test("a file that is there is replaced whole, its permissions kept, a link followed")
  func replacing() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let files = FileManager.default
    let real = manifest.folder.appendingPathComponent("real.csv").path
    let link = manifest.folder.appendingPathComponent("link.csv").path
    try Data("old".utf8).write(to: URL(fileURLWithPath: real))
    try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: real)
    try files.createSymbolicLink(atPath: link, withDestinationPath: real)
    #expect(try Command.run("plan", manifest.path, "--csv", link).status == 0)
    #expect(try String(contentsOfFile: real, encoding: .utf8).hasPrefix("date,event"))
    let attributes = try files.attributesOfItem(atPath: real)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try files.destinationOfSymbolicLink(atPath: link) == real)
    let left = try files.contentsOfDirectory(atPath: manifest.folder.path).sorted()
    #expect(left == ["file.yaml", "link.csv", "real.csv"])
  }

  @Test("a link that leads to nothing yet is followed too")
  func danglingLink() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let files = FileManager.default
    let link = manifest.folder.appendingPathComponent("link.csv").path
    try files.createSymbolicLink(atPath: link, withDestinationPath: "real.csv")
    #expect(try Command.run("plan", manifest.path, "--csv", link).status == 0)
    #expect(try files.destinationOfSymbolicLink(atPath: link) == "real.csv")
    let left = try files.contentsOfDirectory(atPath: manifest.folder.path).sorted()
    #expect(left == ["file.yaml", "link.csv", "real.csv"])
    try files.removeItem(atPath: link)
    try files.createSymbolicLink(atPath: link, withDestinationPath: "link.csv")
    let loop = try Command.run("plan", manifest.path, "--csv", link)
    #expect(loop.status == 73)
  }

  @Test("a file that is protected from writing stays", .enabled(if: getuid() != 0))
  func protected() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let csv = manifest.folder.appendingPathComponent("t.csv").path
    try Data("old".utf8).write(to: URL(fileURLWithPath: csv))
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: csv)
    #expect(try Command.run("plan", manifest.path, "--csv", csv).status == 73)
    #expect(try String(contentsOfFile: csv, encoding: .utf8) == "old")
  }

  @Test("a pipe is written to, not replaced")
  func namedPipe() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let pipe = manifest.folder.appendingPathComponent("pipe").path
    #expect(mkfifo(pipe, 0o600) == 0)
    let script =
      "'\(Command.path)' plan '\(manifest.path)' --quiet --csv '\(pipe)' >/dev/null & "
      + "head -n 1 '\(pipe)'; wait $!; echo $?; test -p '\(pipe)'"
    let run = try Program.run("/bin/sh", ["-c", script])
    #expect(run.status == 0)
    #expect(run.output == "date,event,flight,vehicle,pad,node,element,mass_kg,detail\n0\n")
  }

  @Test("the file a limit or nothing to write leaves alone is the one that was there")
  func nothingToWrite() throws {
    let text = Command.small.replacingOccurrences(of: "B: { mass: 4 t", with: "B: { mass: 6 t")
    let manifest = try TemporaryFile(text, ending: "yaml")
    let csv = manifest.folder.appendingPathComponent("t.csv").path
    try Data("old".utf8).write(to: URL(fileURLWithPath: csv))
    #expect(try Command.run("plan", manifest.path, "--csv", csv).status == 3)
    #expect(try String(contentsOfFile: csv, encoding: .utf8) == "old")
    #expect(try Command.run("plan", manifest.path, "--csv", "-").output == "")
  }

  @Test("Python reads what is piped to it", .enabled(if: Program.python != nil))
  func python() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let python = try #require(Program.python)
    let script =
      "'\(Command.path)' plan '\(manifest.path)' --flights - --quiet | '\(python)' -c "
      + "'import csv, sys; print([r[\"elements\"] for r in csv.DictReader(sys.stdin)])'"
    let run = try Program.run("/bin/sh", ["-c", script])
    #expect(run.output == "['A', 'B']\n")
  }

  @Test("JSON of a check lists diagnostics with their places")
  func checkJSON() throws {
    let text = Command.small.replacingOccurrences(of: "mass: 4 t, after", with: "mass: 4, after")
    let manifest = try TemporaryFile(text, ending: "yaml")
    let run = try Command.run("check", manifest.path, "--json", "-")
    #expect(run.status == 65)
    let parsed = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let object = try #require(parsed as? [String: Any])
    #expect(object["valid"] as? Bool == false)
    let diagnostics = try #require(object["diagnostics"] as? [[String: Any]])
    #expect(diagnostics.first?["line"] as? Int == 8)
  }

  @Test(
    "the manifests that come with Perilune are valid and plan to the optimum",
    arguments: ["quickstart", "deep-space-gateway-2017"])
  func manifests(name: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let manifest = root.appendingPathComponent("manifests/\(name).yaml").path
    let check = try Command.run("check", manifest)
    #expect(check.status == 0)
    #expect(check.errors == "")
    let plan = try Command.run("plan", manifest, "--csv", "-")
    #expect(plan.status == 0)
    let csv = try TemporaryFile(plan.output, ending: "csv")
    #expect(try Command.run("verify", manifest, csv.path).status == 0)
  }
}
