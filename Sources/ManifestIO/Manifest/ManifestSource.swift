// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// The text of a manifest, for pointing into it.
public struct ManifestSource: Sendable {
  let text: SourceText
  let root: SourceNode
  /// Where the files that the manifest names are looked for.
  let directory: String
  /// Where the elements stand that are of a series, or after a choice.
  private let origins: [String: ElementOrigin]

  init(
    text: SourceText, root: SourceNode, directory: String, origins: [String: ElementOrigin]
  ) {
    self.text = text
    self.root = root
    self.directory = directory
    self.origins = origins
  }

  /// The file, as the user named it.
  public var name: String { text.name }

  /// Where a fact stands.
  ///
  /// A value that is written on one line is pointed at itself, others by their key. Where the
  /// manifest does not have the path, this is the place of the nearest one above it that it has;
  /// nil when it has not even the first key. The elements of a series stand where the series does,
  /// what all but the first are after at its `repeat`.
  public func location(of path: ManifestPath) -> SourceLocation? {
    var node = root
    var place: Place?
    for key in written(path).keys {
      guard let (next, nextPlace) = step(from: node, key) else { break }
      (node, place) = (next, nextPlace)
    }
    return place.map {
      SourceLocation(line: $0.line, column: $0.column, length: text.length(at: $0))
    }
  }

  /// A diagnostic that points at a fact; at the start of the file when the manifest lacks it.
  public func diagnostic(
    severity: Diagnostic.Severity, code: String, at path: ManifestPath, message: String,
    help: String? = nil
  ) -> Diagnostic {
    let location = location(of: path)
    return text.diagnostic(
      severity: severity, code: code,
      at: Place(line: location?.line ?? 1, column: location?.column ?? 1), message: message,
      help: help)
  }

  /// The path as the manifest has it, of an element that it does not write out.
  private func written(_ path: ManifestPath) -> ManifestPath {
    var keys = path.keys
    guard keys.count > 1, keys[0] == "elements", let origin = origins[keys[1]] else { return path }
    keys[1] = origin.key
    guard keys.count > 2, keys[2] == "after" else { return ManifestPath(keys: keys) }
    if origin.after == [nil] {
      // The lag of a series is its `every`; `within` is called alike.
      let rest = keys.dropFirst(4).map { $0 == "lag" ? "every" : $0 }
      return ManifestPath(keys: ["elements", origin.key, "repeat"] + rest)
    }
    if keys.count > 3, let index = Int(keys[3]), origin.after.indices.contains(index),
      let entry = origin.after[index]
    {
      keys[3] = String(entry)
    }
    return ManifestPath(keys: keys)
  }

  private func step(from node: SourceNode, _ key: String) -> (SourceNode, Place)? {
    switch node.content {
    case .scalar: return nil
    case .sequence(let items):
      guard let index = Int(key), items.indices.contains(index) else { return nil }
      return (items[index], items[index].place)
    case .mapping(let entries):
      guard let entry = entries.first(where: { $0.key == key }) else { return nil }
      let isOnOneLine = entry.value.place.line == entry.place.line
      if case .scalar = entry.value.content, isOnOneLine, !entry.value.isNull {
        return (entry.value, entry.value.place)
      }
      return (entry.value, entry.place)
    }
  }
}
