// SPDX-License-Identifier: GPL-3.0-or-later

package import PeriluneKit

/// What the command's exit code says; docs/exit-codes.md is their description for users.
///
/// Visible to the package so that tests can ask what no run of the command should show, code 70.
package enum ExitStatus: Int32, Error {
  /// Delivered what was asked.
  case success = 0
  /// A limit stopped it; the plan written is not proven best.
  case notProven = 2
  /// There is no plan, or the timeline breaks rules.
  case infeasible = 3
  /// A limit stopped it before there was a plan.
  case noPlan = 4
  /// The manifest or the data are invalid.
  case invalidInput = 65
  /// A file cannot be read.
  case unreadable = 66
  /// A defect of Perilune.
  case internalError = 70
  /// A file cannot be written.
  case unwritable = 73
  /// Interrupted; the best plan so far was written.
  case interrupted = 130
}

extension ExitStatus {
  /// What a result of planning says.
  package init(_ result: PlanningResult) {
    switch result.status {
    case .optimal: self = .success
    case .infeasible: self = .infeasible
    case .feasible, .unknown:
      let limited: ExitStatus = result.status == .feasible ? .notProven : .noPlan
      self = result.stoppedBy == .interrupted ? .interrupted : limited
    }
  }

  /// What a failure of planning says.
  package init(_ error: PlanningError) {
    switch error {
    case .solver, .internalError: self = .internalError
    }
  }
}
