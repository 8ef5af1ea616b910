// SPDX-License-Identifier: GPL-3.0-or-later

internal import PeriluneKit

extension Console {
  /// Why a campaign has no plan, as far as the limits of the options let it be found; nil when it has
  /// one.
  ///
  /// `began` is when the command began what the time limit is for.
  func conflict(
    in campaign: Campaign, options: PlanningOptions, since began: ContinuousClock.Instant
  ) throws -> Conflict? {
    let spent = (ContinuousClock.now - began) / .seconds(1)
    let own = PlanningOptions(
      timeLimit: options.timeLimit.map { max(0, $0 - spent) }, threads: options.threads,
      seed: options.seed, isCancelled: options.isCancelled)
    do {
      return try ConflictSearch(planner: Perilune.planner, options: own)
        .conflict(in: campaign, isKnownInfeasible: true)
    } catch {
      self.error("internal error: \(error)", help: "please report this with the manifest")
      throw ExitStatus(error)
    }
  }

  /// Reports why there is no plan, at the lines of the manifest, and what would help.
  func report(
    _ infeasibility: Infeasibility, _ conflict: Conflict?, in manifest: Manifest
  ) {
    report(InfeasibilityDiagnostics.diagnostics(infeasibility, conflict, in: manifest))
    guard let conflict else { return }
    for line in ConflictLines.lines(conflict) { note(line) }
  }
}
