// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import PeriluneKit

/// The verb `check`, which says whether a manifest is in order.
struct CheckVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say whether a manifest is in order, and everything that is not.")

  @Argument(help: "The manifest, - for standard input.")
  var manifest: String

  @Option(
    help: ArgumentHelp("Write the diagnostics as JSON, - for standard output.", valueName: "file"))
  var json: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    let file = json.map { OutputFile(path: $0) }
    try OutputFile.refuseClashes([file], inputs: [self.manifest])
    try file?.prepare(console)
    let manifest = try Input.manifest(self.manifest, console) { diagnostics in
      try file?.write(Self.value(diagnostics, sha256: nil).text, console)
    }
    console.report(manifest.warnings)
    try file?.write(Self.value(manifest.warnings, sha256: manifest.sha256).text, console)
    let campaign = manifest.campaign
    if file?.isStandardOutput != true {
      try console.write(
        "\(self.manifest): valid; \(Self.count(campaign.elements.count, "element")), "
          + "\(Self.count(campaign.vehicles.count, "vehicle")), "
          + "\(campaign.start) to \(campaign.end)\n")
    }
  }

  private static func count(_ number: Int, _ thing: String) -> String {
    "\(number) \(thing)\(number == 1 ? "" : "s")"
  }

  private static func value(_ diagnostics: [Diagnostic], sha256: String?) -> JSONValue {
    .object([
      ("valid", .bool(!diagnostics.contains { $0.severity == .error })),
      (
        "diagnostics",
        .array(
          diagnostics.map { diagnostic in
            .object([
              ("severity", .string(diagnostic.severity.rawValue)),
              ("code", .string(diagnostic.code)), ("file", .string(diagnostic.file)),
              ("line", .whole(diagnostic.line)), ("column", .whole(diagnostic.column)),
              ("message", .string(diagnostic.message)), ("help", .optional(diagnostic.help)),
            ])
          })
      ),
      ("manifest_sha256", .optional(sha256)), ("version", .string(Perilune.version)),
    ])
  }
}
