// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import PeriluneKit

/// The verb `whatif`, which says what a change does to the plan, and plans anew.
struct WhatIfVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whatif",
    abstract: "Say what a change does to the plan, and find the best answer to it.",
    discussion: """
      Plans the manifest, or takes a baseline, makes the changes, plans again and shows what is \
      otherwise and why. Changes may be given several times; together they are one scenario.

        perilune whatif gateway.yaml --delay SLS-1B=18mo
        perilune whatif gateway.yaml --baseline timeline.csv --ground Proton-M=2024-01-01..2024-12-31
        perilune whatif gateway.yaml --delay SLS-1B=0d..720d/30d --staircase steps.csv
        perilune whatif --study delays.yaml --json answers.json
      """)

  @Argument(help: "The manifest, - for standard input; a study may name it instead.")
  var manifest: String?

  @OptionGroup(title: "Changes") var changes: ChangeOptions

  @Option(
    help: ArgumentHelp(
      "The timeline to compare with, by default the best plan of the manifest.", valueName: "file"))
  var baseline: String?

  @Option(
    help: ArgumentHelp("Answer the scenarios of a study instead of changes.", valueName: "file"))
  var study: String?

  @Option(
    help: ArgumentHelp("Of a study, answer this scenario only; may be repeated.", valueName: "name")
  )
  var scenario: [String] = []

  @Option(help: ArgumentHelp("Write the timeline of a single scenario as CSV.", valueName: "file"))
  var csv: String?

  @Option(help: ArgumentHelp("Write the slips of all elements as CSV.", valueName: "file"))
  var difference: String?

  @Option(help: ArgumentHelp("Write the answers as JSON.", valueName: "file"))
  var json: String?

  @OptionGroup(title: "Sweeps") var sweeps: SweepOptions

  @OptionGroup(title: "Planning") var limits: LimitOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard [manifest, baseline].count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("Only one file can come from standard input.")
    }
    if study != nil {
      guard changes.isEmpty, changes.policy == nil else {
        throw ValidationError("A study states changes and policies itself.")
      }
    } else {
      guard manifest != nil else { throw ValidationError("Name the manifest, or a --study.") }
      guard scenario.isEmpty else { throw ValidationError("--scenario needs a --study.") }
      guard !changes.isEmpty else {
        throw ValidationError(
          "Say what is otherwise, as in --delay SLS-1B=180d, or give a --study.")
      }
    }
  }

  func run() throws {
    let console = common.console
    let files = [csv, difference, json].map { $0.map { OutputFile(path: $0) } } + sweeps.files
    let inputs = [manifest, baseline, study, sweeps.resume].compactMap(\.self)
    try OutputFile.refuseClashes(files, inputs: inputs)
    for file in files { try file?.prepare(console) }
    Interruption.listen()
    let question = try question(console)
    if csv != nil, question.study.scenarios.count != 1 || !question.study.sweeps.isEmpty {
      throw ValidationError("--csv writes the timeline of one scenario; choose it by --scenario.")
    }
    if !common.quiet { console.report(question.manifest.warnings + question.warnings) }
    let baseline = try Input.baseline(
      baseline ?? question.baseline, of: question.manifest, options: limits.planning, console)
    try question.check(baseline, console)
    let answers = try answers(question, baseline, console)
    let results = try sweeps.results(
      of: question.study.sweeps, baseline: baseline, manifestSHA256: question.manifest.sha256,
      options: limits.planning, console)
    try write(answers, results, question, baseline, to: files, console)
    throw ExitStatus(answers: answers.map(\.answer.plan.result), sweeps: results)
  }

  private func answers(
    _ question: WhatIfQuestion, _ baseline: Baseline, _ console: Console
  ) throws -> [NamedAnswer] {
    var options = limits.planning
    let line = ProgressLine(baseline.campaign)
    defer { line.end() }
    let entries = question.study.scenarios
    if console.showsProgress, entries.count == 1 { options.progress = { line.show($0) } }
    let planner = ScenarioPlanner(
      planner: Perilune.planner, baseline: baseline, options: options)
    return try zip(entries, planner.answers(entries)).map { entry, result in
      switch result {
      case .success(let answer): return NamedAnswer(entry: entry, answer: answer)
      case .failure(.planning(let error)):
        line.end()
        throw console.report(error)
      case .failure(.change(let error)):
        // Changes have been tried before anything was planned.
        throw console.report(PlanningError.internalError("\(error)"))
      }
    }
  }
}

/// An answer beside what was asked.
struct NamedAnswer {
  let entry: Study.Entry<Scenario>
  let answer: Answer

  /// What tables call it.
  var name: String { entry.subject.name }
}

extension ExitStatus {
  /// What several results say together; that some scenarios have no plan is an answer, that none has
  /// one is not.
  init(answers: [PlanningResult], sweeps: [SweepResult]) {
    let codes = answers.map { ExitStatus($0) } + sweeps.map { ExitStatus($0) }
    let severest: [ExitStatus] = [.interrupted, .noPlan, .notProven]
    self =
      severest.first(where: codes.contains)
      ?? (codes.allSatisfy { $0 == .infeasible } ? .infeasible : .success)
  }
}
