// SPDX-License-Identifier: GPL-3.0-or-later

/// A timeline: everything that happens in a plan, in order.
///
/// It is a complete statement of the plan.
///
/// Events are ordered by date, then by kind in the order of `TimelineEvent.Kind`, then by
/// manifest order, flights by their number.
public struct Timeline: Hashable, Sendable {
  /// The events, in order.
  public var events: [TimelineEvent]

  /// Creates a timeline from its events, as they are.
  public init(events: [TimelineEvent]) {
    self.events = events
  }
}

/// One event of a timeline, a row of its CSV form.
public struct TimelineEvent: Hashable, Sendable {
  /// The day.
  public var date: Day
  /// What happens.
  public var kind: Kind
  /// The number of the flight, `F01`; nil for milestones and completion.
  public var flight: String?
  /// The vehicle of the flight.
  public var vehicle: Vehicle.ID?
  /// The pad of the flight.
  public var pad: Pad.ID?
  /// Where the flight goes for a launch and a loss; where the element works, or the station is,
  /// otherwise.
  public var node: Node.ID?
  /// The element; nil for launches, milestones and completion.
  public var element: Element.ID?
  /// The total mass aboard for a launch, the element's own otherwise.
  public var mass: Mass?
  /// The elements aboard, separated by spaces, for a launch; the port that the element docks to,
  /// `PPB.fore`, for an arrival; the name for a milestone; empty otherwise.
  public var detail: String

  /// Creates an event.
  public init(
    date: Day, kind: Kind, flight: String? = nil, vehicle: Vehicle.ID? = nil, pad: Pad.ID? = nil,
    node: Node.ID? = nil, element: Element.ID? = nil, mass: Mass? = nil, detail: String = ""
  ) {
    self.date = date
    self.kind = kind
    self.flight = flight
    self.vehicle = vehicle
    self.pad = pad
    self.node = node
    self.element = element
    self.mass = mass
    self.detail = detail
  }

  /// What happens, in the order in which it counts on one day.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A flight launches.
    case launch
    /// An element is lost with its flight, on the day of the launch.
    case loss
    /// An element arrives at its node.
    case arrival
    /// An element becomes operational.
    case operational
    /// An element leaves.
    case departure
    /// All elements of a milestone are operational, but for those that need not fly.
    case milestone
    /// All elements are operational, but for optional ones.
    case complete
  }
}
