// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel

/// What is otherwise in one plan against another, the baseline.
public struct Difference: Hashable, Sendable {
  /// The elements of both plans, in manifest order, then those that it does not have.
  public var elements: [ElementDifference]
  /// The flights of the baseline in its order, each with what becomes of it, then the new ones.
  public var flights: [FlightDifference]
  /// The milestones that either plan reaches, in manifest order.
  public var milestones: [MilestoneDifference]
  /// The days of completion.
  public var completion: MilestoneDifference
  /// The campaign's objectives in its order; empty without a manifest.
  public var objectives: [ObjectiveDifference]
  /// What flights and elements cost; nil without a manifest.
  public var cost: ObjectiveDifference?

  /// Compares two timelines by their rows alone.
  ///
  /// A campaign adds manifest order, objectives and costs. That of the other plan is for when it has
  /// been changed: each plan is valued in its own.
  public init(
    baseline: Timeline, of campaign: Campaign? = nil, other: Timeline, of changed: Campaign? = nil
  ) {
    let before = ToldTimeline(baseline)
    let after = ToldTimeline(other)
    let changed = changed ?? campaign

    var elements: [Element.ID] = []
    var seen: Set<Element.ID> = []
    let flown = Set(before.elements + after.elements)
    let named = (campaign?.elements ?? []).map(\.id).filter(flown.contains)
    for id in named + before.elements + after.elements where seen.insert(id).inserted {
      elements.append(id)
    }
    let lossesBefore = before.losses
    let lossesAfter = after.losses
    self.elements = elements.map { id in
      let known = Set(lossesBefore[id] ?? [])
      return ElementDifference(
        element: id, baseline: before.itineraries[id], other: after.itineraries[id],
        losses: (lossesAfter[id] ?? []).filter { !known.contains($0) })
    }
    flights = FlightDifference.all(from: before.flights, to: after.flights)

    var names: [String] = []
    var seenNames: Set<String> = []
    let reached = Set((before.milestones + after.milestones).map(\.name))
    let declared = (campaign?.milestones ?? []).map(\.id.text).filter(reached.contains)
    for name in declared + (before.milestones + after.milestones).map(\.name)
    where seenNames.insert(name).inserted {
      names.append(name)
    }
    milestones = names.map { name in
      MilestoneDifference(
        name: name, baseline: before.milestones.first { $0.name == name }?.day,
        other: after.milestones.first { $0.name == name }?.day)
    }
    completion = MilestoneDifference(
      name: "completion", baseline: before.completion, other: after.completion)

    func compare(_ objective: Objective) -> ObjectiveDifference? {
      guard let campaign, let changed else { return nil }
      return ObjectiveDifference(
        objective: objective, baseline: objective.value(in: baseline, of: campaign),
        other: objective.value(in: other, of: changed))
    }
    objectives = (campaign?.objectives ?? []).compactMap(compare)
    cost = compare(.cost)
  }

  /// Whether both plans are the same but for the numbers of their flights.
  public var isEmpty: Bool {
    elements.allSatisfy { $0.aspects.isEmpty }
      && flights.allSatisfy { $0.fate == .kept }
      && (milestones + [completion]).allSatisfy { $0.baseline == $0.other }
  }
}

/// The day of a milestone in two plans; nil where it is not reached.
public struct MilestoneDifference: Hashable, Sendable {
  /// The milestone's name, or `completion`.
  public var name: String
  /// The day in the baseline.
  public var baseline: Day?
  /// The day in the other plan.
  public var other: Day?

  /// Creates a difference.
  public init(name: String, baseline: Day?, other: Day?) {
    self.name = name
    self.baseline = baseline
    self.other = other
  }

  /// Days by which it is later than in the baseline; nil unless both plans reach it.
  public var slip: Int? {
    guard let baseline, let other else { return nil }
    return other - baseline
  }
}

/// The value of an objective in two plans.
public struct ObjectiveDifference: Hashable, Sendable {
  /// The objective.
  public var objective: Objective
  /// Its value in the baseline.
  public var baseline: Amount
  /// Its value in the other plan.
  public var other: Amount

  /// Creates a difference.
  public init(objective: Objective, baseline: Amount, other: Amount) {
    self.objective = objective
    self.baseline = baseline
    self.other = other
  }
}

extension ToldTimeline {
  /// The launch days of the flights that lose each element.
  fileprivate var losses: [Element.ID: [Day]] {
    var losses: [Element.ID: [Day]] = [:]
    for flight in flights where flight.isLost {
      for element in flight.elements { losses[element, default: []].append(flight.launch) }
    }
    return losses
  }
}
