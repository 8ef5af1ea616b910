// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
public import Simulation

/// The percentiles of milestones as CSV: one row for each, from P5 to P95.
public enum SimulationCSV {
  /// The columns; `lower` and `upper` are the ends of the interval of 95 % confidence.
  public static let columns = ["percentile", "milestone", "date", "lower", "upper"]

  /// The text: the completion first, then milestones in manifest order; what is not reached is empty.
  ///
  /// Several results are of one campaign under several policies; then a column `policy` comes last.
  public static func text(_ results: [SimulationResult]) -> String {
    let isCompared = results.count > 1
    var text = CSVWriter.row(columns + (isCompared ? ["policy"] : []))
    for result in results {
      for outcome in [result.completion] + result.milestones {
        for percent in stride(from: 5, through: 95, by: 5) {
          let estimate = outcome.reached.estimate(percent)
          let dates = [estimate.value, estimate.lower, estimate.upper]
          text += CSVWriter.row(
            ["\(percent)", SimulationWording.name(outcome.id)]
              + dates.map { $0?.description ?? "" } + (isCompared ? [result.policy.rawValue] : []))
        }
      }
    }
    return text
  }
}

/// The probability of milestones by date as CSV: one row for each day on which one is reached.
public enum SCurveCSV {
  /// The columns; `probability` is that of being reached by the end of the day.
  public static let columns = ["milestone", "date", "probability", "lower", "upper"]

  /// The text: the completion first, then milestones in manifest order, each by date.
  ///
  /// Several results are of one campaign under several policies; then a column `policy` comes last.
  public static func text(_ results: [SimulationResult]) -> String {
    let isCompared = results.count > 1
    var text = CSVWriter.row(columns + (isCompared ? ["policy"] : []))
    for result in results {
      for outcome in [result.completion] + result.milestones {
        for point in outcome.reached.curve {
          let interval = point.probability.interval()
          let shares = [point.probability.estimate, interval.lowerBound, interval.upperBound]
          text += CSVWriter.row(
            [SimulationWording.name(outcome.id), point.day.description]
              + shares.map { SimulationWording.decimal($0, places: 6) }
              + (isCompared ? [result.policy.rawValue] : []))
        }
      }
    }
    return text
  }
}

/// The outcomes of replications as CSV: one row for each.
public enum SamplesCSV {
  /// The columns: one for each milestone, named as it is, after the completion.
  public static func columns(_ result: SimulationResult) -> [String] {
    ["replication", "completion"] + result.milestones.map { SimulationWording.name($0.id) }
      + ["launches", "losses", "cost"]
  }

  /// The text, by the number of the replication from 0 up; days that are not reached are empty.
  ///
  /// Several results are of one campaign under several policies; then a column `policy` comes last.
  public static func text(_ results: [SimulationResult]) -> String {
    let isCompared = results.count > 1
    guard let first = results.first else { return "" }
    var text = CSVWriter.row(columns(first) + (isCompared ? ["policy"] : []))
    for result in results {
      for sample in result.samples {
        let days = [sample.completion] + sample.milestones
        text += CSVWriter.row(
          ["\(sample.number)"] + days.map { $0?.description ?? "" } + [
            "\(sample.launches)", "\(sample.losses)", "\(sample.cost)",
          ] + (isCompared ? [result.policy.rawValue] : []))
      }
    }
    return text
  }
}
