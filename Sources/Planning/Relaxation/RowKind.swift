// SPDX-License-Identifier: GPL-3.0-or-later

/// A row of the model, by what it says; docs/model.md, section 3 has the table.
///
/// A load's coefficient in any row is a part of the flight's own (vehicle and day) plus a part of
/// each element aboard (that depends on the element's arrival day only). Pricing relies on it.
enum RowKind: Hashable, Sendable {
  /// The element flies exactly once.
  case cover(element: Int)
  /// At most one launch of the vehicle on the days `first...last`.
  case vehicleRun(vehicle: Int, first: Int, last: Int)
  /// At most one launch from the pad on the days `first...last`.
  case padRun(pad: Int, first: Int, last: Int)
  /// The vehicle's flights do not run out.
  case flights(vehicle: Int)
  /// The vehicle's flights of a calendar year.
  case vehicleYear(vehicle: Int, year: Int)
  /// The money of a calendar year.
  case budget(year: Int)
  /// An earlier objective, by its place in the list of held ones.
  case held(Int)
  /// Each launch of the vehicle on the day uses one of its several pads.
  case padChoice(vehicle: Int, day: Int)
  /// The successor has arrived by `day` only if the predecessor lets it.
  case precedence(edge: Int, day: Int)
  /// The successor arrives on `day` or later only if the predecessor still lets it.
  case within(edge: Int, day: Int)
  /// At most one element of a choice flies.
  case choice(Int)
  /// Not all elements of a choice stay on the ground.
  case chosen(Int)
  /// A level on `day` is at least what it must be.
  case level(Int, day: Int)
  /// The same where past elements leave it too low, once the new element `trigger` is operational.
  case triggeredLevel(Int, day: Int, trigger: Int)
  /// Elements do not all arrive on such days: they would find no docking ports.
  case apart([Placement])

  /// The element that brings a row about by being operational, if any.
  var trigger: Int? {
    if case .triggeredLevel(_, _, let trigger) = self { trigger } else { nil }
  }
}
