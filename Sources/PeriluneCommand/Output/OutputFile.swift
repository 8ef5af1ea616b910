// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import Foundation

/// A file that a result is written to, whole or not at all.
///
/// `-` is standard output.
struct OutputFile {
  /// The path as the user gave it.
  let path: String

  /// Names a file; `/dev/stdout` is standard output too, which must not be opened twice.
  init(path: String) {
    self.path = path == "/dev/stdout" ? "-" : path
  }

  /// Whether it is standard output.
  var isStandardOutput: Bool { path == "-" }

  /// Finds out, before any work is done, whether the file can be written.
  func prepare(_ console: Console) throws {
    guard !isStandardOutput else { return }
    guard !path.isEmpty else { throw unwritable("its name is empty", console) }
    guard let target else { throw unwritable(Self.reason(), console) }
    if let existing = Self.status(of: target) {
      if existing.isFolder { throw unwritable("it is a folder", console) }
      guard access(target, W_OK) == 0 else { throw unwritable(Self.reason(), console) }
      if !existing.isRegular { return }
    }
    // Only making a file there tells for sure: permissions are one reason of many.
    let (descriptor, beside) = Self.create(beside: target)
    guard descriptor >= 0 else { throw unwritable("its folder: \(Self.reason())", console) }
    close(descriptor)
    unlink(beside)
  }

  /// Writes the file: beside it first, then renamed, so that no reader ever sees a part of it.
  func write(_ text: String, _ console: Console) throws {
    guard !isStandardOutput else { return try console.write(text) }
    guard let target else { throw unwritable(Self.reason(), console) }
    let bytes = Array(text.utf8)
    let existing = Self.status(of: target)
    if let existing, !existing.isRegular {
      // A device or pipe cannot be replaced; it takes what it is given.
      let descriptor = open(target, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw unwritable(Self.reason(), console) }
      defer { close(descriptor) }
      let code = Console.write(bytes, to: descriptor)
      if code != 0, code != EPIPE { throw unwritable(String(cString: strerror(code)), console) }
      return
    }
    let code = Interruption.deferred {
      let (descriptor, beside) = Self.create(beside: target)
      guard descriptor >= 0 else { return errno }
      let code = Self.fill(descriptor, with: bytes, like: existing)
      if code == 0, rename(beside, target) == 0 { return 0 }
      let reason = code == 0 ? errno : code
      unlink(beside)
      return reason
    }
    if code != 0 { throw unwritable(String(cString: strerror(code)), console) }
  }

  /// Refuses outputs that would overwrite one another or what is read.
  static func refuseClashes(_ files: [OutputFile?], inputs: [String]) throws {
    let files = files.compactMap(\.self)
    guard files.count(where: \.isStandardOutput) <= 1 else {
      throw ValidationError("Only one result can go to standard output.")
    }
    var seen: Set<String> = []
    for file in files where !file.isStandardOutput {
      guard let place = file.place else { continue }
      guard seen.insert(place).inserted else {
        throw ValidationError("Two results would be written to '\(file.path)'.")
      }
      if inputs.contains(where: { $0 != "-" && OutputFile(path: $0).place == place }) {
        throw ValidationError("'\(file.path)' is read; writing to it would destroy it.")
      }
    }
  }

  /// What identifies the file, as far as it is or will be a regular one: its absolute path.
  private var place: String? {
    guard !path.isEmpty, let target else { return nil }
    if let existing = Self.status(of: target), !existing.isRegular { return nil }
    guard let folder = realpath(Self.folder(of: target), nil) else { return nil }
    defer { free(folder) }
    return String(cString: folder) + "/" + (target as NSString).lastPathComponent
  }

  /// The path behind symbolic links, the last of which may lead to nothing yet; nil for a loop.
  private var target: String? {
    var current = path
    for _ in 0..<40 {
      // What stands behind a device's link (an open pipe, say) has no path of its own.
      if let existing = Self.status(of: current), !existing.isRegular { return current }
      var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(current, &buffer, buffer.count)
      guard count >= 0 else { return current }
      let next = String(decoding: buffer[..<count], as: UTF8.self)
      current = next.hasPrefix("/") ? next : Self.folder(of: current) + "/" + next
    }
    errno = ELOOP
    return nil
  }

  private struct Status {
    let mode: mode_t
    let owner: uid_t
    let group: gid_t

    var isRegular: Bool { mode & S_IFMT == S_IFREG }
    var isFolder: Bool { mode & S_IFMT == S_IFDIR }
  }

  private static func status(of path: String) -> Status? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Status(mode: status.st_mode, owner: status.st_uid, group: status.st_gid)
  }

  private static func folder(of path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  /// Creates a file of its own in the folder of another; the descriptor is negative on failure.
  private static func create(beside target: String) -> (descriptor: Int32, path: String) {
    // A path that ends in a slash, or in a dot, names a folder that is not there.
    let name = target.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard !name.isEmpty, name != ".", name != ".." else {
      errno = EISDIR
      return (-1, "")
    }
    guard name.utf8.count <= Int(NAME_MAX) else {
      errno = ENAMETOOLONG
      return (-1, "")
    }
    var path = ""
    for attempt in 0..<100 {
      path = folder(of: target) + "/.perilune-\(getpid())-\(attempt).part"
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 || errno != EEXIST { return (descriptor, path) }
    }
    return (-1, path)
  }

  /// Writes and closes a new file, with the permissions of the one it is to replace.
  ///
  /// Returns 0 or the error's number.
  private static func fill(
    _ descriptor: Int32, with bytes: [UInt8], like existing: Status?
  ) -> Int32 {
    var code = Console.write(bytes, to: descriptor)
    if code == 0, let existing {
      // Only root may give files away; for others the file becomes theirs.
      _ = fchown(descriptor, existing.owner, existing.group)
      if fchmod(descriptor, existing.mode & 0o777) != 0 { code = errno }
    }
    if code == 0, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    return code
  }

  private static func reason() -> String { String(cString: strerror(errno)) }

  private func unwritable(_ reason: String, _ console: Console) -> ExitStatus {
    console.error(
      "cannot write '\(path)': \(reason)", help: "name a file in a folder that you can write to")
    return .unwritable
  }
}
