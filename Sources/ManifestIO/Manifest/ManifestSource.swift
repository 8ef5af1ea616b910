// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// The text of a manifest, for pointing into it.
public struct ManifestSource: Sendable {
  private let text: SourceText
  private let root: SourceNode

  init(text: SourceText, root: SourceNode) {
    self.text = text
    self.root = root
  }

  /// The file, as the user named it.
  public var name: String { text.name }

  /// Where a fact stands.
  ///
  /// A value that is written on one line is pointed at itself, others by their key. Where the
  /// manifest does not have the path, this is the place of the nearest one above it that it has;
  /// nil when it has not even the first key.
  public func location(of path: ManifestPath) -> SourceLocation? {
    var node = root
    var place: Place?
    for key in path.keys {
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
