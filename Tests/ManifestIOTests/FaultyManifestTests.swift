// SPDX-License-Identifier: GPL-3.0-or-later

import ManifestIO
import Testing

/// Each file of `Faulty` states in comments what is wrong with it: `# expect: LINE:COLUMN code`.
@Suite struct `Faulty manifests` {
  @Test(
    "are reported at the right places, and only there", arguments: Samples.manifests(in: "Faulty"))
  func reported(name: String) throws {
    let bytes = try Samples.bytes("Faulty", name)
    let expected = Expectations.read(bytes)
    #expect(!expected.isEmpty, "the file states no expectation")
    #expect(Samples.problems(bytes, directory: Samples.folder("Faulty")) == expected)
  }

  @Test func `are many`() {
    #expect(Samples.manifests(in: "Faulty").count >= 90)
  }
}

/// What a faulty manifest says about itself.
enum Expectations {
  /// The expectations of a file, which need not be UTF-8, in the order in which it states them.
  static func read(_ bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.split(whereSeparator: \.isNewline).flatMap { line -> [String] in
      // JSON has no comments; there a key that is free text holds the expectation.
      guard let range = line.firstRange(of: "expect: ") else { return [] }
      let list = line[range.upperBound...].prefix { $0 != "\"" }
      return list.split(separator: ", ").map(String.init)
    }
  }

  /// The codes of a file's expectations, without those about other files.
  static func codes(_ bytes: [UInt8]) -> [String] {
    read(bytes).filter { $0.first?.isNumber == true }
      .compactMap { $0.split(separator: " ").last.map(String.init) }
  }
}
