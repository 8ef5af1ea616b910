// SPDX-License-Identifier: GPL-3.0-or-later

/// The tables of `docs/manifest.md`: every key, from the description that the loader reads by.
package enum ManifestReference {
  /// The reference in Markdown; ends with a line break.
  package static var markdown: String {
    let anyEntry =
      """
      ### Any entry

      An entry is a mapping that describes one thing: the campaign, a vehicle, a window of a list, \
      and so on. Each may also have these keys.


      """ + table(of: Field.annotation)
    let sections = [anyEntry] + sections(of: ManifestForm.root, "The manifest")
    return sections.joined(separator: "\n\n") + "\n"
  }

  /// The reference of study files in Markdown; ends with a line break.
  package static var study: String {
    sections(of: StudyForm.root, "The study").joined(separator: "\n\n") + "\n"
  }

  private static func sections(of root: Record, _ title: String) -> [String] {
    places(root).filter { !$0.record.ownFields.isEmpty }.map { place in
      "### " + (place.path.isEmpty ? title : place.heading) + "\n\n"
        + table(of: place.record.ownFields, oneOf: place.record.oneOf)
    }
  }

  /// A record and where in the manifest it stands.
  private struct RecordPlace {
    var record: Record
    var path: String

    var heading: String { "`\(path)`: \(record.title)" }
  }

  /// Every record once, with the first path that leads to it, in the order of the keys.
  private static func places(_ root: Record) -> [RecordPlace] {
    var found = [RecordPlace]()
    collect(.record(root), path: "", into: &found)
    return found
  }

  private static func collect(_ form: Form, path: String, into found: inout [RecordPlace]) {
    switch form {
    case .record(let record):
      guard !found.contains(where: { $0.record.title == record.title }) else { return }
      found.append(RecordPlace(record: record, path: path))
      for field in record.fields {
        collect(field.form, path: (path.isEmpty ? "" : path + ".") + field.name, into: &found)
      }
    case .list(let item, _), .row(let item, _): collect(item, path: path + "[]", into: &found)
    case .table(let value, let keys, _):
      collect(value, path: path + "." + keys.placeholder, into: &found)
    case .choice(let forms): for form in forms { collect(form, path: path, into: &found) }
    default: break
    }
  }

  private static func table(of fields: [Field], oneOf: [String] = []) -> String {
    let rows = fields.map { field in
      let standard =
        field.isRequired
        ? "**required**" : oneOf.contains(field.name) ? "**one of these**" : field.standard
      let cells = ["`\(field.name)`", field.form.summary, standard, field.meaning]
      return "| " + cells.joined(separator: " | ") + " |"
    }
    return (["| key | value | default | meaning |", "| --- | --- | --- | --- |"] + rows)
      .joined(separator: "\n")
  }
}

extension Form.Keys {
  /// What stands for a key in a path.
  fileprivate var placeholder: String {
    switch self {
    case .defining(.windows), .naming(.windows): "WINDOWS"
    case .namingDelayed: "ID"
    default: noun.uppercased()
    }
  }
}

extension Form {
  /// What a value of the form is, in the few words of a table.
  fileprivate var summary: String {
    switch self {
    case .text: "text"
    case .name: "name"
    case .reference(let section): section.noun
    case .predecessor: "element or choice"
    case .port: "port, `ELEMENT.PORT`"
    case .objective: "objective"
    case .word(let words): words.map { "`\($0)`" }.alternatives
    case .date: "date"
    case .flag: "`true` or `false`"
    case .number: "number, 0 or more"
    case .whole(let range) where range.count == 1: "`\(range.lowerBound)`"
    case .whole(let range): "whole number, \(range.lowerBound) or more"
    case .real(let real): "number, \(real.bounds.least) to \(real.bounds.most)"
    case .quantity(let quantity):
      (quantity.isWhole ? "whole days" : quantity.title.split(separator: " ").last ?? "")
        + " in " + quantity.units.map { "`\($0.symbol)`" }.alternatives
    case .amount: "number, or power in `kW` or `W`"
    case .delay: "delay in `d`, `w`, `mo` or `y`"
    case .shift: "days in `d`, `w` or `lead`"
    case .capacityChange: "`-10 %`, `+500 kg` or `30 t`"
    case .anything: "any value"
    case .list(let item, _): "list: " + item.summary
    case .row(let item, let count) where count.lowerBound == count.upperBound:
      "list of \(count.lowerBound): " + item.summary
    case .row(let item, _): "list: " + item.summary
    case .table(let value, let keys, _): "mapping: \(keys.noun) → " + value.summary
    case .record(let record): "*\(record.title)*"
    case .choice(let forms): forms.map(\.summary).alternatives
    }
  }
}
