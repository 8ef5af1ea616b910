// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import PeriluneKit

/// Standard output and standard error: results go to the one, everything else to the other.
struct Console {
  /// Whether colours may be used on standard error.
  let colorsErrors: Bool
  /// Whether progress may be rewritten on standard error.
  let showsProgress: Bool
  /// How reports on standard output are laid out.
  let reportStyle: ReportStyle
  /// Whether notes and progress are kept back.
  let isQuiet: Bool

  init(noColor: Bool, isQuiet: Bool) {
    let environment = ProcessInfo.processInfo.environment
    // https://no-color.org: set and not empty.
    let allowsColor = !noColor && (environment["NO_COLOR"] ?? "").isEmpty
    let isCapable = environment["TERM"] != "dumb"
    let errorsToTerminal = isatty(STDERR_FILENO) == 1 && isCapable
    colorsErrors = errorsToTerminal && allowsColor
    showsProgress = errorsToTerminal && !isQuiet
    self.isQuiet = isQuiet

    let locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let isUnicode = ["utf-8", "utf8"].contains { locale.lowercased().contains($0) }
    let isTerminal = isatty(STDOUT_FILENO) == 1
    // Away from a terminal the layout depends on nothing around the process: same bytes each time.
    reportStyle = ReportStyle(
      width: isTerminal ? Self.width(of: STDOUT_FILENO) : nil, isUnicode: isTerminal && isUnicode,
      isColored: isTerminal && isCapable && allowsColor)
  }

  /// The columns of a terminal, as far as lines are still readable.
  static func width(of descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return min(Int(size.ws_col), 300)
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
        guard errno == EAGAIN else { return errno }
        // A pipe that does not block is waited for.
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
        continue
      }
      written += count
    }
    return 0
  }
}
