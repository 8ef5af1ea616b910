// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Planning
public import WhatIf

/// The points of sweeps as CSV: one row for each combination of delays.
public enum SweepCSV {
  /// The columns for some sweeps: a delay in days for everything that one of them delays, then the
  /// result, then every objective.
  ///
  /// Values are empty where there is no plan, delays where a sweep does not delay that.
  public static func columns(_ results: [SweepResult]) -> [String] {
    ["sweep"] + subjects(results).map { "delay_days:\($0)" } + [
      "status", "completion", "slip_days", "flights",
    ] + objectives(results)
  }

  /// The text of sweeps, in order.
  public static func text(_ results: [SweepResult]) -> String {
    var text = CSVWriter.row(columns(results))
    let (subjects, objectives) = (subjects(results), objectives(results))
    for result in results {
      for point in result.points {
        let delays = subjects.map { subject -> String in
          guard let axis = result.sweep.axes.firstIndex(where: { $0.subject == subject }) else {
            return ""
          }
          return String(point.days[axis] - result.origins[axis])
        }
        text += CSVWriter.row(
          [result.sweep.base.name] + delays + cells(point.answer, result, objectives))
      }
    }
    return text
  }

  /// What an answer comes to, in the order of the columns from `status` on.
  static func cells(
    _ answer: SweepAnswer, _ result: SweepResult, _ objectives: [String]
  ) -> [String] {
    let values = Dictionary(
      answer.objectives.map { ($0.objective.description, $0.value.description) }
    ) { first, _ in first }
    return [
      answer.status.rawValue, answer.completion?.description ?? "",
      result.slip(of: answer).map(String.init) ?? "",
      answer.flights.map { String($0.count) } ?? "",
    ] + objectives.map { values[$0] ?? "" }
  }

  /// What the sweeps delay, each once, in the order in which it first occurs.
  private static func subjects(_ results: [SweepResult]) -> [Sweep.Subject] {
    results.flatMap(\.sweep.axes).reduce(into: []) { subjects, axis in
      if !subjects.contains(axis.subject) { subjects.append(axis.subject) }
    }
  }

  /// The objectives of the sweeps' campaigns, each once.
  static func objectives(_ results: [SweepResult]) -> [String] {
    results.flatMap { $0.campaign.objectives.map(\.description) }.reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
  }
}

/// The steps of staircases as CSV: one row for each span of delays without a jump.
public enum StaircaseCSV {
  /// The columns for some sweeps; a row holds for all delays from `from_days` to `to_days`.
  public static func columns(_ results: [SweepResult]) -> [String] {
    ["sweep", "delayed", "from_days", "to_days", "status", "completion", "slip_days", "flights"]
      + SweepCSV.objectives(results)
  }

  /// The text of the sweeps that have a staircase, in order.
  public static func text(_ results: [SweepResult]) -> String {
    let objectives = SweepCSV.objectives(results)
    return results.reduce(into: CSVWriter.row(columns(results))) { text, result in
      for step in result.steps {
        text += CSVWriter.row(
          [
            result.sweep.base.name, result.sweep.axes[0].subject.description,
            String(step.delays.lowerBound), String(step.delays.upperBound),
          ] + SweepCSV.cells(step.answer, result, objectives))
      }
    }
  }
}
