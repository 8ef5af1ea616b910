// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel
import Foundation
import ManifestIO
import Testing

/// The documentation of the manifest cannot drift from the loader.
@Suite struct `The documentation` {
  /// With `PERILUNE_WRITE_DOCS=1` in the environment this writes the reference instead.
  @Test(
    "has the reference of every key as it is generated",
    arguments: [
      ("manifest.md", ManifestReference.markdown), ("study.md", ManifestReference.study),
    ])
  func reference(page: String, reference: String) throws {
    let path = Self.path(page)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let begin = try #require(text.range(of: "<!-- The reference, generated -->\n"))
    let end = try #require(text.range(of: "<!-- End of the reference -->"))
    if ProcessInfo.processInfo.environment["PERILUNE_WRITE_DOCS"] == "1" {
      let written = text[..<begin.upperBound] + reference + text[end.lowerBound...]
      try Data(written.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } else {
      #expect(text[begin.upperBound..<end.lowerBound] == reference)
    }
  }

  @Test func `of studies has an example that can be asked`() throws {
    let text = try String(contentsOfFile: Self.path("study.md"), encoding: .utf8)
    let example = text.components(separatedBy: "```yaml\n")[1].components(separatedBy: "```")[0]
    let file = try StudyFile.load(bytes: Array(example.utf8), name: "study.yaml")
    let name = try #require(file.manifest)
    let manifest = try Manifest.load(path: Self.path("../manifests/" + name))
    let study = try file.study(of: manifest)
    #expect(study.scenarios.count == 2 && study.sweeps.map(\.subject.count) == [25, 15])
  }

  @Test func `has the figures of the classes, and where they come from`() throws {
    let text = try String(contentsOfFile: Self.path("manifest.md"), encoding: .utf8)
    for row in ElementFigures.cargoSlip.value {
      let cells = [row.none, row.shape].map { String(format: "%g", $0) }
      #expect(text.contains("| \(cells[0]) | \(cells[1]) | \(Int(row.scale)) d |\n"))
    }
    for slip in [ElementFigures.newSlip, ElementFigures.repeatSlip] {
      #expect(text.contains("median \(slip.value.median) lead, sigma \(slip.value.sigma) (L)"))
    }
    for figure in [LaunchFigures.weather, LaunchFigures.technical, LaunchFigures.composite] {
      #expect(text.contains("\(String(format: "%g", figure.value)) (H)"))
    }
    let sources = [
      LaunchFigures.weather.source, LaunchFigures.world.source, LaunchFigures.maiden.source,
      ElementFigures.cargoSlip.source,
    ]
    for source in sources {
      let address = try #require(source.split(separator: " ").last)
      #expect(address.hasPrefix("http") && text.contains("(\(address))"))
    }
  }

  @Test("of manifests has examples that load", arguments: 0..<Self.examples.count)
  func examplesLoad(index: Int) throws {
    let example = Self.examples[index]
    let problems = Samples.diagnostics(Array(example.utf8), directory: Samples.folder("Good"))
    #expect(problems.map { $0.rendered(color: false) } == [])
  }

  @Test("explains every code", arguments: DiagnosticCode.allCases)
  func explains(code: DiagnosticCode) throws {
    let text = try String(contentsOfFile: Self.path("diagnostics.md"), encoding: .utf8)
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("### `\(code.rawValue)`") }
    #expect(headings.count == 1)
  }

  @Test func `explains no code that does not exist`() throws {
    let text = try String(contentsOfFile: Self.path("diagnostics.md"), encoding: .utf8)
    let codes = text.split(separator: "\n").filter { $0.hasPrefix("### `") }
      .map { $0.dropFirst(5).prefix { $0 != "`" } }
    #expect(Set(codes.map(String.init)) == Set(DiagnosticCode.allCases.map(\.rawValue)))
  }

  @Test func `is about codes that files can have`() throws {
    var produced = Set(HostileFile.all.map(\.code))
      .union(FaultyText.codes).union(HostileSetting.codes)
    for name in Samples.manifests(in: "Studies/Faulty") {
      let codes = Expectations.read(try Samples.bytes("Studies/Faulty", name))
      produced.formUnion(codes.compactMap { $0.split(separator: " ").last.map(String.init) })
    }
    for name in Samples.manifests(in: "Faulty") {
      // What a file states is what it produces: another test sees to that.
      let codes = Expectations.read(try Samples.bytes("Faulty", name))
      produced.formUnion(codes.compactMap { $0.split(separator: " ").last.map(String.init) })
    }
    #expect(Set(DiagnosticCode.allCases.map(\.rawValue)).subtracting(produced) == [])
  }

  /// The manifests in `docs/manifest.md`: blocks of YAML that are whole.
  private static let examples: [String] = {
    let text = (try? String(contentsOfFile: path("manifest.md"), encoding: .utf8)) ?? ""
    return text.components(separatedBy: "```yaml\n").dropFirst().compactMap { part in
      let block = part.components(separatedBy: "```")[0]
      return block.hasPrefix("perilune: 1") ? block : nil
    }
  }()

  private static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("docs/" + name).path
  }
}
