// SPDX-License-Identifier: GPL-3.0-or-later

/// A text file by lines and columns.
///
/// Finding a place takes time logarithmic in the size of the file, whatever the length of its
/// lines: a file may well be one line of 8 MB.
struct SourceText: Sendable {
  /// The file, as the user named it.
  let name: String
  /// The text in UTF-8, without a byte-order mark.
  let bytes: [UInt8]
  /// What ends a word, besides what does in YAML.
  let separators: [String]
  /// The offset at which each line begins.
  private let lineStarts: [Int]
  /// The number of code points before each multiple of `stride` bytes.
  private let checkpoints: [Int]

  private static let stride = 1024

  /// Takes a text apart into its lines, which end with LF, CR or CRLF.
  init(name: String, bytes: [UInt8], separators: [String] = []) {
    self.name = name
    self.bytes = bytes
    self.separators = separators
    var lineStarts = [0]
    var checkpoints = [Int]()
    checkpoints.reserveCapacity(bytes.count / Self.stride + 1)
    var codePoints = 0
    for (offset, byte) in bytes.enumerated() {
      if offset % Self.stride == 0 { checkpoints.append(codePoints) }
      if !byte.isContinuation { codePoints += 1 }
      let isBreak =
        byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
          && !(offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "\n"))
      if isBreak { lineStarts.append(offset + 1) }
    }
    self.lineStarts = lineStarts
    self.checkpoints = checkpoints
  }

  /// The bytes of a line (from 1) without its line break; empty past the end.
  func line(_ line: Int) -> ArraySlice<UInt8> {
    guard line >= 1, line <= lineStarts.count else { return [] }
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    let start = lineStarts[line - 1]
    while end > start, bytes[end - 1] == UInt8(ascii: "\n") || bytes[end - 1] == UInt8(ascii: "\r")
    {
      end -= 1
    }
    return bytes[start..<end]
  }

  /// The offset of a place, never past the end of its line.
  func offset(_ place: Place) -> Int {
    let line = line(place.line)
    guard place.column > 1, !line.isEmpty else { return line.startIndex }
    return min(
      offset(ofCodePoint: codePoints(before: line.startIndex) + place.column - 1),
      line.endIndex)
  }

  /// The place of an offset.
  func place(ofOffset offset: Int) -> Place {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let column = codePoints(before: offset) - codePoints(before: lineStarts[low]) + 1
    return Place(line: low + 1, column: column)
  }

  private func codePoints(before offset: Int) -> Int {
    guard !checkpoints.isEmpty else { return 0 }
    let block = min(offset / Self.stride, checkpoints.count - 1)
    var count = checkpoints[block]
    for byte in bytes[(block * Self.stride)..<offset] where !byte.isContinuation { count += 1 }
    return count
  }

  /// The offset of the code point with that many before it.
  private func offset(ofCodePoint wanted: Int) -> Int {
    var low = 0
    var high = checkpoints.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if checkpoints[middle] <= wanted { low = middle } else { high = middle }
    }
    guard low < checkpoints.count else { return bytes.count }
    var count = checkpoints[low]
    var offset = low * Self.stride
    // A block may begin inside a code point that was counted before it.
    while offset < bytes.count {
      if !bytes[offset].isContinuation {
        if count == wanted { return offset }
        count += 1
      }
      offset += 1
    }
    return bytes.count
  }
}

/// A place in a text: its line and its column in code points, both from 1.
struct Place: Hashable, Comparable, Sendable {
  var line: Int
  var column: Int

  static func < (left: Place, right: Place) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

extension UInt8 {
  /// Whether the byte continues a UTF-8 sequence.
  var isContinuation: Bool { self & 0xC0 == 0x80 }
}
