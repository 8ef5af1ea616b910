// SPDX-License-Identifier: GPL-3.0-or-later

internal import ArgumentParser
internal import PeriluneKit
internal import Synchronization

/// The options that suppose something to be otherwise.
struct ChangeOptions: ParsableArguments {
  @Option(
    name: .customLong("delay"),
    help: ArgumentHelp(
      "A vehicle or element is that much later: 180d, 26w, 18mo or 2y; 0d..720d/30d is a sweep.",
      valueName: "id=delay"),
    transform: OrderedText.init)
  var delays: [OrderedText] = []

  @Option(
    name: .customLong("ground"),
    help: ArgumentHelp(
      "A vehicle does not launch from the first to the last day.", valueName: "vehicle=date..date"),
    transform: OrderedText.init)
  var groundings: [OrderedText] = []

  @Option(
    name: .customLong("lose"),
    help: ArgumentHelp(
      "A flight of the baseline, by its number, launches and is lost.", valueName: "flight"),
    transform: OrderedText.init)
  var losses: [OrderedText] = []

  @Option(
    name: .customLong("cancel"),
    help: ArgumentHelp("A vehicle makes no further flight.", valueName: "vehicle"),
    transform: OrderedText.init)
  var cancellations: [OrderedText] = []

  @Option(
    name: .customLong("drop"),
    help: ArgumentHelp("An element is not flown.", valueName: "element"),
    transform: OrderedText.init)
  var drops: [OrderedText] = []

  @Option(
    name: .customLong("capacity"),
    help: ArgumentHelp(
      "A vehicle lifts more or less, to each node or one: -10%, +500kg or 30t.",
      valueName: "vehicle[@node]=change"),
    transform: OrderedText.init)
  var capacities: [OrderedText] = []

  @Option(
    name: .customLong("add-window"),
    help: ArgumentHelp(
      "A set of windows has another one: its days, or one day.", valueName: "windows=date..date"),
    transform: OrderedText.init)
  var addedWindows: [OrderedText] = []

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "The manifest has another value at a path, or none with null.", valueName: "path=value"))
  var settings: [String] = []

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "The day on which the changes become known; what launches before it has happened.",
      valueName: "date"))
  var asOf: String?

  @Option(
    help: ArgumentHelp(
      "How the plan answers: hold, repair or reoptimize (default: repair).", valueName: "policy"),
    transform: Self.policy)
  var policy: Policy?

  private static func policy(_ text: String) throws -> Policy {
    guard let policy = Policy(rawValue: text) else {
      throw ValidationError("The policy is hold, repair or reoptimize, not '\(text)'.")
    }
    return policy
  }
}

extension ChangeOptions {
  /// Whether anything is supposed to be otherwise.
  var isEmpty: Bool { texts.isEmpty && settings.isEmpty && asOf == nil }

  /// The texts of changes in the order given.
  var texts: [ChangeText] {
    let groups: [(ChangeText.Option, [OrderedText])] = [
      (.delay, delays), (.ground, groundings), (.lose, losses), (.cancel, cancellations),
      (.drop, drops), (.capacity, capacities), (.addWindow, addedWindows),
    ]
    return groups.flatMap { option, texts in
      texts.map { (order: $0.order, text: ChangeText(option, $0.text)) }
    }.sorted { $0.order < $1.order }.map(\.text)
  }

  /// What the options suppose of a manifest; reports what they cannot mean.
  func supposition(of manifest: Manifest, _ console: Console) throws -> Supposition {
    var problems: [Diagnostic] = []
    var changed = manifest
    do throws(ManifestError) {
      changed = try manifest.setting(settings.map { Setting($0) })
    } catch {
      if case .invalid(let found) = error { problems += found }
    }
    var scenario = Scenario(name: "", policy: policy ?? .repair)
    var axes: [Sweep.Axis] = []
    var sources: [ChangeText] = []
    var axisSources: [ChangeText] = []
    for text in texts {
      do throws(ManifestError) {
        switch try text.meaning(in: changed.campaign) {
        case .change(let change):
          scenario.changes.append(change)
          sources.append(text)
        case .axis(let axis):
          axes.append(axis)
          axisSources.append(text)
          if Sweep(base: scenario, axes: axes).count > Sweep.mostScenarios {
            problems.append(text.tooManyDiagnostic)
            axes.removeLast()
            axisSources.removeLast()
          }
        }
      } catch {
        if case .invalid(let found) = error { problems += found }
      }
    }
    if let asOf {
      do throws(ManifestError) {
        scenario.asOf = try Day(option: "--as-of", text: asOf)
      } catch {
        if case .invalid(let found) = error { problems += found }
      }
    }
    guard problems.isEmpty else {
      console.report(problems)
      throw ExitStatus.invalidInput
    }
    scenario.name = (settings.map { "--set \($0)" } + sources.map { "\($0.file) \($0.text)" })
      .joined(separator: " ")
    return Supposition(
      manifest: changed, scenario: scenario, axes: axes, sources: sources + axisSources,
      asOf: asOf ?? "",
      warnings: changed.warnings.filter { !manifest.warnings.contains($0) })
  }
}

/// What is supposed to be otherwise with a manifest.
struct Supposition {
  /// The manifest with the values that are set in it.
  let manifest: Manifest
  /// The changes, how the plan answers them, and when they become known.
  let scenario: Scenario
  /// The delays that are ranges; none for a single scenario.
  let axes: [Sweep.Axis]
  /// The texts of the changes, one for each, then those of the ranges.
  fileprivate let sources: [ChangeText]
  fileprivate let asOf: String
  /// What the values that are set probably do not mean.
  let warnings: [Diagnostic]

  /// The sweep that ranges of delays make; nil without one.
  var sweep: Sweep? { axes.isEmpty ? nil : Sweep(base: scenario, axes: axes) }

  /// The campaign as it is supposed to be; reports what cannot be, and warns of what has no effect.
  func campaign(baseline: [Flight], _ console: Console) throws -> Campaign {
    do throws(ChangeError) {
      if let sweep {
        // The delays of a sweep come after all other changes, and may be of what these drop.
        _ = try manifest.campaign.applying(sweep.first, baseline: baseline)
      }
      let (campaign, remarks) = try manifest.campaign.applyingWithRemarks(
        scenario, baseline: baseline)
      if !console.isQuiet {
        console.report(warnings + remarks.map { sources[$0.change].diagnostic($0) })
      }
      return campaign
    } catch {
      let diagnostic =
        error.change.map { sources[$0].diagnostic(error) }
        ?? Day.diagnostic(error, option: "--as-of", text: asOf)
      console.report([diagnostic])
      throw ExitStatus.invalidInput
    }
  }
}

/// The text of an option and when it came among all texts.
struct OrderedText: Sendable {
  let text: String
  let order: Int

  init(_ text: String) {
    self.text = text
    order = counter.add(1, ordering: .relaxed).newValue
  }
}

/// How many texts there were so far.
///
/// The parser keeps no order between different options, but reads the texts one after another.
private let counter = Atomic<Int>(0)
