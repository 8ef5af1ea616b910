// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import PeriluneKit

/// The verb `verify`, which says whether a timeline keeps the rules of a manifest.
struct VerifyVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Judge a timeline by the rules of a manifest, and name every rule it breaks.",
    discussion: "The judge shares nothing with the planner but the manifest's values.")

  @Argument(help: "The manifest, - for standard input.")
  var manifest: String

  @Argument(help: "The timeline, a CSV file as 'plan --csv' writes it; - for standard input.")
  var timeline: String

  @Option(
    help: ArgumentHelp("Write the verdict as JSON, - for standard output.", valueName: "file"))
  var json: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard manifest != "-" || timeline != "-" else {
      throw ValidationError("Only one of manifest and timeline can come from standard input.")
    }
  }

  func run() throws {
    let console = common.console
    let file = json.map { OutputFile(path: $0) }
    try OutputFile.refuseClashes([file], inputs: [self.manifest, self.timeline])
    try file?.prepare(console)
    let manifest = try Input.manifest(manifest, console)
    let timeline = try Input.timeline(timeline, console)
    let violations = TimelineChecker(manifest.campaign).violations(in: timeline)
    try file?.write(value(violations, manifest).text, console)
    console.report(
      violations.map { violation in
        let date = violation.date.map { "\($0): " } ?? ""
        return manifest.source.diagnostic(
          severity: .error, code: violation.kind.rawValue, at: violation.path,
          message: date + violation.message)
      })
    guard violations.isEmpty else {
      console.note(
        "\(Input.name(self.timeline)) breaks \(violations.count) "
          + "\(violations.count == 1 ? "rule" : "rules") of \(Input.name(self.manifest))")
      throw ExitStatus.infeasible
    }
    if file?.isStandardOutput != true {
      let flights = timeline.events.count { $0.kind == .launch }
      try console.write(
        "\(Input.name(self.timeline)): keeps every rule of \(Input.name(self.manifest)); "
          + "\(flights) flight\(flights == 1 ? "" : "s"), \(timeline.events.count) events\n")
    }
  }

  private func value(_ violations: [Violation], _ manifest: Manifest) -> JSONValue {
    .object([
      ("verified", .bool(violations.isEmpty)),
      (
        "violations",
        .array(
          violations.map { violation in
            let location = manifest.source.location(of: violation.path)
            return .object([
              ("rule", .string(violation.kind.rawValue)),
              ("date", .optional(violation.date?.description)),
              ("flight", .optional(violation.flight)),
              ("element", .optional(violation.element?.text)),
              ("message", .string(violation.message)),
              ("path", .string(violation.path.description)),
              ("line", location.map { .whole($0.line) } ?? .null),
              ("column", location.map { .whole($0.column) } ?? .null),
            ])
          })
      ),
      ("manifest_sha256", .string(manifest.sha256)), ("version", .string(Perilune.version)),
    ])
  }
}
