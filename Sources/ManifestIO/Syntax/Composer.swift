// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Yams

/// Turns YAML into nodes, with every duplicate key and every nesting limit located.
struct Composer {
  let text: SourceText
  var problems: Problems
  /// What was inserted before duplicate keys so that Yams accepts them.
  private(set) var renamings = Renamings()

  /// Composes the single document of a text that has passed `TextGuard`.
  ///
  /// Returns nil when the text is not YAML or has no document; `problems` then says why.
  static func compose(_ text: SourceText, problems: inout Problems) -> SourceNode? {
    // Yams recurses once for each level of nesting, of which libYAML allows 1,000; so do the
    // nodes it returns when they are freed. That fits no small stack.
    let (node, found) = LargeStack.run { [problems] in
      var composer = Composer(text: text, problems: problems)
      let node = composer.root()
      return (node, composer.problems)
    }
    problems = found
    return node
  }

  private init(text: SourceText, problems: Problems) {
    self.text = text
    self.problems = problems
  }

  private mutating func root() -> SourceNode? {
    var bytes = text.bytes
    for round in 0... {
      do {
        let yaml = String(decoding: bytes, as: UTF8.self)
        let parser = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8)
        guard let root = try parser.singleRoot() else { return reportEmpty() }
        let node = convert(root, depth: 0)
        guard !node.isNull else { return reportEmpty() }
        return node
      } catch let error as YamlError {
        guard case .duplicatedKeysInMapping(_, let context) = error else {
          report(error)
          return nil
        }
        // Yams stops at the first mapping with a duplicate key and names the key's first place.
        // Make that one unique and go on, so that all the others are found as well; `convert`
        // reports them. Each round parses the whole text, so their number is limited.
        let isAffordable = round < 40 && round * text.bytes.count < 1 << 20
        guard isAffordable, let renamed = renamings.rename(at: context.mark, in: text) else {
          for place in renamings.places + [renamings.original(context.mark)] {
            problems.add(
              .duplicateKey, at: place, "the key here is given more than once in its mapping",
              help: "keep one of them")
          }
          return nil
        }
        bytes = renamed
      } catch {
        problems.add(.yamlSyntax, at: Place(line: 1, column: 1), "\(error)")
        return nil
      }
    }
    return nil
  }

  private mutating func reportEmpty() -> SourceNode? {
    problems.add(
      .emptyFile, at: Place(line: 1, column: 1), "there is nothing in the file",
      help: "a manifest begins with 'perilune: 1'")
    return nil
  }

  // MARK: - From Yams' nodes to ours

  private mutating func convert(_ node: Node, depth: Int) -> SourceNode {
    let place = node.mark.map(renamings.original) ?? Place(line: 1, column: 1)
    var result = SourceNode(content: .scalar("", isPlain: true), place: place)
    guard depth < Self.mostLevels else {
      problems.add(
        .tooDeep, at: place, "values are nested deeper than \(Self.mostLevels) levels",
        help: "a manifest needs six")
      return result
    }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain
      checkTag(scalar.tag, allowed: [.implicit, .str, .nonSpecific], at: place)
      result.content = .scalar(
        scalar.string, isPlain: isPlain && scalar.tag.rawValue != Tag.Name.str.rawValue)
    case .sequence(let sequence):
      checkTag(sequence.tag, allowed: [.implicit, .seq, .nonSpecific], at: place)
      result.content = .sequence(sequence.map { convert($0, depth: depth + 1) })
    case .mapping(let mapping):
      checkTag(mapping.tag, allowed: [.implicit, .map, .nonSpecific], at: place)
      result.content = .mapping(entries(of: mapping, depth: depth))
    case .alias:
      break  // Yams never composes one: it resolves aliases, and TextGuard lets none through.
    }
    return result
  }

  private mutating func entries(of mapping: Node.Mapping, depth: Int) -> [SourceNode.Entry] {
    var entries = [SourceNode.Entry]()
    var firstPlaces = [String: Place]()
    for (key, node) in mapping {
      let keyPlace = key.mark.map(renamings.original) ?? Place(line: 1, column: 1)
      let value = convert(node, depth: depth + 1)
      guard case .scalar(let scalar) = key else {
        problems.add(
          .invalidKey, at: keyPlace, "a key must be plain text, not a list or a mapping",
          help: "put text that contains '[' or '{' in quotes")
        continue
      }
      let name = key.mark.map { renamings.originalKey(scalar.string, at: $0) } ?? scalar.string
      if name == "<<", scalar.style == .plain {
        problems.add(
          .mergeKey, at: keyPlace, "the merge key '<<' is not part of YAML 1.2",
          help: "write the keys out here")
        continue
      }
      // Without renamings, Yams has found all keys to be different.
      if !renamings.isEmpty, let first = firstPlaces.updateValue(keyPlace, forKey: name) {
        firstPlaces[name] = first
        problems.add(
          .duplicateKey, at: keyPlace,
          "the key \(name.quoted) is already given on line \(first.line)",
          help: "keep one of them")
        continue
      }
      entries.append(SourceNode.Entry(key: name, place: keyPlace, value: value))
    }
    return entries
  }

  private mutating func checkTag(_ tag: Tag, allowed: [Tag.Name], at place: Place) {
    // Yams resolves an implicit tag of a key when it looks for duplicates, to one of these.
    guard !allowed.contains(Tag.Name(rawValue: tag.rawValue)) else { return }
    problems.add(
      .unsupportedYAML, at: place, "the tag \(tag.rawValue.quoted) is not supported here",
      help: "remove it; a manifest needs no tags")
  }

  /// Deeper than any manifest, and shallow enough for every recursion over nodes.
  private static let mostLevels = 64
}
