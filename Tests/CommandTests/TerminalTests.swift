// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// What the command shows on a terminal, which Python's `pty` module stands in for.
@Suite("On a terminal", .enabled(if: Program.python != nil))
struct TerminalTests {
  /// Runs the command with the given streams on a terminal; returns what appears there.
  private func show(
    _ arguments: [String], on streams: String, columns: Int = 60,
    environment changes: [String: String?] = [:]
  ) throws -> String {
    let python = try #require(Program.python)
    var environment: [String: String?] = [
      "LC_ALL": "C.UTF-8", "TERM": "xterm", "NO_COLOR": nil, "PYTHONIOENCODING": "utf-8",
    ]
    for (name, value) in changes { environment[name] = value }
    let script = """
      import fcntl, os, pty, struct, subprocess, sys, termios
      master, slave = pty.openpty()
      fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, int(sys.argv[2]), 0, 0))
      streams = {name: slave if name in sys.argv[1] else subprocess.DEVNULL
                 for name in ("stdout", "stderr")}
      process = subprocess.Popen(sys.argv[3:], **streams)
      os.close(slave)
      seen = b""
      while True:
          try:
              part = os.read(master, 65536)
          except OSError:
              break
          if not part:
              break
          seen += part
      process.wait()
      sys.stdout.buffer.write(seen.replace(b"\\r\\n", b"\\n"))
      """
    return try Program.run(
      python, ["-c", script, streams, String(columns), Command.path] + arguments,
      environment: environment
    ).output
  }

  @Test("a report fits the width, in blocks and colours", arguments: [45, 60, 120])
  func page(columns: Int) throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let page = try show(["plan", manifest.path], on: "stdout", columns: columns)
    #expect(page.contains("status: \u{1B}[1;32moptimal\u{1B}[0m"))
    let bare = page.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    let chart = bare.split(separator: "\n").filter { $0.contains("│") || $0.contains("┌") }
    #expect(chart.count == 3)
    #expect(chart.allSatisfy { $0.count == columns })
    #expect(chart[1].contains("▲"))
  }

  @Test(
    "no colours where they are not wanted",
    arguments: [["NO_COLOR": "1"], ["TERM": "dumb"], ["--no-color": ""]])
  func noColour(environment: [String: String]) throws {
    let manifest = try TemporaryFile("perilune: 2\n", ending: "yaml")
    let options = environment.keys.filter { $0.hasPrefix("--") }
    let variables = environment.filter { !$0.key.hasPrefix("--") }
    let arguments = ["check", manifest.path] + options
    #expect(try show(["check", manifest.path], on: "stderr").contains("\u{1B}[1;31merror["))
    #expect(try !show(arguments, on: "stderr", environment: variables).contains("\u{1B}"))
  }

  @Test("plain characters where the terminal has no others")
  func ascii() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let page = try show(["plan", manifest.path], on: "stdout", environment: ["LC_ALL": "C"])
    #expect(page.utf8.allSatisfy { $0 < 128 })
    #expect(page.contains("^ launch"))
  }

  @Test("a simulation shows how many replications are finished, and how fast")
  func simulationProgress() throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let arguments = ["simulate", manifest.path, "--defaults", "--replications", "200000"]
    let shown = try show(arguments, on: "stderr", columns: 100)
    let clear = "\r\u{1B}[K"
    #expect(shown.hasSuffix(clear))
    let lines = shown.components(separatedBy: clear)
    #expect(lines.allSatisfy { $0.count < 100 && !$0.contains("\n") })
    #expect(lines.contains { $0.contains(/hold \[.+\] [0-9]+ of 200000 replications, [0-9]+\/s/) })
    #expect(try show(arguments + ["--quiet"], on: "stderr") == "")
  }

  @Test("an S-curve fits the width of the terminal", arguments: [45, 80, 120])
  func curve(columns: Int) throws {
    let manifest = try TemporaryFile(Command.small, ending: "yaml")
    let page = try show(
      ["simulate", manifest.path, "--defaults", "--replications", "100"], on: "stdout",
      columns: columns)
    let bare = page.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    let lines = bare.split(separator: "\n").filter { $0.contains("% │") || $0.contains("└") }
    #expect(lines.count == 11)
    #expect(lines.last?.count == columns)
    #expect(lines.allSatisfy { $0.count <= columns })
  }

  @Test("progress is one line, rewritten and taken away, unless --quiet")
  func progress() throws {
    let manifest = try TemporaryFile(Command.medium, ending: "yaml")
    let clear = "\r\u{1B}[K"
    let shown = try show(["plan", manifest.path, "--node-limit", "1"], on: "stderr")
    #expect(shown.hasPrefix(clear))
    #expect(shown.hasSuffix(clear))
    #expect(!shown.contains("\n"))
    let lines = shown.components(separatedBy: clear)
    #expect(lines.allSatisfy { $0.count < 60 })
    #expect(lines.contains { $0.contains("incumbent") && $0.contains("bound") })
    let quiet = ["plan", manifest.path, "--node-limit", "1", "--quiet"]
    #expect(try show(quiet, on: "stderr") == "")
    let dumb = Array(quiet.dropLast())
    #expect(try show(dumb, on: "stderr", environment: ["TERM": "dumb"]) == "")
  }
}
