// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import TestSupport

/// The built command, and manifests for it.
enum Command {
  /// The executable beside the test bundle.
  static let path: String = {
    let bundle = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let beside =
      bundle?.deletingLastPathComponent()
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return beside.appendingPathComponent("perilune").path
  }()

  /// Runs it.
  static func run(
    _ arguments: String..., input: String? = nil, environment: [String: String?] = [:],
    whenStarted: ((Process) -> Void)? = nil
  ) throws -> Program.Run {
    try Program.run(
      path, arguments, input: input, environment: environment, whenStarted: whenStarted)
  }

  /// A manifest that plans at once.
  static let small = """
    perilune: 1
    campaign: { name: Small, start: 2024-01-01, end: 2024-12-31, node: NRHO }
    pads: { P: { turnaround: 10 d } }
    vehicles:
      V: { pads: [P], turnaround: 30 d, slots: 1, capacity: { NRHO: 5 t }, transit: { NRHO: 4 d } }
    elements:
      A: { mass: 4 t }
      B: { mass: 4 t, after: [A] }
    """

  /// A manifest of many elements that takes a while to prove.
  static let large: String = {
    var lines = [
      "perilune: 1",
      "campaign: { name: Large, start: 2024-01-01, end: 2040-12-31, node: NRHO }",
      "windows: { w: { from: 2024-01-03, every: 27.32 d, open: 1 d } }", "vehicles:",
    ]
    for vehicle in 0..<4 {
      lines.append(
        "  V\(vehicle): { windows: w, turnaround: \(31 + 31 * vehicle) d, slots: 3, "
          + "capacity: { NRHO: \(9 + 2 * vehicle) t } }")
    }
    lines.append("elements:")
    for element in 0..<40 {
      let mass = 1511 + (element * 7919) % 3000
      let weight = 1 + element % 5
      lines.append("  E\(element): { mass: \(mass) kg, weight: \(weight) }")
    }
    return lines.joined(separator: "\n") + "\n"
  }()
}
