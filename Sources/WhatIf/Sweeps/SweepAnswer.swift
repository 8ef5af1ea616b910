// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
internal import Checking
public import Planning

/// What a point of a sweep comes to.
public struct SweepAnswer: Hashable, Sendable {
  /// How planning ended; `.optimal` also for what follows from other points.
  public var status: PlanningResult.Status
  /// One report for each objective; empty without a plan.
  public var objectives: [ObjectiveReport]
  /// How much the plan differs from the baseline, where that was to be little.
  public var changes: [ChangeReport]
  /// The flights of a plan with these values; nil without one.
  public var flights: [Flight]?
  /// The day on which every element is operational that has to be; nil without a plan.
  public var completion: Day?
  /// What stopped planning before its end.
  public var stoppedBy: StopCause?

  /// Creates an answer; its completion is not known until it is read off the flights.
  init(
    status: PlanningResult.Status, objectives: [ObjectiveReport] = [],
    changes: [ChangeReport] = [], flights: [Flight]? = nil, stoppedBy: StopCause? = nil
  ) {
    self.status = status
    self.objectives = objectives
    self.changes = changes
    self.flights = flights
    self.stoppedBy = stoppedBy
  }

  /// Takes over a result of planning.
  init(_ result: PlanningResult, of campaign: Campaign) {
    self.init(
      status: result.status, objectives: result.objectives, changes: result.changes,
      flights: result.flights, stoppedBy: result.stoppedBy)
    readCompletion(in: campaign)
  }

  /// Reads the completion off the flights.
  mutating func readCompletion(in campaign: Campaign) {
    completion = flights.flatMap { flights in
      Timeline(flights: flights, of: campaign).events.last { $0.kind == .complete }?.date
    }
  }

  /// Whether no plan is better, by proof, not only within a gap.
  public var isProven: Bool {
    switch status {
    case .optimal:
      objectives.allSatisfy { $0.bound == $0.value } && changes.allSatisfy { $0.bound == $0.value }
    case .infeasible: true
    case .feasible, .unknown: false
    }
  }

  /// How good the answer is; nil when nothing is known.
  var score: SweepScore? {
    switch status {
    case .infeasible: .noPlan
    case .unknown: nil
    case .optimal, .feasible:
      .plan(
        objectives: objectives.map {
          $0.objective == .value ? -$0.value.thousandths : $0.value.thousandths
        }, changes: changes.map(\.value))
    }
  }

  /// The same values, by other points known to be the best.
  var proven: SweepAnswer {
    var answer = self
    answer.status = .optimal
    answer.stoppedBy = nil
    for index in objectives.indices { answer.objectives[index].bound = objectives[index].value }
    for index in changes.indices { answer.changes[index].bound = changes[index].value }
    return answer
  }

  /// Whether the flights are a plan of a campaign, or there are none to be one.
  func isValid(in campaign: Campaign) -> Bool {
    guard let flights else { return true }
    return TimelineChecker(campaign).violations(in: Timeline(flights: flights, of: campaign))
      .isEmpty
  }
}

/// How good the answer to a point is: less is better, having no plan is worst.
///
/// Values are those of the objectives in their order, what is maximized with its sign changed, then
/// the counts of changes.
enum SweepScore: Comparable {
  case plan(objectives: [Int], changes: [Int])
  case noPlan

  static func < (left: SweepScore, right: SweepScore) -> Bool {
    switch (left, right) {
    case (.plan(let left, let changes), .plan(let right, let others)):
      (left + changes).lexicographicallyPrecedes(right + others)
    case (.plan, .noPlan): true
    case (.noPlan, _): false
    }
  }
}
