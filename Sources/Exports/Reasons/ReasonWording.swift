// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Checking
internal import Planning
internal import WhatIf

/// Reasons as sentences show them.
struct ReasonWording {
  /// Names the line of a fact, where it is known.
  var place: (ManifestPath) -> String?

  // MARK: The chain

  /// Up to three lines a link: which flight is kept from which days, by what, and where that stands.
  func chain(_ chain: [Link]) -> [String] {
    var lines: [String] = []
    var flight: String?
    for (index, link) in chain.enumerated() {
      let number = String(index + 1).aligned(to: String(chain.count).count)
      let title = link.flight == flight ? "\(link.flight), before that" : head(link)
      lines.append("  \(number). \(title)\(days(link))")
      let indent = String(repeating: " ", count: number.count + 4)
      lines += details(link).map { indent + $0 }
      flight = link.flight
    }
    if let last = chain.last { lines.append("  " + end(last)) }
    return lines
  }

  /// What holds a link, and where that stands.
  private func details(_ link: Link) -> [String] {
    let rule = link.rule.map { "\($0.rawValue): " } ?? ""
    guard let path = link.path else { return [rule + link.message] }
    let line = place(path).map { "\($0): " } ?? ""
    return [rule + link.message, "\(line)\(path)"]
  }

  private func head(_ link: Link) -> String {
    let elements = link.aboard.map(\.text).joined(separator: " ")
    return "\(link.flight)\(elements.isEmpty ? "" : " (\(elements))"), \(link.launch)"
  }

  private func days(_ link: Link) -> String {
    guard link.rule != nil else { return "" }
    return link.days.lowerBound == link.days.upperBound
      ? ": not on \(link.days.lowerBound)"
      : ": not from \(link.days.lowerBound) to \(link.days.upperBound)"
  }

  /// Why a chain goes no further.
  private func end(_ link: Link) -> String {
    switch link.hold {
    case .past: "the chain ends with a flight that has happened"
    case .first: "the chain ends on the campaign's first day"
    case .nothing: "the chain ends: no rule keeps this flight from being earlier"
    case .rule(let reason):
      reason.against.isEmpty
        ? "the chain ends at a fact that depends on no other flight"
        : "the chain ends: it has come back to a flight that it has led through"
    }
  }

  /// A link in some words: `turnaround, F03`.
  func short(_ link: Link) -> String {
    switch link.hold {
    case .past: "has happened"
    case .first: "start"
    case .nothing: "nothing"
    case .rule(let reason):
      ([reason.rule.rawValue] + reason.against.prefix(1).map(name)).joined(separator: " ")
    }
  }

  func name(_ party: Violation.Party) -> String {
    switch party {
    case .flight(let number): number
    case .element(let element): element.text
    }
  }

  /// The elements that nothing may delay.
  func critical(_ explanation: Explanation) -> String? {
    guard explanation.elements.contains(where: { $0.later != nil }) else { return nil }
    let critical = explanation.critical.map(\.text)
    guard !critical.isEmpty else { return "critical chain: none of these elements is critical" }
    return "critical chain: \(critical.joined(separator: " "))"
  }

  // MARK: What is proven

  /// What is proven of an element's dates.
  func proofs(of element: ElementReasons, isBest: Bool) -> [String] {
    let best = isBest ? "as good" : "as good as this timeline"
    var lines: [String] = []
    if let earlier = element.earlier { lines.append(self.earlier(earlier, element, best)) }
    if let later = element.later { lines.append(self.later(later, element, best)) }
    return lines
  }

  private func earlier(_ latitude: Latitude, _ element: ElementReasons, _ best: String) -> String {
    let id = element.element
    if latitude.mayStayBehind { return "\(id): a plan \(best) leaves it on the ground" }
    let proof = latitude.isProven ? "(proven)" : "(not proven\(stopped(latitude)))"
    return latitude.days == 0
      ? "\(id): no plan \(best) has it operational before \(element.operational) \(proof)"
      : "\(id): a plan \(best) has it operational on \(latitude.day), "
        + "\(count(latitude.days)) earlier; "
        + (latitude.isProven ? "none has it earlier still" : "an earlier one is") + " \(proof)"
  }

  private func later(_ latitude: Latitude, _ element: ElementReasons, _ best: String) -> String {
    let id = element.element
    if latitude.mayStayBehind {
      return "\(id): slack without limit; a plan \(best) leaves it on the ground"
    }
    guard latitude.isProven else {
      let least = latitude.days == 0 ? "" : "at least \(count(latitude.days)), "
      return "\(id): slack \(least)not proven\(stopped(latitude))"
    }
    return latitude.days == 0
      ? "\(id): slack 0 days; launched any later, an objective gets worse (proven)"
      : "\(id): slack \(count(latitude.days)); it may launch as late as \(latitude.day) (proven)"
  }

  /// How much later an element's flight could launch by itself; nil when it has happened.
  func alone(_ element: ElementReasons) -> String? {
    guard let room = element.room else { return nil }
    let last = element.launch + room.days
    var text =
      "\(element.flight) alone: "
      + (room.days == 0
        ? "no day later" : "up to \(last), \(count(room.days)) later")
    if let end = room.end { text += "; then \(end.rule.rawValue): \(end.message)" }
    if let next = room.next { text += "; the next day it could launch is \(next)" }
    return text
  }

  /// A total slack in a table's cell.
  func slack(_ element: ElementReasons) -> String {
    guard let later = element.later else { return "-" }
    if later.mayStayBehind { return "any" }
    return "\(later.isProven ? "" : ">= ")\(later.days) d"
  }

  private func count(_ days: Int) -> String { days == 1 ? "1 day" : "\(days) days" }

  private func stopped(_ latitude: Latitude) -> String {
    switch latitude.stoppedBy {
    case nil: ""
    case .timeLimit: "; stopped by the time limit"
    case .nodeLimit: "; stopped by the node limit"
    case .loadLimit: "; the loads to consider were too many"
    case .interrupted: "; interrupted"
    }
  }
}
