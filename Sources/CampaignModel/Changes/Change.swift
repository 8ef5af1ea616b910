// SPDX-License-Identifier: GPL-3.0-or-later

/// A change of a campaign: what a scenario supposes to be otherwise.
///
/// docs/what-if.md says what each does.
public enum Change: Hashable, Sendable {
  /// The vehicle launches no earlier than that long after the latest of its `available` date, the
  /// campaign's start and the scenario's `asOf`.
  case delayVehicle(Vehicle.ID, by: Delay)
  /// The element is ready that much later, counted from the campaign's start if it has no date.
  case delayElement(Element.ID, by: Delay)
  /// The vehicle does not launch from the first to the last day of the span.
  case ground(Vehicle.ID, ClosedRange<Day>, why: String?)
  /// The flight of the baseline with this number, `F07`, launches and is lost.
  case lose(flight: String)
  /// The vehicle makes no flight but those that have happened.
  case cancel(Vehicle.ID)
  /// The element is not flown, and nothing waits for it.
  case drop(Element.ID)
  /// The vehicle lifts more or less, to one node or (nil) to all that it reaches.
  case capacity(Vehicle.ID, node: Node.ID?, CapacityChange)
  /// A further window of a named set; first and last day.
  case addWindow(LaunchWindows.ID, ClosedRange<Day>)

  /// How a capacity changes.
  public enum CapacityChange: Hashable, Sendable {
    /// By thousandths of a percent of what it is: -10 000 for a tenth less.
    case percent(thousandths: Int)
    /// By a mass, negative for less.
    case by(Mass)
    /// To a mass.
    case to(Mass)
  }
}

/// How much later something is: whole days, or calendar months.
public enum Delay: Hashable, Sendable {
  /// That many days.
  case days(Int)
  /// That many calendar months; a day that the month does not have is its last.
  case months(Int)
}
