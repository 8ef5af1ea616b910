// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import PeriluneKit

/// The verb `schema`, which prints the JSON Schema of manifests.
struct SchemaVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of manifests, for editors and tools.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    try common.console.write(ManifestSchema.json)
  }
}
