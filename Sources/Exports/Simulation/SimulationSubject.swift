// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import Simulation

/// What was simulated, for pages to say so: the campaign, where its uncertainty comes from, and how
/// precise the result was to be.
public struct SimulationSubject: Sendable {
  /// The campaign as its manifest states it.
  public var stated: Campaign
  /// The campaign that was simulated, with defaults perhaps where the other says nothing.
  public var simulated: Campaign
  /// Days to which P50 and P80 of the completion were to be known; nil where a number was asked for.
  public var precision: Int?

  /// Creates a subject; without another campaign, what is stated was simulated.
  public init(_ stated: Campaign, simulated: Campaign? = nil, precision: Int? = nil) {
    self.stated = stated
    self.simulated = simulated ?? stated
    self.precision = precision
  }

  /// Whether P50 and P80 of the completion are known to as many days as was asked for.
  public func isPrecise(_ result: SimulationResult) -> Bool {
    guard let precision else { return true }
    return [0.5, 0.8].allSatisfy { part in
      result.completion.reached.halfWidth(of: part).map { $0 <= Double(precision) } ?? false
    }
  }

  /// What results came to, a line each, for where no page is shown.
  public func notes(_ results: [SimulationResult]) -> [String] {
    let words = SimulationWording(style: ReportStyle())
    return results.map { result in
      let reached = result.completion.reached
      let planned = result.completion.planned
      let onTime = planned.map { ", \(words.share(reached.probability(by: $0))) by \($0)" } ?? ""
      return "\(result.policy.rawValue): completion P50 \(words.percentile(reached.estimate(50))), "
        + "P80 \(words.percentile(reached.estimate(80)))\(onTime); "
        + Self.replications(result) + " replications"
    } + (isCertain ? [Self.certainty] : [])
  }

  /// The entries of a page's head: labels and texts, with a tone for what deserves attention.
  func entries(_ results: [SimulationResult], _ words: SimulationWording) -> [Entry] {
    guard let first = results.first else { return [] }
    var entries: [Entry] = []
    if results.count == 1 {
      entries.append(Entry("policy", "\(first.policy.rawValue): \(first.policy.meaning)"))
    }
    entries.append(replications(results))
    if let precision {
      let isReached = results.allSatisfy(isPrecise)
      entries.append(
        Entry(
          "precision",
          "\(precision) d for P50 and P80 of the completion, \(isReached ? "" : "not ")reached",
          isReached ? nil : .doubtful))
    }
    entries.append(
      isCertain ? Entry("uncertain", Self.certainty, .doubtful) : Entry("uncertain", uncertainty))
    if results.count == 1 {
      let part = Double(first.disrupted) / Double(max(1, first.replications))
      entries.append(
        Entry(
          "broken",
          "\(first.disrupted) of \(first.replications) (\(SimulationWording.percent(part))) "
            + "could not keep to the plan"))
      let (asked, failed) = first.replans
      if asked > 0 { entries.append(Entry("new plans", "\(asked) asked for, \(failed) not found")) }
    }
    return entries + [
      Entry("until", "\(first.until); what comes later counts as not reached"),
      Entry(
        words.plusMinus,
        "half the width of a 95% confidence interval: days of a date, points of a percentage"),
    ]
  }

  /// A line of a page's head.
  struct Entry {
    let label: String
    let text: String
    let tone: ReportStyle.Tone?

    init(_ label: String, _ text: String, _ tone: ReportStyle.Tone? = nil) {
      self.label = label
      self.text = text
      self.tone = tone
    }
  }

  private func replications(_ results: [SimulationResult]) -> Entry {
    let isCut = results.contains { $0.replications < $0.requested }
    let texts = results.map(Self.replications)
    let text =
      Set(texts).count == 1
      ? texts[0] + (texts.count > 1 ? " each" : "")
      : zip(results, texts).map { "\($0.policy.rawValue) \($1)" }.joined(separator: ", ")
    let seed = results.first.map { ", seed \($0.seed)" } ?? ""
    return Entry("replications", text + seed, isCut ? .doubtful : nil)
  }

  private static func replications(_ result: SimulationResult) -> String {
    result.replications < result.requested
      ? "\(result.replications) of the \(result.requested) asked for"
      : "\(result.replications)"
  }

  private static let certainty =
    "nothing, so that every replication is the plan; see --defaults and docs/simulation.md"

  private var isCertain: Bool { counts(simulated).isEmpty }

  /// What is uncertain: how many of what, and how many of them by defaults.
  private var uncertainty: String {
    let own = counts(stated)
    let assumed = counts(simulated).compactMap { thing, count in
      let added = count - (own.first { $0.thing == thing }?.count ?? 0)
      return added > 0 ? (thing: thing, count: added) : nil
    }
    let stated = own.isEmpty ? "nothing stated" : Self.list(own)
    return assumed.isEmpty ? stated : "\(stated); defaults for \(Self.list(assumed))"
  }

  private func counts(_ campaign: Campaign) -> [(thing: String, count: Int)] {
    [
      ("vehicle", campaign.vehicles.count { $0.uncertainty != nil }),
      ("element", campaign.elements.count { $0.uncertainty != nil }),
      ("pad", campaign.pads.count { $0.uncertainty != nil }),
      ("shared risk", campaign.risks.count),
    ].filter { $0.1 > 0 }
  }

  private static func list(_ counts: [(thing: String, count: Int)]) -> String {
    counts.map { "\($0.count) \($0.thing)\($0.count == 1 ? "" : "s")" }.joined(separator: ", ")
  }
}

extension [SimulationSubject.Entry] {
  /// The lines, texts aligned behind their labels and broken where a terminal ends.
  func lines(_ style: ReportStyle) -> [String] {
    let label = (map(\.label.displayWidth).max() ?? 0) + 2
    return flatMap { entry in
      let room = Swift.max(20, (style.width ?? .max) - label)
      return TextTable.wrap(entry.text, to: room).enumerated().map { index, text in
        (index == 0 ? entry.label : "").padded(to: label)
          + (entry.tone.map { style.paint(text, $0) } ?? text)
      }
    }
  }
}
