// SPDX-License-Identifier: GPL-3.0-or-later

extension TextGuard {
  /// The first byte sequence that is not UTF-8, or the first character that YAML does not allow.
  ///
  /// Line separators other than LF and CR are among the latter: the parser would count them as
  /// line breaks, editors do not, and every line number after them would be wrong.
  static func encodingProblem(of text: SourceText) -> Diagnostic? {
    let bytes = text.bytes
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        guard byte >= 0x20 && byte != 0x7F || byte == 0x09 || byte == 0x0A || byte == 0x0D else {
          return refused(UInt32(byte), at: index, of: text)
        }
        index += 1
        continue
      }
      guard let (value, length) = decode(bytes, at: index) else {
        return notUTF8(at: index, of: text)
      }
      guard isAllowed(value) else { return refused(value, at: index, of: text) }
      index += length
    }
    return nil
  }

  /// The code point that begins at an index, and its length; nil when the bytes are not UTF-8.
  ///
  /// Table 3-7 of the Unicode Standard: well-formed sequences, shortest form, no surrogates.
  private static func decode(_ bytes: [UInt8], at index: Int) -> (value: UInt32, length: Int)? {
    let first = bytes[index]
    let length: Int
    let least: UInt32
    switch first {
    case 0xC2...0xDF: (length, least) = (2, 0x80)
    case 0xE0...0xEF: (length, least) = (3, 0x800)
    case 0xF0...0xF4: (length, least) = (4, 0x1_0000)
    default: return nil
    }
    guard index + length <= bytes.count else { return nil }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for byte in bytes[(index + 1)..<(index + length)] {
      guard byte.isContinuation else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard value >= least, value <= 0x10_FFFF, !(0xD800...0xDFFF).contains(value) else { return nil }
    return (value, length)
  }

  private static func isAllowed(_ value: UInt32) -> Bool {
    switch value {
    case 0x80...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  private static func refused(_ value: UInt32, at offset: Int, of text: SourceText) -> Diagnostic {
    let digits = String(value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let help =
      value == 0
      ? "save the file as UTF-8 text; this looks like UTF-16 or a binary file"
      : "remove it, or write it as an escape in double quotes"
    return text.diagnostic(
      severity: .error, code: DiagnosticCode.invalidCharacter.rawValue,
      at: text.place(ofOffset: offset), length: 1,
      message: "the character \(code) is not allowed in YAML", help: help)
  }

  private static func notUTF8(at offset: Int, of text: SourceText) -> Diagnostic {
    let digits = String(text.bytes[offset], radix: 16, uppercase: true)
    return text.diagnostic(
      severity: .error, code: DiagnosticCode.notUTF8.rawValue, at: text.place(ofOffset: offset),
      length: 1, message: "the byte 0x\(digits) is not UTF-8",
      help: "save the file as UTF-8 text")
  }
}
