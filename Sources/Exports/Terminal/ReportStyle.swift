// SPDX-License-Identifier: GPL-3.0-or-later

/// How text for people is laid out: what the place it goes to can show.
public struct ReportStyle: Hashable, Sendable {
  /// The columns that lines should keep to; nil for lines as long as they need.
  public var width: Int?
  /// Whether block characters and the like can be shown; plain ASCII otherwise.
  public var isUnicode: Bool
  /// Whether to colour with ANSI escape sequences.
  public var isColored: Bool

  /// Creates a style; the default suits a file: ASCII, no colour, lines as long as they need.
  public init(width: Int? = nil, isUnicode: Bool = false, isColored: Bool = false) {
    self.width = width
    self.isUnicode = isUnicode
    self.isColored = isColored
  }

  /// What stands for text that was cut off.
  var ellipsis: String { isUnicode ? "…" : "~" }

  /// A colour for text with a meaning.
  enum Tone: String {
    case good = "1;32"
    case doubtful = "1;33"
    case bad = "1;31"
    case heading = "1"
  }

  /// The text in a colour, where there is colour.
  func paint(_ text: String, _ tone: Tone) -> String {
    isColored ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
  }
}
