// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import CheckedPlanning
internal import Checking
internal import Planning
public import WhatIf

/// What a scenario comes to, for people, on one screen where it can be.
public enum AnswerPage {
  /// The lines: what is supposed, what is otherwise, and what is proven of it.
  ///
  /// `settings` are the values that are set in the manifest, as the user wrote them.
  public static func lines(
    _ answer: Answer, settings: [Setting] = [], style: ReportStyle = ReportStyle()
  ) -> [String] {
    var lines = supposed(answer, settings) + [""]
    if let difference = answer.difference {
      lines += DifferencePage.lines(difference, of: answer.campaign, style: style) + [""]
    }
    return lines + proven(answer, style)
  }

  /// What is supposed, line by line, and how the plan answers.
  private static func supposed(_ answer: Answer, _ settings: [Setting]) -> [String] {
    var facts = settings.map { "\($0.path) is \($0.value)" }
    facts += answer.scenario.changes.map(\.summary)
    if facts.isEmpty { facts = ["nothing is otherwise"] }
    if let day = answer.scenario.asOf {
      facts.append("known on \(day): what launched before stands")
    }
    facts.append(answer.scenario.policy.summary)
    facts.append(
      answer.broken.isEmpty
        ? "the baseline still keeps every rule"
        : "the baseline cannot stand: \(rules(answer))")
    return facts.enumerated().map { ($0.offset == 0 ? "what if   " : "          ") + $0.element }
  }

  /// The rules that the baseline breaks, with its flights: `available (F01, F02), after (F03)`.
  private static func rules(_ answer: Answer) -> String {
    var kinds: [String] = []
    var subjects: [String: [String]] = [:]
    for violation in answer.broken {
      let kind = violation.kind.rawValue
      if subjects[kind] == nil { kinds.append(kind) }
      let subject = [violation.flight ?? violation.element?.text].compactMap(\.self)
      let known = subjects[kind] ?? []
      subjects[kind] = known + subject.filter { !known.contains($0) }
    }
    return kinds.map { kind in
      let all = subjects[kind] ?? []
      let some = all.prefix(6).joined(separator: ", ") + (all.count > 6 ? ", ..." : "")
      return some.isEmpty ? kind : "\(kind) (\(some))"
    }.joined(separator: ", ")
  }

  /// The status and, where not all is proven, each objective; then how much had to be changed.
  private static func proven(_ answer: Answer, _ style: ReportStyle) -> [String] {
    let result = answer.plan.result
    var lines = StatusLines.lines(result, of: answer.campaign, style: style)
    if result.status == .optimal, result.objectives.allSatisfy({ $0.gap == 0 }) {
      lines = [lines[0] + ", every objective proven (gap 0%)"]
    }
    guard !result.changes.isEmpty else { return lines }
    let counts = result.changes.map { report in
      let bound =
        report.bound == report.value
        ? "" : report.bound.map { " (at least \($0))" } ?? " (not proven)"
      return "\(report.value) \(noun(report))\(bound)"
    }
    let isProven = result.changes.allSatisfy { $0.bound == $0.value }
    return lines + [
      "changes: " + counts.joined(separator: ", ")
        + (isProven ? "; no plan as good has fewer" : "")
    ]
  }

  private static func noun(_ report: ChangeReport) -> String {
    let element = report.value == 1 ? "element" : "elements"
    switch report.count {
    case .flights: return report.value == 1 ? "flight" : "flights"
    case .vehicles: return "\(element) on another vehicle"
    case .dates: return "\(element) on another day"
    }
  }
}
