// SPDX-License-Identifier: GPL-3.0-or-later

/// The JSON Schema of the manifest.
///
/// It is derived from the description that the loader reads by, so both know the same keys, forms
/// and units. What a schema cannot say (references, the order of dates, sums) only the loader
/// checks.
public enum ManifestSchema {
  /// The schema, JSON Schema draft 2020-12, as JSON text that ends with a line break.
  public static let json =
    document(
      ManifestForm.root, "manifest", version: ManifestForm.version,
      "A campaign to assemble a space station: what is to be delivered, what can carry it, "
        + "and the rules in between."
    ).text() + "\n"

  /// The schema of study files, alike.
  public static let study =
    document(
      StudyForm.root, "study", version: StudyForm.version,
      "What is asked of a campaign: scenarios, each with what it supposes to be otherwise, and sweeps."
    ).text() + "\n"

  private static func document(
    _ root: Record, _ name: String, version: Int, _ description: String
  ) -> JSONText {
    let definitions = Record.all(in: root).dropFirst().map { record in
      (record.definitionName, schema(of: record))
    }
    var entries: [(String, JSONText)] = [
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("$id", .string("urn:perilune:\(name):\(version)")),
      ("title", .string("Perilune \(name), version \(version)")),
      ("description", .string(description)),
    ]
    if case .object(let entriesOfRoot) = schema(of: root) { entries += entriesOfRoot }
    entries.append(("$defs", .object(shared + definitions)))
    return .object(entries)
  }

  /// The definitions that are not records.
  private static let shared: [(String, JSONText)] = [
    (
      "identifier",
      .object([("type", .string("string")), ("pattern", .string("^" + idPattern + "$"))])
    ),
    (
      "date",
      .object([
        ("type", .string("string")), ("format", .string("date")),
        (
          "pattern",
          .string("^(19[0-9]{2}|2(0|1)[0-9]{2}|2200)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
        ),
      ])
    ),
  ]

  private static let idPattern = "[A-Za-z][A-Za-z0-9_.-]*"
  fileprivate static let numberPattern = "([0-9]+|[0-9]{1,3}( [0-9]{3})+)(\\.[0-9]+)?"

  private static func schema(of record: Record) -> JSONText {
    let properties = record.fields.map { field -> (String, JSONText) in
      var meaning = field.meaning
      if !field.standard.isEmpty { meaning += " Default: \(field.standard)." }
      return (
        field.name, annotated(schema(of: field.form), meaning.replacing("`", with: ""))
      )
    }
    let required = record.fields.filter(\.isRequired).map { JSONText.string($0.name) }
    var entries: [(String, JSONText)] = [
      ("type", .string("object")), ("properties", .object(properties)),
    ]
    if !required.isEmpty { entries.append(("required", .array(required))) }
    if !record.oneOf.isEmpty {
      let alternatives = record.oneOf.map { key in
        JSONText.object([("required", .array([.string(key)]))])
      }
      entries.append(("oneOf", .array(alternatives)))
    }
    entries.append(("additionalProperties", .flag(false)))
    return .object(entries)
  }

  private static func annotated(_ schema: JSONText, _ description: String) -> JSONText {
    guard case .object(let entries) = schema else { return schema }
    return .object([("description", .string(description))] + entries)
  }

  private static func schema(of form: Form) -> JSONText {
    switch form {
    case .text: typed("string", "number", "boolean")
    case .name, .reference, .predecessor: reference("identifier")
    case .port: pattern(idPattern + "\\." + idPattern)
    case .objective:
      .object([
        ("type", .string("string")),
        (
          "pattern",
          .string("^(" + Form.objectives.joined(separator: "|") + "|completion:\(idPattern))$")
        ),
      ])
    case .word(let words): .object([("enum", .array(words.map { .string($0) }))])
    case .date: reference("date")
    case .flag: typed("boolean")
    case .number(let most): bounded("number", 0...most)
    case .whole(let range) where range.count == 1:
      .object([("const", .number(range.lowerBound))])
    case .whole(let range): bounded("integer", range)
    case .real(let real): bounded("number", 0...real.most)
    case .quantity(let quantity): pattern(quantity.pattern)
    case .amount:
      anyOf([.number(most: Limits.amount), .quantity(.power)])
    case .delay: pattern(numberPattern + " ?(d|w|mo|y)")
    case .shift: pattern(Quantity.shift.pattern)
    case .capacityChange:
      pattern("([-+] ?" + numberPattern + " ?%|[-+=]? ?" + numberPattern + " ?(kg|t))")
    case .anything: .object([])
    case .list(let item, let least): list(item, atLeast: least)
    case .row(let item, let count):
      .object(
        [
          ("type", .string("array")), ("items", schema(of: item)),
          ("minItems", .number(count.lowerBound)),
        ] + (count.upperBound < .max ? [("maxItems", .number(count.upperBound))] : []))
    case .table(let value, let keys, let least):
      .object(
        [
          ("type", .string("object")), ("propertyNames", names(keys)),
          ("additionalProperties", schema(of: value)),
        ] + (least > 0 ? [("minProperties", .number(least))] : []))
    case .record(let record): reference(record.definitionName)
    case .choice(let forms): anyOf(forms)
    }
  }

  private static func names(_ keys: Form.Keys) -> JSONText {
    if case .values(let quantity) = keys { return pattern(quantity.pattern) }
    return reference("identifier")
  }

  private static func list(_ item: Form, atLeast least: Int) -> JSONText {
    var entries: [(String, JSONText)] = [("type", .string("array")), ("items", schema(of: item))]
    if least > 0 { entries.append(("minItems", .number(least))) }
    // Entries that are mappings may be alike: two equal windows are one window.
    if case .record = item {} else { entries.append(("uniqueItems", .flag(true))) }
    return .object(entries)
  }

  private static func typed(_ names: String...) -> JSONText {
    .object([("type", names.count == 1 ? .string(names[0]) : .array(names.map { .string($0) }))])
  }

  private static func pattern(_ pattern: String) -> JSONText {
    .object([("type", .string("string")), ("pattern", .string("^" + pattern + "$"))])
  }

  private static func bounded(_ type: String, _ range: ClosedRange<Int>) -> JSONText {
    .object([
      ("type", .string(type)), ("minimum", .number(range.lowerBound)),
      ("maximum", .number(range.upperBound)),
    ])
  }

  private static func reference(_ name: String) -> JSONText {
    .object([("$ref", .string("#/$defs/" + name))])
  }

  private static func anyOf(_ forms: [Form]) -> JSONText {
    .object([("anyOf", .array(forms.map { schema(of: $0) }))])
  }
}

extension Record {
  /// The name of its definition in the schema: the title without its article.
  fileprivate var definitionName: String {
    title.split(separator: " ").dropFirst().joined(separator: "-")
  }
}

extension Quantity {
  /// A regular expression of a number with one of the units.
  fileprivate var pattern: String {
    (least < 0 ? "-?" : "") + ManifestSchema.numberPattern
      + " ?(\(units.map(\.symbol).joined(separator: "|")))"
  }
}
