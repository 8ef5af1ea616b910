// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import PeriluneKit

/// Standard output and standard error: results go to the one, everything else to the other.
struct Console {
  /// Whether colours may be used on standard error.
  let colorsErrors: Bool
  /// Whether notes and progress are kept back.
  let isQuiet: Bool

  init(noColor: Bool, isQuiet: Bool) {
    let environment = ProcessInfo.processInfo.environment
    // https://no-color.org: set and not empty.
    let forbidden = noColor || !(environment["NO_COLOR"] ?? "").isEmpty
    colorsErrors = !forbidden && isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb"
    self.isQuiet = isQuiet
  }

  /// Whether standard error is a terminal on which progress may be rewritten.
  var showsProgress: Bool { !isQuiet && isatty(STDERR_FILENO) == 1 }

  /// The style of charts for standard output.
  var chartStyle: GanttChart.Style {
    let environment = ProcessInfo.processInfo.environment
    let locale =
      [environment["LC_ALL"], environment["LC_CTYPE"], environment["LANG"]]
      .compactMap(\.self).first { !$0.isEmpty } ?? ""
    let isUnicode =
      locale.lowercased().contains("utf-8") || locale.lowercased().contains("utf8")
    let isTerminal = isatty(STDOUT_FILENO) == 1
    var width = environment["COLUMNS"].flatMap(Int.init) ?? 100
    var size = winsize()
    if isTerminal, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      width = Int(size.ws_col)
    }
    return GanttChart.Style(width: width, isPlain: !isTerminal || !isUnicode)
  }

  /// Writes text to standard output, all of it or, when the reader has gone, what it took.
  ///
  /// Throws `ExitStatus.unwritable` when it cannot be written for another reason.
  func write(_ text: String) throws {
    switch Console.write(Array(text.utf8), to: STDOUT_FILENO) {
    case 0, EPIPE: break
    case let code:
      error("cannot write to standard output: \(String(cString: strerror(code)))")
      throw ExitStatus.unwritable
    }
  }

  /// Writes a line to standard error.
  func note(_ line: String) {
    guard !isQuiet else { return }
    _ = Console.write(Array((line + "\n").utf8), to: STDERR_FILENO)
  }

  /// Writes an error that concerns no file's line to standard error.
  func error(_ message: String, help: String? = nil) {
    let label = colorsErrors ? "\u{1B}[1;31merror:\u{1B}[0m" : "error:"
    var text = "perilune: \(label) \(message)\n"
    if let help { text += "help: \(help)\n" }
    _ = Console.write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Writes diagnostics to standard error.
  func report(_ diagnostics: [Diagnostic]) {
    let text = diagnostics.map { $0.rendered(color: colorsErrors) }.map {
      $0.hasSuffix("\n") ? $0 : $0 + "\n"
    }.joined()
    _ = Console.write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Writes bytes to a file descriptor; returns 0 or the error's number.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      written += count
    }
    return 0
  }
}
