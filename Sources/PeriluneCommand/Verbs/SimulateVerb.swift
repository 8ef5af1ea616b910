// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import PeriluneKit

/// The verb `simulate`, which says how likely the dates of a plan are.
struct SimulateVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Say how likely the dates of a plan are, by executing it many times over.",
    discussion: """
      Plans the manifest, or takes a timeline, and executes the plan event by event with what the \
      manifest says is uncertain: late elements, slipping vehicles, scrubs, failures, shared risks. \
      docs/simulation.md says what is assumed and how to read the result.

        perilune simulate gateway.yaml --timeline timeline.csv
        perilune simulate gateway.yaml --precision 5d --tornado --csv percentiles.csv
        perilune simulate gateway.yaml --policy all --json comparison.json
        perilune simulate gateway.yaml --replication 4711 --trace
      """)

  @Argument(help: "The manifest, - for standard input.")
  var manifest: String

  @Option(
    help: ArgumentHelp(
      "The timeline to execute, by default the best one, which is planned first.",
      valueName: "file"))
  var timeline: String?

  @OptionGroup(title: "Simulation") var settings: SimulationSettings

  @Flag(help: "Simulate again without each risk in turn, and rank the risks.")
  var tornado = false

  @Option(help: ArgumentHelp("The replication to trace, from 0.", valueName: "n"))
  var replication: Int?

  @Flag(help: "Tell one --replication, event by event, instead of running many.")
  var trace = false

  @OptionGroup(title: "Files") var files: SimulationFiles

  @OptionGroup(title: "Planning") var limits: SimulatedPlanLimits

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard manifest != "-" || timeline != "-" else {
      throw ValidationError("Only one of manifest and timeline can come from standard input.")
    }
    guard trace == (replication != nil) else {
      throw ValidationError(
        trace
          ? "Say which replication to trace: --replication 4711." : "--replication needs --trace."
      )
    }
    guard replication.map({ $0 >= 0 && $0 <= Int(UInt32.max) }) ?? true else {
      throw ValidationError("--replication must be between 0 and \(UInt32.max).")
    }
    if trace {
      guard !tornado, files.areOnlyJSON else {
        throw ValidationError("--trace tells one replication; of the files it writes only --json.")
      }
      guard settings.replications == nil, settings.precision == nil else {
        throw ValidationError("--trace tells one replication; it takes no number of them.")
      }
    }
    guard settings.policies.count == 1 || (!tornado && !trace) else {
      throw ValidationError("--tornado and --trace are about a single policy.")
    }
  }

  func run() throws {
    let console = common.console
    try OutputFile.refuseClashes(
      files.all, inputs: [manifest] + (timeline.map { [$0] } ?? []))
    for file in files.all { try file?.prepare(console) }
    Interruption.listen()
    let manifest = try Input.manifest(manifest, console)
    if !common.quiet { console.report(manifest.warnings) }
    let until = try settings.lastDay(of: manifest.campaign, console)
    let plan = try Input.baseline(
      timeline, of: manifest, options: limits.planning(threads: settings.threads), console,
      wording: .simulation)
    let campaign =
      settings.defaults ? manifest.campaign.withDefaultUncertainty() : manifest.campaign
    let simulation = PlannedSimulation(
      manifest: manifest, campaign: campaign, until: until,
      simulator: Perilune.simulator(
        of: campaign, plan: plan.flights, isCancelled: { Interruption.isRequested }))
    if let replication {
      try tell(replication, of: simulation, console)
    } else {
      try simulate(simulation, console)
    }
  }
}

/// A plan that is to be simulated.
struct PlannedSimulation {
  let manifest: Manifest
  /// The campaign as it is simulated, with defaults where they were asked for.
  let campaign: Campaign
  let until: Day?
  let simulator: Simulator
}

/// The files that `simulate` writes.
struct SimulationFiles: ParsableArguments {
  @Option(help: ArgumentHelp("Write percentiles of all milestones as CSV.", valueName: "file"))
  var csv: String?

  @Option(help: ArgumentHelp("Write all figures as JSON.", valueName: "file"))
  var json: String?

  @Option(help: ArgumentHelp("Write the outcome of each replication as CSV.", valueName: "file"))
  var samples: String?

  @Option(
    name: .customLong("s-curve"),
    help: ArgumentHelp("Write the probability by date of all milestones as CSV.", valueName: "file")
  )
  var sCurve: String?

  /// In this order: percentiles, JSON, samples, S-curve.
  var all: [OutputFile?] { [csv, json, samples, sCurve].map { $0.map { OutputFile(path: $0) } } }

  /// Whether no other file than JSON is written.
  var areOnlyJSON: Bool { csv == nil && samples == nil && sCurve == nil }
}

/// The options that limit the planning before a simulation.
struct SimulatedPlanLimits: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Most seconds of planning; the result then depends on the machine.", valueName: "s"))
  var timeLimit: Double?

  @Option(
    help: ArgumentHelp("Most branch-and-bound nodes of planning; reproducible.", valueName: "n"))
  var nodeLimit: Int?

  func validate() throws {
    guard timeLimit.map({ $0 >= 0 && $0.isFinite }) ?? true else {
      throw ValidationError("--time-limit must be 0 or more seconds.")
    }
    guard nodeLimit.map({ $0 >= 0 }) ?? true else {
      throw ValidationError("--node-limit must be 0 or more.")
    }
  }

  /// The options of planning that they come to; Ctrl-C ends it.
  func planning(threads: Int) -> PlanningOptions {
    PlanningOptions(
      timeLimit: timeLimit, nodeLimit: nodeLimit, threads: threads,
      isCancelled: { Interruption.isRequested })
  }
}
