// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What becomes of an element in one plan against another.
public struct ElementDifference: Hashable, Sendable {
  /// The element.
  public var element: Element.ID
  /// How the baseline delivers it; nil when it does not.
  public var baseline: Itinerary?
  /// How the other plan delivers it; nil when it does not.
  public var other: Itinerary?
  /// The days on which flights that fail lose it in the other plan, but not in the baseline.
  public var losses: [Day]
  /// Why it is otherwise; nil when it is not, or when nobody asked.
  public var cause: Cause?

  /// Creates a difference.
  public init(
    element: Element.ID, baseline: Itinerary?, other: Itinerary?, losses: [Day] = [],
    cause: Cause? = nil
  ) {
    self.element = element
    self.baseline = baseline
    self.other = other
    self.losses = losses
    self.cause = cause
  }

  /// Days by which it is operational later than in the baseline, negative for earlier; nil unless
  /// both plans have a date.
  public var slip: Int? {
    guard let before = baseline?.operational, let after = other?.operational else { return nil }
    return after - before
  }

  /// What is otherwise, in the order of `Aspect`; empty when nothing is.
  public var aspects: [Aspect] {
    var aspects: [Aspect] = losses.isEmpty ? [] : [.lost]
    guard let baseline, let other else {
      if other != nil { aspects.append(.added) }
      if baseline != nil { aspects.append(.dropped) }
      return aspects
    }
    if baseline.vehicle != other.vehicle { aspects.append(.vehicle) }
    if Set(baseline.partners) != Set(other.partners) { aspects.append(.partners) }
    if baseline.launch != other.launch || baseline.arrival != other.arrival
      || baseline.operational != other.operational || baseline.departure != other.departure
    {
      aspects.append(.dates)
    }
    if baseline.pad != other.pad { aspects.append(.pad) }
    if baseline.port != other.port { aspects.append(.port) }
    return aspects
  }

  /// Whether both plans deliver it, by any vehicle, on the same days.
  public var keepsDates: Bool {
    let moved: Set<Aspect> = [.lost, .added, .dropped, .dates]
    return moved.isDisjoint(with: aspects)
  }

  /// What of an element can be otherwise; the raw value is the word in JSON.
  public enum Aspect: String, Hashable, Sendable, CaseIterable {
    /// A flight that fails loses it.
    case lost
    /// Only the other plan delivers it.
    case added
    /// Only the baseline delivers it.
    case dropped
    /// It flies on another vehicle.
    case vehicle
    /// It flies with other elements.
    case partners
    /// It launches, arrives, works or leaves on another day.
    case dates
    /// It flies from another pad.
    case pad
    /// It docks to another port.
    case port
  }
}
