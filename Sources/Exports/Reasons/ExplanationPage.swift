// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import Checking
public import WhatIf

/// Why a plan is as it is, for people: the binding chain, what is proven, and a table of slacks.
public enum ExplanationPage {
  /// The lines; `place` names the line of a fact, `gateway.yaml:12`, where it is known.
  public static func lines(
    _ explanation: Explanation, style: ReportStyle = ReportStyle(),
    place: @escaping (ManifestPath) -> String? = { _ in nil }
  ) -> [String] {
    let words = ReasonWording(place: place)
    var lines = [style.paint(title(explanation), .heading)]
    lines += explanation.chain.isEmpty ? ["  nothing flies"] : words.chain(explanation.chain)
    switch explanation.subject {
    case .campaign:
      if let critical = words.critical(explanation) { lines += ["", critical] }
    case .element, .flight:
      let proofs = explanation.elements.flatMap {
        words.proofs(of: $0, isBest: explanation.isBest)
      }
      // All of them are aboard one flight.
      let alone = explanation.elements.first.flatMap { words.alone($0) }.map { [$0] } ?? []
      if !(proofs + alone).isEmpty { lines += [""] + proofs + alone }
    }
    if explanation.subject == .campaign, !explanation.elements.isEmpty {
      lines += [""] + slacks(explanation, words, style)
    }
    return lines
  }

  private static func title(_ explanation: Explanation) -> String {
    switch explanation.subject {
    case .campaign:
      let last = explanation.chain.first
      let dates = explanation.elements.filter { $0.flight == last?.flight }.map(\.operational)
      let day = dates.max().map { " on \($0)" } ?? ""
      return "what the completion\(day) rests on, from the last flight back"
    case .element(let id):
      let element = explanation.elements.first
      let dates =
        element.map { ": launch \($0.launch) on \($0.flight), operational \($0.operational)" } ?? ""
      return "why \(id) is not earlier\(dates)"
    case .flight(let number):
      let link = explanation.chain.first
      let dates = link.map { ": launch \($0.launch)" } ?? ""
      return "why \(number) is not earlier\(dates)"
    }
  }

  /// One row an element: what holds it, how far it moves by itself, and its total slack.
  private static func slacks(
    _ explanation: Explanation, _ words: ReasonWording, _ style: ReportStyle
  ) -> [String] {
    let hasSlack = explanation.elements.contains { $0.later != nil }
    let columns =
      [
        TextTable.Column(heading: "element"), TextTable.Column(heading: "flight"),
        TextTable.Column(heading: "launch"),
        TextTable.Column(heading: "operational", isOptional: true),
      ] + (hasSlack ? [TextTable.Column(heading: "slack", isRightAligned: true)] : []) + [
        TextTable.Column(heading: "alone", isRightAligned: true),
        TextTable.Column(heading: "next", isOptional: true),
        TextTable.Column(heading: "not earlier because of", isWrapped: true),
      ]
    let rows = explanation.elements.map { element in
      [
        element.element.text, element.flight, element.launch.description,
        element.operational.description,
      ] + (hasSlack ? [words.slack(element)] : []) + [
        element.room.map { "\($0.days) d" } ?? "-",
        element.room?.next?.description ?? "-",
        element.link.map { words.short($0) } ?? "-",
      ]
    }
    return TextTable(columns: columns, rows: rows).lines(style)
  }
}
