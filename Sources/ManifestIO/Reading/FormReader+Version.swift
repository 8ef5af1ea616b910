// SPDX-License-Identifier: GPL-3.0-or-later

extension FormReader {
  /// Whether a manifest is of the version that this program reads.
  ///
  /// Another version has other keys: reporting them all would only hide the one problem. A version
  /// that is missing or not a number is reported with the other keys.
  mutating func checkVersion(of root: SourceNode) -> Bool {
    guard case .mapping(let entries) = root.content,
      let entry = entries.first(where: { $0.key == "perilune" }),
      let (text, kind) = entry.value.scalar, case .number = kind,
      Decimal(text) != Decimal("\(ManifestForm.version)")
    else { return true }
    problems.add(
      .unsupportedVersion, at: entry.value.place,
      "version \(text.printable) of the manifest format is not supported",
      help: "this program reads version \(ManifestForm.version)")
    return false
  }
}
