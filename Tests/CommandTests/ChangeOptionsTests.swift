// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// The options that suppose something to be otherwise, as `whatif` takes them.
@Suite("Options of changes")
struct ChangeOptionsTests {
  private let manifest: TemporaryFile
  init() throws { manifest = try TemporaryFile(Command.small, ending: "yaml") }

  private func whatif(_ arguments: String...) throws -> Program.Run {
    try Program.run(Command.path, ["whatif", manifest.path] + arguments)
  }

  @Test("keep the order in which they are given")
  func order() throws {
    let run = try whatif(
      "--ground", "V=2024-03-01..2024-03-05", "--delay", "V=45d", "--ground=V=2024-01-05",
      "--capacity", "V=-10%", "--delay", "B=1mo", "--set", "vehicles.V.slots=2", "--json", "-",
      "--quiet")
    #expect(run.status == 0)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let name = try #require(
      (object["scenarios"] as? [[String: Any]])?.first?["scenario"] as? String)
    #expect(
      name == "--set vehicles.V.slots=2 --ground V=2024-03-01..2024-03-05 --delay V=45d "
        + "--ground V=2024-01-05 --capacity V=-10% --delay B=1mo")
  }

  @Test("are all diagnosed at once")
  func allAtOnce() throws {
    let run = try whatif(
      "--delay", "W=1d", "--drop", "AA", "--as-of", "tomorrow", "--ground", "V=2024-03-01..",
      "--set", "vehicles.W.slots=2", "--cancel", "V")
    #expect(run.status == 65)
    #expect(run.output == "")
    let heads = run.errors.split(separator: "\n").filter { $0.hasPrefix("--") }
      .map { $0.prefix { $0 != "]" } + "]" }
    #expect(
      heads == [
        "--set:1:10: error[unknown-path]", "--delay:1:1: error[unknown-reference]",
        "--drop:1:1: error[unknown-reference]", "--ground:1:3: error[invalid-change]",
        "--as-of:1:1: error[invalid-date]",
      ])
  }

  @Test(
    "that cannot be are invalid input, located",
    arguments: [
      (["--lose", "F09"], "--lose:1:1: error[unknown-reference]"),
      (["--lose", "F01", "--lose", "F01"], "--lose:1:1: error[impossible-change]"),
      (["--drop", "A", "--drop", "B"], "--drop:1:1: error[impossible-change]"),
      (["--drop", "A", "--delay", "A=0d..9d/3d"], "--delay:1:1: error[unknown-reference]"),
      (["--capacity", "V@LLO=-10%"], "--capacity:1:3: error[unknown-reference]"),
      (["--as-of", "2024-01-08", "--drop", "A"], "--drop:1:1: error[impossible-change]"),
      (
        ["--as-of", "2024-01-08", "--set", "elements.A=null", "--set", "elements.B.after=null"],
        "--as-of:1:1: error[impossible-change]"
      ),
      (["--set", "vehicles.V.slots=0"], "error[out-of-range]"),
      (["--set", "vehicles.V.slots=[&a [x], *a]"], "--set:1:27: error[alias]"),
      (
        ["--delay", "A=0d..9999d/1d", "--delay", "B=0d..9999d/1d", "--delay", "V=0d..9999d/1d"],
        "--delay:1:3: error[out-of-range]"
      ),
    ])
  func impossible(arguments: [String], message: String) throws {
    let run = try Program.run(Command.path, ["whatif", manifest.path] + arguments)
    #expect(run.status == 65)
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(run.output == "")
  }

  @Test("are usage when their policy is none")
  func policy() throws {
    let run = try whatif("--delay", "V=1d", "--policy", "replan")
    #expect(run.status == 64)
    #expect(run.errors.contains("hold, repair or reoptimize"))
  }

  @Test("warn of what has no effect, unless told to be quiet")
  func warnings() throws {
    let run = try whatif("--as-of", "2024-01-08", "--delay", "A=9d")
    #expect(run.status == 0)
    #expect(run.errors.hasPrefix("--delay:1:1: warning[no-effect]"))
    #expect(try whatif("--as-of", "2024-01-08", "--delay", "A=9d", "--quiet").errors == "")
  }

  @Test("of studies have a schema")
  func schema() throws {
    let run = try Command.run("schema", "--study")
    #expect(run.status == 0)
    #expect(run.output.contains("urn:perilune:study:1"))
    #expect(try Command.run("schema").output.contains("urn:perilune:manifest:1"))
  }
}
