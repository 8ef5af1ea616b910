// SPDX-License-Identifier: GPL-3.0-or-later

/// An element of the station: a module, a visiting craft or a load of cargo that a vehicle delivers.
public struct Element: Hashable, Sendable {
  /// The element's identity.
  public typealias ID = Identifier<Element>
  /// The element's identity.
  public var id: ID
  /// Name, description, source and confidence.
  public var note: Annotation
  /// Whose it is.
  public var agency: String?
  /// What rules may select it by.
  public var tags: [String]
  /// Where it works.
  public var node: Node.ID
  /// How it gets there when no vehicle takes it all the way; nil when one does.
  public var transfer: Transfer?
  /// Its mass at launch.
  public var mass: Mass
  /// Its diameter, for the fairing; an element without one fits every fairing.
  public var diameter: Length?
  /// Its length, for the fairing; an element without one fits every fairing.
  public var length: Length?
  /// Earliest launch day.
  public var ready: Day?
  /// Days from a loss until another one like it is ready; nil when there is no other.
  public var rebuild: Int?
  /// The vehicles it may fly on; nil means any that lifts it.
  public var vehicles: [Vehicle.ID]?
  /// What must be operational before it arrives.
  public var after: [Precedence]
  /// Days from its arrival to its operational day.
  public var commissioning: Int
  /// Its weight in the objectives `operational` and `tardiness`.
  public var weight: Amount
  /// The operational day from which on it is tardy.
  public var due: Day?
  /// Latest operational day allowed.
  public var deadline: Day?
  /// What it gives to the station while operational, per resource.
  public var provides: [ResourceAmount]
  /// What it takes from the station while operational, per resource.
  public var consumes: [ResourceAmount]
  /// The docking ports it offers.
  public var ports: [Port]
  /// The docking port it needs.
  public var docks: Docking?
  /// Crew that must be present on each day of its commissioning.
  public var crew: Int
  /// Days from its arrival to its departure; nil means that it stays.
  public var stay: Int?
  /// What it brings to the stores once operational.
  public var delivers: [StoreAmount]
  /// What it takes from the stores each day.
  public var draws: [StoreAmount]
  /// Whether it may stay on the ground.
  public var isOptional: Bool
  /// What flying it is worth, if it may stay on the ground.
  public var value: Amount
  /// What it costs, if it flies.
  public var cost: Amount
  /// What is uncertain about it; plans do not know of it, simulations do.
  public var uncertainty: ElementUncertainty?

  /// Creates an element; what is not given is absent.
  public init(
    id: ID, note: Annotation = Annotation(), agency: String? = nil, tags: [String] = [],
    node: Node.ID, transfer: Transfer? = nil, mass: Mass, diameter: Length? = nil,
    length: Length? = nil, ready: Day? = nil, rebuild: Int? = nil,
    vehicles: [Vehicle.ID]? = nil, after: [Precedence] = [], commissioning: Int = 0,
    weight: Amount = Amount(1), due: Day? = nil, deadline: Day? = nil,
    provides: [ResourceAmount] = [], consumes: [ResourceAmount] = [], ports: [Port] = [],
    docks: Docking? = nil, crew: Int = 0, stay: Int? = nil, delivers: [StoreAmount] = [],
    draws: [StoreAmount] = [], isOptional: Bool = false, value: Amount = .zero,
    cost: Amount = .zero, uncertainty: ElementUncertainty? = nil
  ) {
    self.id = id
    self.note = note
    self.agency = agency
    self.tags = tags
    self.node = node
    self.transfer = transfer
    self.mass = mass
    self.diameter = diameter
    self.length = length
    self.ready = ready
    self.rebuild = rebuild
    self.vehicles = vehicles
    self.after = after
    self.commissioning = commissioning
    self.weight = weight
    self.due = due
    self.deadline = deadline
    self.provides = provides
    self.consumes = consumes
    self.ports = ports
    self.docks = docks
    self.crew = crew
    self.stay = stay
    self.delivers = delivers
    self.draws = draws
    self.isOptional = isOptional
    self.value = value
    self.cost = cost
    self.uncertainty = uncertainty
  }

  /// The node that a vehicle takes it to.
  public var launchNode: Node.ID { transfer?.from ?? node }

  /// What it adds to a resource while operational: what it provides less what it consumes.
  public func net(of resource: Resource.ID) -> Amount {
    provides.filter { $0.resource == resource }.reduce(.zero) { $0 + $1.amount }
      - consumes.filter { $0.resource == resource }.reduce(.zero) { $0 + $1.amount }
  }
}

/// The last part of an element's way: from the node that a vehicle takes it to, to its own.
public struct Transfer: Hashable, Sendable {
  /// The node that a vehicle takes it to.
  public var from: Node.ID
  /// The elements that it meets there, such as tugs and tankers, operational when it comes.
  public var with: [Element.ID]
  /// Most days that these have been operational when it comes; nil is no limit.
  public var within: Int?
  /// Days from its coming there to its arrival at its own node.
  public var transit: Int

  /// Creates a transfer.
  public init(from: Node.ID, with: [Element.ID] = [], within: Int? = nil, transit: Int = 0) {
    self.from = from
    self.with = with
    self.within = within
    self.transit = transit
  }
}

/// A precedence with a minimal lag: arrive no earlier than the predecessor's operational day + lag.
public struct Precedence: Hashable, Sendable {
  /// The predecessor.
  public var element: Element.ID
  /// Least days from the predecessor's operational day to the arrival.
  public var lag: Int
  /// Most days from the predecessor's operational day to the arrival; nil is no limit.
  public var within: Int?
  /// Whether it is void when the predecessor stays on the ground; else the successor stays there, too.
  public var ifFlown: Bool

  /// Creates a precedence.
  public init(_ element: Element.ID, lag: Int = 0, within: Int? = nil, ifFlown: Bool = false) {
    self.element = element
    self.lag = lag
    self.within = within
    self.ifFlown = ifFlown
  }
}

/// A renewable resource: power, thermal control, crew berths.
public struct Resource: Hashable, Sendable {
  /// The resource's identity.
  public typealias ID = Identifier<Resource>
  /// The resource's identity.
  public var id: ID
  /// Name, description, source and confidence.
  public var note: Annotation

  /// The resource that counts people, which commissioning may need and stores may feed.
  public static let crew: ID = "crew"

  /// Creates a resource.
  public init(id: ID, note: Annotation = Annotation()) {
    self.id = id
    self.note = note
  }
}

/// An amount of a resource: of power in kilowatts, of others in whatever they are counted in.
public struct ResourceAmount: Hashable, Sendable {
  /// The resource.
  public var resource: Resource.ID
  /// How much of it.
  public var amount: Amount

  /// Creates an amount of a resource.
  public init(_ resource: Resource.ID, _ amount: Amount) {
    self.resource = resource
    self.amount = amount
  }
}
