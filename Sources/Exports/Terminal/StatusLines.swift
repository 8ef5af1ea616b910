// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import Planning

/// What a plan came to, in words for the terminal: status, objectives, bounds and gaps.
public enum StatusLines {
  /// The lines, status first.
  public static func lines(
    _ result: PlanningResult, of campaign: Campaign, style: ReportStyle = ReportStyle()
  ) -> [String] {
    var lines = ["status: " + style.paint(result.status.rawValue, tone(result)) + detail(result)]
    for report in result.objectives {
      var line = "\(report.objective): \(value(report.value, report.objective, campaign))"
      if let bound = report.bound, let gap = report.gap {
        line +=
          gap == 0
          ? " (proven, gap 0%)"
          : " (bound \(value(bound, report.objective, campaign)), gap \(percent(gap)))"
      } else {
        line += " (no bound)"
      }
      lines.append(line)
    }
    return lines
  }

  private static func tone(_ result: PlanningResult) -> ReportStyle.Tone {
    switch result.status {
    case .optimal: .good
    case .feasible: .doubtful
    case .infeasible, .unknown: .bad
    }
  }

  private static func detail(_ result: PlanningResult) -> String {
    switch result.status {
    case .optimal: result.objectives.contains { $0.gap != 0 } ? " within the gap asked for" : ""
    case .feasible: ", not proven best" + stopped(result.stoppedBy)
    case .infeasible: ": there is no plan"
    case .unknown: ": no plan found" + stopped(result.stoppedBy)
    }
  }

  private static func stopped(_ cause: StopCause?) -> String {
    switch cause {
    case nil: ""
    case .timeLimit: "; stopped by the time limit"
    case .nodeLimit: "; stopped by the node limit"
    case .loadLimit: "; stopped because the loads to consider were too many"
    case .interrupted: "; interrupted"
    }
  }

  private static func value(
    _ value: Amount, _ objective: Objective, _ campaign: Campaign
  ) -> String {
    switch objective {
    case .completion:
      // A bound may lie between two days; no plan completes before the later one.
      let days = value.thousandths / 1000 + (value.thousandths % 1000 > 0 ? 1 : 0)
      return "\(campaign.start + days) (day \(days))"
    case .tardiness, .operational:
      return value == Amount(1) ? "1 weighted day" : "\(value) weighted days"
    case .cost: return campaign.currency.map { "\(value) \($0)" } ?? "\(value)"
    case .flights: return value == Amount(1) ? "1 flight" : "\(value) flights"
    case .value: return "\(value)"
    }
  }

  /// A gap in percent with two decimals, rounded up so that only a closed gap reads as 0.
  private static func percent(_ gap: Double) -> String {
    guard gap.isFinite, gap < 1e9 else { return "unbounded" }
    return Amount(thousandths: 10 * Int((10_000 * gap - 1e-9).rounded(.up))).description + "%"
  }
}
