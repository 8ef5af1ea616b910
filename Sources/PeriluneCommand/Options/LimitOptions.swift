// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import Foundation
internal import PeriluneKit

/// The options that limit planning and drive it, for verbs that plan several times.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Call it proven when the gap is no larger, 0.01 for 1 %.", valueName: "gap"))
  var gap = 0.0

  @Option(
    help: ArgumentHelp(
      "Most seconds for each plan; the result then depends on the machine.", valueName: "s"))
  var timeLimit: Double?

  @Option(
    help: ArgumentHelp("Most branch-and-bound nodes for each plan; reproducible.", valueName: "n"))
  var nodeLimit: Int?

  @Option(help: ArgumentHelp("Threads to use; changes no result.", valueName: "n"))
  var threads = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: ArgumentHelp("Seed of the search for plans.", valueName: "n"))
  var seed: UInt64 = 1

  func validate() throws {
    guard gap >= 0, gap.isFinite else { throw ValidationError("--gap must be 0 or more.") }
    guard timeLimit.map({ $0 >= 0 && $0.isFinite }) ?? true else {
      throw ValidationError("--time-limit must be 0 or more seconds.")
    }
    guard nodeLimit.map({ $0 >= 0 }) ?? true else {
      throw ValidationError("--node-limit must be 0 or more.")
    }
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads must be between 1 and 1024.")
    }
  }

  /// The options of planning that they come to; Ctrl-C ends it.
  var planning: PlanningOptions {
    PlanningOptions(
      timeLimit: timeLimit, nodeLimit: nodeLimit, gap: gap, threads: threads, seed: seed,
      isCancelled: { Interruption.isRequested })
  }
}
