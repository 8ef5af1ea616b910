// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// A study file whose form has been read; what it asks depends on its manifest.
public struct StudyFile: Sendable {
  /// The manifest that it names, as a path of its own; nil when it names none.
  public let manifest: String?
  /// The timeline that it names, as a path of its own; nil when it names none.
  public let baseline: String?
  /// What it probably does not mean, in file order.
  public let warnings: [Diagnostic]
  /// The SHA-256 digest of its bytes, in lower-case hexadecimal.
  public let sha256: String
  let record: ReadRecord
  let reader: FormReader

  /// Reads a study from a file.
  ///
  /// Throws `unreadable` when the file cannot be read, `invalid` with every problem when it is not a
  /// study.
  public static func load(path: String) throws(ManifestError) -> StudyFile {
    switch RegularFile.read(path, most: TextGuard.mostBytes, allowLonger: true) {
    case .failure(let reason):
      throw .unreadable(path: path, reason: reason.text)
    case .success(let bytes):
      return try load(bytes: bytes, name: path, directory: Self.folder(of: path))
    }
  }

  /// Reads a study from bytes, which must be UTF-8.
  ///
  /// `name` is what diagnostics call the file; the paths in it are relative to `directory`. Throws
  /// `invalid` with every problem when the bytes are not a study.
  public static func load(
    bytes: [UInt8], name: String, directory: String = "."
  ) throws(ManifestError) -> StudyFile {
    let (_, root, problems) = try Composer.document(of: bytes, name: name)
    var reader = FormReader(problems: problems)
    guard reader.checkVersion(of: root, of: .study, not: .manifest) else {
      throw .invalid(reader.problems.diagnostics)
    }
    let value = reader.read(root, as: .record(StudyForm.root), owner: root.place)
    guard let record = value.record else { throw .invalid(reader.problems.diagnostics) }
    reader.checkQuestions(of: record)
    guard !reader.problems.hasErrors else { throw .invalid(reader.problems.diagnostics) }
    func path(_ key: String) -> String? {
      record.text(key).map { $0.hasPrefix("/") || directory == "." ? $0 : directory + "/" + $0 }
    }
    return StudyFile(
      manifest: path("manifest"), baseline: path("baseline"),
      warnings: reader.problems.diagnostics, sha256: SHA256.hex(of: bytes), record: record,
      reader: reader)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

extension FormReader {
  /// Reports a study that asks nothing, names that two of its questions have, spans that end before
  /// they begin, and sweeps that are none.
  fileprivate mutating func checkQuestions(of record: ReadRecord) {
    guard record.has("scenarios") || record.has("sweeps") else {
      problems.add(
        .missingKey, at: record.place, "the study asks nothing",
        help: "add 'scenarios' or 'sweeps'")
      return
    }
    for entry in record.table("scenarios") + record.table("sweeps") {
      for ground in entry.value.record?.table("ground") ?? [] {
        checkOrder(ground.value, "from", "until")
      }
      for window in entry.value.record?.table("addWindow") ?? [] {
        checkOrder(window.value, "open", "close")
      }
    }
    let scenarios = Dictionary(
      record.table("scenarios").map { ($0.key, $0.place) }, uniquingKeysWith: { first, _ in first })
    for sweep in record.table("sweeps") {
      if let first = scenarios[sweep.key] {
        problems.add(
          .duplicateKey, at: sweep.place,
          "the name \(sweep.key.quoted) is already that of the scenario of line \(first.line)",
          help: "rename one of them")
      }
      if let record = sweep.value.record { checkRanges(of: record, sweep.key, at: sweep.place) }
    }
  }

  /// Reports a sweep without a range of delays, what is no range, and too many combinations.
  private mutating func checkRanges(of sweep: ReadRecord, _ name: String, at place: Place) {
    let delays = sweep.table("delay")
    let records = delays.compactMap(\.value.record)
    let isEmpty = sweep.has("delay") && delays.isEmpty
    if !isEmpty, records.isEmpty, delays.allSatisfy({ $0.value.delay != nil }) {
      problems.add(
        .missingKey, at: place, "the sweep \(name.quoted) has no range of delays",
        help: "give one: delay: { ID: { from: 0 d, to: 720 d, step: 30 d } }")
    }
    var product = 1
    for range in records.compactMap({ delayRange(of: $0) }) {
      // At most 10,000 delays each, so that nothing overflows before it is too much.
      product *= range.count
      guard product > Sweep.mostScenarios else { continue }
      problems.add(
        .outOfRange, at: place,
        "the sweep \(name.quoted) has more than \(Sweep.mostScenarios) scenarios",
        help: "take longer steps, or fewer ranges")
      return
    }
  }

  private mutating func checkOrder(_ value: ReadValue, _ first: String, _ last: String) {
    for record in (value.list ?? [value]).compactMap(\.record) {
      _ = checkOrder(record, first, last)
    }
  }
}
