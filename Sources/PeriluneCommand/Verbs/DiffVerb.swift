// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import PeriluneKit

/// The verb `diff`, which says what is otherwise in one timeline against another.
struct DiffVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what is otherwise in one timeline against another.",
    discussion: """
      Compares any two timelines, element by element and flight by flight. A manifest adds its \
      order, its objectives and costs; without it the two files are all there is. Exit code 0, \
      whether they differ or not.

        perilune diff before.csv after.csv --manifest gateway.yaml
      """)

  @Argument(help: "The timeline to compare with, a CSV file; - for standard input.")
  var baseline: String

  @Argument(help: "The other timeline.")
  var timeline: String

  @Option(help: ArgumentHelp("The manifest of both.", valueName: "file"))
  var manifest: String?

  @Option(
    name: [.customLong("difference"), .customLong("csv")],
    help: ArgumentHelp("Write the elements with their slips as CSV.", valueName: "file"))
  var difference: String?

  @Option(help: ArgumentHelp("Write the difference as JSON.", valueName: "file"))
  var json: String?

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard [baseline, timeline, manifest].count(where: { $0 == "-" }) <= 1 else {
      throw ValidationError("Only one file can come from standard input.")
    }
  }

  func run() throws {
    let console = common.console
    let files = [difference, json].map { $0.map { OutputFile(path: $0) } }
    try OutputFile.refuseClashes(
      files, inputs: [baseline, timeline] + (manifest.map { [$0] } ?? []))
    for file in files { try file?.prepare(console) }
    let manifest = try manifest.map { try Input.manifest($0, console) }
    let before = try Input.timeline(baseline, console)
    let after = try Input.timeline(timeline, console)
    let difference = Difference(baseline: before, of: manifest?.campaign, other: after)
    let name = Input.name(timeline)
    try files[0]?.write(DifferenceCSV.text([(name, difference)]), console)
    try files[1]?.write(value(difference, manifest).text, console)
    guard !files.contains(where: { $0?.isStandardOutput == true }) else { return }
    let title = "\(name) against \(Input.name(baseline))"
    let lines = DifferencePage.lines(
      difference, of: manifest?.campaign, style: console.reportStyle)
    try console.write(([title, ""] + lines).joined(separator: "\n") + "\n")
  }

  private func value(_ difference: Difference, _ manifest: Manifest?) -> JSONValue {
    .object([
      ("difference", DifferenceJSON.value(difference)),
      ("manifest_sha256", .optional(manifest?.sha256)), ("version", .string(Perilune.version)),
    ])
  }
}
