// SPDX-License-Identifier: GPL-3.0-or-later

extension Diagnostic {
  /// The diagnostic as a terminal shows it, without a line break at the end.
  ///
  /// `FILE:LINE:COLUMN: error[code]: what is wrong`, the source line, a caret under the place, and
  /// `help:` with a next step. With `color`, in ANSI colours.
  public func rendered(color: Bool = false) -> String {
    let paint = color ? Self.paint : { text, _ in text }
    let tone = severity.tone
    var lines = [
      paint("\(file.printable):\(line):\(column):", .bold)
        + " " + paint("\(severity.rawValue)[\(code)]:", tone) + " " + message.printable
    ]
    if !sourceLine.isEmpty {
      lines.append("  " + sourceLine)
      lines.append("  " + indentation + paint(underline, tone))
    }
    if let help {
      lines.append(paint("help:", .bold) + " " + help.printable)
    }
    return lines.joined(separator: "\n")
  }

  /// What stands before the caret: as wide as the text above it, tabs kept so that they line up.
  private var indentation: String {
    var text = ""
    for scalar in sourceLine.unicodeScalars.prefix(caret) {
      text += scalar == "\t" ? "\t" : String(repeating: " ", count: scalar.columns)
    }
    return text
  }

  /// The caret and the tildes after it.
  private var underline: String {
    let covered = sourceLine.unicodeScalars.dropFirst(caret).prefix(max(1, length))
    let width = covered.reduce(0) { $0 + $1.columns }
    return "^" + String(repeating: "~", count: max(0, width - 1))
  }

  fileprivate enum Tone: String {
    case bold = "1"
    case red = "1;31"
    case yellow = "1;33"
    case cyan = "1;36"
  }

  private static func paint(_ text: String, _ tone: Tone) -> String {
    "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m"
  }
}

extension Diagnostic.Severity {
  fileprivate var tone: Diagnostic.Tone {
    switch self {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }
}
