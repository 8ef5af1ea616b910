// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import Checking

/// A link of a binding chain: why a flight does not launch on certain days before its own.
public struct Link: Hashable, Sendable {
  /// The flight, as numbered in the timeline.
  public var flight: String
  /// The day on which it launches.
  public var launch: Day
  /// The elements aboard.
  public var aboard: [Element.ID]
  /// What keeps it from the days.
  public var hold: Hold
  /// The days that are ruled out; the last one is the last before the launch that other links of the
  /// flight leave open.
  public var days: ClosedRange<Day>

  /// What keeps a flight from launching sooner.
  public enum Hold: Hashable, Sendable {
    /// It has happened.
    case past(ManifestPath)
    /// It launches on the first day of all, which is the path's.
    case first(ManifestPath)
    /// Nothing: it could launch on the last of the days, all others staying as they are.
    case nothing
    /// A rule, which would be broken on each of the days.
    case rule(Reason)
  }

  /// The reason; nil when no rule keeps the flight from the days.
  public var reason: Reason? {
    if case .rule(let reason) = hold { reason } else { nil }
  }

  /// The rule; nil when none keeps the flight from the days.
  public var rule: Violation.Kind? { reason?.rule }

  /// The fact of the manifest; nil when nothing keeps the flight from the days.
  public var path: ManifestPath? {
    switch hold {
    case .past(let path), .first(let path): path
    case .nothing: nil
    case .rule(let reason): reason.path
    }
  }

  /// The flights and elements that it leads to.
  public var against: [Violation.Party] { reason?.against ?? [] }

  /// What would be wrong on the last of the days, or what holds instead; one sentence.
  public var message: String {
    switch hold {
    case .past: "\(flight) launched on \(launch); that has happened"
    case .first: "\(flight) launches on \(launch), the first day of all"
    case .nothing:
      "\(flight) could launch on \(days.upperBound), all others staying as they are"
    case .rule(let reason): reason.message
    }
  }
}
