// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import Foundation
internal import GLPKBackend
internal import ManifestIO
internal import Planning

/// The command `perilune-microbench`, which times what planning spends its time in.
@main
struct Microbench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "perilune-microbench",
    abstract: "Time the operations that planning is made of, on given campaigns.")

  @Argument(help: "The campaigns' manifests.")
  var manifests: [String]

  @Option(help: "How often each operation is timed.")
  var samples = 7

  @Option(help: "Least milliseconds of a sample.")
  var milliseconds = 50

  @Option(help: "The most loads of a pool.")
  var pool = 4_000

  @Option(help: "Where the figures are written to as CSV.")
  var csv: String?

  func validate() throws {
    guard samples > 0, milliseconds > 0, pool > 0 else {
      throw ValidationError("samples, milliseconds and pool are positive")
    }
  }

  func run() throws {
    var measurements: [Measurement] = []
    for path in manifests {
      let campaign = try Manifest.load(path: path).campaign
      let kernels = try PlanningKernels(campaign, solver: GLPKSolver(), poolSize: pool)
      let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      print(
        "\(name): \(kernels.size.elements) elements, \(kernels.size.launchDays) launch days, "
          + "\(kernels.size.loads) loads")
      print(Measurement.header)
      for kernel in PlanningKernels.Kernel.allCases {
        let measurement = try Measurement(
          of: kernel, in: kernels, campaign: name, samples: samples,
          least: .milliseconds(milliseconds))
        print(measurement.line)
        measurements.append(measurement)
      }
    }
    if let csv {
      let lines = [Measurement.csvHeader] + measurements.map(\.csv)
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: csv))
    }
  }
}
