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
      return try Manifest.load(bytes: standardInput(), name: "<stdin>", directory: ".")
    } catch {
      switch error {
      case .unreadable(let path, let reason):
        console.error("cannot read \(path): \(reason)", help: "check the path and its permissions")
        throw ExitStatus.unreadable
      case .invalid(let diagnostics):
        console.report(diagnostics)
        try whenInvalid(diagnostics)
        throw ExitStatus.invalidInput
      }
    }
  }

  /// Reads a file of text or reports that it cannot be.
  static func text(_ path: String, _ console: Console) throws -> String {
    let bytes: [UInt8]
    if path == "-" {
      bytes = standardInput()
    } else {
      guard let data = FileManager.default.contents(atPath: path) else {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        let reason =
          !exists ? "there is no such file" : isFolder.boolValue ? "it is a folder" : "not allowed"
        console.error("cannot read \(path): \(reason)", help: "check the path and its permissions")
        throw ExitStatus.unreadable
      }
      bytes = Array(data)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      console.error("\(path) is not UTF-8 text", help: "write the timeline as a CSV file in UTF-8")
      throw ExitStatus.invalidInput
    }
    return text
  }

  /// All of standard input, up to a bound that no manifest or timeline reaches.
  private static func standardInput() -> [UInt8] {
    let most = 64 << 20
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < most {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return bytes
  }
}
