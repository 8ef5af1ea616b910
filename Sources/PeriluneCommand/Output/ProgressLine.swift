// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import PeriluneKit
internal import Synchronization

/// One line on the terminal, rewritten as planning goes on.
final class ProgressLine: Sendable {
  private let start: Day
  /// When the line was last written, in seconds of the run; nil when there is no line.
  private let last = Mutex<Double?>(nil)

  init(_ campaign: Campaign) {
    start = campaign.start
  }

  /// Shows how far planning has come, some ten times a second at most.
  func show(_ progress: PlanningProgress) {
    let isDue = last.withLock { last in
      if let shown = last, progress.elapsed - shown < 0.1 { return false }
      last = progress.elapsed
      return true
    }
    guard isDue else { return }
    let full =
      "\(progress.objective): incumbent \(value(progress.incumbent, progress))  "
      + "bound \(value(progress.bound, progress))  gap \(gap(progress))  "
      + "columns \(progress.columns)  rows \(progress.rows)  nodes \(progress.nodes)  \(Int(progress.elapsed)) s"
    // A line that wraps could not be rewritten.
    let text = full.prefix(Console.width(of: STDERR_FILENO) - 1)
    _ = Console.write(Array("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO)
  }

  /// Clears the line.
  func end() {
    if last.withLock({ $0 }) != nil {
      _ = Console.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO)
    }
  }

  private func value(_ amount: Amount?, _ progress: PlanningProgress) -> String {
    guard let amount else { return "-" }
    if case .completion = progress.objective {
      return (start + amount.thousandths / 1000).description
    }
    return amount.description
  }

  private func gap(_ progress: PlanningProgress) -> String {
    guard let incumbent = progress.incumbent else { return "-" }
    let report = ObjectiveReport(
      objective: progress.objective, value: incumbent, bound: progress.bound)
    return report.gap.map { "\(Int((100 * $0).rounded(.up)))%" } ?? "-"
  }
}
