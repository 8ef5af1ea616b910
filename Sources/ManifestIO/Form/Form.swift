// SPDX-License-Identifier: GPL-3.0-or-later

/// What a value of a manifest may look like.
///
/// `ManifestForm` describes the whole manifest in these terms, once: the reader, the JSON Schema
/// and the tables of `docs/manifest.md` are derived from that description.
indirect enum Form: Sendable {
  /// Text; numbers and `true` count as text.
  case text
  /// A name without further meaning, such as that of a node: `[A-Za-z][A-Za-z0-9_.-]*`.
  case name
  /// The identifier of an entry of a section.
  case reference(Section)
  /// The identifier of an element, or of a choice where no element has it.
  case predecessor
  /// A port of an element, `PPB.fore`.
  case port
  /// An objective: a word, or `completion:` and a milestone.
  case objective
  /// One of some words.
  case word([String])
  /// A calendar day.
  case date
  /// `true` or `false`.
  case flag
  /// A bare number of at most three decimals, from 0 to a maximum.
  case number(most: Int)
  /// A whole number in a range.
  case whole(ClosedRange<Int>)
  /// A bare number of at most six decimals: a probability, the shape of a distribution.
  case real(Real)
  /// A number with a unit.
  case quantity(Quantity)
  /// An amount of a resource: a bare number, or power with its unit.
  case amount
  /// How much later something is, in days or calendar months.
  case delay
  /// A number of days, be it negative, or a multiple of a lead time.
  case shift
  /// How a capacity changes.
  case capacityChange
  /// Anything at all, nothing included.
  case anything
  /// A list, with at least so many entries.
  case list(Form, atLeast: Int)
  /// A list of so many entries that may be alike, in the order that gives them their meaning.
  case row(Form, ClosedRange<Int>)
  /// A mapping from identifiers to values, with at least so many.
  case table(Form, by: Keys, atLeast: Int)
  /// A mapping with known keys.
  case record(Record)
  /// One of several forms, told apart by their shape.
  case choice([Form])

  /// What the keys of a table are.
  enum Keys: Sendable {
    /// The identifiers of the entries of a section, which the table defines.
    case defining(Section)
    /// Identifiers of entries of a section.
    case naming(Section)
    /// Identifiers of vehicles or of elements.
    case namingDelayed
    /// Names that exist by being written; what they name.
    case free(String)
    /// Values of a quantity, none of them twice.
    case values(Quantity)
  }

  /// The sections whose entries other values refer to by their identifiers.
  enum Section: String, Sendable, CaseIterable {
    case pads, windows, vehicles, elements, resources, stores, choices, milestones

    /// What an entry is called.
    var noun: String {
      switch self {
      case .pads: "pad"
      case .windows: "set of windows"
      case .vehicles: "vehicle"
      case .elements: "element"
      case .resources: "resource"
      case .stores: "store"
      case .choices: "choice"
      case .milestones: "milestone"
      }
    }
  }
}

/// A mapping with known keys.
struct Record: Sendable {
  /// What it describes, with an article: `a vehicle`.
  let title: String
  /// Its keys, in the order in which the reference lists them.
  let fields: [Field]
  /// Optional keys of which exactly one is given; none when there are no such keys.
  let oneOf: [String]
  private let byName: [String: Field]

  /// Creates a form; an annotated one also takes name, description, source and confidence.
  init(_ title: String, annotated: Bool = true, oneOf: [String] = [], _ fields: [Field]) {
    self.title = title
    self.oneOf = oneOf
    self.fields = fields + (annotated ? Self.annotation(besides: fields) : [])
    byName = Dictionary(
      self.fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The key of that name.
  func field(_ name: String) -> Field? { byName[name] }

  /// The keys without those that any entry may have.
  var ownFields: [Field] { fields.filter { !$0.isAnnotation } }

  private static func annotation(besides fields: [Field]) -> [Field] {
    Field.annotation.filter { candidate in !fields.contains { $0.name == candidate.name } }
  }
}

/// A key of a record.
struct Field: Sendable {
  let name: String
  let form: Form
  var isRequired = false
  /// What it is when it is not given, for the reference.
  var standard = ""
  /// What it means: sentences for the reference and the schema.
  let meaning: String
  var isAnnotation = false

  /// Creates a key that must be given.
  static func required(_ name: String, _ form: Form, _ meaning: String) -> Field {
    Field(name: name, form: form, isRequired: true, meaning: meaning)
  }

  /// Creates a key that may be absent.
  static func optional(
    _ name: String, _ form: Form, default standard: String = "", _ meaning: String
  ) -> Field {
    Field(name: name, form: form, standard: standard, meaning: meaning)
  }

  /// The keys that any entry may have.
  static let annotation = [
    Field(
      name: "name", form: .text, meaning: "The name to display instead of the identifier.",
      isAnnotation: true),
    Field(name: "description", form: .text, meaning: "Free text.", isAnnotation: true),
    Field(
      name: "source", form: .text, meaning: "Where the figures come from.", isAnnotation: true),
    Field(
      name: "confidence", form: .word(["H", "M", "L"]),
      meaning: "How sure the figures are: `H` confirmed, `M` recalled, `L` an estimate.",
      isAnnotation: true),
  ]
}
