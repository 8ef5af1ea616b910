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

  /// Carries out the sweeps of a study.
  func results(
    of sweeps: [Study.Entry<Sweep>], baseline: Baseline, manifestSHA256: String,
    options: PlanningOptions, _ console: Console
  ) throws -> [SweepResult] {
    let identity = [
      Perilune.version, manifestSHA256, TimelineCSV.text(baseline.timeline), "gap \(options.gap)",
      "seed \(options.seed)", "nodes \(options.nodeLimit.map(String.init) ?? "")",
      "seconds \(options.timeLimit.map { "\($0)" } ?? "")",
    ]
    // All that these values say is written out, in a fixed order: they hold no sets or dictionaries.
    let questions = sweeps.map { "\($0.subject) \($0.campaign)" }
    let file = try resume.map {
      try JournalFile(
        path: $0, identity: (identity + questions).joined(separator: "\n"), console)
    }
    let journal = file?.journal ?? SweepJournal()
    var results: [SweepResult] = []
    for sweep in sweeps {
      results.append(
        try result(of: sweep, baseline: baseline, options: options, journal, console))
    }
    return results
  }

  private func result(
    of entry: Study.Entry<Sweep>, baseline: Baseline, options: PlanningOptions,
    _ journal: SweepJournal, _ console: Console
  ) throws -> SweepResult {
    let line = SweepProgressLine(name: entry.subject.base.name)
    var progress: (@Sendable (Int, Int) -> Void)?
    if console.showsProgress { progress = { line.show(answered: $0, of: $1) } }
    defer { if console.showsProgress { line.end() } }
    do {
      return try Sweeper(planner: Perilune.planner).run(
        entry.subject, of: entry.campaign, baseline: baseline, options: options,
        findsJumps: !gridOnly, journal: journal, progress: progress)
    } catch let error as JournalError {
      console.error("cannot write the journal: \(error.reason)")
      throw ExitStatus.unwritable
    } catch let error as PlanningError {
      throw console.report(error)
    } catch let error as ChangeError {
      // Changes have been tried before anything was planned.
      throw console.report(PlanningError.internalError("\(error)"))
    }
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
  /// What a sweep says: whether everything is proven; that some points have no plan is an answer.
  init(_ result: SweepResult) {
    let answers = result.points.map(\.answer) + result.steps.map(\.answer)
    if result.stoppedBy == .interrupted {
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
