// SPDX-License-Identifier: GPL-3.0-or-later

/// What must hold of a file's bytes before a YAML parser may see them.
///
/// It costs one pass. It bounds the size and the number of values, so that parsing takes little
/// memory and less than a second, and refuses what the parser would expand without bound (aliases)
/// or judge in quadratic time (tag directives).
enum TextGuard {
  /// Most bytes of a manifest.
  static let mostBytes = 8 << 20
  /// Most separators (commas, colons, brackets, dashes and line breaks outside words).
  ///
  /// Each value needs one, so this bounds the values; it is some twenty times what a campaign of a
  /// thousand elements needs.
  static let mostSeparators = 200_000

  /// The text of some bytes, or what keeps them from being one.
  static func text(of bytes: [UInt8], name: String) -> Result<SourceText, GuardFailure> {
    guard bytes.count <= mostBytes else {
      return .failure(.only(tooLarge(bytes, name: name)))
    }
    var bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    // Of a file with too many values only the part up to there is of interest.
    let excess = excess(in: bytes)
    if let excess {
      let end = bytes[excess...].dropFirst(200).firstIndex { !$0.isContinuation }
      bytes = Array(bytes[..<(end ?? bytes.count)])
    }
    let text = SourceText(name: name, bytes: bytes)
    if let problem = encodingProblem(of: text) { return .failure(.only(problem)) }
    var problems = aliases(in: text)
    problems += directives(in: text)
    if let excess { problems.append(tooManyValues(in: text, from: excess)) }
    return problems.isEmpty
      ? .success(text) : .failure(GuardFailure(diagnostics: problems.sortedByPlace))
  }

  private static func tooLarge(_ bytes: [UInt8], name: String) -> Diagnostic {
    // Only the first line is of interest, and the file may be of any size.
    let start = SourceText(name: name, bytes: Array(bytes.prefix(200)))
    return start.diagnostic(
      severity: .error, code: DiagnosticCode.fileTooLarge.rawValue,
      at: Place(line: 1, column: 1), length: 1,
      message: "the file is larger than the \(mostBytes >> 20) MiB that a manifest may have",
      help: "check that this is the manifest; long lists of windows can go into files of their own")
  }

  /// The offset of the first separator beyond the limit.
  private static func excess(in bytes: [UInt8]) -> Int? {
    var count = 0
    var previous = UInt8(ascii: "\n")
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "{"),
        UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        count += 1
      case UInt8(ascii: "-"), UInt8(ascii: "?"):
        if previous.isBlank { count += 1 }
      default: break
      }
      previous = byte
      if count > mostSeparators { return offset }
    }
    return nil
  }

  private static func tooManyValues(in text: SourceText, from offset: Int) -> Diagnostic {
    text.diagnostic(
      severity: .error, code: DiagnosticCode.tooManyValues.rawValue,
      at: text.place(ofOffset: offset), length: 1,
      message: "the file holds more than \(mostSeparators) values",
      help: "long lists of windows can go into files of their own, with 'file:'")
  }

  /// A tag directive, whatever it says: none is needed, and many take quadratic time to check.
  private static func directives(in text: SourceText) -> [Diagnostic] {
    var problems = [Diagnostic]()
    var atLineStart = true
    for (offset, byte) in text.bytes.enumerated() {
      if atLineStart, byte == UInt8(ascii: "%"), !text.bytes[offset...].starts(with: yaml) {
        problems.append(
          text.diagnostic(
            severity: .error, code: DiagnosticCode.unsupportedYAML.rawValue,
            at: text.place(ofOffset: offset),
            message: "directives are not supported", help: "remove the line"))
        if problems.count >= 20 { break }
      }
      atLineStart = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }
    return problems
  }

  private static let yaml = Array("%YAML ".utf8)
}

/// Why a text was refused before it was parsed.
struct GuardFailure: Error {
  var diagnostics: [Diagnostic]

  static func only(_ diagnostic: Diagnostic) -> GuardFailure {
    GuardFailure(diagnostics: [diagnostic])
  }
}

extension [Diagnostic] {
  /// In file order.
  var sortedByPlace: [Diagnostic] {
    sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }
}

extension UInt8 {
  /// Whether the byte is a space, a tab or a line break.
  var isBlank: Bool {
    self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") || self == UInt8(ascii: "\n")
      || self == UInt8(ascii: "\r")
  }

  /// Whether the byte is a letter, a digit, `_` or `-`: what anchors' names consist of.
  var isAnchorCharacter: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
