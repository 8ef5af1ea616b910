// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation

/// A file that a result is written to, whole or not at all.
///
/// `-` is standard output.
struct OutputFile {
  /// The path as the user gave it.
  let path: String

  /// Whether it is standard output.
  var isStandardOutput: Bool { path == "-" }

  /// Finds out, before any work is done, whether the file can be written.
  func prepare(_ console: Console) throws {
    guard !isStandardOutput else { return }
    guard !path.isEmpty else { throw unwritable("its name is empty", console) }
    var status = stat()
    if stat(path, &status) == 0 {
      if status.st_mode & S_IFMT == S_IFDIR { throw unwritable("it is a directory", console) }
      guard access(path, W_OK) == 0 else { throw unwritable(Self.reason(), console) }
      if status.st_mode & S_IFMT != S_IFREG { return }
    }
    let folder = (target as NSString).deletingLastPathComponent
    guard access(folder.isEmpty ? "." : folder, W_OK | X_OK) == 0 else {
      throw unwritable("its folder: \(Self.reason())", console)
    }
  }

  /// Writes the file: beside it first, then renamed, so that no reader ever sees a part of it.
  func write(_ text: String, _ console: Console) throws {
    guard !isStandardOutput else { return try console.write(text) }
    let bytes = Array(text.utf8)
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      // A device or pipe cannot be replaced; it takes what it is given.
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw unwritable(Self.reason(), console) }
      defer { close(descriptor) }
      let code = Console.write(bytes, to: descriptor)
      if code != 0 { throw unwritable(String(cString: strerror(code)), console) }
      return
    }
    let folder = (target as NSString).deletingLastPathComponent
    let name = (target as NSString).lastPathComponent
    let beside = (folder.isEmpty ? "." : folder) + "/.\(name).\(getpid()).part"
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw unwritable(Self.reason(), console) }
    var code = Console.write(bytes, to: descriptor)
    if code == 0, exists, fchmod(descriptor, status.st_mode & 0o7777) != 0 { code = errno }
    if code == 0, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, rename(beside, target) != 0 { code = errno }
    if code != 0 {
      unlink(beside)
      throw unwritable(String(cString: strerror(code)), console)
    }
  }

  /// The file behind the path, symbolic links followed, so that a link stays one.
  private var target: String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func reason() -> String { String(cString: strerror(errno)) }

  private func unwritable(_ reason: String, _ console: Console) -> ExitStatus {
    console.error(
      "cannot write \(path): \(reason)", help: "name a file in a folder that you can write to")
    return .unwritable
  }
}
