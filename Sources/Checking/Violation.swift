// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// A rule of the manifest that a timeline breaks.
public struct Violation: Hashable, Sendable {
  /// The rule.
  public var kind: Kind
  /// The day on which it is broken, where there is one.
  public var date: Day?
  /// The flight that breaks it, as numbered in the timeline.
  public var flight: String?
  /// The element that breaks it.
  public var element: Element.ID?
  /// The other flights and elements that it takes to break it, most telling first.
  ///
  /// These are the flight before from the same pad, the predecessor, whoever would bring the power
  /// that lacks and the like. There are none when the rule is broken whatever the others do, or when
  /// no other one is to be named.
  public var against: [Party]
  /// What is wrong, with the figures; one sentence.
  public var message: String
  /// The fact of the manifest that is broken.
  public var path: ManifestPath

  /// Creates a violation.
  public init(
    kind: Kind, date: Day? = nil, flight: String? = nil, element: Element.ID? = nil,
    against: [Party] = [], message: String, path: ManifestPath
  ) {
    self.kind = kind
    self.date = date
    self.flight = flight
    self.element = element
    self.against = against
    self.message = message
    self.path = path
  }

  /// A flight, as numbered in the timeline, or an element.
  public enum Party: Hashable, Sendable {
    /// A flight.
    case flight(String)
    /// An element.
    case element(Element.ID)
  }

  /// The rules that a timeline can break; the raw value is the name that users see.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The rows contradict one another or the form of a timeline.
    case timeline
    /// A row names something that the manifest does not have.
    case reference
    /// A launch outside its vehicle's windows, or outside the campaign.
    case window
    /// A launch while its vehicle is not available.
    case available
    /// A launch while its vehicle is grounded.
    case grounded
    /// A launch before an element aboard is ready, or rebuilt after a loss.
    case ready
    /// A launch of an element that was lost and cannot be rebuilt.
    case lost
    /// More mass aboard than the vehicle lifts to the node.
    case capacity
    /// A flight to a node that its vehicle does not reach, or that an element does not go to.
    case node
    /// More elements aboard than the vehicle has slots.
    case slots
    /// An element that does not fit the fairing.
    case fairing
    /// Two launches of a vehicle or from a pad too close together.
    case turnaround
    /// A flight from a pad that its vehicle cannot use.
    case pad
    /// More flights of a vehicle than it has.
    case flights
    /// More flights of a vehicle in a calendar year than it may make.
    case perYear
    /// A calendar year's flights cost more than the budget.
    case budget
    /// An element that arrives too early after a predecessor, or without it.
    case after
    /// An element that arrives too late after a predecessor.
    case within
    /// An element that misses what its transfer needs.
    case transfer
    /// An element without a port of its standard that is free for as long as it stays.
    case ports
    /// A day of an element's commissioning on which too few crew are present.
    case crew
    /// A day on which more of a resource is consumed than provided.
    case resources
    /// A day at the end of which a store holds less than its reserve.
    case stores
    /// An element on a vehicle that it does not allow.
    case vehicles
    /// An element on a vehicle that a rule forbids.
    case rules
    /// An element that is operational after its deadline.
    case deadline
    /// Something happens after the campaign's end.
    case end
    /// A required element that does not fly.
    case missing
    /// An element that flies twice.
    case duplicate
    /// A choice of which none or several elements fly.
    case choices
    /// A flight that has happened is missing or changed.
    case actuals
    /// A new launch before the status date.
    case status
  }
}
