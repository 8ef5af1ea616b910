// SPDX-License-Identifier: GPL-3.0-or-later

import ManifestIO
import TestSupport
import Testing

/// Files that nobody means as a manifest end in a clear error: no crash, no long wait.
///
/// The times are those of a debug build; a release build is about ten times as fast.
@Suite(.timeLimit(.minutes(1))) struct `A hostile file` {
  @Test("gets a clear error", arguments: HostileFile.all)
  func refused(file: HostileFile) {
    let clock = ContinuousClock()
    let start = clock.now
    let problems = Samples.diagnostics(file.bytes)
    let elapsed = clock.now - start
    #expect(problems.contains { $0.severity == .error && $0.code == file.code })
    #expect(problems.allSatisfy { $0.sourceLine.utf8.count < 1000 && $0.message.utf8.count < 2000 })
    #expect(elapsed < .seconds(20))
  }

  @Test("made of random bytes is refused", arguments: 0..<20)
  func junk(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let bytes = (0..<20_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    #expect(!Samples.diagnostics(bytes).isEmpty)
  }

  @Test("made of random YAML is judged without a crash", arguments: 0..<200)
  func randomYAML(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let pieces = [
      "a", "perilune", "1", ": ", ":", "- ", "\n", "\n  ", "[", "]", "{", "}", ", ", "\"", "'", "|",
      ">", "#", "&a", "*a", "!t", "<<: ", "? ", "---\n", "...\n", "%YAML 1.2\n", "\t", "\u{85}",
      "é",
      "elements", "mass", "5 t", "\\x", "~", "@", "\r", "\u{FEFF}",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 1..<60, using: &random) {
      text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
    }
    #expect(!Samples.diagnostics(Array(text.utf8)).isEmpty)
  }

  @Test("that cuts a good one short at any byte is refused or loads", arguments: 0..<40)
  func truncated(part: Int) throws {
    let bytes = try Samples.bytes("Good", "full.yaml")
    let length = bytes.count * part / 40
    let problems = Samples.diagnostics(
      Array(bytes.prefix(length)), directory: Samples.folder("Good"))
    #expect(problems.allSatisfy { $0.line >= 1 && $0.column >= 1 && $0.length >= 1 })
    // The last sections may be absent, so that what ends with a line may be a manifest.
    let next = [length - 1, length].filter(bytes.indices.contains).map { bytes[$0] }
    #expect(
      next.contains(UInt8(ascii: "\n")) || problems.contains { $0.severity == .error })
  }
}

