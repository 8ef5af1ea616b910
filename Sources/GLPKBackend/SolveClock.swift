// SPDX-License-Identifier: GPL-3.0-or-later

/// The time since a solve began, and what is left of its limit.
struct SolveClock {
  private let start = ContinuousClock.now
  private let timeLimit: Double?

  init(timeLimit: Double?) {
    self.timeLimit = timeLimit
  }

  /// Seconds since the solve began.
  var elapsed: Double {
    let duration = ContinuousClock.now - start
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }

  /// Seconds left to the time limit, infinite without one.
  var secondsLeft: Double {
    timeLimit.map { max(0, $0 - elapsed) } ?? .infinity
  }
}
