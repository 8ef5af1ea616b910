// SPDX-License-Identifier: GPL-3.0-or-later

import ManifestIO
import TestSupport
import Testing

@Suite struct `A cycle` {
  @Test("is reported if and only if an exhaustive search finds one", arguments: 0..<300)
  func agrees(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let waits = Waits(&random)
    let problems = Samples.diagnostics(Array(waits.manifest.utf8))
    let cycles = problems.filter { $0.code == "cycle" }
    #expect(problems.allSatisfy { $0.severity == .warning || $0.code == "cycle" })
    #expect(!cycles.isEmpty == waits.hasCycle, "\(waits.manifest)")
  }

  @Test func `is there in some of those campaigns, and in some not`() {
    let count = (0..<300).count { seed in
      var random = SplitMix64(seed: UInt64(seed))
      return Waits(&random).hasCycle
    }
    #expect((60...240).contains(count))
  }
}

/// A few elements that wait for one another at random, some of them alternatives.
private struct Waits {
  /// By element and other element: whether it needs that one, or waits for it only if it flies.
  private var isNeeded: [[Bool?]]
  /// By element, the choice it is of.
  private let choice: [Int?]

  init(_ random: inout SplitMix64) {
    let count = Int.random(in: 2...7, using: &random)
    let density = Int.random(in: 8...30, using: &random)
    isNeeded = Array(repeating: Array(repeating: nil, count: count), count: count)
    for element in 0..<count {
      for other in 0..<count where Int.random(in: 0..<100, using: &random) < density {
        if element != other || Int.random(in: 0..<10, using: &random) == 0 {
          isNeeded[element][other] = Int.random(in: 0..<3, using: &random) == 0
        }
      }
    }
    choice = (0..<count).map { _ in
      Bool.random(using: &random) ? Int.random(in: 0..<2, using: &random) : nil
    }
  }

  /// Whether some elements wait for one another that can fly together, or all need the next one.
  var hasCycle: Bool {
    func extends(_ path: [Int], needed: Bool) -> Bool {
      guard let last = path.last else { return false }
      return isNeeded[last].indices.contains { next in
        guard let isNeeded = isNeeded[last][next], isNeeded || !needed else { return false }
        if next == path[0] { return true }
        guard !path.contains(next) else { return false }
        let isAlternative = path.contains { choice[$0] == choice[next] && choice[next] != nil }
        return (needed || !isAlternative) && extends(path + [next], needed: needed)
      }
    }
    return choice.indices.contains { extends([$0], needed: false) || extends([$0], needed: true) }
  }

  var manifest: String {
    var lines = [
      "perilune: 1", "campaign: { name: Test, start: 2020-01-01, end: 2025-12-31, node: NRHO }",
      "vehicles: { V: { capacity: { NRHO: 10 t } } }", "elements:",
    ]
    for element in isNeeded.indices {
      let after = isNeeded[element].enumerated().compactMap { other, isNeeded in
        isNeeded.map { $0 ? "E\(other)" : "{ element: E\(other), ifFlown: true }" }
      }
      lines.append("  E\(element): { mass: 1 t, after: [\(after.joined(separator: ", "))] }")
    }
    lines.append("choices:")
    for number in 0..<2 {
      let members = choice.indices.filter { choice[$0] == number }.map { "E\($0)" }
      if !members.isEmpty {
        lines.append("  C\(number): { oneOf: [\(members.joined(separator: ", "))] }")
      }
    }
    if lines.last == "choices:" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
