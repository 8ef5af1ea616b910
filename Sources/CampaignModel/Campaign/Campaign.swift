// SPDX-License-Identifier: GPL-3.0-or-later

/// A campaign: the elements to assemble, the vehicles that carry them and the rules in between.
///
/// A value of this type is what a manifest says, after its syntax, units and references have been
/// checked; order is that of the manifest. Identifiers are unique within their kind and every
/// reference names something that exists (`ManifestIO` guarantees both).
public struct Campaign: Hashable, Sendable {
  /// What the campaign is called.
  public var name: String
  /// Name, description, source and confidence, as the manifest states them.
  public var note: Annotation
  /// First day on which anything may happen.
  public var start: Day
  /// Last day on which anything may happen.
  public var end: Day
  /// Where the station is; the node of every element that names none.
  public var node: Node.ID
  /// The objectives, most important first; never empty.
  public var objectives: [Objective]
  /// Today: nothing but `actuals` launches before it.
  public var status: Day?
  /// What money is counted in, for display only.
  public var currency: String?
  /// The launch pads.
  public var pads: [Pad]
  /// The named sets of launch windows.
  public var windows: [LaunchWindows]
  /// The launch vehicles.
  public var vehicles: [Vehicle]
  /// The elements to be delivered.
  public var elements: [Element]
  /// The renewable resources that elements provide and consume.
  public var resources: [Resource]
  /// The consumable stores.
  public var stores: [Store]
  /// The choices between alternative elements.
  public var choices: [Choice]
  /// What may not fly on what.
  public var rules: [Rule]
  /// Most money for launches in a calendar year.
  public var budgetPerYear: Amount?
  /// The named milestones.
  public var milestones: [Milestone]
  /// Flights that have happened: fixed facts.
  public var actuals: [PastFlight]
  /// The risks that vehicles and elements share; plans do not know of them, simulations do.
  public var risks: [SharedRisk]

  /// Creates a campaign; what is not given is absent.
  public init(
    name: String, note: Annotation = Annotation(), start: Day, end: Day, node: Node.ID,
    objectives: [Objective] = [.completion(nil), .operational], status: Day? = nil,
    currency: String? = nil, pads: [Pad] = [], windows: [LaunchWindows] = [],
    vehicles: [Vehicle] = [], elements: [Element] = [], resources: [Resource] = [],
    stores: [Store] = [], choices: [Choice] = [], rules: [Rule] = [],
    budgetPerYear: Amount? = nil, milestones: [Milestone] = [], actuals: [PastFlight] = [],
    risks: [SharedRisk] = []
  ) {
    self.name = name
    self.note = note
    self.start = start
    self.end = end
    self.node = node
    self.objectives = objectives
    self.status = status
    self.currency = currency
    self.pads = pads
    self.windows = windows
    self.vehicles = vehicles
    self.elements = elements
    self.resources = resources
    self.stores = stores
    self.choices = choices
    self.rules = rules
    self.budgetPerYear = budgetPerYear
    self.milestones = milestones
    self.actuals = actuals
    self.risks = risks
  }
}

/// A place that vehicles reach: an orbit or a site.
///
/// It has an identity and nothing else.
public enum Node {
  /// The node's name, `NRHO` for instance.
  public typealias ID = Identifier<Node>
}

/// What any entry of a manifest may say about itself and its figures.
public struct Annotation: Hashable, Sendable {
  /// The name to display instead of the identifier.
  public var name: String?
  /// Free text.
  public var description: String?
  /// Where the figures come from.
  public var source: String?
  /// How sure the figures are.
  public var confidence: Confidence?

  /// Creates an annotation; what is not given is absent.
  public init(
    name: String? = nil, description: String? = nil, source: String? = nil,
    confidence: Confidence? = nil
  ) {
    self.name = name
    self.description = description
    self.source = source
    self.confidence = confidence
  }

  /// How sure a figure is.
  public enum Confidence: String, Hashable, Sendable, CaseIterable {
    /// Confirmed by a source.
    case confirmed = "H"
    /// Recalled, consistent with sources.
    case recalled = "M"
    /// An estimate.
    case estimate = "L"
  }
}

/// What a plan is to make small (`value`: large), in the order the campaign lists them.
public enum Objective: Hashable, Sendable {
  /// The last operational day of the elements of a milestone; of every element when nil.
  case completion(Milestone.ID?)
  /// The weighted sum of days past due.
  case tardiness
  /// The weighted sum of operational days, counted from the campaign's start.
  case operational
  /// The money spent on launches and elements.
  case cost
  /// The number of flights.
  case flights
  /// The value of the optional elements flown, maximized.
  case value
}

extension Objective: CustomStringConvertible {
  /// The objective as a manifest writes it: `completion`, `completion:initial-capability`.
  public var description: String {
    switch self {
    case .completion(nil): "completion"
    case .completion(let milestone?): "completion:\(milestone)"
    case .tardiness: "tardiness"
    case .operational: "operational"
    case .cost: "cost"
    case .flights: "flights"
    case .value: "value"
    }
  }
}

/// A named set of elements whose common operational date is of interest.
public struct Milestone: Hashable, Sendable {
  /// The milestone's identity.
  public typealias ID = Identifier<Milestone>
  /// The milestone's identity.
  public var id: ID
  /// The elements that must be operational; all of the campaign when nil.
  public var elements: [Element.ID]?
  /// Name, description, source and confidence.
  public var note: Annotation

  /// Creates a milestone.
  public init(id: ID, elements: [Element.ID]?, note: Annotation = Annotation()) {
    self.id = id
    self.elements = elements
    self.note = note
  }
}

/// A flight that has happened.
///
/// One that was lost is a launch like any other: it counts for its vehicle, its pad, rates, budget
/// and objectives. But it has delivered nothing.
public struct PastFlight: Hashable, Sendable {
  /// The vehicle that flew.
  public var vehicle: Vehicle.ID
  /// The day it launched.
  public var launched: Day
  /// The elements it carried, in the manifest's order.
  public var elements: [Element.ID]
  /// The pad it used; nil only when its vehicle has no pads.
  public var pad: Pad.ID?
  /// Whether it failed, and its elements were lost with it.
  public var isLost: Bool
  /// Name, description, source and confidence.
  public var note: Annotation

  /// Creates a past flight.
  public init(
    vehicle: Vehicle.ID, launched: Day, elements: [Element.ID], pad: Pad.ID? = nil,
    isLost: Bool = false, note: Annotation = Annotation()
  ) {
    self.vehicle = vehicle
    self.launched = launched
    self.elements = elements
    self.pad = pad
    self.isLost = isLost
    self.note = note
  }
}
