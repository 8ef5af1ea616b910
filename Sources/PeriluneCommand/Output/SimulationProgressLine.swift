// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import PeriluneKit
internal import Synchronization

/// One line on the terminal, rewritten as replications are finished.
final class SimulationProgressLine: Sendable {
  private let name: String
  private let began = ContinuousClock.now
  /// When the line was last written; nil when there is no line.
  private let last = Mutex<ContinuousClock.Instant?>(nil)

  /// A line about what is simulated, the policy for instance.
  init(_ name: String) {
    self.name = name
  }

  /// Shows how far a run has come, some ten times a second at most; any thread may call it.
  func show(_ progress: Simulator.Progress) {
    last.withLock { last in
      let now = ContinuousClock.now
      if let shown = last, now - shown < .milliseconds(100) { return }
      last = now
      let (seconds, attoseconds) = (now - began).components
      let elapsed = Double(seconds) + Double(attoseconds) * 1e-18
      let rate = Int(Double(progress.finished) / max(elapsed, 1e-3))
      let width = max(10, min(30, Console.width(of: STDERR_FILENO) - 60))
      let filled = width * progress.finished / max(1, progress.requested)
      let bar =
        String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
      let text =
        "\(name) [\(bar)] \(progress.finished) of \(progress.requested) replications, \(rate)/s"
      // A line that wraps could not be rewritten.
      let shown = text.prefix(Console.width(of: STDERR_FILENO) - 1)
      _ = Console.write(Array("\r\u{1B}[K\(shown)".utf8), to: STDERR_FILENO)
    }
  }

  /// Clears the line.
  func end() {
    if last.withLock({ $0 }) != nil {
      _ = Console.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO)
    }
  }
}
