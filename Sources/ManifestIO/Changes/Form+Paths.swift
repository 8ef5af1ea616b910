// SPDX-License-Identifier: GPL-3.0-or-later

/// What a path through a manifest needs to know of its form.
extension Form {
  /// The forms that it can be.
  private var alternatives: [Form] {
    if case .choice(let forms) = self { forms.flatMap(\.alternatives) } else { [self] }
  }

  /// Whether one of the forms that it can be fulfils a condition.
  func canBe(_ condition: (Form) -> Bool) -> Bool { alternatives.contains(where: condition) }

  /// The record of a mapping with some keys, of several the one that knows most of them.
  private func record(of keys: [String]) -> Record? {
    let records = alternatives.compactMap { form -> Record? in
      if case .record(let record) = form { record } else { nil }
    }
    let known = records.map { record in keys.count { record.field($0) != nil } }
    return known.max().flatMap { most in known.firstIndex(of: most) }.map { records[$0] }
  }

  /// The keys that a mapping with some keys can have; none when they are identifiers.
  func fields(of keys: [String]) -> [String] { record(of: keys)?.fields.map(\.name) ?? [] }

  /// What a mapping of the form describes, for messages.
  var title: String { record(of: [])?.title ?? "the mapping" }

  /// What an entry of a table is called.
  var noun: String {
    for case .table(_, let keys, _) in alternatives { return keys.noun }
    return "entry"
  }

  /// Whether it is a table whose values are no mappings.
  var hasScalarEntries: Bool {
    canBe { form in
      guard case .table(let value, _, _) = form else { return false }
      return !value.canBe {
        switch $0 {
        case .record, .table, .list, .row: true
        default: false
        }
      }
    }
  }

  /// The form of a value in a mapping with some keys; nil for a key that it cannot have.
  func child(_ key: String, of keys: [String]) -> Form? {
    if let record = record(of: keys + [key]) { return record.field(key)?.form }
    for case .table(let value, _, _) in alternatives { return value }
    return nil
  }

  /// The form of a list's entries.
  var entry: Form? {
    for form in alternatives {
      switch form {
      case .list(let entry, _), .row(let entry, _): return entry
      default: break
      }
    }
    return nil
  }
}

extension ManifestForm {
  /// The form of the whole manifest.
  static let rootForm = Form.record(root)
}
