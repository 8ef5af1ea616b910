// SPDX-License-Identifier: GPL-3.0-or-later

extension TextGuard {
  /// The aliases of a text: each `*name` that follows an `&name`.
  ///
  /// A few lines of aliases of aliases stand for billions of values ("billion laughs"), and Yams
  /// hashes keys with all they contain, so aliases have to be found before it parses anything.
  /// This looks at the bytes alone. It finds every alias, and text that looks like one only where
  /// text with the same `&name` stands before it.
  static func aliases(in text: SourceText) -> [Diagnostic] {
    let bytes = text.bytes
    var anchors = Set<ArraySlice<UInt8>>()
    var problems = [Diagnostic]()
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"),
        index == 0 || !bytes[index - 1].isAnchorCharacter
      else {
        index += 1
        continue
      }
      let start = index
      index += 1
      while index < bytes.count, bytes[index].isAnchorCharacter { index += 1 }
      let name = bytes[(start + 1)..<index]
      guard !name.isEmpty else { continue }
      if byte == UInt8(ascii: "&") {
        anchors.insert(name)
      } else if anchors.contains(name) {
        let shown = String(decoding: name, as: UTF8.self)
        problems.append(
          text.diagnostic(
            severity: .error, code: DiagnosticCode.alias.rawValue,
            at: text.place(ofOffset: start), length: name.count + 1,
            message: "the alias \(("*" + shown).quoted) repeats a value written elsewhere",
            help: "write the value out here; in free text, put a space after the '*'"))
        if problems.count >= 20 { break }
      }
    }
    return problems
  }
}
