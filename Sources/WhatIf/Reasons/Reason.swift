// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import Checking

/// A rule that would be broken if a flight launched on another day, all others staying as they are.
public struct Reason: Hashable, Sendable {
  /// The rule.
  public var rule: Violation.Kind
  /// The element that it concerns, of those aboard the flight or of those held against it.
  public var element: Element.ID?
  /// The flights and elements, none of the flight itself, without which it would not be broken; empty
  /// when it would be whatever the others do.
  public var against: [Violation.Party]
  /// The fact of the manifest.
  public var path: ManifestPath
  /// What would be wrong, with the figures; one sentence, as the checker says it.
  public var message: String

  /// What stays the same from day to day, the message's figures do not.
  struct Key: Hashable {
    var rule: Violation.Kind
    var path: ManifestPath
    var against: [Violation.Party]
  }

  var key: Key { Key(rule: rule, path: path, against: against) }

  /// Whether it depends on the manifest alone.
  var isFact: Bool { against.isEmpty }

  /// Whether a flight that it keeps from a day is kept from all earlier ones, too: dates before which
  /// nothing goes, and waits that only get longer the earlier one begins.
  var growsBackwards: Bool {
    [.available, .ready, .status, .after, .within, .transfer].contains(rule)
  }

  /// Whether a flight that it keeps from a day, later than one that suits it, is kept from all later
  /// ones, too.
  var growsForwards: Bool { [.available, .deadline, .end].contains(rule) }

  /// Whether it is about the pad or the port that was tried, so that another one may do.
  var concernsPlaceOnly: Bool {
    rule == .ports || rule == .turnaround && path.keys.first == "pads"
  }
}

extension Reason {
  /// What a violation says of the flight whose move brought it about.
  init(_ violation: Violation, moving flight: NumberedFlight) {
    let own: Set<Violation.Party> = Set(
      flight.flight.elements.map { .element($0) } + [.flight(flight.number)])
    let by: [Violation.Party] =
      violation.element.map { [.element($0)] } ?? violation.flight.map { [.flight($0)] } ?? []
    let isOwn = by.allSatisfy { own.contains($0) }
    let isAgainstIt = violation.against.contains { own.contains($0) }
    let others = violation.against.filter { !own.contains($0) }
    rule = violation.kind
    element = violation.element
    against = isOwn ? others : isAgainstIt ? by + others : others + by
    path = violation.path
    message = violation.message
  }
}
