// SPDX-License-Identifier: GPL-3.0-or-later

public import CampaignModel
public import CheckedPlanning
public import Planning

/// Carries out sweeps.
public struct Sweeper: Sendable {
  private let planner: CheckedPlanner

  /// Creates a sweeper that plans with a planner.
  public init(planner: CheckedPlanner) {
    self.planner = planner
  }

  /// Answers every point of a sweep, and finds the jumps between the delays of a single axis.
  ///
  /// `edited` is the campaign after edits of its manifest that no `Change` expresses; by default it is
  /// that of the baseline. Limits of the options hold for each plan. The answers depend on neither
  /// `options.threads` nor on the journal, unless a time limit ended a plan.
  ///
  /// - Throws: `ChangeError` for a change that cannot be made, `PlanningError`, and what the journal
  ///   throws when it cannot be written.
  public func run(
    _ sweep: Sweep, of edited: Campaign? = nil, baseline: Baseline, options: PlanningOptions,
    findsJumps: Bool = true, journal: SweepJournal = SweepJournal(),
    progress: (@Sendable (_ answered: Int, _ of: Int) -> Void)? = nil
  ) throws -> SweepResult {
    let campaign = edited ?? baseline.campaign
    let onlyDelays =
      baseline.isProven && campaign == baseline.campaign && sweep.base.onlyRestricts(campaign)
    let changed = try campaign.applying(sweep.base, baseline: baseline.flights)
    return try run(
      sweep, of: campaign, baseline: baseline.flights,
      kept: baseline.flights(in: changed).map(\.flight),
      floor: onlyDelays ? baseline.values : nil, options: options, findsJumps: findsJumps,
      journal: journal, progress: progress)
  }

  /// The same for flights that need not be a plan, an empty list perhaps.
  ///
  /// `kept` is what policies keep to; no plan of the sweep is better than `floor`.
  package func run(
    _ sweep: Sweep, of campaign: Campaign, baseline: [Flight], kept: [Flight]? = nil,
    floor: [Amount]? = nil, options: PlanningOptions, findsJumps: Bool = true,
    journal: SweepJournal = SweepJournal(),
    progress: (@Sendable (_ answered: Int, _ of: Int) -> Void)? = nil
  ) throws -> SweepResult {
    var scenario = sweep.base
    // The delays of the axes are made to find out whether they can be.
    scenario.changes += sweep.axes.map { $0.subject.delayed(by: .days(0)) }
    _ = try campaign.applying(scenario, baseline: baseline)
    let changed = try campaign.applying(sweep.base, baseline: baseline)
    let lattice = SweepLattice(sweep.axes, of: changed, findsJumps: findsJumps)
    let name = sweep.base.name
    var search = SweepSearch(
      lattice, adherence: sweep.base.policy.adherence(to: kept ?? baseline),
      baseline: kept ?? baseline, floor: floor, options: options,
      planner: planner, known: journal.answers(of: name, in: changed),
      record: { days, answer in
        try journal.write(SweepRecord(sweep: name, days: days, answer: answer))
      }, progress: progress)
    try search.run()
    return result(sweep, lattice, search, findsJumps: findsJumps)
  }

  private func result(
    _ sweep: Sweep, _ lattice: SweepLattice, _ search: SweepSearch, findsJumps: Bool
  ) -> SweepResult {
    let isStopped = search.answers.contains { $0 == nil }
    let cause = isStopped ? StopCause.interrupted : nil
    func answer(_ cell: Int) -> SweepAnswer {
      search.answer(of: cell) ?? SweepAnswer(status: .unknown, stoppedBy: cause)
    }
    var places: [[Int]] = [[]]
    for axis in sweep.axes {
      places = places.flatMap { place in axis.range.delays.indices.map { place + [$0] } }
    }
    let points = places.map { place in
      let steps = zip(lattice.axes, place).map { $0.stepOfDay[$1] }
      return SweepResult.Point(
        delays: zip(sweep.axes, place).map { $0.range.delays[$1] },
        days: zip(lattice.axes, place).map { $0.days[$1] },
        answer: answer(lattice.cell(of: steps)))
    }
    var steps: [SweepResult.Step] = []
    if findsJumps, let axis = lattice.axes.first, lattice.axes.count == 1 {
      steps = Self.steps(of: axis, (0..<lattice.count).map(answer))
    }
    return SweepResult(
      sweep: sweep, campaign: lattice.campaign, origins: lattice.axes.map(\.origin),
      points: points, steps: steps, plans: search.planned.count, stoppedBy: cause)
  }

  /// Puts together what is alike, proven, and next to one another.
  private static func steps(
    of axis: DelayedDays, _ answers: [SweepAnswer]
  ) -> [SweepResult.Step] {
    let (first, last) = (axis.days.min() ?? axis.origin, axis.days.max() ?? axis.origin)
    var steps: [SweepResult.Step] = []
    var start = first - axis.origin
    for (day, answer) in zip(axis.steps, answers) {
      let end = min(day, last) - axis.origin
      guard start <= end else { continue }
      if let before = steps.last, before.answer.isProven, answer.isProven,
        before.answer.score == answer.score
      {
        steps[steps.count - 1] = SweepResult.Step(
          delays: before.delays.lowerBound...end, answer: answer)
      } else {
        steps.append(SweepResult.Step(delays: start...end, answer: answer))
      }
      start = end + 1
    }
    return steps
  }
}

extension Policy {
  /// What it has a plan keep to.
  func adherence(to baseline: [Flight]) -> Adherence? {
    switch self {
    case .hold: .hold(baseline)
    case .repair: .repair(baseline)
    case .reoptimize: nil
    }
  }
}
