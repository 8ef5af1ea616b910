// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import PeriluneKit

/// The verb `schema`, which prints the JSON Schema of manifests or of studies.
struct SchemaVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of manifests or studies, for editors and tools.")

  @Flag(help: "That of study files.")
  var study = false

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.console.write(study ? ManifestSchema.study : ManifestSchema.json)
  }
}
