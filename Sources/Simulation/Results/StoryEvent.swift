// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// An event of one replication, as its story tells it.
public struct StoryEvent: Hashable, Sendable {
  /// The day on which it happens.
  public var day: Day
  /// What happens.
  public var kind: Kind

  /// Creates an event.
  public init(day: Day, kind: Kind) {
    self.day = day
    self.kind = kind
  }

  /// What happens; flights by their number in the plan.
  public enum Kind: Hashable, Sendable {
    /// An element is going to be ready so many days later than stated.
    case elementLate(Element.ID, days: Int, ready: Day)
    /// A vehicle is going to be available so many days later than stated.
    case vehicleLate(Vehicle.ID, days: Int)
    /// A shared risk strikes and costs so many days.
    case struck(SharedRisk.ID, days: Int)
    /// The plan can no longer be followed: a flight misses its day, or something is lost.
    case planBroken
    /// A new plan was made; false when there is none, and the old one is held on to.
    case replanned(Bool)
    /// A flight takes so many days longer to prepare.
    case prepared(flight: String, Vehicle.ID, late: Int)
    /// A countdown is stopped, the next attempt is no sooner than in so many days.
    case scrubbed(flight: String, Vehicle.ID, cause: String, recycle: Int)
    /// A flight is launched, so many days later than planned, with these elements.
    case launched(flight: String, Vehicle.ID, Pad.ID?, late: Int, [Element.ID])
    /// The launch of a flight fails.
    case failed(flight: String, Vehicle.ID)
    /// A vehicle stands down up to a day, exclusively.
    case standsDown(Vehicle.ID, until: Day)
    /// A pad is closed up to a day, exclusively.
    case padClosed(Pad.ID, until: Day)
    /// An element is lost; the day on which another one is ready, if there is to be one.
    case lost(Element.ID, rebuilt: Day?)
    /// An element that has not flown stays on the ground for good: what it needs is lost, or no launch day
    /// or flight is left.
    case stranded(Element.ID)
    /// An element reaches its node but cannot dock yet.
    case waits(Element.ID)
    /// An element is docked.
    case docked(Element.ID)
    /// Commissioning of an element rests until a crew is there.
    case rests(Element.ID)
    /// An element's crew stays up to a day, exclusively, since commissioning under way needs it.
    case staysOn(Element.ID, until: Day)
    /// Commissioning of an element takes so many days longer.
    case commissioningLate(Element.ID, days: Int)
    /// An element is operational, so many days later than planned.
    case operational(Element.ID, late: Int)
    /// An element leaves.
    case departed(Element.ID)
    /// A milestone is reached, so many days later than planned; nil is the whole campaign.
    case reached(Milestone.ID?, late: Int)
    /// The simulation ends; these elements of the plan have not become operational.
    case ended(missing: [Element.ID])
  }
}
