// SPDX-License-Identifier: GPL-3.0-or-later

extension FormReader {
  /// Whether a manifest is of the version that this program reads.
  ///
  /// Another version has other keys: reporting them all would only hide the one problem. A version
  /// that is missing or not a number is reported with the other keys.
  mutating func checkVersion(of root: SourceNode) -> Bool {
    checkVersion(of: root, of: .manifest, not: .study)
  }

  /// Whether a file is of one kind, of the version that this program reads, and not of the other.
  mutating func checkVersion(of root: SourceNode, of kind: FileKind, not other: FileKind) -> Bool {
    guard case .mapping(let entries) = root.content else { return true }
    guard let entry = entries.first(where: { $0.key == kind.key }) else {
      guard let entry = entries.first(where: { $0.key == other.key }) else { return true }
      problems.add(
        .wrongType, at: entry.place, "this is a \(other.noun), not a \(kind.noun)",
        help: "a \(kind.noun) begins with '\(kind.key): \(kind.version)'")
      return false
    }
    guard let (text, scalarKind) = entry.value.scalar, case .number = scalarKind,
      Decimal(text) != Decimal("\(kind.version)")
    else { return true }
    problems.add(
      .unsupportedVersion, at: entry.value.place,
      "version \(text.printable) of the \(kind.noun) format is not supported",
      help: "this program reads version \(kind.version)")
    return false
  }

  /// A kind of file that is read by a form.
  struct FileKind {
    let noun: String
    /// The key that says so, and the version.
    let key: String
    let version: Int

    static let manifest = FileKind(
      noun: "manifest", key: "perilune", version: ManifestForm.version)
    static let study = FileKind(
      noun: "study", key: "perilune-study", version: StudyForm.version)
  }
}
