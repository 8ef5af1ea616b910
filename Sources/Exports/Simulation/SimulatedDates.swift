// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Simulation

/// The tables about dates.
struct SimulatedDates {
  let result: SimulationResult
  let campaign: Campaign
  let words: SimulationWording

  /// The completion and the milestones: how likely the planned date is kept, and percentiles, each
  /// with its half-width below.
  func milestones() -> [String] {
    guard result.replications > 0 else { return [] }
    let percents = [10, 50, 70, 80, 90]
    let rows = outcomes.flatMap { outcome -> [[String]] in
      let estimates = percents.map { outcome.reached.estimate($0) }
      let onTime = outcome.planned.map { outcome.reached.probability(by: $0) }
      return [
        [
          SimulationWording.name(outcome.id), outcome.planned?.description ?? "-",
          onTime.map { SimulationWording.percent($0.estimate) } ?? "-",
        ] + estimates.map { words.day($0.value) },
        ["", "", onTime.map(words.points) ?? ""]
          + estimates.map { $0.value == nil ? "" : words.halfWidth($0.halfWidth) },
      ].filter { row in row.contains { !$0.isEmpty } }
    }
    return table(
      [
        TextTable.Column(heading: "milestone", isCut: true),
        TextTable.Column(heading: "planned"),
        TextTable.Column(heading: "on time", isRightAligned: true),
      ]
        + percents.map {
          TextTable.Column(
            heading: "P\($0)", isRightAligned: true, isOptional: $0 == 10 || $0 == 70)
        }, rows)
  }

  /// How likely the completion and the milestones are by dates that are the same for all.
  func probabilities() -> [String] {
    guard result.replications > 0 else { return [] }
    let days = Array(Set([Self.endOfTwenties, campaign.end])).sorted().filter {
      campaign.start <= $0 && $0 <= result.until
    }
    let rows = outcomes.map { outcome -> [String] in
      let reached = outcome.reached
      return [SimulationWording.name(outcome.id)]
        + days.map { words.share(reached.probability(by: $0)) }
        + [words.share(reached.missed)]
    }
    return table(
      [TextTable.Column(heading: "milestone", isCut: true)]
        + days.map {
          TextTable.Column(
            heading: "by \($0)" + ($0 == campaign.end ? " (end)" : ""), isRightAligned: true)
        } + [TextTable.Column(heading: SimulationWording.never, isRightAligned: true)], rows)
  }

  /// The elements that are still to fly, in manifest order.
  func elements() -> [String] {
    let flown = Set(campaign.actuals.filter { !$0.isLost }.flatMap(\.elements))
    let percents = [10, 50, 80, 90]
    let rows = result.elements.filter { !flown.contains($0.id) }.map { element -> [String] in
      [element.id.text, element.planned?.description ?? "-"]
        + percents.map { words.percentile(element.operational.estimate($0)) }
        + [
          share(element.lost),
          words.share(Proportion(element.critical, of: result.completed)),
        ]
    }
    return table(
      [
        TextTable.Column(heading: "element", isCut: true),
        TextTable.Column(heading: "planned"),
      ]
        + percents.map {
          TextTable.Column(heading: "P\($0)", isOptional: $0 == 10 || $0 == 90)
        } + [
          TextTable.Column(heading: "lost", isRightAligned: true, isOptional: true),
          TextTable.Column(heading: "critical", isRightAligned: true),
        ], rows)
  }

  /// The flights of the plan, by number.
  func flights() -> [String] {
    let rows = result.flights.map { flight -> [String] in
      [flight.number, flight.vehicle.text, flight.planned.description]
        + [10, 50, 80].map { words.percentile(flight.launched.estimate($0)) }
        + [
          SimulationWording.decimal(
            Double(flight.scrubs) / Double(max(1, result.replications)), places: 2),
          share(flight.failed),
        ]
    }
    return table(
      [
        TextTable.Column(heading: "flight"), TextTable.Column(heading: "vehicle", isCut: true),
        TextTable.Column(heading: "planned"), TextTable.Column(heading: "P10", isOptional: true),
        TextTable.Column(heading: "P50"), TextTable.Column(heading: "P80"),
        TextTable.Column(heading: "scrubs", isRightAligned: true),
        TextTable.Column(heading: "failed", isRightAligned: true),
      ], rows)
  }

  /// The completion, then the milestones.
  private var outcomes: [MilestoneOutcome] { [result.completion] + result.milestones }

  /// The last day of the 2020s.
  static var endOfTwenties: Day { Day(number: 21_914) }

  private func share(_ count: Int) -> String {
    words.share(Proportion(count, of: result.replications))
  }

  private func table(_ columns: [TextTable.Column], _ rows: [[String]]) -> [String] {
    rows.isEmpty || result.replications == 0
      ? [] : TextTable(columns: columns, rows: rows).lines(words.style)
  }
}
