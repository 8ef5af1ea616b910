// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import Checking
internal import Planning
public import WhatIf

/// Why a plan is as it is, as JSON; docs/explain.md describes every key.
public enum ExplanationJSON {
  /// The entries for an explanation; `place` tells line and column of a fact, where they are known.
  public static func entries(
    _ explanation: Explanation, place: (ManifestPath) -> (line: Int, column: Int)? = { _ in nil }
  ) -> [(key: String, value: JSONValue)] {
    [
      ("subject", subject(explanation.subject)),
      ("proven_best", .bool(explanation.isBest)),
      ("chain", .array(explanation.chain.map { link($0, place) })),
      ("critical", .array(explanation.critical.map { .string($0.text) })),
      ("elements", .array(explanation.elements.map { element($0, place) })),
    ]
  }

  private static func subject(_ subject: Explanation.Subject) -> JSONValue {
    switch subject {
    case .campaign: .object([("kind", .string("campaign")), ("id", .null)])
    case .element(let id): .object([("kind", .string("element")), ("id", .string(id.text))])
    case .flight(let number): .object([("kind", .string("flight")), ("id", .string(number))])
    }
  }

  private static func link(
    _ link: Link, _ place: (ManifestPath) -> (line: Int, column: Int)?
  ) -> JSONValue {
    let hold =
      switch link.hold {
      case .past: "past"
      case .first: "first"
      case .nothing: "nothing"
      case .rule: "rule"
      }
    return .object(
      [
        ("flight", .string(link.flight)), ("launch", .string(link.launch.description)),
        ("elements", .array(link.aboard.map { .string($0.text) })), ("hold", .string(hold)),
        ("from", link.rule == nil ? .null : .string(link.days.lowerBound.description)),
        ("until", link.rule == nil ? .null : .string(link.days.upperBound.description)),
        ("rule", .optional(link.rule?.rawValue)),
        ("element", .optional(link.reason?.element?.text)),
        ("against", .array(link.against.map(party))), ("message", .string(link.message)),
      ] + fact(link.path, place))
  }

  private static func fact(
    _ path: ManifestPath?, _ place: (ManifestPath) -> (line: Int, column: Int)?
  ) -> [(key: String, value: JSONValue)] {
    let location = path.flatMap(place)
    return [
      ("path", .optional(path?.description)), ("line", location.map { .whole($0.line) } ?? .null),
      ("column", location.map { .whole($0.column) } ?? .null),
    ]
  }

  private static func party(_ party: Violation.Party) -> JSONValue {
    switch party {
    case .flight(let number): .object([("flight", .string(number))])
    case .element(let id): .object([("element", .string(id.text))])
    }
  }

  private static func element(
    _ element: ElementReasons, _ place: (ManifestPath) -> (line: Int, column: Int)?
  ) -> JSONValue {
    .object([
      ("id", .string(element.element.text)), ("flight", .string(element.flight)),
      ("vehicle", .string(element.vehicle.text)),
      ("launch", .string(element.launch.description)),
      ("operational", .string(element.operational.description)),
      ("held_by", element.link.map { link($0, place) } ?? .null),
      ("alone", element.room.map { room($0, place) } ?? .null),
      ("earlier", element.earlier.map { latitude($0, date: "operational") } ?? .null),
      ("slack", element.later.map { latitude($0, date: "launch") } ?? .null),
      ("is_critical", element.later == nil ? .null : .bool(element.isCritical)),
    ])
  }

  private static func room(
    _ room: Room, _ place: (ManifestPath) -> (line: Int, column: Int)?
  ) -> JSONValue {
    .object(
      [
        ("days", .whole(room.days)), ("rule", .optional(room.end?.rule.rawValue)),
        ("message", .optional(room.end?.message)),
      ] + fact(room.end?.path, place) + [("next", .optional(room.next?.description))])
  }

  private static func latitude(_ latitude: Latitude, date: String) -> JSONValue {
    .object([
      ("days", .whole(latitude.days)), (date, .string(latitude.day.description)),
      ("proven", .bool(latitude.isProven)), ("may_stay_behind", .bool(latitude.mayStayBehind)),
      ("stopped_by", .optional(latitude.stoppedBy?.rawValue)),
    ])
  }
}
