// SPDX-License-Identifier: GPL-3.0-or-later

internal import PeriluneKit

/// Why there is no plan, pointed at in the manifest.
enum InfeasibilityDiagnostics {
  /// The reason at its first fact, then a note at each of the others.
  ///
  /// The facts are those of the conflict, where one was found, else those that planning named.
  static func diagnostics(
    _ infeasibility: Infeasibility, _ conflict: Conflict? = nil, in manifest: Manifest
  ) -> [Diagnostic] {
    guard let conflict, let first = conflict.facts.first else {
      return bare(infeasibility, in: manifest)
    }
    let advice = conflict.fixes.first.map { fix in
      "for instance: " + fix.text + (fix.setting.map { " (--set '\($0)')" } ?? "")
    }
    let error = manifest.source.diagnostic(
      severity: .error, code: "infeasible", at: first.path,
      message: infeasibility.isBare ? conflict.summary : infeasibility.reason,
      help: advice ?? infeasibility.advice)
    return [error]
      + conflict.facts.map { fact in
        manifest.source.diagnostic(
          severity: .note, code: "infeasible", at: fact.path, message: fact.text, help: nil)
      }
  }

  private static func bare(
    _ infeasibility: Infeasibility, in manifest: Manifest
  ) -> [Diagnostic] {
    let first = infeasibility.facts.first ?? ManifestPath("campaign")
    return [
      manifest.source.diagnostic(
        severity: .error, code: "infeasible", at: first, message: infeasibility.reason,
        help: infeasibility.advice)
    ]
      + infeasibility.facts.dropFirst().map { fact in
        manifest.source.diagnostic(
          severity: .note, code: "infeasible", at: fact, message: "this takes part: \(fact)",
          help: nil)
      }
  }
}
