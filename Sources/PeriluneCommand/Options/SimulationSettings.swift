// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import Foundation
internal import PeriluneKit

/// The options that say what is simulated, and how often.
struct SimulationSettings: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Number of replications (default: 10000; 100 where a policy is replan).", valueName: "n"))
  var replications: Int?

  @Option(
    help: ArgumentHelp(
      "As many replications as give P50 and P80 of the completion to so many days: 5d.",
      valueName: "days"),
    transform: Self.days)
  var precision: Int?

  @Option(help: ArgumentHelp("Seed of all random streams.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "How flights are chosen once the plan is broken: hold, greedy or replan; several with commas, "
        + "or all, to compare them.", valueName: "policy"),
    transform: Self.policies)
  var policy: PolicyList = PolicyList(policies: [.hold])

  @Option(
    help: ArgumentHelp(
      "Last day that is simulated (default: ten years after the campaign's end).",
      valueName: "date"))
  var until: String?

  @Flag(
    help: "Take defaults for vehicles and elements that say nothing of their uncertainty.")
  var defaults = false

  @Option(help: ArgumentHelp("Threads to use; changes no result.", valueName: "n"))
  var threads = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard replications == nil || precision == nil else {
      throw ValidationError("Give either --replications or --precision.")
    }
    guard replications.map({ (1...1_000_000_000).contains($0) }) ?? true else {
      throw ValidationError("--replications must be between 1 and 1000000000.")
    }
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads must be between 1 and 1024.")
    }
  }

  /// The number of replications if none is given: to plan anew takes a second or so each time.
  private var standard: Int { policies.contains(.replan) ? 100 : 10_000 }

  /// The policies to simulate, in the order given, each once.
  var policies: [ExecutionPolicy] { policy.policies }

  /// The options of a simulation by a policy of a campaign.
  func options(
    _ policy: ExecutionPolicy, until: Day?, keepsSamples: Bool = false
  ) -> SimulationOptions {
    SimulationOptions(
      policy: policy,
      amount: precision.map { .precision(days: $0) } ?? .replications(replications ?? standard),
      seed: seed, threads: threads, until: until, keepsSamples: keepsSamples)
  }

  /// The last day to simulate, nil when none was named; reports one that is no day or too early.
  func lastDay(of campaign: Campaign, _ console: Console) throws -> Day? {
    guard let until else { return nil }
    let day: Day
    do throws(ManifestError) {
      day = try Day(option: "--until", text: until)
    } catch {
      if case .invalid(let problems) = error { console.report(problems) }
      throw ExitStatus.invalidInput
    }
    // A century keeps what is counted day by day small.
    guard day >= campaign.end, day <= campaign.end + 36_525 else {
      console.error(
        "--until \(day) does not lie within a century from the campaign's end, \(campaign.end)",
        help: "name a day from \(campaign.end) on")
      throw ExitStatus.invalidInput
    }
    return day
  }

  private static func days(_ text: String) throws -> Int {
    let digits = text.hasSuffix("d") ? text.dropLast() : text[...]
    guard text.hasSuffix("d"), digits.allSatisfy({ $0.isASCII && $0.isNumber }),
      let days = Int(digits), (1...10_000).contains(days)
    else {
      throw ValidationError("The precision is a number of days such as 5d, not '\(text)'.")
    }
    return days
  }

  private static func policies(_ text: String) throws -> PolicyList {
    if text == "all" { return PolicyList(policies: ExecutionPolicy.allCases) }
    let policies = try text.split(separator: ",", omittingEmptySubsequences: false).map { name in
      guard let policy = ExecutionPolicy(rawValue: String(name)) else {
        throw ValidationError("The policy is hold, greedy, replan or all, not '\(name)'.")
      }
      return policy
    }
    guard Set(policies).count == policies.count else {
      throw ValidationError("'\(text)' names a policy twice.")
    }
    return PolicyList(policies: policies)
  }
}

/// The policies of one option.
struct PolicyList: CustomStringConvertible {
  let policies: [ExecutionPolicy]

  /// The option's text.
  var description: String { policies.map(\.rawValue).joined(separator: ",") }
}
