// SPDX-License-Identifier: GPL-3.0-or-later

extension Character {
  /// How many terminal columns the character takes: 0, 1 or 2.
  ///
  /// Two for the wide ranges of Unicode Standard Annex 11 and for emoji.
  var displayWidth: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
      0x1F900...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default:
      return unicodeScalars.contains("\u{FE0F}") ? 2 : 1
    }
  }
}

extension String {
  /// How many terminal columns the text takes.
  var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// The text followed by spaces up to a display width.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth))
  }

  /// The text behind spaces up to a display width.
  func aligned(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - displayWidth)) + self
  }

  /// The text, or as much of its start as leaves room for `mark` within a display width.
  func cut(to width: Int, mark: String) -> String {
    guard displayWidth > width else { return self }
    let room = width - mark.displayWidth
    guard room >= 0 else { return "" }
    var result = ""
    var used = 0
    for character in self {
      used += character.displayWidth
      if used > room { break }
      result.append(character)
    }
    return result + mark
  }
}
