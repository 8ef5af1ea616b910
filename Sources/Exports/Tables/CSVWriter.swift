// SPDX-License-Identifier: GPL-3.0-or-later

/// Writes rows of RFC 4180 fields, with LF line ends.
enum CSVWriter {
  /// A row with its line end.
  static func row(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\n"
  }

  /// A field, in quotes only when it needs them, so that equal values give equal bytes.
  private static func field(_ text: String) -> String {
    // Scalars, not characters: CR LF is one character, and neither of its halves.
    let needsQuotes = text.unicodeScalars.contains {
      $0 == "\"" || $0 == "," || $0 == "\n" || $0 == "\r"
    }
    guard needsQuotes else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
