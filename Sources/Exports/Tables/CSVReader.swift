// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads rows of RFC 4180 fields with the place of each; a line may end with LF, CR LF or CR.
struct CSVReader {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var line = 1
  private var column = 1

  /// A field: its text without quotes, and where it begins.
  struct Field {
    var text: String
    var line: Int
    var column: Int
    /// What is wrong with its quotes, if anything.
    var fault: String?
    var isQuoted = false
  }

  /// Starts at the beginning of a text, behind a byte order mark if there is one.
  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { index = 1 }
  }

  /// The next row that is not blank, nil at the end.
  mutating func next() -> [Field]? {
    while index < scalars.count {
      let row = row()
      let isBlank = row.count == 1 && row[0].text.isEmpty && !row[0].isQuoted
      if !isBlank { return row }
    }
    return nil
  }

  private mutating func row() -> [Field] {
    var fields: [Field] = []
    while true {
      fields.append(field())
      guard index < scalars.count else { return fields }
      let end = scalars[index]
      advance()
      if end != "," { return fields }
    }
  }

  /// The field at `index`, which is then at the comma or line end behind it, or at the end.
  private mutating func field() -> Field {
    var field = Field(text: "", line: line, column: column)
    var text = String.UnicodeScalarView()
    if index < scalars.count, scalars[index] == "\"" {
      field.isQuoted = true
      field.fault = "the quote that opens here is never closed"
      advance()
      while index < scalars.count {
        let scalar = scalars[index]
        advance()
        if scalar == "\"" {
          guard index < scalars.count, scalars[index] == "\"" else {
            field.fault = nil
            break
          }
          advance()
        }
        text.append(scalar)
      }
    }
    while index < scalars.count, !Self.ends.contains(scalars[index]) {
      if scalars[index] == "\"", !field.isQuoted {
        field.fault = "a field that contains a quote must be quoted, and the quote doubled"
      } else if field.isQuoted, field.fault == nil {
        field.fault = "there is text behind the closing quote"
      }
      text.append(scalars[index])
      advance()
    }
    field.text = String(text)
    return field
  }

  private static let ends: [Unicode.Scalar] = [",", "\n", "\r"]

  /// One code point on; a line end in any of its three forms begins a line once.
  private mutating func advance() {
    let scalar = scalars[index]
    index += 1
    let isFirstHalf = scalar == "\r" && index < scalars.count && scalars[index] == "\n"
    if scalar == "\n" || scalar == "\r" && !isFirstHalf {
      line += 1
      column = 1
    } else {
      column += 1
    }
  }
}
