// SPDX-License-Identifier: GPL-3.0-or-later

/// The rows of a CSV file with the place of each field (RFC 4180; lines may end with LF).
struct CSVRows {
  private let text: SourceText
  private var offset = 0
  /// Where quotes open that are never closed.
  private(set) var unclosedQuote: Place?

  /// A field: its text without quotes, and where it begins.
  struct Field {
    var text: String
    var place: Place
  }

  init(_ text: SourceText) {
    self.text = text
  }

  /// The next row, nil at the end of the file.
  mutating func next() -> [Field]? {
    guard offset < text.bytes.count else { return nil }
    var fields = [Field]()
    while true {
      fields.append(field())
      guard offset < text.bytes.count else { return fields }
      let byte = text.bytes[offset]
      offset += 1
      if byte == UInt8(ascii: ",") { continue }
      if byte == UInt8(ascii: "\r"), offset < text.bytes.count,
        text.bytes[offset] == UInt8(ascii: "\n")
      {
        offset += 1
      }
      return fields
    }
  }

  /// The field at `offset`, which is then at the comma or line break after it.
  private mutating func field() -> Field {
    let place = text.place(ofOffset: offset)
    var content = [UInt8]()
    if offset < text.bytes.count, text.bytes[offset] == UInt8(ascii: "\"") {
      offset += 1
      var isClosed = false
      while offset < text.bytes.count {
        let byte = text.bytes[offset]
        offset += 1
        if byte != UInt8(ascii: "\"") {
          content.append(byte)
        } else if offset < text.bytes.count, text.bytes[offset] == byte {
          content.append(byte)
          offset += 1
        } else {
          isClosed = true
          break
        }
      }
      if !isClosed { unclosedQuote = place }
    }
    while offset < text.bytes.count, !Self.ends.contains(text.bytes[offset]) {
      content.append(text.bytes[offset])
      offset += 1
    }
    return Field(text: String(decoding: content, as: UTF8.self), place: place)
  }

  private static let ends: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
}
