// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport
import Testing

/// What README shows is what the command says.
@Suite("README")
struct ReadmeTests {
  private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  @Test("shows the quickstart manifest and its plan as they are")
  func quickstart() throws {
    let readme = try text("README.md")
    #expect(readme.contains("```yaml\n\(try text("manifests/quickstart.yaml"))```"))
    let manifest = root.appendingPathComponent("manifests/quickstart.yaml").path
    let run = try Command.run("plan", manifest)
    #expect(run.status == 0)
    #expect(readme.contains("```text\n\(run.output)```"))
  }

  @Test("shows a faulty manifest's diagnostics as they are")
  func faulty() throws {
    let manifest = try text("manifests/quickstart.yaml")
      .replacingOccurrences(of: "capacity: { NRHO: 12 t }", with: "capacty: { NRHO: 12 t }")
      .replacingOccurrences(of: "after: [POWER]", with: "after: [POWR]")
    let file = try TemporaryFile(manifest, ending: "yaml")
    let run = try Command.run("plan", file.path)
    #expect(run.status == 65)
    let shown = run.errors.replacingOccurrences(of: file.path, with: "faulty.yaml")
    #expect(try text("README.md").contains("```text\n\(shown)```"))
  }

  @Test("shows in getting started what a delay does, as it is")
  func gettingStarted() throws {
    let page = try text("docs/getting-started.md")
    let manifest = root.appendingPathComponent("manifests/quickstart.yaml").path
    let run = try Command.run("whatif", manifest, "--delay", "Heavy=180d")
    let table = try #require(page.firstMatch(of: /```text\n(?<lines>element  baseline[^`]*)```/))
    #expect(run.output.contains("\n\n\(table.lines)\n"))
  }

  @Test("links to pages that exist")
  func links() throws {
    let readme = try text("README.md")
    for match in readme.matches(of: /\]\((?<path>[^)]+)\)/) where !match.path.hasPrefix("http") {
      let path = String(match.path)
      let exists = FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
      #expect(exists, "\(path)")
    }
  }
}
