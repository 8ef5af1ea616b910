// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import Checking

/// Why the plan of a scenario is otherwise than the baseline.
///
/// The binding chains of the new plan are followed, from an element that is held up back to a fact
/// that the scenario changes, or to something that the changed campaign forbids of the baseline. What
/// no chain explains is caused by the change itself if that forbids it, and is rearranged if not.
struct Causes {
  /// What the scenario does to an element itself: it is lost, or dropped.
  private var happened: [Element.ID: Cause.Step] = [:]
  /// Why the flight of an element in the baseline cannot be as it was.
  private var forbidden: [Element.ID: Cause.Step] = [:]
  /// The facts that the scenario changes, each with all that is below it.
  private let changedFacts: [ManifestPath]
  private let difference: Difference
  private let moved: Set<Element.ID>
  private let choices: [Choice]
  private let bindings: Bindings

  /// Looks for the causes of a difference.
  ///
  /// `baseline` is the baseline as far as it can be of the changed campaign, `broken` the rules of
  /// that which it breaks; `timeline` is the plan of the changed campaign.
  init(
    of difference: Difference, entry: Study.Entry<Scenario>, baseline: [NumberedFlight],
    broken: [Violation], timeline: Timeline, campaign: Campaign
  ) {
    self.difference = difference
    moved = Set(difference.elements.filter { !$0.keepsDates }.map(\.element))
    choices = campaign.choices
    changedFacts =
      entry.settings.map { ManifestPath(keys: $0.path.split(separator: ".").map(String.init)) }
      + entry.subject.changes.compactMap { $0.fact(in: campaign) }
    bindings = Bindings(campaign: campaign, timeline: timeline)
    noteLosses(in: campaign)
    noteChanges(entry.subject, baseline, campaign)
    let flights = Dictionary(baseline.map { ($0.number, $0.flight) }) { first, _ in first }
    for violation in broken {
      let aboard = violation.flight.flatMap { flights[$0] }?.elements ?? []
      for element in violation.element.map({ [$0] }) ?? aboard where forbidden[element] == nil {
        forbidden[element] = Cause.Step(violation)
      }
    }
  }

  /// The causes, element by element as in the difference; nil where nothing is otherwise.
  func all() -> [Cause?] { difference.elements.map(cause) }

  private func cause(of one: ElementDifference) -> Cause? {
    guard !one.keepsDates || one.aspects.contains(.vehicle) else { return nil }
    if let step = happened[one.element] { return .direct(step) }
    // What comes sooner is held up by nothing.
    if one.other != nil, one.slip ?? 1 >= 0, let cause = holdUp(of: one.element) { return cause }
    return forbidden[one.element].map { .direct($0) } ?? exchange(for: one.element) ?? .rearranged
  }

  /// What holds an element up in the new plan, if that comes from the change.
  private func holdUp(of element: Element.ID) -> Cause? {
    var steps: [Cause.Step] = []
    var current = element
    var behindForbidden: Cause?
    for link in bindings.chain(to: element) {
      if !link.aboard.contains(current) {
        let aboard = link.aboard.filter(moved.contains)
        // A chain that comes to what is as it was does not come from the change.
        guard let next = aboard.first(where: { prohibition(of: $0) != nil }) ?? aboard.first
        else { break }
        current = next
        if behindForbidden == nil, let first = prohibition(of: current) {
          behindForbidden = .chain([first] + steps.reversed())
        }
      }
      guard let reason = link.reason else { break }
      let step = Cause.Step(
        flight: link.flight, element: reason.element, rule: reason.rule.rawValue,
        path: reason.path, message: reason.message)
      if changedFacts.contains(where: { reason.path.keys.starts(with: $0.keys) }) {
        return steps.isEmpty ? .direct(step) : .chain([step] + steps.reversed())
      }
      // Days between two windows lead nowhere; what goes on is against others.
      if !reason.isFact { steps.append(step) }
    }
    return behindForbidden
  }

  private func prohibition(of element: Element.ID) -> Cause.Step? {
    happened[element] ?? forbidden[element]
  }

  /// The choice by which an element flies for another that cannot as it did.
  private func exchange(for element: Element.ID) -> Cause? {
    for choice in choices where choice.oneOf.contains(element) {
      let replaced = difference.elements.first {
        choice.oneOf.contains($0.element) && $0.other == nil && prohibition(of: $0.element) != nil
      }
      guard let replaced, let first = prohibition(of: replaced.element) else { continue }
      return .chain([
        first,
        Cause.Step(
          element: element, rule: Violation.Kind.choices.rawValue,
          path: ManifestPath("choices", choice.id.text),
          message: "\(element) flies instead of \(replaced.element)"),
      ])
    }
    return nil
  }

  private mutating func noteLosses(in campaign: Campaign) {
    for (index, flight) in campaign.actuals.enumerated() where flight.isLost {
      for element in flight.elements {
        happened[element] = Cause.Step(
          element: element, rule: "loss", path: ManifestPath("actuals", String(index), "lost"),
          message: "\(element) was lost with \(flight.vehicle) on \(flight.launched)")
      }
    }
  }

  private mutating func noteChanges(
    _ scenario: Scenario, _ baseline: [NumberedFlight], _ campaign: Campaign
  ) {
    let past = campaign.history.delivered
    for change in scenario.changes {
      if case .drop(let id) = change {
        happened[id] = Cause.Step(
          element: id, rule: "drop", path: ManifestPath("elements", id.text),
          message: "\(id) is not flown")
      }
      guard case .cancel(let id) = change else { continue }
      // The checker names one flight too many; none of them can be.
      for numbered in baseline where numbered.flight.vehicle == id {
        for element in numbered.flight.elements where !past.contains(element) {
          forbidden[element] = Cause.Step(
            flight: numbered.number, rule: Violation.Kind.flights.rawValue,
            path: ManifestPath("vehicles", id.text, "flights"),
            message: "\(id) makes no further flight")
        }
      }
    }
  }
}

extension Cause.Step {
  /// A rule that a timeline breaks.
  init(_ violation: Violation) {
    self.init(
      flight: violation.flight, element: violation.element, rule: violation.kind.rawValue,
      path: violation.path, message: violation.message)
  }
}

extension Change {
  /// The fact of the changed campaign that is otherwise; nil for what has happened.
  fileprivate func fact(in campaign: Campaign) -> ManifestPath? {
    switch self {
    case .delayVehicle(let id, _): ManifestPath("vehicles", id.text, "available")
    case .delayElement(let id, _): ManifestPath("elements", id.text, "ready")
    case .ground(let id, let span, let why):
      campaign.vehicles.first { $0.id == id }?.grounded.lastIndex {
        $0.span == span && $0.why == why
      }.map { ManifestPath("vehicles", id.text, "grounded", String($0)) }
    case .cancel(let id): ManifestPath("vehicles", id.text, "flights")
    case .drop(let id): ManifestPath("elements", id.text)
    case .capacity(let id, let node?, _):
      ManifestPath("vehicles", id.text, "capacity", node.text)
    case .capacity(let id, nil, _): ManifestPath("vehicles", id.text, "capacity")
    case .addWindow(let id, _): ManifestPath("windows", id.text)
    case .lose: nil
    }
  }
}
