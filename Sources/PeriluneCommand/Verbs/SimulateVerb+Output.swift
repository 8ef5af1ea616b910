// SPDX-License-Identifier: GPL-3.0-or-later

internal import PeriluneKit

extension SimulateVerb {
  /// Tells one replication, and ends with its exit code.
  func tell(_ number: Int, of simulation: PlannedSimulation, _ console: Console) throws {
    let policy = settings.policies[0]
    let events = simulation.simulator.story(
      of: number, settings.options(policy, until: simulation.until))
    // Half a story is none: a new plan may have been given up.
    if Interruption.isRequested { throw ExitStatus.interrupted }
    let value = JSONValue.object(
      [
        ("replication", .whole(number)), ("seed", .number("\(settings.seed)")),
        ("policy", .string(policy.rawValue)), ("events", StoryJSON.value(events)),
      ] + identity(of: simulation))
    let json = files.all[1]
    try json?.write(value.text, console)
    guard json?.isStandardOutput != true else { return }
    let lines =
      [
        simulation.campaign.name, "",
        "replication \(number), seed \(settings.seed), policy \(policy.rawValue)", "",
      ] + StoryPage.lines(events, style: console.reportStyle)
    try console.write(lines.joined(separator: "\n") + "\n")
  }

  /// Runs the replications of each policy, writes what was found, and ends with its exit code.
  func simulate(_ simulation: PlannedSimulation, _ console: Console) throws {
    var results: [SimulationResult] = []
    for policy in settings.policies where !Interruption.isRequested || results.isEmpty {
      results.append(run(policy, of: simulation, console))
    }
    let ranking = ranking(of: simulation, after: results, console)
    let subject = SimulationSubject(
      simulation.manifest.campaign, simulated: simulation.campaign, precision: settings.precision)
    try write(results, ranking, simulation, subject, console)
    throw status(of: results, subject)
  }

  private func run(
    _ policy: ExecutionPolicy, of simulation: PlannedSimulation, _ console: Console
  ) -> SimulationResult {
    let line = SimulationProgressLine(policy.rawValue)
    defer { line.end() }
    // Policies are compared replication by replication.
    let options = settings.options(
      policy, until: simulation.until,
      keepsSamples: files.samples != nil || settings.policies.count > 1)
    return simulation.simulator.run(
      options, progress: { if console.showsProgress { line.show($0) } },
      isCancelled: { Interruption.isRequested })
  }

  /// The risks ranked by what they cost, if that was asked for; as many as were finished.
  private func ranking(
    of simulation: PlannedSimulation, after results: [SimulationResult], _ console: Console
  ) -> Simulation.Tornado? {
    guard tornado, let result = results.first, !Interruption.isRequested else { return nil }
    let line = SimulationProgressLine("tornado")
    defer { line.end() }
    return simulation.simulator.tornado(
      settings.options(result.policy, until: simulation.until), replications: result.replications,
      progress: { if console.showsProgress { line.show($0) } },
      isCancelled: { Interruption.isRequested })
  }

  private func write(
    _ results: [SimulationResult], _ ranking: Simulation.Tornado?, _ simulation: PlannedSimulation,
    _ subject: SimulationSubject, _ console: Console
  ) throws {
    let files = files.all
    try files[0]?.write(SimulationCSV.text(results), console)
    let value = JSONValue.object(
      [
        ("simulations", .array(results.map { SimulationJSON.value($0, of: simulation.campaign) })),
        ("regret", SimulationJSON.regret(results.count > 1 ? results : [])),
        ("tornado", ranking.map { SimulationJSON.value($0) } ?? .null),
      ] + identity(of: simulation))
    try files[1]?.write(value.text, console)
    try files[2]?.write(SamplesCSV.text(results), console)
    try files[3]?.write(SCurveCSV.text(results), console)
    let style = console.reportStyle
    var lines = [simulation.campaign.name, ""]
    if results.count > 1 {
      lines += PolicyPage.lines(results, of: subject, style: style)
    } else {
      lines += SimulationPage.lines(results[0], of: subject, style: style)
    }
    if let ranking {
      let bars = TornadoPage.lines(ranking, style: style)
      lines += bars.isEmpty ? [] : [""] + bars
      if Interruption.isRequested { lines.append("interrupted: not all risks were looked at") }
    }
    if files.contains(where: { $0?.isStandardOutput == true }) {
      for line in subject.notes(results) { console.note(line) }
    } else {
      try console.write(lines.joined(separator: "\n") + "\n")
    }
  }

  private func identity(
    of simulation: PlannedSimulation
  ) -> [(key: String, value: JSONValue)] {
    [
      ("defaults", .bool(settings.defaults)),
      ("manifest_sha256", .string(simulation.manifest.sha256)),
      ("version", .string(Perilune.version)),
    ]
  }

  /// Whether all was done that was asked for.
  private func status(
    of results: [SimulationResult], _ subject: SimulationSubject
  ) -> ExitStatus {
    if Interruption.isRequested { return .interrupted }
    return results.allSatisfy(subject.isPrecise) ? .success : .notProven
  }
}
