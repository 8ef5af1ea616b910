// SPDX-License-Identifier: GPL-3.0-or-later

extension Unicode.Scalar {
  /// How many terminal columns the code point takes: 0, 1 or 2; a tab counts as 1.
  ///
  /// Two for the wide and full-width ranges of Unicode Standard Annex 11 and for emoji, none for
  /// marks that combine with what precedes them.
  var columns: Int {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
      0x20000...0x3FFFD:
      return 2
    default:
      return 1
    }
  }

  /// Whether a terminal would act on the code point instead of showing it.
  var isControl: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .surrogate: true
    // Bidirectional overrides and isolates can make a line read as what it is not.
    case .format: (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    default: false
    }
  }
}

extension StringProtocol {
  /// The text with every control character but the tab replaced, one code point for one.
  var printable: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      result.append(scalar != "\t" && scalar.isControl ? "\u{FFFD}" : scalar)
    }
    return String(result)
  }

  /// The text for use inside a message: printable, in single quotes, cut when it is long.
  var quoted: String {
    let limit = 60
    let start = unicodeScalars.prefix(limit + 1)
    guard start.count > limit else { return "'" + printable + "'" }
    return "'" + String(String.UnicodeScalarView(start.dropLast())).printable + "…'"
  }
}
