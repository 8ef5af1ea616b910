// SPDX-License-Identifier: GPL-3.0-or-later

/// A launch vehicle: what it lifts, when, how often and from where.
public struct Vehicle: Hashable, Sendable {
  /// The vehicle's identity.
  public typealias ID = Identifier<Vehicle>
  /// The vehicle's identity.
  public var id: ID
  /// Name, description, source and confidence.
  public var note: Annotation
  /// Who operates it.
  public var agency: String?
  /// What rules may select it by.
  public var tags: [String]
  /// The pads it can launch from; empty means that pads do not matter for it.
  public var pads: [Pad.ID]
  /// The windows it may launch in (their union); nil means any day.
  public var windows: [LaunchWindows.ID]?
  /// First day it is available.
  public var availableFrom: Day?
  /// Last day it is available.
  public var availableUntil: Day?
  /// Spans in which it does not launch.
  public var grounded: [Grounding]
  /// Least days between two of its launches; 0 is no limit.
  public var turnaround: Int
  /// Most flights in the campaign, past flights included.
  public var flights: Int?
  /// Most flights in a calendar year, past flights included.
  public var perYear: Int?
  /// Most elements on a flight.
  public var slots: Int?
  /// The nodes it reaches, in the manifest's order.
  public var routes: [Route]
  /// What its fairing can hold.
  public var fairing: Fairing?
  /// What a flight costs.
  public var cost: Amount
  /// What is uncertain about it; plans do not know of it, simulations do.
  public var uncertainty: VehicleUncertainty?

  /// Creates a vehicle; what is not given is absent.
  public init(
    id: ID, note: Annotation = Annotation(), agency: String? = nil, tags: [String] = [],
    pads: [Pad.ID] = [], windows: [LaunchWindows.ID]? = nil, availableFrom: Day? = nil,
    availableUntil: Day? = nil,
    grounded: [Grounding] = [], turnaround: Int = 0, flights: Int? = nil, perYear: Int? = nil,
    slots: Int? = nil, routes: [Route], fairing: Fairing? = nil, cost: Amount = .zero,
    uncertainty: VehicleUncertainty? = nil
  ) {
    self.id = id
    self.note = note
    self.agency = agency
    self.tags = tags
    self.pads = pads
    self.windows = windows
    self.availableFrom = availableFrom
    self.availableUntil = availableUntil
    self.grounded = grounded
    self.turnaround = turnaround
    self.flights = flights
    self.perYear = perYear
    self.slots = slots
    self.routes = routes
    self.fairing = fairing
    self.cost = cost
    self.uncertainty = uncertainty
  }

  /// The vehicle's route to a node, nil when it cannot reach it.
  public func route(to node: Node.ID) -> Route? {
    routes.first { $0.node == node }
  }

  /// A node that the vehicle reaches.
  public struct Route: Hashable, Sendable {
    /// The node.
    public var node: Node.ID
    /// Most payload to it on one flight.
    public var capacity: Mass
    /// Days from launch to arrival.
    public var transit: Int

    /// Creates a route.
    public init(node: Node.ID, capacity: Mass, transit: Int = 0) {
      self.node = node
      self.capacity = capacity
      self.transit = transit
    }
  }

  /// A span of days in which a vehicle does not launch.
  public struct Grounding: Hashable, Sendable {
    /// First and last day of it.
    public var span: ClosedRange<Day>
    /// Why.
    public var why: String?

    /// Creates a grounding.
    public init(span: ClosedRange<Day>, why: String? = nil) {
      self.span = span
      self.why = why
    }
  }

  /// The space under a fairing; an element fits when it is no wider and no longer.
  public struct Fairing: Hashable, Sendable {
    /// Widest element it holds.
    public var diameter: Length?
    /// Longest element it holds.
    public var length: Length?

    /// Creates a fairing; a dimension that is not given does not limit.
    public init(diameter: Length? = nil, length: Length? = nil) {
      self.diameter = diameter
      self.length = length
    }
  }
}

/// A launch pad.
public struct Pad: Hashable, Sendable {
  /// The pad's identity.
  public typealias ID = Identifier<Pad>
  /// The pad's identity.
  public var id: ID
  /// Name, description, source and confidence.
  public var note: Annotation
  /// Least days between two launches from it; 0 is no limit.
  public var turnaround: Int
  /// What is uncertain about it; plans do not know of it, simulations do.
  public var uncertainty: PadUncertainty?

  /// Creates a pad.
  public init(
    id: ID, note: Annotation = Annotation(), turnaround: Int = 0,
    uncertainty: PadUncertainty? = nil
  ) {
    self.id = id
    self.note = note
    self.turnaround = turnaround
    self.uncertainty = uncertainty
  }
}

/// A named set of launch windows.
public struct LaunchWindows: Hashable, Sendable {
  /// The set's identity.
  public typealias ID = Identifier<LaunchWindows>
  /// The set's identity.
  public var id: ID
  /// Name, description, source and confidence.
  public var note: Annotation
  /// First and last day of each window, in the order they open; may overlap.
  ///
  /// A recurring window is expanded up to the campaign's end.
  public var spans: [ClosedRange<Day>]
  /// What `spans` were expanded from; nil where they are listed.
  ///
  /// Only who moves the campaign's end needs it.
  public var recurrence: Recurrence?

  /// Creates a set of windows.
  public init(
    id: ID, note: Annotation = Annotation(), spans: [ClosedRange<Day>],
    recurrence: Recurrence? = nil
  ) {
    self.id = id
    self.note = note
    self.spans = spans
    self.recurrence = recurrence
  }

  /// Windows that recur: the i-th, from 0, opens on day `from` + floor(i x `every`).
  public struct Recurrence: Hashable, Sendable {
    /// The day on which the first one opens.
    public var from: Day
    /// Thousandths of a day from one opening to the next, positive.
    public var everyThousandths: Int
    /// For how many days each stays open, positive and no longer than to the next opening.
    public var open: Int

    /// Creates a recurrence.
    public init(from: Day, everyThousandths: Int, open: Int) {
      self.from = from
      self.everyThousandths = everyThousandths
      self.open = open
    }

    /// The windows that open by the last of some days and close no sooner than the first of them;
    /// so many at most.
    public func spans(in days: ClosedRange<Day>, most: Int = .max) -> [ClosedRange<Day>] {
      // The first window that can still be open on the first day.
      var index = max(0, (days.lowerBound - from - open) * 1000 / everyThousandths)
      var spans: [ClosedRange<Day>] = []
      while spans.count < most {
        let first = from + index * everyThousandths / 1000
        guard first <= days.upperBound else { break }
        let last = first + (open - 1)
        if last >= days.lowerBound { spans.append(first...last) }
        index += 1
      }
      return spans
    }
  }
}
