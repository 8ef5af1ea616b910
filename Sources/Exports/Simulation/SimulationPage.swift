// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import Simulation

/// What a simulation found, for people; docs/simulation.md says how to read it.
public enum SimulationPage {
  /// The lines: what was simulated, the S-curve of the completion, then the dates of milestones and
  /// elements, flights and vehicles, totals, and the rules that were broken.
  ///
  /// Sections that would be empty are left out.
  public static func lines(
    _ result: SimulationResult, of subject: SimulationSubject, style: ReportStyle = ReportStyle()
  ) -> [String] {
    let words = SimulationWording(style: style)
    let campaign = subject.simulated
    let dates = SimulatedDates(result: result, campaign: campaign, words: words)
    let totals = SimulatedTotals(result: result, campaign: campaign, words: words)
    let sections = [
      subject.entries([result], words).lines(style), curve(result, words), dates.milestones(),
      dates.probabilities(),
      dates.elements(), dates.flights(), totals.vehicles(), totals.totals(), totals.joint(),
      totals.rules(),
    ]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
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
