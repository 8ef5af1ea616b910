// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import Foundation
internal import PeriluneKit

/// The options about sweeps, and carrying sweeps out.
struct SweepOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Write every point of the sweeps as CSV.", valueName: "file"))
  var points: String?

  @Option(
    help: ArgumentHelp("Write the steps of staircases as CSV.", valueName: "file"))
  var staircase: String?

  @Option(
    help: ArgumentHelp(
      "Keep a journal of what sweeps have planned, and go on from it.", valueName: "file"))
  var resume: String?

  @Flag(help: "Answer the delays of ranges only; look for no jumps between them.")
  var gridOnly = false

  /// The files that are written, in this order: points, staircase.
  var files: [OutputFile?] { [points, staircase].map { $0.map { OutputFile(path: $0) } } }

  /// Carries out sweeps, each of the campaign that stands beside it.
  ///
  /// `identity` is what else the answers depend on: manifest, baseline, version.
  func results(
    of sweeps: [(sweep: Sweep, campaign: Campaign)], baseline: [Flight], identity: [String],
    options: PlanningOptions, _ console: Console
  ) throws -> [SweepResult] {
    let limits = [
      "gap \(options.gap)", "seed \(options.seed)", "grid-only \(gridOnly)",
      "nodes \(options.nodeLimit.map(String.init) ?? "")",
      "seconds \(options.timeLimit.map { "\($0)" } ?? "")",
    ]
    let questions = sweeps.map { "\($0.sweep) \($0.campaign)" }
    let file = try resume.map {
      try JournalFile(
        path: $0, identity: (identity + limits + questions).joined(separator: "\n"), console)
    }
    let sweeper = Sweeper(planner: Perilune.planner)
    let journal = file?.journal ?? SweepJournal()
    var results: [SweepResult] = []
    for (sweep, campaign) in sweeps {
      let line = SweepProgressLine(name: sweep.base.name)
      var progress: (@Sendable (Int, Int) -> Void)?
      if console.showsProgress { progress = { line.show(answered: $0, of: $1) } }
      defer { if console.showsProgress { line.end() } }
      do {
        results.append(
          try sweeper.run(
            sweep, of: campaign, baseline: baseline, options: options, findsJumps: !gridOnly,
            journal: journal, progress: progress))
      } catch let error as JournalError {
        console.error("cannot write the journal: \(error.reason)")
        throw ExitStatus.unwritable
      }
    }
    return results
  }

  /// Writes the files that were asked for.
  func write(_ results: [SweepResult], _ console: Console) throws {
    let files = files
    try files[0]?.write(SweepCSV.text(results), console)
    try files[1]?.write(StaircaseCSV.text(results), console)
  }
}

/// One line on the terminal that says how far a sweep has come.
private struct SweepProgressLine: Sendable {
  let name: String

  /// Shows how many points are answered.
  func show(answered: Int, of count: Int) {
    let text = "\(name): \(answered) of \(count) answered"
    let width = Console.width(of: STDERR_FILENO) - 1
    _ = Console.write(Array("\r\u{1B}[K\(text.prefix(width))".utf8), to: STDERR_FILENO)
  }

  /// Clears the line.
  func end() { _ = Console.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
}

extension ExitStatus {
  /// What sweeps say: whether everything is proven; that some points have no plan is an answer.
  init(_ results: [SweepResult]) {
    let answers = results.flatMap { $0.points.map(\.answer) + $0.steps.map(\.answer) }
    if results.contains(where: { $0.stoppedBy == .interrupted }) {
      self = .interrupted
    } else if answers.contains(where: { $0.status == .unknown }) {
      self = .noPlan
    } else if answers.contains(where: { $0.status == .feasible }) {
      self = .notProven
    } else if !answers.isEmpty, answers.allSatisfy({ $0.status == .infeasible }) {
      self = .infeasible
    } else {
      self = .success
    }
  }
}
