// SPDX-License-Identifier: GPL-3.0-or-later

internal import Foundation
internal import Planning

/// How fast an operation is on a campaign: several samples, each of rounds that last long enough for
/// the clock.
struct Measurement: Sendable {
  let campaign: String
  let kernel: PlanningKernels.Kernel
  /// Seconds an operation takes, by sample, ascending.
  let seconds: [Double]
  /// What one round does.
  let round: PlanningKernels.Work

  init(
    of kernel: PlanningKernels.Kernel, in kernels: PlanningKernels, campaign: String,
    samples: Int, least: Duration
  ) throws {
    self.campaign = campaign
    self.kernel = kernel
    (seconds, round) = try kernels.with(kernel) { round in
      // Caches and the linear program's columns fill up before anything is timed.
      let work = try round()
      let clock = ContinuousClock()
      let seconds = try (0..<samples).map { _ in
        let start = clock.now
        var operations = 0
        repeat { operations += try round().operations } while clock.now - start < least
        return Self.seconds(clock.now - start) / Double(max(1, operations))
      }
      return (seconds.sorted(), work)
    }
  }

  /// The median of the samples.
  var median: Double {
    let middle = seconds.count / 2
    return seconds.count % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }

  // MARK: - Output

  static let header =
    "  operation                      per second       median      fastest      slowest"

  /// A line of the table; times are those of one operation.
  var line: String {
    let name = kernel.rawValue.padding(toLength: 28, withPad: " ", startingAt: 0)
    let times = [median, seconds[0], seconds[seconds.count - 1]].map(Self.text)
    return "  " + name + String(format: "%13.0f", 1 / median)
      + times.map { String(repeating: " ", count: max(1, 13 - $0.count)) + $0 }.joined()
  }

  private static func text(_ seconds: Double) -> String {
    switch seconds {
    case ..<1e-3: String(format: "%.2f us", seconds * 1e6)
    case ..<1: String(format: "%.2f ms", seconds * 1e3)
    default: String(format: "%.2f s", seconds)
    }
  }

  static let csvHeader =
    "campaign,operation,per_second,median_seconds,fastest_seconds,slowest_seconds,samples,checksum"

  /// A row of the CSV file; equal checksums mean that the same was done.
  var csv: String {
    let times = [median, seconds[0], seconds[seconds.count - 1]]
    return
      ([campaign, kernel.rawValue, String(format: "%.1f", 1 / median)]
      + times.map { String(format: "%.3e", $0) } + ["\(seconds.count)", "\(round.checksum)"])
      .joined(separator: ",")
  }
}
