// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import Foundation
internal import PeriluneKit

/// The command `perilune`.
@main
struct PeriluneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "perilune",
    abstract: "Plan the assembly of a lunar space station, and prove the plan best.",
    discussion: """
      A manifest (YAML) says which elements are to be assembled, which vehicles carry them and \
      which rules hold. Start with:

        perilune plan manifests/quickstart.yaml

      Exit codes: 0 done, 2 plan not proven best (a limit stopped it), 3 infeasible or timeline \
      breaks rules, 4 no plan found before a limit, 64 usage, 65 invalid input, 66 cannot read, \
      73 cannot write, 70 internal error, 130 interrupted.
      """,
    version: "perilune \(Perilune.version)",
    subcommands: [
      PlanVerb.self, WhatIfVerb.self, SimulateVerb.self, ExplainVerb.self, DiffVerb.self,
      CheckVerb.self, VerifyVerb.self, SchemaVerb.self,
    ])

  static func main() {
    // A closed pipe is found out by writing; the signal would end the process without a word.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let status as ExitStatus {
      Foundation.exit(status.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}
