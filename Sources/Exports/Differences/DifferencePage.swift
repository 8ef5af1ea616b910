// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import WhatIf

/// What is otherwise in a plan, for people: how it ends, what moves, and what flies otherwise.
public enum DifferencePage {
  /// The lines: a sentence, the dates and objectives, the elements that move, the flights that change.
  ///
  /// Sections that would be empty are left out. The campaign names the unit of money.
  public static func lines(
    _ difference: Difference, of campaign: Campaign? = nil, style: ReportStyle = ReportStyle()
  ) -> [String] {
    let page = DifferenceTables(
      difference: difference, currency: campaign?.currency,
      words: DifferenceWording(style: style))
    let sections = [page.headline(), [page.summary()], page.elements(), page.flights()]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }
}

/// The sections of the page.
private struct DifferenceTables {
  let difference: Difference
  let currency: String?
  let words: DifferenceWording

  /// The dates of completion and of the milestones, then the objectives that are no dates.
  func headline() -> [String] {
    var rows: [[String]] = []
    let dates =
      [difference.completion] + difference.milestones.filter { $0.name != "completion" }
    for date in dates where date.baseline != nil || date.other != nil {
      rows.append([
        date.name, date.baseline?.description ?? "-", date.other?.description ?? "-",
        words.slip(date.slip),
      ])
    }
    var values = difference.objectives
    if let cost = difference.cost, !values.contains(where: { $0.objective == .cost }),
      cost.baseline != .zero || cost.other != .zero
    {
      values.append(cost)
    }
    for value in values {
      let label: String
      switch value.objective {
      case .completion, .flights: continue
      case .operational: label = "operational (weighted days)"
      case .tardiness: label = "tardiness (weighted days)"
      case .cost: label = "cost" + (currency.map { " (\($0))" } ?? "")
      case .value: label = "value"
      }
      rows.append([
        label, value.baseline.description, value.other.description,
        words.signed(value.other - value.baseline),
      ])
    }
    let before = difference.flights.count { $0.baseline != nil }
    let after = difference.flights.count { $0.other != nil }
    rows.append(["flights", "\(before)", "\(after)", words.signed(Amount(after - before))])
    let columns = [
      TextTable.Column(heading: ""), TextTable.Column(heading: "baseline", isRightAligned: true),
      TextTable.Column(heading: "new", isRightAligned: true),
      TextTable.Column(heading: "change", isRightAligned: true),
    ]
    return TextTable(columns: columns, rows: rows).lines(words.style)
  }

  /// How many elements and flights are otherwise, in a sentence.
  func summary() -> String {
    if difference.isEmpty { return "nothing is otherwise" }
    let all = difference.elements
    let later = all.count { ($0.slip ?? 0) > 0 }
    let earlier = all.count { ($0.slip ?? 0) < 0 }
    var parts: [String] = []
    if later > 0 { parts.append("\(later) later") }
    if earlier > 0 { parts.append("\(earlier) earlier") }
    func note(_ aspect: ElementDifference.Aspect, _ text: String) {
      let number = all.count { $0.aspects.contains(aspect) }
      if number > 0 { parts.append("\(number) \(text)") }
    }
    note(.vehicle, "on another vehicle")
    note(.lost, "lost with a flight")
    note(.dropped, "no longer flown")
    note(.added, "flown in addition")
    let moved = all.count { !$0.keepsDates }
    let same = "\(all.count - moved) of \(words.count(all.count, "element")) keep their dates"
    return parts.isEmpty ? same : "\(same); \(parts.joined(separator: ", "))"
  }

  /// The elements that are otherwise, by their new dates.
  func elements() -> [String] {
    // Who flies with whom is told by the flights.
    let changed = difference.elements.filter { one in
      one.aspects.contains { $0 != .partners && $0 != .pad }
    }.enumerated().sorted {
      (date($0.element), $0.offset) < (date($1.element), $1.offset)
    }.map(\.element)
    guard !changed.isEmpty else { return [] }
    let notes = changed.map(notes)
    let hasNotes = notes.contains { !$0.isEmpty }
    let columns =
      [
        TextTable.Column(heading: "element"), TextTable.Column(heading: "baseline"),
        TextTable.Column(heading: "new"),
        TextTable.Column(heading: "slip", isRightAligned: true),
        TextTable.Column(heading: "flight", isOptional: true),
        TextTable.Column(heading: "vehicle"),
      ] + (hasNotes ? [TextTable.Column(heading: "why", isWrapped: true)] : [])
    let rows = zip(changed, notes).map { one, note in
      [
        one.element.text, one.baseline?.operational?.description ?? "-",
        one.other?.operational?.description ?? "-", words.slip(one.slip),
        one.other?.flight ?? "-",
        words.change(
          (one.baseline ?? one.other)?.vehicle.text, (one.other ?? one.baseline)?.vehicle.text),
      ] + (hasNotes ? [note] : [])
    }
    return TextTable(columns: columns, rows: rows).lines(words.style)
  }

  private func date(_ one: ElementDifference) -> Day {
    one.other?.operational ?? one.baseline?.operational ?? one.losses.last ?? Day(number: .max)
  }

  /// Why an element is otherwise, and what the other columns do not show.
  private func notes(_ one: ElementDifference) -> String {
    var parts: [String] = one.losses.map { "lost \($0)" }
    if let cause = one.cause, one.losses.isEmpty { parts.append(cause.summary) }
    let aspects = one.aspects
    if aspects.contains(.port) {
      parts.append("port \(words.change(one.baseline?.port, one.other?.port))")
    }
    return parts.joined(separator: "; ")
  }

  /// The flights that carry something else, are new, lost or not made.
  func flights() -> [String] {
    let kept: Set<FlightDifference.Fate> = [.kept, .moved]
    let changed = difference.flights.filter { !kept.contains($0.fate) }
    guard !changed.isEmpty else { return [] }
    let columns = [
      TextTable.Column(heading: "flight"), TextTable.Column(heading: "vehicle"),
      TextTable.Column(heading: "launch"), TextTable.Column(heading: ""),
      TextTable.Column(heading: "elements", isWrapped: true),
    ]
    let rows = changed.map { flight in
      [
        words.change(flight.baseline?.id, flight.other?.id),
        (flight.other ?? flight.baseline)?.vehicle.text ?? "-",
        words.change(
          (flight.baseline ?? flight.other)?.launch.description,
          (flight.other ?? flight.baseline)?.launch.description),
        fate(flight), load(flight),
      ]
    }
    return TextTable(columns: columns, rows: rows).lines(words.style)
  }

  private func fate(_ flight: FlightDifference) -> String {
    switch flight.fate {
    case .kept, .moved: ""
    case .reloaded: "reloaded"
    case .rerouted:
      flight.baseline?.node == flight.other?.node
        ? "pad \(words.change(flight.baseline?.pad?.text, flight.other?.pad?.text))"
        : words.change(flight.baseline?.node?.text, flight.other?.node?.text)
    case .lost: "lost"
    case .added: "new"
    case .dropped: "not made"
    }
  }

  /// What is aboard, what has joined and what has left marked with + and -.
  private func load(_ flight: FlightDifference) -> String {
    guard flight.fate == .reloaded, let other = flight.other else {
      return (flight.other ?? flight.baseline)?.elements.map(\.text).joined(separator: " ") ?? ""
    }
    let joined = Set(flight.joined)
    return
      (other.elements.map { joined.contains($0) ? "+\($0)" : $0.text }
      + flight.left.map { "-\($0)" }).joined(separator: " ")
  }
}
