// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import Planning

/// What a plan came to, in words for the terminal: status, objectives, bounds and gaps.
public enum StatusLines {
  /// The lines, status first.
  public static func lines(_ result: PlanningResult, of campaign: Campaign) -> [String] {
    var lines = ["status: \(status(result))"]
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

  private static func status(_ result: PlanningResult) -> String {
    switch (result.status, result.stoppedBy) {
    case (.optimal, _): "optimal"
    case (.feasible, let cause): "feasible, not proven best" + stopped(cause)
    case (.infeasible, _): "infeasible"
    case (.unknown, let cause): "unknown: no plan found" + stopped(cause)
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
      let days = value.thousandths / 1000
      return "\(campaign.start + days) (day \(days))"
    case .tardiness, .operational: return "\(value) weighted days"
    case .cost: return campaign.currency.map { "\(value) \($0)" } ?? "\(value)"
    case .flights: return "\(value) flights"
    case .value: return "\(value)"
    }
  }

  /// A gap in percent with two decimals, rounded up.
  private static func percent(_ gap: Double) -> String {
    guard gap.isFinite, gap < 1e9 else { return "unbounded" }
    return Amount(thousandths: 10 * Int((10_000 * gap).rounded(.up))).description + "%"
  }
}
