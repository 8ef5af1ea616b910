// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import ManifestIO
internal import PeriluneKit
internal import Synchronization

/// A journal of sweeps in a file: a first line that says what it is of, then a line for each answer,
/// appended as soon as it is found.
///
/// A class, since it owns the open file and orders what several threads append.
final class JournalFile: Sendable {
  /// What earlier runs have written.
  let records: [SweepRecord]
  private let descriptor: Mutex<Int32>

  /// Opens a journal, or begins one.
  ///
  /// `identity` is everything that the answers depend on; a journal of anything else is refused.
  /// What a run that was killed wrote last may be torn; it is left as it is, and ignored.
  init(path: String, identity: String, _ console: Console) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.unwritable(path, console) }
    do {
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        console.error(
          "'\(path)' is in use by another run", help: "wait for it, or name another journal")
        throw ExitStatus.unwritable
      }
      guard let text = Self.text(of: descriptor) else { throw Self.unwritable(path, console) }
      let header = "perilune-journal 1 \(SHA256.hex(of: Array(identity.utf8)))\n"
      if header.hasPrefix(text), text != header {
        // Nothing yet, or a first line that was never finished.
        guard ftruncate(descriptor, 0) == 0, Console.write(Array(header.utf8), to: descriptor) == 0
        else { throw Self.unwritable(path, console) }
        records = []
      } else {
        guard text.hasPrefix(header) else {
          console.error(
            "'\(path)' is not a journal of this question",
            help: "the manifest, the baseline, the changes, the options or Perilune's version are "
              + "others; name another file")
          throw ExitStatus.invalidInput
        }
        records = SweepJournal.records(in: text.dropFirst(header.count))
        if !text.hasSuffix("\n"), Console.write([UInt8(ascii: "\n")], to: descriptor) != 0 {
          throw Self.unwritable(path, console)
        }
      }
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = Mutex(descriptor)
  }

  deinit { descriptor.withLock { _ = close($0) } }

  /// The journal that sweeps read and write.
  var journal: SweepJournal {
    SweepJournal(records: records) { record in
      let code = self.descriptor.withLock { Console.write(Array(record.line.utf8), to: $0) }
      guard code == 0 else { throw JournalError(reason: String(cString: strerror(code))) }
    }
  }

  private static func unwritable(_ path: String, _ console: Console) -> ExitStatus {
    console.error(
      "cannot write '\(path)': \(String(cString: strerror(errno)))",
      help: "name a file in a folder that you can write to")
    return .unwritable
  }

  /// All that is in a file, nil when it cannot be read; what is no UTF-8 is replaced.
  private static func text(of descriptor: Int32) -> String? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    lseek(descriptor, 0, SEEK_SET)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }
}

/// Why a record could not be kept.
struct JournalError: Error {
  /// What the system says.
  var reason: String
}
