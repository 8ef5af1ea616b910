// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import WhatIf

/// What is otherwise in a plan as JSON; docs/reading-results.md describes every key.
public enum DifferenceJSON {
  /// The value for a difference; dates are ISO 8601, absent values null.
  public static func value(_ difference: Difference) -> JSONValue {
    .object([
      ("completion", date(difference.completion, isNamed: false)),
      ("milestones", .array(difference.milestones.map { date($0, isNamed: true) })),
      ("objectives", .array(difference.objectives.map(objective))),
      ("cost", difference.cost.map(objective) ?? .null),
      ("elements", .array(difference.elements.map(element))),
      ("flights", .array(difference.flights.map(flight))),
    ])
  }

  private static func date(_ date: MilestoneDifference, isNamed: Bool) -> JSONValue {
    .object(
      (isNamed ? [("name", .string(date.name))] : []) + [
        ("baseline", .optional(date.baseline?.description)),
        ("new", .optional(date.other?.description)), ("slip_days", whole(date.slip)),
      ])
  }

  private static func objective(_ value: ObjectiveDifference) -> JSONValue {
    .object([
      ("name", .string(value.objective.description)),
      ("baseline", .number(value.baseline.description)),
      ("new", .number(value.other.description)),
      ("change", .number((value.other - value.baseline).description)),
    ])
  }

  private static func element(_ one: ElementDifference) -> JSONValue {
    .object([
      ("id", .string(one.element.text)),
      ("changes", .array(one.aspects.map { .string($0.rawValue) })),
      ("slip_days", whole(one.slip)),
      ("baseline", itinerary(one.baseline)), ("new", itinerary(one.other)),
      ("losses", .array(one.losses.map { .string($0.description) })),
      ("cause", one.cause.map(cause) ?? .null),
    ])
  }

  private static func itinerary(_ itinerary: Itinerary?) -> JSONValue {
    guard let itinerary else { return .null }
    return .object([
      ("flight", .string(itinerary.flight)), ("vehicle", .string(itinerary.vehicle.text)),
      ("pad", .optional(itinerary.pad?.text)), ("launch", .string(itinerary.launch.description)),
      ("arrival", .optional(itinerary.arrival?.description)),
      ("operational", .optional(itinerary.operational?.description)),
      ("departure", .optional(itinerary.departure?.description)),
      ("port", .optional(itinerary.port)),
      ("partners", .array(itinerary.partners.map { .string($0.text) })),
    ])
  }

  private static func cause(_ cause: Cause) -> JSONValue {
    let (kind, steps): (String, [Cause.Step]) =
      switch cause {
      case .direct(let step): ("direct", [step])
      case .chain(let steps): ("chain", steps)
      case .rearranged: ("rearranged", [])
      }
    return .object([
      ("kind", .string(kind)), ("summary", .string(cause.summary)),
      (
        "steps",
        .array(
          steps.map { step in
            .object([
              ("flight", .optional(step.flight)), ("element", .optional(step.element?.text)),
              ("rule", .string(step.rule)), ("path", .string(step.path.description)),
              ("message", .string(step.message)),
            ])
          })
      ),
    ])
  }

  private static func flight(_ one: FlightDifference) -> JSONValue {
    .object([
      ("fate", .string(one.fate.rawValue)), ("slip_days", whole(one.slip)),
      ("baseline", told(one.baseline)), ("new", told(one.other)),
    ])
  }

  private static func told(_ flight: ToldFlight?) -> JSONValue {
    guard let flight else { return .null }
    return .object([
      ("id", .string(flight.id)), ("vehicle", .string(flight.vehicle.text)),
      ("pad", .optional(flight.pad?.text)), ("node", .optional(flight.node?.text)),
      ("launch", .string(flight.launch.description)),
      ("elements", .array(flight.elements.map { .string($0.text) })),
    ])
  }

  private static func whole(_ number: Int?) -> JSONValue { number.map { .whole($0) } ?? .null }
}
