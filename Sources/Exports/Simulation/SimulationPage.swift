// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import Simulation

/// What a simulation found, for people; docs/simulation.md says how to read it.
public enum SimulationPage {
  /// The lines: what was simulated, the S-curve of the completion, then the dates of milestones and
  /// elements, flights and vehicles, totals, and the rules that were broken.
  ///
  /// Sections that would be empty are left out.
  public static func lines(
    _ result: SimulationResult, of campaign: Campaign, style: ReportStyle = ReportStyle()
  ) -> [String] {
    let words = SimulationWording(style: style)
    let dates = SimulatedDates(result: result, campaign: campaign, words: words)
    let totals = SimulatedTotals(result: result, campaign: campaign, words: words)
    let sections = [
      header(result, words), curve(result, words), dates.milestones(), dates.probabilities(),
      dates.elements(), dates.flights(), totals.vehicles(), totals.totals(), totals.joint(),
      totals.rules(),
    ]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  /// What was simulated, and how good the figures are.
  private static func header(_ result: SimulationResult, _ words: SimulationWording) -> [String] {
    let count = result.replications
    var replications = "\(count), seed \(result.seed)"
    if count < result.requested {
      let part = "\(count) of the \(result.requested) asked for, seed \(result.seed)"
      replications = words.style.paint(part, .doubtful)
    }
    let broken = SimulationWording.percent(Double(result.disrupted) / Double(max(1, count)))
    var entries = [
      ("policy", "\(result.policy.rawValue): \(result.policy.meaning)"),
      ("replications", replications),
      ("broken", "\(result.disrupted) of \(count) (\(broken)) could not keep to the plan"),
    ]
    if result.replans.asked > 0 {
      entries.append(
        ("new plans", "\(result.replans.asked) asked for, \(result.replans.failed) not found"))
    }
    entries += [
      ("until", "\(result.until); what comes later counts as not reached"),
      (
        words.plusMinus,
        "half the width of a 95% confidence interval: days of a date, points of a percentage"
      ),
    ]
    let label = (entries.map(\.0.displayWidth).max() ?? 0) + 2
    return entries.flatMap { name, text -> [String] in
      let rows = TextTable.wrap(text, to: max(20, (words.style.width ?? .max) - label))
      return rows.enumerated().map { ($0.offset == 0 ? name : "").padded(to: label) + $0.element }
    }
  }

  private static func curve(_ result: SimulationResult, _ words: SimulationWording) -> [String] {
    let heading = words.style.paint("probability of completion by date", .heading)
    let reached = result.completion.reached
    let lines = SCurveChart.lines(reached, planned: result.completion.planned, style: words.style)
    guard lines.isEmpty else { return [heading] + lines }
    return result.replications == 0
      ? [] : ["the completion is \(SimulationWording.never) in any replication"]
  }
}
