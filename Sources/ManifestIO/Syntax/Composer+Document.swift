// SPDX-License-Identifier: GPL-3.0-or-later

extension Composer {
  /// The tree of a document, with its text and the problems that do not make it unreadable.
  ///
  /// Throws `invalid` when the bytes are no text or the text is no YAML.
  static func document(
    of bytes: [UInt8], name: String
  ) throws(ManifestError) -> (text: SourceText, root: SourceNode, problems: Problems) {
    let text: SourceText
    switch TextGuard.text(of: bytes, name: name) {
    case .failure(let failure): throw .invalid(failure.diagnostics)
    case .success(let accepted): text = accepted
    }
    var problems = Problems(text: text)
    guard let root = compose(text, problems: &problems) else {
      throw .invalid(problems.diagnostics)
    }
    return (text, root, problems)
  }
}
