// SPDX-License-Identifier: GPL-3.0-or-later

/// A docking port that an element offers to others.
public struct Port: Hashable, Sendable {
  /// The port's identity within its element.
  public typealias ID = Identifier<Port>
  /// The port's identity within its element.
  public var id: ID
  /// Its docking standard: `IDSS`, `SSVP`, `CBM` and the like.
  public var standard: String

  /// Creates a port.
  public init(id: ID, standard: String) {
    self.id = id
    self.standard = standard
  }

  /// A port of a certain element, written `PPB.fore`.
  public struct Reference: Hashable, Sendable, CustomStringConvertible {
    /// The element that offers it.
    public var element: Element.ID
    /// The port of that element.
    public var port: Port.ID

    /// Creates a reference to a port.
    public init(element: Element.ID, port: Port.ID) {
      self.element = element
      self.port = port
    }

    /// The reference as written in a manifest, `PPB.fore`.
    public var description: String { "\(element).\(port)" }
  }
}

/// The docking port that an element needs.
public struct Docking: Hashable, Sendable {
  /// The standard it docks by.
  public var standard: String
  /// The ports it may use; any free port of the standard when nil.
  public var at: [Port.Reference]?

  /// Creates a need for a port.
  public init(standard: String, at: [Port.Reference]? = nil) {
    self.standard = standard
    self.at = at
  }
}

/// A consumable store, supplies or propellant; its unit is the kilogram.
public struct Store: Hashable, Sendable {
  /// The store's identity.
  public typealias ID = Identifier<Store>
  /// The store's identity.
  public var id: ID
  /// Name, description, source and confidence.
  public var note: Annotation
  /// What is there at the start.
  public var initial: Mass
  /// What must always remain.
  public var reserve: Mass
  /// What each member of the crew present takes from it each day.
  public var perCrew: Mass
  /// Where it is.
  public var node: Node.ID

  /// Creates a store.
  public init(
    id: ID, note: Annotation = Annotation(), initial: Mass = .zero, reserve: Mass = .zero,
    perCrew: Mass = .zero, node: Node.ID
  ) {
    self.id = id
    self.note = note
    self.initial = initial
    self.reserve = reserve
    self.perCrew = perCrew
    self.node = node
  }
}

/// An amount that goes into or out of a store.
public struct StoreAmount: Hashable, Sendable {
  /// The store.
  public var store: Store.ID
  /// How much.
  public var amount: Mass

  /// Creates an amount of a store.
  public init(_ store: Store.ID, _ amount: Mass) {
    self.store = store
    self.amount = amount
  }
}

/// A choice: exactly one of several elements flies.
public struct Choice: Hashable, Sendable {
  /// The choice's identity.
  public typealias ID = Identifier<Choice>
  /// The choice's identity.
  public var id: ID
  /// Name, description, source and confidence.
  public var note: Annotation
  /// The elements to choose from.
  public var oneOf: [Element.ID]

  /// Creates a choice.
  public init(id: ID, note: Annotation = Annotation(), oneOf: [Element.ID]) {
    self.id = id
    self.note = note
    self.oneOf = oneOf
  }
}

/// A rule that keeps certain elements off certain vehicles.
public struct Rule: Hashable, Sendable {
  /// The elements it is about.
  public var elements: Selection<Element>
  /// The vehicles they may not fly on.
  public var vehicles: Selection<Vehicle>
  /// Why, quoted in messages.
  public var why: String?
  /// Name, description, source and confidence.
  public var note: Annotation

  /// Creates a rule.
  public init(
    forbid elements: Selection<Element>, on vehicles: Selection<Vehicle>, why: String? = nil,
    note: Annotation = Annotation()
  ) {
    self.elements = elements
    self.vehicles = vehicles
    self.why = why
    self.note = note
  }

  /// Some of the campaign's elements or vehicles.
  public enum Selection<Member>: Hashable, Sendable {
    /// All of them.
    case all
    /// Those of an agency.
    case agency(String)
    /// Those with a tag.
    case tag(String)
    /// Those with these identifiers.
    case ids([Identifier<Member>])

    /// Whether a member with this identity, agency and tags is selected.
    public func contains(_ id: Identifier<Member>, agency: String?, tags: [String]) -> Bool {
      switch self {
      case .all: true
      case .agency(let selected): agency == selected
      case .tag(let selected): tags.contains(selected)
      case .ids(let ids): ids.contains(id)
      }
    }
  }
}
