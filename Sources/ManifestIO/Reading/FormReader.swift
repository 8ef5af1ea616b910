// SPDX-License-Identifier: GPL-3.0-or-later

/// Reads nodes by their form: reports what does not fit and keeps what does.
struct FormReader {
  var problems: Problems
  /// The identifiers that sections define, in file order.
  var defined: [Form.Section: [String]] = [:]
  /// How many members each series has; they are among the elements defined.
  var series: [String: Int] = [:]
  /// The identifiers that values refer to.
  var references: [Reference] = []

  /// A value that names an entry of a section.
  struct Reference {
    var section: Form.Section
    /// Where it may be instead.
    var orSection: Form.Section?
    var id: String
    var place: Place
  }

  /// Reads a node of a form; `owner` is the place of the key that holds it.
  mutating func read(_ node: SourceNode, as form: Form, owner: Place) -> ReadValue {
    guard !problems.isFull else {
      problems.skip()
      return ReadValue(place: node.place, content: .invalid)
    }
    if case .anything = form { return ReadValue(place: node.place, content: .node(node)) }
    if node.isNull {
      let none = form.emptyForm.map { "; write \($0) for none" } ?? ""
      problems.add(
        .missingValue, at: owner, "there is no value here; it should be \(form.expectation)",
        help: "give the value, or remove the key" + none)
      return ReadValue(place: owner, content: .invalid)
    }
    let content: ReadValue.Content? =
      switch form {
      case .list(let item, let least): list(node, of: item, atLeast: least, owner: owner)
      case .row(let item, let count): row(node, of: item, count, owner: owner)
      case .table(let value, let keys, let least):
        table(node, of: value, by: keys, atLeast: least, owner: owner)
      case .record(let record): self.record(node, record, owner: owner)
      case .choice(let forms): choice(node, forms, owner: owner)
      default: scalar(node, as: form)
      }
    return ReadValue(place: node.place, content: content ?? .invalid)
  }

  /// Reports that a node is of another shape than its form.
  mutating func reportShape(_ node: SourceNode, _ form: Form, owner: Place) {
    var place = node.place
    // A block begins on a line of its own; its key says better where the problem is.
    if case .scalar = node.content {} else if node.place.line > owner.line { place = owner }
    problems.add(
      .wrongType, at: place, "this should be \(form.expectation), not \(node.nature)",
      help: form.example.map { "for example: \($0)" })
  }

  private mutating func list(
    _ node: SourceNode, of form: Form, atLeast least: Int, owner: Place
  ) -> ReadValue.Content? {
    guard case .sequence(let nodes) = node.content else {
      reportShape(node, .list(form, atLeast: least), owner: owner)
      return nil
    }
    if nodes.count < least {
      problems.add(
        .emptyList, at: node.place, "the list is empty",
        help: "add an entry, or remove the key")
    }
    var values = [ReadValue]()
    var seen = Set<String>()
    for item in nodes {
      let value = read(item, as: form, owner: item.place)
      values.append(value)
      guard let text = value.text, !seen.insert(text).inserted else { continue }
      problems.add(
        .duplicateItem, at: item.place, "\(text.quoted) is already in the list",
        help: "list it once")
    }
    return .list(values)
  }

  private mutating func row(
    _ node: SourceNode, of form: Form, _ count: ClosedRange<Int>, owner: Place
  ) -> ReadValue.Content? {
    guard case .sequence(let nodes) = node.content else {
      reportShape(node, .row(form, count), owner: owner)
      return nil
    }
    guard count.contains(nodes.count) else {
      if nodes.isEmpty {
        problems.add(
          .emptyList, at: node.place, "the list is empty",
          help: Form.row(form, count).example.map { "for example: \($0)" })
      } else {
        problems.add(
          .wrongType, at: node.place,
          "this should be \(Form.row(form, count).expectation), not of \(nodes.count)",
          help: Form.row(form, count).example.map { "for example: \($0)" })
      }
      return nil
    }
    return .list(nodes.map { read($0, as: form, owner: $0.place) })
  }

  private mutating func table(
    _ node: SourceNode, of form: Form, by keys: Form.Keys, atLeast least: Int, owner: Place
  ) -> ReadValue.Content? {
    guard case .mapping(let nodes) = node.content else {
      reportShape(node, .table(form, by: keys, atLeast: least), owner: owner)
      return nil
    }
    if nodes.count < least {
      problems.add(
        .emptyList, at: owner, "there should be at least one \(keys.noun) here",
        help: "add one")
    }
    if case .values(let quantity) = keys {
      return .table(values(nodes, quantity, of: form))
    }
    var entries = [ReadValue.Entry]()
    for entry in nodes {
      let isID = checkID(entry.key, at: entry.place)
      switch keys {
      // Even a malformed identifier is defined: whoever refers to it means this entry.
      case .defining(let section): defined[section, default: []].append(entry.key)
      case .naming(let section) where isID:
        references.append(Reference(section: section, id: entry.key, place: entry.place))
      case .namingDelayed where isID:
        references.append(
          Reference(
            section: .vehicles, orSection: .elements, id: entry.key, place: entry.place))
      case .naming, .namingDelayed, .free, .values: break
      }
      entries.append(
        ReadValue.Entry(
          key: entry.key, place: entry.place,
          value: read(entry.value, as: form, owner: entry.place)))
    }
    return .table(entries)
  }

