// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import Simulation

/// The story of one replication as JSON; docs/reading-results.md describes every key.
public enum StoryJSON {
  /// The value: a list of events, each with its `date`, what it is (`event`), what it is about and the
  /// sentence that tells it (`text`).
  public static func value(_ events: [StoryEvent]) -> JSONValue {
    .array(
      events.map { event in
        let (name, entries) = parts(event.kind)
        return .object(
          [("date", .string(event.day.description)), ("event", .string(name))] + entries
            + [("text", .string(event.sentence))])
      })
  }

  private typealias Entries = [(key: String, value: JSONValue)]

  private static func parts(_ kind: StoryEvent.Kind) -> (name: String, entries: Entries) {
    switch kind {
    case .elementLate(let element, let days, let ready):
      ("element-late", [about(element), Self.days(days), ("ready", .string("\(ready)"))])
    case .vehicleLate(let vehicle, let days): ("vehicle-late", [about(vehicle), Self.days(days)])
    case .struck(let risk, let days): ("risk", [("risk", .string(risk.text)), Self.days(days)])
    case .planBroken: ("plan-broken", [])
    case .replanned(let isMade): ("replanned", [("found", .bool(isMade))])
    case .prepared(let flight, let vehicle, let late):
      ("preparation-late", [of(flight), about(vehicle), days(late)])
    case .scrubbed(let flight, let vehicle, let cause, let recycle):
      ("scrub", [of(flight), about(vehicle), ("cause", .string(cause)), days(recycle)])
    case .launched(let flight, let vehicle, let pad, let late, let elements):
      (
        "launch",
        [
          of(flight), about(vehicle), ("pad", .optional(pad?.text)), days(late), list(elements),
        ]
      )
    case .failed(let flight, let vehicle): ("failure", [of(flight), about(vehicle)])
    case .standsDown(let vehicle, let until): ("stand-down", [about(vehicle), end(until)])
    case .padClosed(let pad, let until): ("pad-closed", [("pad", .string(pad.text)), end(until)])
    case .lost(let element, let rebuilt):
      ("loss", [about(element), ("ready", .optional(rebuilt?.description))])
    case .stranded(let element): ("stranded", [about(element)])
    case .waits(let element): ("waits", [about(element)])
    case .docked(let element): ("docked", [about(element)])
    case .rests(let element): ("rests", [about(element)])
    case .staysOn(let element, let until): ("stays-on", [about(element), end(until)])
    case .commissioningLate(let element, let days):
      ("commissioning-late", [about(element), Self.days(days)])
    case .operational(let element, let late): ("operational", [about(element), days(late)])
    case .departed(let element): ("departure", [about(element)])
    case .reached(let milestone?, let late):
      ("milestone", [("milestone", .string(milestone.text)), days(late)])
    case .reached(nil, let late): ("complete", [days(late)])
    case .ended(let missing): ("end", [list(missing)])
    }
  }

  private static func of(_ flight: String) -> (key: String, value: JSONValue) {
    ("flight", .string(flight))
  }

  private static func about(_ vehicle: Vehicle.ID) -> (key: String, value: JSONValue) {
    ("vehicle", .string(vehicle.text))
  }

  private static func about(_ element: Element.ID) -> (key: String, value: JSONValue) {
    ("element", .string(element.text))
  }

  private static func days(_ days: Int) -> (key: String, value: JSONValue) {
    ("days", .whole(days))
  }

  private static func end(_ day: Day) -> (key: String, value: JSONValue) {
    ("until", .string(day.description))
  }

  private static func list(_ elements: [Element.ID]) -> (key: String, value: JSONValue) {
    ("elements", .array(elements.map { .string($0.text) }))
  }
}
