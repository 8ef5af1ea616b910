// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Simulation

/// The tables about vehicles, launches, losses, money and rules.
struct SimulatedTotals {
  let result: SimulationResult
  let campaign: Campaign
  let words: SimulationWording

  /// The vehicles that launch, with what goes wrong.
  func vehicles() -> [String] {
    let rows = result.vehicles.filter { $0.launches > 0 }.map { vehicle -> [String] in
      [
        vehicle.id.text, mean(vehicle.launches),
        "\(vehicle.failures) of \(vehicle.launches)",
        // Launches of a replication are not independent, so that there is no interval.
        SimulationWording.percent(Double(vehicle.failures) / Double(vehicle.launches)),
        words.share(Proportion(vehicle.critical, of: result.completed)),
      ]
    }
    guard !rows.isEmpty else { return [] }
    return TextTable(
      columns: [
        TextTable.Column(heading: "vehicle", isCut: true),
        TextTable.Column(heading: "launches", isRightAligned: true),
        TextTable.Column(heading: "failures", isRightAligned: true, isOptional: true),
        TextTable.Column(heading: "failed", isRightAligned: true),
        TextTable.Column(heading: "critical", isRightAligned: true),
      ], rows: rows
    ).lines(words.style)
  }

  /// Launches, losses and money: the mean of all replications and percentiles.
  func totals() -> [String] {
    guard result.replications > 0 else { return [] }
    let percents = [10, 50, 70, 80, 90]
    func rows<Value>(
      _ name: String, _ tally: NumberTally<Value>, _ mean: MeanEstimate,
      _ number: (Value) -> Double
    ) -> [[String]] {
      let estimates = percents.map { tally.estimate($0) }
      let values = estimates.map { $0.value.map { "\($0)" } ?? "-" }
      let widths = estimates.map { estimate -> String in
        guard let lower = estimate.lower, let upper = estimate.upper else { return "" }
        let width = (number(upper) - number(lower)) / 2
        return words.halfWidth(width, places: width == width.rounded() ? 0 : 1)
      }
      let most = tally.entries.last.map { "\($0.value)" } ?? "-"
      return [
        [name, SimulationWording.decimal(mean.value, places: 2)] + values + [most],
        ["", words.halfWidth(mean.halfWidth, places: 2)] + widths + [""],
      ]
    }
    let launches = NumberTally(counts: result.launches)
    let losses = NumberTally(counts: result.losses)
    var all =
      rows("launches", launches, launches.mean, Double.init)
      + rows("losses", losses, losses.mean, Double.init)
    if hasCost {
      let cost = NumberTally(result.cost)
      all += rows("cost" + (campaign.currency.map { " (\($0))" } ?? ""), cost, cost.mean) {
        Double($0.thousandths) / 1000
      }
    }
    return TextTable(
      columns: [
        TextTable.Column(heading: "in all", isCut: true),
        TextTable.Column(heading: "mean", isRightAligned: true),
      ] + percents.map { TextTable.Column(heading: "P\($0)", isRightAligned: true) } + [
        TextTable.Column(heading: "most", isRightAligned: true)
      ], rows: all
    ).lines(words.style)
  }

  /// How likely all goes well, the planned date and cost are kept together, and which have 70 %.
  func joint() -> [String] {
    guard result.replications > 0 else { return [] }
    let safe = Proportion(result.losses.first ?? 0, of: result.replications)
    var entries = [("without any loss", words.share(safe))]
    if hasCost, let planned = result.completion.planned {
      let both = result.cost.probability(by: planned, within: result.cost.planned)
      entries.append(
        ("by \(planned) within \(amount(result.cost.planned)), as planned", words.share(both)))
      if let joint = result.cost.jointConfidence() {
        entries.append(
          (
            "by \(joint.date) within \(amount(joint.cost)), P\(joint.percent) of either",
            words.share(joint.probability)
          ))
      } else {
        entries.append(("JCL 70", "no date and cost have it: too few replications complete"))
      }
    }
    let width = (entries.map(\.0.displayWidth).max() ?? 0) + 2
    return entries.map { $0.0.padded(to: width) + $0.1 }
  }

  private var hasCost: Bool { result.cost.byCost.contains { $0.cost != .zero } }

  private func amount(_ amount: Amount) -> String {
    campaign.currency.map { "\(amount) \($0)" } ?? "cost \(amount)"
  }

  /// In how many replications each rule was broken; nothing when none was.
  func rules() -> [String] {
    guard result.replications > 0 else { return [] }
    let rows = zip(BrokenRule.allCases, result.brokenRules).filter { $0.1 > 0 }.map {
      rule, count in
      [rule.rawValue, words.share(Proportion(count, of: result.replications))]
    }
    guard !rows.isEmpty else { return [] }
    return TextTable(
      columns: [
        TextTable.Column(heading: "rule"),
        TextTable.Column(heading: "broken", isRightAligned: true),
      ], rows: rows
    ).lines(words.style)
  }

  private func mean(_ sum: Int) -> String {
    SimulationWording.decimal(Double(sum) / Double(max(1, result.replications)), places: 2)
  }
}
