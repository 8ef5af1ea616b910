// SPDX-License-Identifier: GPL-3.0-or-later

extension SourceText {
  /// The line around a place, cut to what a terminal shows, and where in it the place begins.
  func excerpt(around place: Place) -> (text: String, caret: Int) {
    let line = line(place.line)
    let offset = max(line.startIndex, min(offset(place), line.endIndex))
    var start = line.startIndex
    var end = line.endIndex
    if line.count > Self.widest {
      start = max(line.startIndex, offset - Self.widest / 2)
      end = min(line.endIndex, start + Self.widest)
      while start < offset, bytes[start].isContinuation { start += 1 }
      while end < line.endIndex, bytes[end].isContinuation { end += 1 }
    }
    let before = start > line.startIndex ? "…" : ""
    let after = end < line.endIndex ? "…" : ""
    let head = before + String(decoding: bytes[start..<offset], as: UTF8.self)
    let tail = String(decoding: bytes[offset..<max(offset, end)], as: UTF8.self) + after
    return (head.printable + tail.printable, head.unicodeScalars.count)
  }

  /// How many code points the value or key that begins at a place covers on its line.
  ///
  /// The end is found from the text alone, by the rules of YAML for quoted and plain scalars; a
  /// collection counts as its opening bracket or its first word.
  func length(at place: Place) -> Int {
    let line = line(place.line)
    let start = offset(place)
    guard start < line.endIndex else { return 1 }
    let rest = line[start...].prefix(Self.widest)
    let end =
      switch rest[start] {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): endOfQuoted(rest)
      case UInt8(ascii: "["), UInt8(ascii: "{"): start + 1
      default: endOfPlain(rest)
      }
    return max(1, rest[..<end].count { !$0.isContinuation })
  }

  private func endOfQuoted(_ text: ArraySlice<UInt8>) -> Int {
    let quote = text[text.startIndex]
    var index = text.startIndex + 1
    while index < text.endIndex {
      if quote == UInt8(ascii: "\""), text[index] == UInt8(ascii: "\\") {
        index += 1
      } else if text[index] == quote {
        // Within single quotes, two of them stand for one.
        let isEscaped =
          quote == UInt8(ascii: "'") && index + 1 < text.endIndex && text[index + 1] == quote
        guard isEscaped else { return index + 1 }
        index += 1
      }
      index += 1
    }
    return text.endIndex
  }

  private func endOfPlain(_ text: ArraySlice<UInt8>) -> Int {
    let space = UInt8(ascii: " ")
    var end = text.startIndex
    for index in text.indices {
      let byte = text[index]
      let next = index + 1 < text.endIndex ? text[index + 1] : space
      if index > text.startIndex,
        separators.contains(where: { text[index...].starts(with: $0.utf8) })
      {
        return end
      }
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return end
      case UInt8(ascii: ":") where next == space: return end
      case UInt8(ascii: "#") where index > text.startIndex && text[index - 1] == space: return end
      case space, UInt8(ascii: "\t"): continue
      default: end = index + 1
      }
    }
    return end
  }

  /// The longest part of a line that is shown, in bytes.
  private static let widest = 120
}
