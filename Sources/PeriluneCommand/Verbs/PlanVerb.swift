// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import Foundation
internal import PeriluneKit

/// The verb `plan`, which finds the best timeline of a manifest.
struct PlanVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Find the best assembly timeline and prove that there is none better.",
    discussion: """
      Prints the flights, a chart and the status. Files are written whole or not at all; - is \
      standard output.

        perilune plan gateway.yaml --csv timeline.csv --json plan.json
        perilune plan gateway.yaml --csv - | column -t -s,
      """)

  @Argument(help: "The manifest, - for standard input.")
  var manifest: String

  @Option(help: ArgumentHelp("Write the timeline as CSV.", valueName: "file"))
  var csv: String?

  @Option(help: ArgumentHelp("Write the result as JSON.", valueName: "file"))
  var json: String?

  @Option(help: ArgumentHelp("Write a table of the flights as CSV.", valueName: "file"))
  var flights: String?

  @Option(
    help: ArgumentHelp("Call it proven when the gap is no larger, 0.01 for 1 %.", valueName: "gap"))
  var gap = 0.0

  @Option(
    help: ArgumentHelp("Most seconds; the result then depends on the machine.", valueName: "s"))
  var timeLimit: Double?

  @Option(help: ArgumentHelp("Most branch-and-bound nodes; reproducible.", valueName: "n"))
  var nodeLimit: Int?

  @Option(help: ArgumentHelp("Threads to use; changes no result.", valueName: "n"))
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: ArgumentHelp("Seed of the search for plans.", valueName: "n"))
  var seed: UInt64 = 1

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard gap >= 0, gap.isFinite else { throw ValidationError("--gap must be 0 or more.") }
    guard timeLimit.map({ $0 >= 0 && $0.isFinite }) ?? true else {
      throw ValidationError("--time-limit must be 0 or more seconds.")
    }
    guard nodeLimit.map({ $0 >= 0 }) ?? true else {
      throw ValidationError("--node-limit must be 0 or more.")
    }
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads must be between 1 and 1024.")
    }
  }

  func run() throws {
    let console = common.console
    let files = [csv, json, flights].map { $0.map { OutputFile(path: $0) } }
    try OutputFile.refuseClashes(files, inputs: [manifest])
    for file in files { try file?.prepare(console) }
    let manifest = try Input.manifest(manifest, console)
    if !common.quiet { console.report(manifest.warnings) }
    Interruption.listen()
    let began = ContinuousClock.now
    let plan = try plan(manifest, console)

    let campaign = manifest.campaign
    let conflict =
      plan.result.status == .infeasible
      ? try console.conflict(in: campaign, options: options, since: began) : nil
    if let timeline = plan.timeline {
      try files[0]?.write(TimelineCSV.text(timeline), console)
      try files[2]?.write(FlightsCSV.text(timeline, of: campaign), console)
    }
    let value = PlanJSON.value(
      plan.result, timeline: plan.timeline, of: campaign, manifestSHA256: manifest.sha256,
      version: Perilune.version, conflict: conflict)
    try files[1]?.write(value.text, console)
    if let infeasibility = plan.result.infeasibility {
      console.report(
        InfeasibilityDiagnostics.diagnostics(infeasibility, conflict, in: manifest))
    }
    if files.contains(where: { $0?.isStandardOutput == true }) {
      for line in StatusLines.lines(plan.result, of: campaign) { console.note(line) }
    } else {
      try console.write(page(plan, conflict, campaign, console.reportStyle))
    }
    throw ExitStatus(plan.result)
  }

  private var options: PlanningOptions {
    PlanningOptions(
      timeLimit: timeLimit, nodeLimit: nodeLimit, gap: gap, threads: threads, seed: seed,
      isCancelled: { Interruption.isRequested })
  }

  private func plan(_ manifest: Manifest, _ console: Console) throws -> CheckedPlan {
    let line = ProgressLine(manifest.campaign)
    defer { line.end() }
    var options = options
    if console.showsProgress { options.progress = { line.show($0) } }
    do throws(PlanningError) {
      return try Perilune.plan(manifest.campaign, options: options)
    } catch {
      line.end()
      throw console.report(error)
    }
  }

  private func page(
    _ plan: CheckedPlan, _ conflict: Conflict?, _ campaign: Campaign, _ style: ReportStyle
  ) -> String {
    var lines = [campaign.name, ""]
    if let timeline = plan.timeline {
      lines += FlightTable.lines(timeline, of: campaign, style: style) + [""]
      let chart = GanttChart.lines(timeline, of: campaign, style: style)
      if !chart.isEmpty { lines += chart + [""] }
    }
    lines += StatusLines.lines(plan.result, of: campaign, style: style)
    if let conflict { lines += [""] + ConflictLines.lines(conflict, style: style) }
    return lines.joined(separator: "\n") + "\n"
  }
}