  /// Reads a table whose keys are values of a quantity.
  private mutating func values(
    _ nodes: [SourceNode.Entry], _ quantity: Quantity, of form: Form
  ) -> [ReadValue.Entry] {
    var places = [Int: Place]()
    return nodes.compactMap { entry in
      let key = thousandths(entry.key, quantity, at: entry.place)
      let value = read(entry.value, as: form, owner: entry.place)
      guard let key else { return nil }
      if let first = places[key] {
        problems.add(
          .duplicateItem, at: entry.place,
          "\(entry.key.quoted) is as much as the one on line \(first.line)", help: "list it once")
        return nil
      }
      places[key] = entry.place
      return ReadValue.Entry(key: String(key / 1000), place: entry.place, value: value)
    }
  }

  private mutating func record(
    _ node: SourceNode, _ form: Record, owner: Place
  ) -> ReadValue.Content? {
    guard case .mapping(let nodes) = node.content else {
      reportShape(node, .record(form), owner: owner)
      return nil
    }
    var record = ReadRecord(form: form, place: owner)
    var unknown = [SourceNode.Entry]()
    for entry in nodes {
      guard let field = form.field(entry.key) else {
        unknown.append(entry)
        continue
      }
      let value = read(entry.value, as: field.form, owner: entry.place)
      record.set(ReadValue.Entry(key: entry.key, place: entry.place, value: value))
    }
    for entry in unknown {
      guard !problems.isFull else {
        problems.skip()
        break
      }
      reportUnknownKey(entry, besides: record)
    }
    for field in form.fields where field.isRequired && !record.has(field.name) {
      let example = field.form.example.map { ", for example '\(field.name): \($0)'" } ?? ""
      problems.add(
        .missingKey, at: owner, "\(form.title) needs the key '\(field.name)'",
        help: "add '\(field.name)'" + example)
    }
    checkOneOf(record)
    return .record(record)
  }

  /// Reports a record that has none, or more than one, of the keys of which it has exactly one.
  private mutating func checkOneOf(_ record: ReadRecord) {
    let form = record.form
    let given = record.entries.filter { form.oneOf.contains($0.key) }
    if given.isEmpty, !form.oneOf.isEmpty {
      problems.add(
        .missingKey, at: record.place,
        "\(form.title) needs one of the keys \(form.oneOf.alternatives)", help: "add one of them")
    }
    for entry in given.dropFirst() {
      problems.add(
        .conflictingKeys, at: entry.place,
        "\(form.title) has either '\(given[0].key)' or '\(entry.key)', not both",
        help: "remove one of them")
    }
  }

  private mutating func choice(
    _ node: SourceNode, _ forms: [Form], owner: Place
  ) -> ReadValue.Content? {
    let fitting = forms.filter { $0.fits(node) }
    guard var chosen = fitting.first else {
      reportShape(node, .choice(forms), owner: owner)
      return nil
    }
    if case .mapping(let entries) = node.content, fitting.count > 1 {
      // Of several mappings, the one that knows most of the keys; the first of several such.
      func known(_ form: Form) -> Int {
        guard case .record(let record) = form else { return 0 }
        return entries.count { record.field($0.key).map { !$0.isAnnotation } ?? false }
      }
      for form in fitting where known(form) > known(chosen) { chosen = form }
    }
    return read(node, as: chosen, owner: owner).content
  }

  private mutating func reportUnknownKey(_ entry: SourceNode.Entry, besides record: ReadRecord) {
    let form = record.form
    let unused = form.fields.map(\.name).filter { !record.has($0) }
    let help: String
    if let nearest = problems.nearest(to: entry.key, among: unused) {
      help = "did you mean '\(nearest)'?"
    } else if let homes = Record.homes(of: entry.key) {
      help = "'\(entry.key)' is a key of \(homes)"
    } else {
      let known = form.ownFields.map(\.name)
      help =
        known.isEmpty
        ? "the keys here are name, description, source and confidence"
        : "the keys here are \(known.joined(separator: ", "))"
    }
    problems.add(
      .unknownKey, at: entry.place, "\(form.title) has no key \(entry.key.quoted)", help: help)
  }
}
