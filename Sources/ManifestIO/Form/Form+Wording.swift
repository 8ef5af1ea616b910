// SPDX-License-Identifier: GPL-3.0-or-later

extension Form {
  /// Whether a node has the shape of the form: scalar, list or mapping.
  func fits(_ node: SourceNode) -> Bool {
    switch (self, node.content) {
    case (.choice(let forms), _): forms.contains { $0.fits(node) }
    case (.anything, _): true
    case (.list, .sequence), (.row, .sequence), (.table, .mapping), (.record, .mapping): true
    case (.list, _), (.row, _), (.table, _), (.record, _): false
    case (_, .scalar): true
    default: false
    }
  }

  /// What a value of the form is, with an article, for messages.
  var expectation: String {
    switch self {
    case .text: "text"
    case .name: "a name"
    case .reference(let section): "the identifier of a \(section.noun)".fixingArticle
    case .predecessor: "the identifier of an element or of a choice"
    case .port: "a port, ELEMENT.PORT"
    case .objective: "an objective"
    case .word(let words): words.map { "'\($0)'" }.alternatives
    case .date: "a date"
    case .flag: "true or false"
    case .number: "a number"
    case .whole: "a whole number"
    case .real(let real): real.title
    case .quantity(let quantity): quantity.title + " in " + quantity.symbols
    case .amount: "a number or a power"
    case .delay: "a delay in d, w, mo or y"
    case .shift: Quantity.shift.title + " in " + Quantity.shift.symbols
    case .capacityChange: "a change of a capacity, or what it becomes"
    case .anything: "anything"
    case .list: "a list"
    case .row(_, let count) where count.lowerBound == count.upperBound:
      "a list of \(count.lowerBound)"
    case .row: "a list"
    case .table(_, let keys, _): "a mapping with an entry for each \(keys.noun)"
    case .record(let record): "a mapping that describes \(record.title)"
    case .choice(let forms): forms.map(\.expectation).alternatives
    }
  }

  /// A value of the form, where one can be given in a few words.
  var example: String? {
    switch self {
    case .date: "2026-02-06"
    case .quantity(let quantity): quantity.example
    case .number, .amount: "2.5"
    case .whole(let range): "\(max(1, range.lowerBound))"
    case .real: "0.5"
    case .flag: "true"
    case .delay: "180 d"
    case .shift: Quantity.shift.example
    case .capacityChange: "-10 %"
    case .objective: "completion"
    case .list(let form, _): form.example.map { "[\($0)]" } ?? "[…]"
    case .row(let form, let count):
      form.example.map { example in
        let entries = Array(repeating: example, count: min(3, count.lowerBound))
        return "[\(entries.joined(separator: ", "))]"
      }
    case .choice(let forms): forms.lazy.compactMap(\.example).first
    default: nil
    }
  }

  /// How nothing is written in the form, if it can be.
  var emptyForm: String? {
    switch self {
    case .list(_, 0): "[]"
    case .table(_, _, 0): "{}"
    case .record(let record)
    where record.oneOf.isEmpty && !record.fields.contains(where: \.isRequired):
      "{}"
    default: nil
    }
  }
}

extension Form.Keys {
  /// What a key names.
  var noun: String {
    switch self {
    case .defining(let section), .naming(let section): section.noun
    case .namingDelayed: "vehicle or element"
    case .free(let noun): noun
    case .values(let quantity): quantity.noun
    }
  }
}

extension Quantity {
  /// A value with a unit, for help.
  var example: String {
    switch units[0].symbol {
    case "kg": "8500 kg"
    case "d": "30 d"
    case "m": "4.5 m"
    default: "2.5 kW"
    }
  }

  /// What it is, without an article.
  var noun: String { String(title.drop { $0 != " " }.dropFirst()) }
}

extension Record {
  /// The records of the manifest that have a key, as a phrase; nil when none has it.
  static func homes(of key: String) -> String? {
    let titles = all.filter { $0.field(key) != nil }.map(\.title)
    return titles.isEmpty ? nil : titles.alternatives
  }

  /// Every record of the manifest, in the order of the reference.
  static let all = all(in: ManifestForm.root)

  /// A record and every one in it, in the order of the reference.
  static func all(in root: Record) -> [Record] {
    var found = [Record]()
    collect(.record(root), into: &found)
    return found
  }

  private static func collect(_ form: Form, into found: inout [Record]) {
    switch form {
    case .record(let record):
      guard !found.contains(where: { $0.title == record.title }) else { return }
      found.append(record)
      for field in record.fields { collect(field.form, into: &found) }
    case .list(let form, _), .row(let form, _), .table(let form, _, _):
      collect(form, into: &found)
    case .choice(let forms): for form in forms { collect(form, into: &found) }
    default: break
    }
  }
}

extension String {
  /// The phrase with `a` turned into `an` before a vowel.
  fileprivate var fixingArticle: String {
    replacing(" a element", with: " an element")
  }
}
