// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import Foundation
internal import PeriluneKit

/// The options that every verb has.
struct CommonOptions: ParsableArguments {
  @Flag(name: .long, help: "Keep notes and progress off standard error.")
  var quiet = false

  @Flag(name: .long, help: "No colours (as with NO_COLOR in the environment).")
  var noColor = false

  var console: Console { Console(noColor: noColor, isQuiet: quiet) }
}

/// Reading what the user names; `-` is standard input.
enum Input {
  /// Loads a manifest or reports what is wrong with it, to `whenInvalid` too.
  static func manifest(
    _ path: String, _ console: Console, whenInvalid: ([Diagnostic]) throws -> Void = { _ in }
  ) throws -> Manifest {
    do throws(ManifestError) {
      guard path == "-" else { return try Manifest.load(path: path) }
      // What goes beyond the bound is for the loader to complain about.
      guard let bytes = bytes(of: STDIN_FILENO) else {
        throw .unreadable(path: "<stdin>", reason: String(cString: strerror(errno)))
      }
      return try Manifest.load(bytes: bytes, name: "<stdin>", directory: ".")
    } catch {
      switch error {
      case .unreadable(let path, let reason): throw unreadable(path, reason, console)
      case .invalid(let diagnostics):
        console.report(diagnostics)
        try whenInvalid(diagnostics)
        throw ExitStatus.invalidInput
      }
    }
  }

  /// Reads a file or pipe of text or reports that it cannot be.
  static func text(_ path: String, _ console: Console) throws -> String {
    let name = path == "-" ? "<stdin>" : path
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    defer { if descriptor > STDIN_FILENO { close(descriptor) } }
    guard descriptor >= 0, let bytes = bytes(of: descriptor) else {
      throw unreadable(name, String(cString: strerror(errno)), console)
    }
    guard bytes.count <= mostBytes else {
      console.error("\(name) is larger than \(mostBytes >> 20) MiB; no timeline is")
      throw ExitStatus.invalidInput
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      console.error("\(name) is not UTF-8 text", help: "save the timeline as a CSV file in UTF-8")
      throw ExitStatus.invalidInput
    }
    return text
  }

  private static func unreadable(
    _ name: String, _ reason: String, _ console: Console
  ) -> ExitStatus {
    console.error("cannot read '\(name)': \(reason)", help: "check the path and its permissions")
    return .unreadable
  }

  /// A size that no manifest or timeline reaches.
  private static let mostBytes = 64 << 20

  /// All that a descriptor gives, up to just beyond the bound; nil when it cannot be read.
  private static func bytes(of descriptor: Int32) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= mostBytes {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }
}
