// SPDX-License-Identifier: GPL-3.0-or-later

internal import PeriluneKit

extension Console {
  /// Reports that planning failed; returns the exit code that says so.
  func report(_ error: PlanningError) -> ExitStatus {
    switch error {
    case .solver(let failure):
      self.error("the solver failed: \(failure)", help: "please report this with the manifest")
    case .internalError(let message):
      self.error("internal error: \(message)", help: "please report this with the manifest")
    }
    return ExitStatus(error)
  }
}
