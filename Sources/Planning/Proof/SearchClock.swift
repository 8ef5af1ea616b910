// SPDX-License-Identifier: GPL-3.0-or-later

internal import MILP

/// The limits of a run: how much time is left, and whether it was cancelled.
struct SearchClock: Sendable {
  private let start = ContinuousClock.now
  private var timeLimit: Double?
  private let isCancelled: @Sendable () -> Bool

  init(_ options: PlanningOptions) {
    timeLimit = options.timeLimit
    isCancelled = options.isCancelled
  }

  /// Seconds since the run began.
  var elapsed: Double {
    let duration = ContinuousClock.now - start
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }

  /// Seconds left; nil without a limit.
  var remaining: Double? {
    timeLimit.map { max(0, $0 - elapsed) }
  }

  /// The same clock for a part of what is left.
  func limited(toShare share: Double) -> SearchClock {
    var clock = self
    clock.timeLimit = remaining.map { elapsed + share * $0 }
    return clock
  }

  /// What ends the run now, if anything.
  var cause: StopCause? {
    if isCancelled() { return .interrupted }
    if let remaining, remaining <= 0 { return .timeLimit }
    return nil
  }

  /// What stopped a search that looked at `cause`, as solvers say it.
  var reason: StopReason { isCancelled() ? .cancelled : .timeLimit }

  /// Options for a solver that stop it when the run is to end.
  var solveOptions: SolveOptions {
    SolveOptions(timeLimit: remaining, isCancelled: isCancelled)
  }
}

extension StopCause {
  /// What stopped a run whose solver was stopped.
  init(_ reason: StopReason) {
    switch reason {
    case .timeLimit: self = .timeLimit
    case .nodeLimit: self = .nodeLimit
    case .cancelled: self = .interrupted
    }
  }
}
