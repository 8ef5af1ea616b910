// SPDX-License-Identifier: GPL-3.0-or-later

/// What is uncertain about a launch vehicle.
public struct VehicleUncertainty: Hashable, Sendable {
  /// Days by which it is available later than the campaign says, drawn once.
  public var available: Distribution?
  /// Days by which a flight is prepared later than all else would allow, drawn for each flight.
  public var delay: Distribution?
  /// What may stop a countdown; at most one cause strikes an attempt.
  public var scrubs: [Scrub]
  /// How likely a launch succeeds; nil is always.
  public var reliability: Reliability?
  /// Days from a failed launch during which it does not launch.
  public var standDown: Distribution?
  /// Other vehicles that stand down with it.
  public var grounds: [Vehicle.ID]
  /// How many failed flights do not count towards the vehicle's `flights`.
  public var spares: Int

  /// Creates a vehicle's uncertainty; what is not given is certain.
  public init(
    available: Distribution? = nil, delay: Distribution? = nil, scrubs: [Scrub] = [],
    reliability: Reliability? = nil, standDown: Distribution? = nil, grounds: [Vehicle.ID] = [],
    spares: Int = 0
  ) {
    self.available = available
    self.delay = delay
    self.scrubs = scrubs
    self.reliability = reliability
    self.standDown = standDown
    self.grounds = grounds
    self.spares = spares
  }
}

/// A cause for which a countdown is stopped.
public struct Scrub: Hashable, Sendable {
  /// What it is called: `weather`.
  public var cause: String
  /// The probability, 0 to 1, that it stops an attempt.
  ///
  /// Those of a vehicle and its pad together are at most 1.
  public var probability: Double
  /// Days until the next attempt; the next launch day from then on is tried.
  public var recycle: Distribution

  /// Creates a cause.
  public init(cause: String, probability: Double, recycle: Distribution = .always(1)) {
    self.cause = cause
    self.probability = probability
    self.recycle = recycle
  }
}

/// How likely a launch succeeds.
public enum Reliability: Hashable, Sendable {
  /// A known probability, 0 to 1.
  case probability(Double)
  /// So many successes in so many flights: the probability itself is uncertain, beta distributed with
  /// parameters successes + 1 and failures + 1, and each simulated flight adds to the record.
  case record(successes: Int, flights: Int)
}

/// What is uncertain about an element.
public struct ElementUncertainty: Hashable, Sendable {
  /// Days by which it is ready later than its `ready` date, or than the campaign's start.
  public var delay: Distribution?
  /// Days from its arrival at the node until it is docked.
  public var docking: Distribution?
  /// Days by which its commissioning takes longer.
  public var commissioning: Distribution?
  /// The probability, 0 to 1, that it gets from a successful launch to the station; nil is 1.
  public var reliability: Double?
  /// Days from its loss until another one is ready, instead of the element's `rebuild`.
  public var rebuild: Distribution?

  /// Creates an element's uncertainty; what is not given is certain.
  public init(
    delay: Distribution? = nil, docking: Distribution? = nil, commissioning: Distribution? = nil,
    reliability: Double? = nil, rebuild: Distribution? = nil
  ) {
    self.delay = delay
    self.docking = docking
    self.commissioning = commissioning
    self.reliability = reliability
    self.rebuild = rebuild
  }
}

/// What is uncertain about a launch pad.
public struct PadUncertainty: Hashable, Sendable {
  /// Days by which its turnaround takes longer, drawn for each launch.
  public var delay: Distribution?
  /// What may stop a countdown on it, the weather for instance.
  public var scrubs: [Scrub]
  /// Days for which it is closed after a failed launch.
  public var closure: Distribution?

  /// Creates a pad's uncertainty; what is not given is certain.
  public init(delay: Distribution? = nil, scrubs: [Scrub] = [], closure: Distribution? = nil) {
    self.delay = delay
    self.scrubs = scrubs
    self.closure = closure
  }
}

/// A risk that vehicles and elements share, so that it strikes them together.
///
/// On the day on which it strikes, each of its vehicles that is available stands down for as many
/// days as the impact says, each that is not yet becomes so by as much later, and each of its
/// elements that is not ready by then becomes ready by as much later.
public struct SharedRisk: Hashable, Sendable {
  /// The risk's identity.
  public typealias ID = Identifier<SharedRisk>
  /// The risk's identity.
  public var id: ID
  /// Name, description, source and confidence.
  public var note: Annotation
  /// How often it strikes.
  public var occurrence: Occurrence
  /// The days on which it may strike; those of the campaign, from its status on, when nil.
  public var span: ClosedRange<Day>?
  /// Days that it costs.
  public var impact: Distribution
  /// The vehicles that it strikes; none when nil.
  public var vehicles: Rule.Selection<Vehicle>?
  /// The elements that it strikes; none when nil.
  public var elements: Rule.Selection<Element>?

  /// Creates a risk.
  public init(
    id: ID, note: Annotation = Annotation(), occurrence: Occurrence,
    span: ClosedRange<Day>? = nil, impact: Distribution,
    vehicles: Rule.Selection<Vehicle>? = nil, elements: Rule.Selection<Element>? = nil
  ) {
    self.id = id
    self.note = note
    self.occurrence = occurrence
    self.span = span
    self.impact = impact
    self.vehicles = vehicles
    self.elements = elements
  }

  /// How often a risk strikes.
  public enum Occurrence: Hashable, Sendable {
    /// Once with this probability, 0 to 1, on a day drawn evenly from its span.
    case once(probability: Double)
    /// As a Poisson process of so many times a year of 365.25 days, through its span.
    case perYear(Double)
  }
}
