// SPDX-License-Identifier: GPL-3.0-or-later

import CampaignModel

/// There is one row for each milestone reached and a last one for the completion, dated rightly.
///
/// A milestone is reached when its members that fly are operational, if the others need not fly; the
/// completion when all elements are that are not optional, or all when only optional ones fly.
struct MilestoneRule: TimelineRule {
  func violations(in logbook: Logbook) -> [Violation] {
    let campaign = logbook.campaign
    var found: [Violation] = []
    var seen: Set<Int> = []
    var completions = 0
    for (index, row) in logbook.rows.enumerated() {
      func report(_ problem: String, _ path: ManifestPath, kind: Violation.Kind = .timeline) {
        found.append(
          Violation(
            kind: kind, date: row.date,
            message: "row \(index + 1) (\(row.kind.rawValue) on \(row.date)): \(problem)",
            path: path))
      }
      let path: ManifestPath
      let expected: Day?
      switch row.kind {
      case .milestone:
        path = ManifestPath("milestones", row.detail)
        guard let milestone = logbook.facts.milestone(Milestone.ID(row.detail)) else {
          report(
            "the manifest has no milestone \(row.detail)", ManifestPath("milestones"),
            kind: .reference)
          continue
        }
        guard seen.insert(milestone).inserted else {
          report("there is such a row already", path)
          continue
        }
        expected = date(of: campaign.milestones[milestone], in: logbook)
      case .complete:
        path = ManifestPath("elements")
        completions += 1
        guard completions == 1 else {
          report("there is such a row already", path)
          continue
        }
        if !row.detail.isEmpty { report("its detail must be empty", path) }
        expected = completion(in: logbook)
      default: continue
      }
      if let expected {
        if row.date != expected {
          report("by the launches it is reached on \(expected)", path)
        }
      } else {
        report("by the launches it is not reached", path)
      }
      if row.node != campaign.node {
        report("its node must be that of the station, \(campaign.node)", path)
      }
      if row.flight != nil || row.vehicle != nil || row.pad != nil || row.element != nil
        || row.mass != nil
      {
        report("it must name no flight, vehicle, pad, element or mass", path)
      }
    }
    return found + missing(seen: seen, hasCompletion: completions > 0, in: logbook)
  }

  /// The rows that are not there.
  private func missing(seen: Set<Int>, hasCompletion: Bool, in logbook: Logbook) -> [Violation] {
    var found: [Violation] = []
    for (index, milestone) in logbook.campaign.milestones.enumerated() where !seen.contains(index) {
      guard let date = date(of: milestone, in: logbook) else { continue }
      found.append(
        Violation(
          kind: .timeline, date: date,
          message: "the milestone \(milestone.id) is reached on \(date), but no row says so",
          path: ManifestPath("milestones", milestone.id.text)))
    }
    if !hasCompletion, let date = completion(in: logbook) {
      found.append(
        Violation(
          kind: .timeline, date: date,
          message: "the station is complete on \(date), but no last row says so",
          path: ManifestPath("elements")))
    }
    return found
  }

  /// The day on which a milestone is reached; nil when one of its members is missing, or all are.
  private func date(of milestone: Milestone, in logbook: Logbook) -> Day? {
    let all = logbook.campaign.elements.map(\.id)
    let members = (milestone.elements ?? all).map { logbook.facts.element($0) }
    var latest: Day?
    for member in members {
      guard let member else { return nil }
      if let stay = logbook.stayOfElement[member] {
        latest = max(latest ?? .first, logbook.stays[stay].operational)
      } else if !logbook.facts.mayStayBehind[member] {
        return nil
      }
    }
    return latest
  }

  private func completion(in logbook: Logbook) -> Day? {
    let required = logbook.firstStays.filter { !logbook.element(of: $0).isOptional }
    return (required.isEmpty ? logbook.firstStays : required).map(\.operational).max()
  }
}
