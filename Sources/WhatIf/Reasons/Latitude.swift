// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import Planning

/// How far an element's date can be moved in plans that are as good as a plan.
public struct Latitude: Hashable, Sendable {
  /// Days by which a plan that is as good has it moved; 0 when none was found.
  public var days: Int
  /// The date in that plan: the operational day when moved earlier, the launch day when moved later.
  public var day: Day
  /// Whether it is proven that no plan as good has it moved further.
  public var isProven: Bool
  /// Whether a plan that is as good leaves the element on the ground.
  public var mayStayBehind: Bool
  /// What stopped the proof; nil when nothing did.
  public var stoppedBy: StopCause?

  /// Creates a latitude.
  public init(
    days: Int, day: Day, isProven: Bool, mayStayBehind: Bool = false, stoppedBy: StopCause? = nil
  ) {
    self.days = days
    self.day = day
    self.isProven = isProven
    self.mayStayBehind = mayStayBehind
    self.stoppedBy = stoppedBy
  }
}

/// What asking for a date to be moved by some days at least comes to.
enum Probe {
  /// A plan as good has it moved by that many days.
  case possible(Int)
  /// No plan as good has it moved so far.
  case impossible
  /// A plan as good leaves the element on the ground.
  case absent
  /// The question was not answered.
  case stopped(StopCause?)
}

extension Latitude {
  /// Finds how far a date can be moved, by asking and bisection.
  ///
  /// It can be moved by less when it can be moved by more. The first question is for a day, since few
  /// dates can be moved at all; a plan that is found answers for all the days up to its own.
  static func search(
    most: Int, from day: Day, towards direction: Int,
    _ probe: (Int) throws(PlanningError) -> Probe
  ) throws(PlanningError) -> Latitude {
    var (found, ruledOut, step) = (0, most + 1, 1)
    func latitude(_ isProven: Bool) -> Latitude {
      Latitude(days: found, day: day + direction * found, isProven: isProven)
    }
    while ruledOut - found > 1 {
      switch try probe(min(found + step, found + (ruledOut - found) / 2)) {
      case .possible(let days):
        found = min(days, most)
        step *= 4
      case .impossible:
        ruledOut = min(found + step, found + (ruledOut - found) / 2)
      case .absent:
        var open = latitude(direction > 0)
        open.mayStayBehind = true
        return open
      case .stopped(let cause):
        var open = latitude(false)
        open.stoppedBy = cause
        return open
      }
    }
    return latitude(true)
  }
}
