// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

@Suite("The verb diff")
struct DiffTests {
  private func timeline(_ manifest: String) throws -> TemporaryFile {
    let run = try Command.run("plan", "-", "--csv", "-", "--quiet", input: manifest)
    #expect(run.status == 0)
    return try TemporaryFile(run.output, ending: "csv")
  }

  @Test("says what is otherwise, with a manifest and without")
  func page() throws {
    let before = try timeline(Command.small)
    let slow = Command.small.replacingOccurrences(of: "turnaround: 30 d", with: "turnaround: 40 d")
    let after = try timeline(slow)
    let bare = try Command.run("diff", before.path, after.path)
    #expect(bare.status == 0)
    #expect(bare.errors == "")
    #expect(bare.output.contains("\nB        2024-02-04  2024-02-14  +10 d  F02     V\n"))
    #expect(!bare.output.contains("operational (weighted days)"))
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let full = try Command.run(
      "diff", before.path, after.path, "--manifest", manifest.path)
    #expect(full.output.contains("operational (weighted days)          38          48     +10"))
    let same = try Command.run("diff", before.path, before.path)
    #expect(same.status == 0)
    #expect(same.output.hasSuffix("\nnothing is otherwise\n"))
  }

  @Test("writes CSV and JSON, and one of them to standard output alone")
  func files() throws {
    let before = try timeline(Command.small)
    let run = try Command.run("diff", before.path, before.path, "--csv", "-")
    #expect(run.output.hasPrefix("scenario,element,baseline_operational,"))
    #expect(run.output.split(separator: "\n").count == 3)
    let json = try Command.run("diff", before.path, before.path, "--json", "-")
    _ = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
    let clash = try Command.run("diff", before.path, before.path, "--json", before.path)
    #expect(clash.status == 64)
  }

  @Test("points at what is wrong with a file")
  func faulty() throws {
    let before = try timeline(Command.small)
    let broken = try TemporaryFile("date,event\n", ending: "csv")
    let run = try Command.run("diff", before.path, broken.path)
    #expect(run.status == 65)
    #expect(run.errors.contains("\(broken.path):1:1: error[invalid-timeline]"))
    #expect(try Command.run("diff", before.path, "/nowhere.csv").status == 66)
  }
}
