// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation

/// A CSV file that a manifest names.
struct TableFile {
  /// The path as the manifest has it.
  let path: String
  /// What a relative path is relative to.
  let directory: String

  /// Why a file cannot be read.
  struct Failure: Error {
    var message: String
    var help: String
  }

  /// Most bytes of such a file.
  static let mostBytes = 1 << 20

  /// Reads the file; it must be a regular one of moderate size.
  func read() -> Result<SourceText, Failure> {
    let full =
      path.hasPrefix("/") || directory.isEmpty || directory == "."
      ? path : directory + "/" + path
    switch RegularFile.read(full, most: Self.mostBytes) {
    case .failure(let reason):
      return .failure(
        Failure(
          message: "the file \(path.quoted) cannot be read: \(reason.text)",
          help: "the path is relative to the manifest; it was looked for as \(full.quoted)"))
    case .success(var bytes):
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
      return .success(SourceText(name: full, bytes: bytes))
    }
  }
}

extension CampaignBuilder {
  /// The text of a file that a value names; nil when it cannot be read, which is reported.
  mutating func file(_ value: ReadValue) -> SourceText? {
    guard let path = value.text else { return nil }
    switch TableFile(path: path, directory: directory).read() {
    case .success(let text): return text
    case .failure(let failure):
      report(.unreadableFile, at: value.place, failure.message, help: failure.help)
      return nil
    }
  }
}

/// Files that are read whole.
enum RegularFile {
  /// Why a file cannot be read.
  struct Reason: Error {
    var text: String
  }

  /// The bytes of a file: one more than `most` at most, when `allowLonger`.
  ///
  /// A directory, a device or a pipe is refused: reading it may never end.
  static func read(
    _ path: String, most: Int, allowLonger: Bool = false
  ) -> Result<[UInt8], Reason> {
    let attributes: [FileAttributeKey: Any]
    guard !path.utf8.contains(0) else { return .failure(Reason(text: "the path is not one")) }
    do {
      // Follows symbolic links, as attributesOfItem does not.
      let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
      attributes = try FileManager.default.attributesOfItem(atPath: target)
    } catch {
      return .failure(Reason(text: reason(error)))
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      let isDirectory = attributes[.type] as? FileAttributeType == .typeDirectory
      return .failure(Reason(text: isDirectory ? "it is a directory" : "it is not a regular file"))
    }
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      let data = try handle.read(upToCount: most + 1) ?? Data()
      guard data.count <= most || allowLonger else {
        return .failure(Reason(text: "it is larger than \(most) bytes"))
      }
      return .success(Array(data))
    } catch {
      return .failure(Reason(text: reason(error)))
    }
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? CocoaError else { return "it cannot be opened" }
    switch error.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: return "there is no such file"
    case .fileReadNoPermission: return "permission denied"
    default: return "it cannot be opened"
    }
  }
}
