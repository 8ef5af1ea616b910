// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import Planning
public import WhatIf

/// The result of planning as JSON; docs/reading-results.md describes every key.
public enum PlanJSON {
  /// The value for a result; dates are ISO 8601, masses kilograms, absent values null.
  public static func value(
    _ result: PlanningResult, timeline: Timeline?, of campaign: Campaign, manifestSHA256: String,
    version: String, conflict: Conflict? = nil
  ) -> JSONValue {
    let events = timeline?.events ?? []
    var entries: [(key: String, value: JSONValue)] = [
      ("status", .string(result.status.rawValue)),
      ("objectives", .array(result.objectives.map { objective($0, of: campaign) })),
      (
        "flights",
        .array((timeline.map { FlightRow.rows($0, of: campaign) } ?? []).map(flight))
      ),
      ("elements", .array(elements(events))),
      ("completion", .optional(events.last { $0.kind == .complete }?.date.description)),
      ("stopped_by", .optional(result.stoppedBy?.rawValue)),
    ]
    if let infeasibility = result.infeasibility {
      entries.append(
        (
          "infeasibility",
          .object([
            ("reason", .string(infeasibility.reason)),
            ("facts", .array(infeasibility.facts.map { .string($0.description) })),
            ("advice", .optional(infeasibility.advice)),
          ])
        ))
    }
    if let conflict { entries.append(("conflict", ConflictJSON.value(conflict))) }
    let figures = result.statistics
    entries += [
      (
        "statistics",
        .object([
          ("launch_days", .whole(figures.launchDays)), ("columns", .whole(figures.columns)),
          ("rows", .whole(figures.rows)), ("nodes", .whole(figures.nodes)),
          ("schedules", .whole(figures.schedules)),
        ])
      ),
      ("manifest_sha256", .string(manifestSHA256)),
      ("version", .string(version)),
    ]
    return .object(entries)
  }

  private static func objective(_ report: ObjectiveReport, of campaign: Campaign) -> JSONValue {
    var entries: [(key: String, value: JSONValue)] = [
      ("name", .string(report.objective.description)),
      ("value", .number(report.value.description)),
      ("bound", report.bound.map { .number($0.description) } ?? .null),
      ("gap", report.gap.map { .number(Self.digits($0)) } ?? .null),
    ]
    if case .completion = report.objective {
      let date = campaign.start + report.value.thousandths / 1000
      entries.append(("date", .string(date.description)))
    }
    return .object(entries)
  }

  /// A gap with six decimals at most, without an exponent.
  private static func digits(_ gap: Double) -> String {
    guard gap.isFinite, gap < 1e12 else { return "null" }
    // Rounded up, so that a gap that is not zero never reads as zero.
    let millionths = Int((gap * 1e6).rounded(.up))
    var decimals = String(millionths % 1_000_000)
    decimals = String(repeating: "0", count: 6 - decimals.count) + decimals
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return String(millionths / 1_000_000) + (decimals.isEmpty ? "" : "." + decimals)
  }

  private static func flight(_ row: FlightRow) -> JSONValue {
    .object([
      ("id", .string(row.id)), ("vehicle", .string(row.vehicle.text)),
      ("pad", .optional(row.pad?.text)), ("launch", .string(row.launch.description)),
      ("arrival", .optional(row.arrival?.description)), ("node", .optional(row.node?.text)),
      ("mass_kg", .number(row.mass.description)),
      ("elements", .array(row.elements.map { .string($0.text) })), ("lost", .bool(row.isLost)),
    ])
  }

  private static func elements(_ events: [TimelineEvent]) -> [JSONValue] {
    var dates: [Element.ID: [TimelineEvent.Kind: Day]] = [:]
    var ports: [Element.ID: String] = [:]
    var losses: [Element.ID: [JSONValue]] = [:]
    var order: [Element.ID] = []
    for event in events {
      guard let element = event.element else { continue }
      if dates[element] == nil { order.append(element) }
      dates[element, default: [:]][event.kind] = event.date
      if event.kind == .loss {
        losses[element, default: []].append(.string(event.date.description))
      }
      if event.kind == .arrival, !event.detail.isEmpty { ports[element] = event.detail }
    }
    return order.map { element in
      func date(_ kind: TimelineEvent.Kind) -> JSONValue {
        .optional(dates[element]?[kind]?.description)
      }
      return .object([
        ("id", .string(element.text)), ("arrival", date(.arrival)),
        ("operational", date(.operational)), ("departure", date(.departure)),
        ("port", .optional(ports[element])), ("losses", .array(losses[element] ?? [])),
      ])
    }
  }
}
