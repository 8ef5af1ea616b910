// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// Puts a value somewhere into the tree of a manifest, or takes one out.
///
/// The manifest's form tells what a key may be that the tree does not have yet.
struct TreeEdit {
  /// The value; nil takes the key out.
  let value: SourceNode?
  /// The place of the nearest thing in the manifest that the edit changed.
  private(set) var place = Place(line: 1, column: 1)

  init(value: SourceNode?) {
    self.value = value
  }

  /// Why a path leads nowhere.
  struct Failure: Error {
    /// Where in the path, in bytes.
    var offset: Int
    /// How many bytes of it are meant.
    var length: Int
    var message: String
    var help: String
  }

  /// The tree with the value at a path.
  mutating func applied(to root: SourceNode, at path: String) throws(Failure) -> SourceNode {
    place = root.place
    return try edited(
      root, ManifestForm.rootForm, Rest(text: path[...], offset: 0), above: root.place)
  }

  /// What is left of a path.
  private struct Rest {
    var text: Substring
    /// Where it begins in the path, in bytes.
    var offset: Int

    /// The key up to the next dot.
    var head: String { String(text.prefix { $0 != "." }) }

    /// What follows a key; nil when it is the last one.
    func after(_ key: String) -> Rest? {
      let length = key.utf8.count
      guard text.utf8.count > length else { return nil }
      return Rest(text: text.dropFirst(key.count + 1), offset: offset + length + 1)
    }

    /// Whether it begins with a key, which may itself have dots.
    func begins(with key: String) -> Bool {
      text == key || text.utf8.starts(with: (key + ".").utf8)
    }
  }

  private mutating func edited(
    _ node: SourceNode, _ form: Form, _ rest: Rest, above: Place
  ) throws(Failure) -> SourceNode {
    guard !rest.text.isEmpty else {
      throw Failure(
        offset: max(0, rest.offset - 1), length: 1, message: "there is no key here",
        help: "a path is written like vehicles.SLS-1B.turnaround")
    }
    var node = node
    switch node.content {
    case .mapping(var entries):
      // An identifier may have dots: the longest key wins.
      let fitting = entries.indices.filter { rest.begins(with: entries[$0].key) }
      if let index = fitting.max(by: { entries[$0].key.utf8.count < entries[$1].key.utf8.count }) {
        let entry = entries[index]
        // A block begins on a line of its own; its key says better where it is.
        let isOnOneLine = entry.value.place.line == entry.place.line && !entry.value.isNull
        place = isOnOneLine ? entry.value.place : entry.place
        if let deeper = rest.after(entries[index].key) {
          let child = form.child(entries[index].key, of: entries.map(\.key))
          entries[index].value = try edited(
            entries[index].value, child ?? .text, deeper, above: entries[index].place)
        } else if let value {
          entries[index].value = value.moved(to: place)
        } else {
          place = above
          entries.remove(at: index)
        }
      } else {
        entries.append(try newEntry(in: entries, form, rest, above: above))
      }
      node.content = .mapping(entries)
    case .sequence(var items):
      try edit(&items, form, rest, above: above)
      node.content = .sequence(items)
    case .scalar:
      throw Failure(
        offset: rest.offset, length: rest.head.utf8.count,
        message: "there is nothing under \(node.nature)",
        help: "set the whole value in its place, such as {from: 2022-06-01, until: 2030-12-31}")
    }
    return node
  }

  private mutating func edit(
    _ items: inout [SourceNode], _ form: Form, _ rest: Rest, above: Place
  ) throws(Failure) {
    let head = rest.head
    guard head.utf8.count <= 9, let index = Int(head), (0...items.count).contains(index),
      head == String(index), index < items.count || value != nil
    else {
      let numbers = items.isEmpty ? "" : "its entries are 0 to \(items.count - 1); "
      throw Failure(
        offset: rest.offset, length: head.utf8.count,
        message: "the list has no entry \(head.quoted)",
        help: numbers + "\(items.count) adds one")
    }
    let entryForm = form.entry ?? .text
    let isNew = index == items.count
    place = isNew ? above : items[index].place
    if let deeper = rest.after(head) {
      let entry = isNew ? try empty(entryForm, deeper, above) : items[index]
      let changed = try edited(entry, entryForm, deeper, above: place)
      if isNew { items.append(changed) } else { items[index] = changed }
    } else if let value {
      if isNew {
        items.append(value.moved(to: place))
      } else {
        items[index] = value.moved(to: place)
      }
    } else {
      items.remove(at: index)
      place = above
    }
  }

