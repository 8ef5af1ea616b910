// SPDX-License-Identifier: GPL-3.0-or-later

import Yams

/// Keys that were made unique so that Yams accepts a mapping with duplicate keys, and the way back
/// from the changed text to the original one.
struct Renamings {
  /// By line, in the order of columns: where a mark was inserted.
  private var insertions: [Int: [Insertion]] = [:]
  private var count = 0

  /// Text inserted on a line.
  private struct Insertion {
    /// The column, in the original text, before which it was inserted.
    var column: Int
    var text: String
    /// The column, in the original text, of the key that it renames.
    var keyColumn: Int
  }

  /// Whether no key is renamed.
  var isEmpty: Bool { insertions.isEmpty }

  /// The places of the renamed keys in the original text, in file order.
  var places: [Place] {
    insertions.flatMap { line, insertions in
      insertions.map { Place(line: line, column: $0.keyColumn) }
    }.sorted()
  }

  /// Renames the key at a mark of the changed text; returns the text with every renaming so far.
  ///
  /// Returns nil when there is no key that can be renamed.
  mutating func rename(at mark: Mark, in text: SourceText) -> [UInt8]? {
    let key = original(mark)
    let offset = text.offset(key)
    guard offset < text.bytes.count else { return nil }
    let isQuoted =
      text.bytes[offset] == UInt8(ascii: "\"") || text.bytes[offset] == UInt8(ascii: "'")
    // Private-use characters: they may begin a plain key, and mean nothing.
    count += 1
    let insertion = Insertion(
      column: key.column + (isQuoted ? 1 : 0), text: "\u{E000}\(count)\u{E001}",
      keyColumn: key.column)
    var line = insertions[key.line] ?? []
    guard !line.contains(where: { $0.keyColumn == key.column }) else { return nil }
    line.append(insertion)
    line.sort { $0.column < $1.column }
    insertions[key.line] = line
    return changed(text)
  }

  /// The place in the original text of a mark in the changed one.
  func original(_ mark: Mark) -> Place {
    var column = mark.column
    for insertion in insertions[mark.line] ?? [] where column > insertion.column {
      column -= insertion.text.unicodeScalars.count
    }
    return Place(line: mark.line, column: column)
  }

  /// The key at a mark of the changed text, as the original text has it.
  func originalKey(_ key: String, at mark: Mark) -> String {
    guard let line = insertions[mark.line] else { return key }
    let place = original(mark)
    guard let insertion = line.first(where: { $0.keyColumn == place.column }),
      key.hasPrefix(insertion.text)
    else { return key }
    return String(key.dropFirst(insertion.text.count))
  }

  private func changed(_ text: SourceText) -> [UInt8] {
    var result = [UInt8]()
    var end = 0
    for line in insertions.keys.sorted() {
      for insertion in insertions[line] ?? [] {
        let offset = text.offset(Place(line: line, column: insertion.column))
        result += text.bytes[end..<offset]
        result += Array(insertion.text.utf8)
        end = offset
      }
    }
    return result + text.bytes[end...]
  }
}
