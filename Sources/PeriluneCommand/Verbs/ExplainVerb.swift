// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import PeriluneKit

/// The verb `explain`, which says why a date is what it is and how far it can be moved.
struct ExplainVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a date is not earlier, and how much later it could be.",
    discussion: """
      Names what binds an element, a flight or, without either, the completion: the chain back \
      through the rules and the other flights to a fact of the manifest. Plans again to prove how \
      far each element can be moved before an objective gets worse.

        perilune explain gateway.yaml
        perilune explain gateway.yaml HAB --timeline timeline.csv
      """)

  @Argument(help: "The manifest, - for standard input.")
  var manifest: String

  @Argument(
    help: ArgumentHelp(
      "An element, or a flight by its number; the completion by default.",
      valueName: "element|flight"))
  var subject: String?

  @Option(
    help: ArgumentHelp(
      "The timeline to explain, by default the best one, which is planned first.",
      valueName: "file"))
  var timeline: String?

  @Option(help: ArgumentHelp("Write the reasons as JSON.", valueName: "file"))
  var json: String?

  @Flag(
    help: "Leave out what needs planning again: the total slack, and whether earlier is possible.")
  var bindingsOnly = false

  @OptionGroup var limits: LimitOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard manifest != "-" || timeline != "-" else {
      throw ValidationError("Only one of manifest and timeline can come from standard input.")
    }
  }

  func run() throws {
    let console = common.console
    let file = json.map { OutputFile(path: $0) }
    try OutputFile.refuseClashes([file], inputs: [manifest] + (timeline.map { [$0] } ?? []))
    try file?.prepare(console)
    let manifest = try Input.manifest(manifest, console)
    if !common.quiet { console.report(manifest.warnings) }
    Interruption.listen()
    let (timeline, isBest) = try plan(of: manifest, console)
    let subject = try subject(in: manifest.campaign, timeline)
    let explainer = Explainer(
      timeline, of: manifest.campaign, isBest: isBest,
      planner: bindingsOnly ? nil : Perilune.planner, options: limits.planning)
    let explanation: Explanation?
    do throws(PlanningError) {
      explanation = try explainer.explain(subject)
    } catch {
      throw console.report(error)
    }
    guard let explanation else {
      throw ValidationError("\(self.subject ?? "It") stays on the ground in this plan.")
    }
    try write(explanation, manifest, file, console)
    throw status(of: explanation)
  }

  // MARK: What is explained

  /// The timeline to explain, and whether it is known that none is better.
  private func plan(
    of manifest: Manifest, _ console: Console
  ) throws -> (timeline: Timeline, isBest: Bool) {
    if let path = timeline { return (try timeline(path, of: manifest, console), false) }
    let plan: CheckedPlan
    let began = ContinuousClock.now
    let line = ProgressLine(manifest.campaign)
    defer { line.end() }
    var options = limits.planning
    if console.showsProgress { options.progress = { line.show($0) } }
    do throws(PlanningError) {
      plan = try Perilune.plan(manifest.campaign, options: options)
    } catch {
      line.end()
      throw console.report(error)
    }
    guard let timeline = plan.timeline else {
      line.end()
      if let infeasibility = plan.result.infeasibility {
        let conflict = try console.conflict(
          in: manifest.campaign, options: limits.planning, since: began)
        console.report(infeasibility, conflict, in: manifest)
      }
      for line in StatusLines.lines(plan.result, of: manifest.campaign) { console.note(line) }
      throw ExitStatus(plan.result)
    }
    return (timeline, Baseline(plan, of: manifest.campaign)?.isProven ?? false)
  }

  /// A timeline from a file; one that breaks rules has no reasons.
  private func timeline(
    _ path: String, of manifest: Manifest, _ console: Console
  ) throws -> Timeline {
    let timeline = try Input.timeline(path, console)
    let violations = TimelineChecker(manifest.campaign).violations(in: timeline)
    guard !violations.isEmpty else { return timeline }
    console.report(
      violations.map { violation in
        manifest.source.diagnostic(
          severity: .error, code: violation.kind.rawValue, at: violation.path,
          message: (violation.date.map { "\($0): " } ?? "") + violation.message)
      })
    console.error(
      "\(Input.name(path)) breaks rules of \(Input.name(self.manifest))",
      help: "only a timeline that 'perilune verify' accepts can be explained")
    throw ExitStatus.invalidInput
  }

  private func subject(
    in campaign: Campaign, _ timeline: Timeline
  ) throws -> Explanation.Subject {
    guard let subject else { return .campaign }
    if campaign.elements.contains(where: { $0.id.text == subject }) {
      return .element(Element.ID(subject))
    }
    let flights = timeline.events.filter { $0.kind == .launch }.compactMap(\.flight)
    if flights.contains(subject) { return .flight(subject) }
    let names = campaign.elements.map(\.id.text) + flights
    let nearest = NearestName.of(subject, among: names).map { "; did you mean '\($0)'?" } ?? ""
    throw ValidationError("There is no element or flight '\(subject)'\(nearest)")
  }

  // MARK: What comes of it

  private func write(
    _ explanation: Explanation, _ manifest: Manifest, _ file: OutputFile?, _ console: Console
  ) throws {
    let entries = ExplanationJSON.entries(explanation) { path in
      manifest.source.location(of: path).map { ($0.line, $0.column) }
    }
    let value = JSONValue.object(
      entries + [
        ("manifest_sha256", .string(manifest.sha256)), ("version", .string(Perilune.version)),
      ])
    try file?.write(value.text, console)
    guard file?.isStandardOutput != true else { return }
    let name = Input.name(self.manifest)
    let lines = ExplanationPage.lines(explanation, style: console.reportStyle) { path in
      manifest.source.location(of: path).map { "\(name):\($0.line)" }
    }
    try console.write(lines.joined(separator: "\n") + "\n")
  }

  /// Whether all that was asked for is proven.
  private func status(of explanation: Explanation) -> ExitStatus {
    if Interruption.isRequested { return .interrupted }
    let latitudes = explanation.elements.flatMap { [$0.earlier, $0.later] }.compactMap(\.self)
    let isProven = latitudes.allSatisfy { $0.isProven || $0.stoppedBy == nil }
    return isProven && (explanation.isBest || timeline != nil) ? .success : .notProven
  }
}