  /// An entry for a key that the tree does not have.
  private mutating func newEntry(
    in entries: [SourceNode.Entry], _ form: Form, _ rest: Rest, above: Place
  ) throws(Failure) -> SourceNode.Entry {
    let keys = entries.map(\.key)
    let fields = form.fields(of: keys)
    // Only identifiers have dots, those of the form's keys have none.
    let key = fields.isEmpty && form.hasScalarEntries ? String(rest.text) : rest.head
    let deeper = rest.after(key)
    func failure(_ message: String, _ names: [String], help: String) -> Failure {
      let nearest = NearestName.of(key, among: names)
      return Failure(
        offset: rest.offset, length: max(1, key.utf8.count), message: message,
        help: nearest.map { "did you mean '\($0)'?" } ?? help)
    }
    place = above
    if !fields.isEmpty, !fields.contains(key) {
      throw failure(
        "\(form.title) has no key \(key.quoted)", fields,
        help: "the keys here are \(fields.joined(separator: ", "))")
    }
    if fields.isEmpty, deeper != nil || value == nil {
      if let series = series(of: key, among: entries) {
        throw failure(
          "\(key.quoted) is not written out in the manifest", [],
          help: "it is of the series '\(series)', which can be set as a whole")
      }
      throw failure(
        "there is no \(form.noun) \(key.quoted)", keys,
        help: keys.count <= 12 ? "there is \(keys.alternatives)" : "check the spelling")
    }
    let child = form.child(key, of: keys) ?? .text
    if let deeper {
      guard value != nil else {
        throw failure("there is nothing at \(key.quoted) to remove", [], help: "check the path")
      }
      let made = try edited(try empty(child, deeper, above), child, deeper, above: above)
      return SourceNode.Entry(key: key, place: above, value: made)
    }
    guard let value else {
      throw failure("there is nothing at \(key.quoted) to remove", [], help: "check the path")
    }
    return SourceNode.Entry(key: key, place: above, value: value.moved(to: above))
  }

  /// A mapping or list with nothing in it, where the form can be one.
  private func empty(_ form: Form, _ rest: Rest, _ place: Place) throws(Failure) -> SourceNode {
    let canBeList = form.canBe {
      switch $0 {
      case .list, .row: true
      default: false
      }
    }
    if canBeList, Int(rest.head) != nil {
      return SourceNode(content: .sequence([]), place: place)
    }
    let canBeMapping = form.canBe {
      switch $0 {
      case .record, .table: true
      default: false
      }
    }
    guard canBeMapping else {
      throw Failure(
        offset: rest.offset, length: rest.head.utf8.count,
        message: "there is nothing under \(form.expectation)", help: "check the path")
    }
    return SourceNode(content: .mapping([]), place: place)
  }

  /// The series that an element is of by its name.
  private func series(of id: String, among entries: [SourceNode.Entry]) -> String? {
    guard let dash = id.lastIndex(of: "-") else { return nil }
    let name = String(id[..<dash])
    guard let entry = entries.first(where: { $0.key == name }),
      case .mapping(let keys) = entry.value.content, keys.contains(where: { $0.key == "repeat" })
    else { return nil }
    return name
  }
}

extension SourceNode {
  /// The node with it and all in it at one place.
  fileprivate func moved(to place: Place) -> SourceNode {
    var node = self
    node.place = place
    switch content {
    case .scalar: break
    case .sequence(let items): node.content = .sequence(items.map { $0.moved(to: place) })
    case .mapping(let entries):
      node.content = .mapping(
        entries.map { Entry(key: $0.key, place: place, value: $0.value.moved(to: place)) })
    }
    return node
  }
}
