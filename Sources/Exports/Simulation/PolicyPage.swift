// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import Simulation

/// Several policies side by side, for people: when each completes, and what it loses to the best.
public enum PolicyPage {
  /// The lines: what was simulated, then a row a policy, in the order given.
  ///
  /// All results are of one campaign, plan and seed, so that their draws are the same. Behind each
  /// figure stands the regret: how many days later it is than the best of the policies.
  public static func lines(
    _ results: [SimulationResult], of subject: SimulationSubject,
    style: ReportStyle = ReportStyle()
  ) -> [String] {
    let words = SimulationWording(style: style)
    let head = subject.entries(results, words).lines(style)
    let rows = PolicyRegret.of(results).map { regret -> [String] in
      let reached = regret.result.completion.reached
      let mean = regret.mean.map {
        SimulationWording.decimal($0.value, places: 1) + " "
          + words.halfWidth($0.halfWidth, places: 1)
      }
      let completion = reached.meanDay.map { "\($0) \(words.halfWidth(reached.mean.halfWidth))" }
      return [
        regret.result.policy.rawValue,
        words.percentile(reached.estimate(50)), days(regret.p50),
        words.percentile(reached.estimate(80)), days(regret.p80), completion ?? "-", mean ?? "-",
        words.share(reached.missed),
      ]
    }
    let regret = TextTable.Column(heading: "regret d", isRightAligned: true)
    let table = TextTable(
      columns: [
        TextTable.Column(heading: "policy", isCut: true),
        TextTable.Column(heading: "P50"), regret, TextTable.Column(heading: "P80"), regret,
        TextTable.Column(heading: "mean", isOptional: true),
        TextTable.Column(heading: "mean regret d", isRightAligned: true),
        TextTable.Column(heading: SimulationWording.never, isRightAligned: true),
      ], rows: rows)
    return head + [""] + table.lines(style)
  }

  private static func days(_ days: Int?) -> String { days.map { "\($0)" } ?? "-" }
}

/// How many days later a policy completes than the best of several.
struct PolicyRegret {
  let result: SimulationResult
  /// Days by which the percentiles are later than the earliest; nil where one is never.
  let p50: Int?
  let p80: Int?
  /// Days by which the completion of a replication is later than the earliest one of the same draws,
  /// in the mean of those that all policies complete; nil without samples.
  let mean: MeanEstimate?

  /// The regret of each policy.
  static func of(_ results: [SimulationResult]) -> [PolicyRegret] {
    let best50 = results.compactMap { $0.completion.reached.percentile(0.5) }.min()
    let best80 = results.compactMap { $0.completion.reached.percentile(0.8) }.min()
    let means = means(results)
    return results.enumerated().map { index, result in
      let reached = result.completion.reached
      return PolicyRegret(
        result: result, p50: later(reached.percentile(0.5), best50),
        p80: later(reached.percentile(0.8), best80), mean: means.isEmpty ? nil : means[index])
    }
  }

  private static func later(_ day: Day?, _ best: Day?) -> Int? {
    guard let day, let best else { return nil }
    return day - best
  }

  /// The mean regrets, replication by replication; none where no replication can be compared.
  private static func means(_ results: [SimulationResult]) -> [MeanEstimate] {
    // An interrupted run has not finished the same replications as another one.
    let completions = results.map { result in
      Dictionary(result.samples.map { ($0.number, $0.completion) }) { first, _ in first }
    }
    var regrets = [[Int]](repeating: [], count: results.count)
    for sample in results.first?.samples ?? [] {
      let days = completions.compactMap { $0[sample.number] ?? nil }
      guard days.count == results.count, let best = days.min() else { continue }
      for (policy, day) in days.enumerated() { regrets[policy].append(day - best) }
    }
    guard regrets.first?.isEmpty == false else { return [] }
    return regrets.map { MeanEstimate($0.map { (Double($0), 1) }) }
  }
}
