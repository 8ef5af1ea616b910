// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// A manifest that has been read and found free of errors.
public struct Manifest: Sendable {
  /// What it says.
  public var campaign: Campaign
  /// Its text, for pointing into it.
  public var source: ManifestSource
  /// What it probably does not mean, in file order.
  public var warnings: [Diagnostic]
  /// The SHA-256 digest of its bytes, in lower-case hexadecimal.
  public var sha256: String

  /// Reads a manifest from a file.
  ///
  /// Files of windows that it names are looked for beside it. Throws `unreadable` when the file
  /// cannot be read, `invalid` with every problem when it is not a manifest.
  public static func load(path: String) throws(ManifestError) -> Manifest {
    // One byte more than may be, so that a larger file is told from one that just fits.
    switch RegularFile.read(path, most: TextGuard.mostBytes, allowLonger: true) {
    case .failure(let reason):
      throw .unreadable(path: path, reason: reason.text)
    case .success(let bytes):
      let directory = path.lastIndex(of: "/").map { slash in
        slash == path.startIndex ? "/" : String(path[..<slash])
      }
      return try load(bytes: bytes, name: path, directory: directory ?? ".")
    }
  }

  /// Reads a manifest from text.
  ///
  /// `name` is what diagnostics call the file; relative paths in it are relative to `directory`.
  /// Throws `invalid` with every problem when the text is not a manifest.
  public static func load(
    text: String, name: String, directory: String = "."
  ) throws(ManifestError) -> Manifest {
    try load(bytes: Array(text.utf8), name: name, directory: directory)
  }

  /// Reads a manifest from bytes, which must be UTF-8.
  ///
  /// `name` is what diagnostics call the file; relative paths in it are relative to `directory`.
  /// Throws `invalid` with every problem when the bytes are not a manifest.
  public static func load(
    bytes: [UInt8], name: String, directory: String = "."
  ) throws(ManifestError) -> Manifest {
    let (text, root, problems) = try Composer.document(of: bytes, name: name)
    let (campaign, origins, found) = read(root, problems, directory: directory)
    guard let campaign else { throw .invalid(found.diagnostics) }
    return Manifest(
      campaign: campaign,
      source: ManifestSource(text: text, root: root, directory: directory, origins: origins),
      warnings: found.diagnostics, sha256: SHA256.hex(of: bytes))
  }

  /// Reads the values of a manifest, and what the elements are that it does not write out.
  ///
  /// There is no campaign if there are errors.
  static func read(
    _ root: SourceNode, _ problems: Problems, directory: String
  ) -> (Campaign?, [String: ElementOrigin], Problems) {
    var reader = FormReader(problems: problems)
    guard reader.checkVersion(of: root) else { return (nil, [:], reader.problems) }
    let value = reader.read(root, as: .record(ManifestForm.root), owner: root.place)
    guard let record = value.record else { return (nil, [:], reader.problems) }
    var builder = CampaignBuilder(reader: reader, directory: directory, root: record)
    let campaign = builder.build()
    let found = builder.reader.problems
    return (found.hasErrors ? nil : campaign, builder.origins, found)
  }
}

/// Why a manifest could not be loaded.
public enum ManifestError: Error, Hashable, Sendable {
  /// The file cannot be read.
  case unreadable(path: String, reason: String)
  /// The file is not a valid manifest: every problem of it, in file order.
  case invalid([Diagnostic])
}
