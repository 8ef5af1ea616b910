// SPDX-License-Identifier: GPL-3.0-or-later

/// The text of CSV files by RFC 4180: fields separated by commas, quoted where they need it.
///
/// Written with LF line ends; read with LF or CRLF.
enum CSVText {
  /// One record as a line, its end included.
  static func line(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    guard needsQuotes else { return field }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// A field of a file, with where it begins (from 1).
  struct Field: Hashable {
    var text: String
    var line: Int
    var column: Int
  }

  /// What is wrong with the text of a file.
  struct Fault: Error {
    var line: Int
    var column: Int
    var message: String
  }

  /// The records of a file; empty lines are skipped.
  static func records(_ text: String) -> (records: [[Field]], faults: [Fault]) {
    var scanner = Scanner(Array(text.unicodeScalars))
    return scanner.run()
  }

  private struct Scanner {
    let scalars: [Unicode.Scalar]
    var index = 0
    var line = 1
    var column = 1
    var records: [[Field]] = []
    var faults: [Fault] = []

    init(_ scalars: [Unicode.Scalar]) {
      self.scalars = scalars.first == "\u{FEFF}" ? Array(scalars.dropFirst()) : scalars
    }

    mutating func run() -> ([[Field]], [Fault]) {
      var record: [Field] = []
      while index < scalars.count {
        record.append(field())
        if index < scalars.count, scalars[index] == "," {
          advance()
          // A comma at the very end is followed by one more, empty field.
          if index == scalars.count || isLineEnd { record.append(empty()) }
          if index < scalars.count, !isLineEnd { continue }
        }
        skipLineEnd()
        if record.count > 1 || record.first?.text.isEmpty == false { records.append(record) }
        record = []
      }
      return (records, faults)
    }

    private var isLineEnd: Bool {
      scalars[index] == "\n" || scalars[index] == "\r"
    }

    private func empty() -> Field { Field(text: "", line: line, column: column) }

    private mutating func advance() {
      if scalars[index] == "\n" {
        line += 1
        column = 1
      } else {
        column += 1
      }
      index += 1
    }

    private mutating func skipLineEnd() {
      if index < scalars.count, scalars[index] == "\r" { advance() }
      if index < scalars.count, scalars[index] == "\n" { advance() } else { column = 1 }
    }

    private mutating func field() -> Field {
      var field = empty()
      var text = String.UnicodeScalarView()
      if index < scalars.count, scalars[index] == "\"" {
        advance()
        var isClosed = false
        while index < scalars.count {
          let scalar = scalars[index]
          advance()
          guard scalar == "\"" else {
            text.append(scalar)
            continue
          }
          guard index < scalars.count, scalars[index] == "\"" else {
            isClosed = true
            break
          }
          text.append(scalar)
          advance()
        }
        if !isClosed {
          faults.append(
            Fault(line: field.line, column: field.column, message: "a quote is never closed"))
        } else if index < scalars.count, scalars[index] != ",", !isLineEnd {
          faults.append(
            Fault(line: line, column: column, message: "text follows a closing quote"))
        }
      }
      while index < scalars.count, scalars[index] != ",", !isLineEnd {
        text.append(scalars[index])
        advance()
      }
      field.text = String(text)
      return field
    }
  }
}