/// A file that is to be refused, and the code that says why.
struct HostileFile: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let code: String
  private let make: @Sendable () -> [UInt8]

  var bytes: [UInt8] { make() }

  private init(_ name: String, _ code: DiagnosticCode, _ make: @escaping @Sendable () -> String) {
    testDescription = name
    self.code = code.rawValue
    self.make = { Array(make().utf8) }
  }

  /// A file that is one byte many times over.
  private init(_ name: String, _ code: DiagnosticCode, _ count: Int, of byte: Unicode.Scalar) {
    testDescription = name
    self.code = code.rawValue
    self.make = { Array(repeating: UInt8(ascii: byte), count: count) }
  }

  private static let head = """
    perilune: 1
    campaign: { name: Test, start: 2020-01-01, end: 2025-12-31, node: NRHO }
    vehicles: { V: { capacity: { NRHO: 10 t } } }
    elements:

    """

  /// All of them.
  static let all = [
    HostileFile("of 50 MB", .fileTooLarge, 50_000_000, of: "a"),
    HostileFile("of 300,000 values", .tooManyValues) {
      "a: [" + String(repeating: "x,", count: 300_000) + "]"
    },
    HostileFile("of 100,000 open brackets", .tooDeep) {
      "a: " + String(repeating: "[", count: 100_000)
    },
    HostileFile("of 100,000 open braces", .tooDeep) {
      String(repeating: "{a: ", count: 50_000)
    },
    HostileFile("of 100,000 dashes", .tooDeep) { String(repeating: "- ", count: 100_000) },
    HostileFile("of 100,000 question marks", .tooDeep) { String(repeating: "? ", count: 100_000) },
    HostileFile("of 1,500 levels of indentation", .tooDeep) {
      (0..<1500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    },
    HostileFile("of 900 levels, which YAML allows", .tooDeep) {
      "a: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
    },
    HostileFile("of aliases of aliases", .alias) {
      "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        + (1...12).map { level in
          let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
          return "a\(level): &a\(level) [\(aliases)]\n"
        }.joined()
    },
    HostileFile("with 100,000 tag directives", .unsupportedYAML) {
      (0..<100_000).map { "%TAG !a\($0)! tag:x\n" }.joined() + "---\na: b\n"
    },
    HostileFile("with a number of 300,000 digits", .invalidNumber) {
      head + "  A: { mass: " + String(repeating: "9", count: 300_000) + " kg }\n"
    },
    HostileFile("with a name of 300,000 letters", .unknownReference) {
      head + "  A: { mass: 1 t, vehicles: [" + String(repeating: "V", count: 300_000) + "] }\n"
    },
    HostileFile("with 100,000 combining marks", .unknownKey) {
      head + "  A: { mass: 1 t, name: a" + String(repeating: "\u{301}", count: 100_000)
        + ", x: 1 }\n"
    },
    HostileFile("of one line with 5,000 faults", .tooManyProblems) {
      "{\"perilune\": 1, \"elements\": {"
        + (0..<5000).map { "\"E\($0)\": {\"mass\": \"1 t\", \"wrong\($0)\": 1}" }
        .joined(separator: ",") + "}}"
    },
    HostileFile("with a cycle of 5,000 elements", .cycle) {
      head + (0..<5000).map { "  E\($0): { mass: 1 t, after: [E\(($0 + 1) % 5000)] }\n" }.joined()
    },
    HostileFile("with a series of a billion", .outOfRange) {
      head + "  A: { mass: 1 t, repeat: { count: 1000000000, every: 100000 d } }\n"
    },
    HostileFile("with 2,000 series of 200", .tooManyElements) {
      head
        + (0..<2000).map { "  E\($0): { mass: 1 t, repeat: { count: 200, every: 1 d } }\n" }
        .joined()
    },
    HostileFile("with 20,000 milestones of a series of 200", .tooManyElements) {
      head + "  A: { mass: 1 t, repeat: { count: 200, every: 1 d } }\nmilestones:\n"
        + (0..<20_000).map { "  M\($0): [A]\n" }.joined()
    },
    HostileFile("with 10,000 elements after a choice of 10,000", .tooManyElements) {
      head + (0..<10_000).map { "  E\($0): { mass: 1 t, after: [C] }\n" }.joined()
        + (0..<10_000).map { "  A\($0): { mass: 1 t }\n" }.joined()
        + "choices: { C: { oneOf: [" + (0..<10_000).map { "A\($0)" }.joined(separator: ", ")
        + "] } }\n"
    },
    HostileFile("with 100,001 observed delays", .tooManyDelays) {
      head + "  A: { mass: 1 t, uncertainty: { delay: { empirical: ["
        + String(repeating: "1 d,", count: 100_001) + "] } } }\n"
    },
    HostileFile("with a probability of 100,000 digits", .wrongType) {
      head + "  A: { mass: 1 t, uncertainty: { reliability: 0."
        + String(repeating: "9", count: 100_000)
        + " } }\n"
    },
    HostileFile("with distributions in distributions", .unknownKey) {
      head + "  A: { mass: 1 t, uncertainty: { delay: "
        + String(repeating: "{ lognormal: ", count: 50) + String(repeating: "} ", count: 50)
        + "} }\n"
    },
    HostileFile("with 3,000 duplicate keys", .duplicateKey) {
      head + (0..<3000).map { "  E\($0): { mass: 1 t }\n  E\($0): { mass: 1 t }\n" }.joined()
    },
    HostileFile("of quotes", .wrongType, 300_000, of: "'"),
    HostileFile("of line breaks", .tooManyValues, 300_000, of: "\n"),
    HostileFile("of NUL bytes", .invalidCharacter, 300_000, of: "\0"),
  ]
}
