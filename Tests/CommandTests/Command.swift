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

  /// A manifest that plans in a second, but not without branching.
  static let medium = manifest(elements: 12, vehicles: 3)

  /// A manifest that has a plan at once and no proof within minutes.
  static let large = manifest(elements: 60, vehicles: 4)

  private static func manifest(elements: Int, vehicles: Int) -> String {
    var lines = [
      "perilune: 1",
      "campaign: { name: Made, start: 2024-01-01, end: 2045-12-31, node: NRHO }",
      "windows: { w: { from: 2024-01-03, every: 27.32 d, open: 5 d } }", "vehicles:",
    ]
    for vehicle in 0..<vehicles {
      lines.append(
        "  V\(vehicle): { windows: w, turnaround: \(45 + 31 * vehicle) d, slots: 3, "
          + "capacity: { NRHO: \(9 + 2 * vehicle) t }, transit: { NRHO: \(3 + vehicle) d } }")
    }
    lines.append("elements:")
    for element in 0..<elements {
      let mass = 1511 + element * 7919 % 5000
      let isFirst = element <= 2 || element % 3 == 0
      let after =
        isFirst
        ? "" : ", after: [{ element: E\(element * 37 % element), lag: \(17 * (element % 4)) d }]"
      lines.append(
        "  E\(element): { mass: \(mass) kg, weight: \(1 + element % 5), "
          + "commissioning: \(element % 29) d\(after) }")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
