// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import CheckedPlanning
internal import Planning

/// Answers the cells of a lattice with as few plans as it can.
///
/// What is known of a cell before it is planned comes from cells answered in earlier waves only, so
/// that neither threads nor a resumed run can be seen in the answers.
struct SweepSearch {
  let lattice: SweepLattice
  let adherence: Adherence?
  /// A plan of the first cell, perhaps; taken when it is one.
  let baseline: [Flight]
  /// No plan of any cell has better objective values.
  let floor: [Amount]?
  let options: PlanningOptions
  let planner: CheckedPlanner
  /// Answers of an earlier run, by the days of their cells.
  let known: [[Day]: SweepAnswer]
  /// Told of each answer planned for.
  let record: @Sendable ([Day], SweepAnswer) throws -> Void
  /// Told how many cells are answered.
  let progress: (@Sendable (Int, Int) -> Void)?

  /// The cells planned for, in the order of their waves.
  private(set) var planned: [Planned] = []
  /// Per cell, where its answer is.
  private(set) var answers: [Place?] = []

  struct Planned: Sendable {
    let steps: [Int]
    let answer: SweepAnswer
    /// Per axis, how many steps the plan is valid at; none without a plan.
    let reach: [Int]
  }

  /// Where the answer of a cell is: in the plan for a cell, itself perhaps.
  struct Place: Sendable {
    let index: Int
    /// Whether it follows that no plan of the cell is better.
    let isProven: Bool
  }

  init(
    _ lattice: SweepLattice, adherence: Adherence?, baseline: [Flight], floor: [Amount]?,
    options: PlanningOptions, planner: CheckedPlanner, known: [[Day]: SweepAnswer],
    record: @escaping @Sendable ([Day], SweepAnswer) throws -> Void,
    progress: (@Sendable (Int, Int) -> Void)?
  ) {
    self.lattice = lattice
    self.adherence = adherence
    self.baseline = baseline
    self.floor = floor
    self.options = options
    self.planner = planner
    self.known = known
    self.record = record
    self.progress = progress
  }

  /// The answer of a cell; nil when planning was stopped before it.
  func answer(of cell: Int) -> SweepAnswer? {
    answers[cell].map { place in
      let answer = planned[place.index].answer
      return place.isProven && answer.flights != nil ? answer.proven : answer
    }
  }

  mutating func run() throws {
    answers = [Place?](repeating: nil, count: lattice.count)
    var isAnswered = 0
    for wave in lattice.waves {
      var open: [(cell: Int, start: WarmStart?)] = []
      for cell in wave {
        let bounds = bounds(of: lattice.steps(of: cell))
        if let place = bounds.place {
          answers[cell] = place
          isAnswered += 1
        } else {
          open.append((cell, warmStart(of: cell, bounds)))
        }
      }
      let found = try plan(open, answered: isAnswered)
      for ((cell, _), answer) in zip(open, found) {
        guard let answer else { continue }
        let reach = answer.flights.map { lattice.reach(of: $0) } ?? []
        answers[cell] = Place(index: planned.count, isProven: answer.isProven)
        planned.append(Planned(steps: lattice.steps(of: cell), answer: answer, reach: reach))
        isAnswered += 1
      }
      progress?(isAnswered, lattice.count)
      if options.isCancelled() { return }
    }
  }

  // MARK: - What other cells say

  /// What the cells planned for say of one that is not.
  private struct Bounds {
    /// The worst of the answers proven for cells that allow all that this one does.
    var floor: (score: SweepScore, index: Int)?
    /// The best of the plans that are valid here, too.
    var plan: (score: SweepScore, index: Int)?

    /// Where the answer is, if it follows from the others.
    var place: Place? {
      guard let floor else { return nil }
      if floor.score == .noPlan { return Place(index: floor.index, isProven: true) }
      guard let plan, plan.score == floor.score else { return nil }
      return Place(index: plan.index, isProven: true)
    }
  }

  private func bounds(of steps: [Int]) -> Bounds {
    var bounds = Bounds()
    for (index, other) in planned.enumerated() {
      guard let score = other.answer.score else { continue }
      let isWider = zip(other.steps, steps).allSatisfy { $0 <= $1 }
      if isWider, other.answer.isProven, bounds.floor.map({ $0.score < score }) ?? true {
        bounds.floor = (score, index)
      }
      let isValid = !other.reach.isEmpty && zip(other.reach, steps).allSatisfy { $0 > $1 }
      if isValid, bounds.plan.map({ score < $0.score }) ?? true { bounds.plan = (score, index) }
    }
    return bounds
  }

  private func warmStart(of cell: Int, _ bounds: Bounds) -> WarmStart? {
    var start = WarmStart(floor: floor)
    if let plan = bounds.plan { start.plan = planned[plan.index].answer.flights }
    if let index = bounds.floor?.index {
      start.floor = planned[index].answer.objectives.map(\.value)
      // The plan of a cell with a little less delay shows the way even where it is no plan here.
      start.hint = planned[index].answer.flights
    }
    if planned.isEmpty, !baseline.isEmpty {
      // A plan made for the campaign as it was is often one of this, too.
      let campaign = lattice.campaign(of: cell)
      let candidate = SweepAnswer(status: .feasible, flights: baseline)
      if floor != nil, candidate.isValid(in: campaign) { start.plan = baseline }
    }
    return start == WarmStart() ? nil : start
  }

  // MARK: - Planning

  /// Plans cells, several at a time; nil for those that planning was stopped at.
  private func plan(
    _ cells: [(cell: Int, start: WarmStart?)], answered: Int
  ) throws -> [SweepAnswer?] {
    let workers = max(1, min(options.threads, cells.count))
    let threads = max(1, options.threads / workers)
    let (lattice, options, planner) = (lattice, options, planner)
    let (adherence, known, record) = (adherence, known, record)
    let results = inParallel(count: cells.count, threads: workers) { index in
      Result { () throws -> SweepAnswer? in
        let (cell, start) = cells[index]
        let campaign = lattice.campaign(of: cell)
        let days = lattice.days(of: cell)
        if let answer = known[days], answer.isValid(in: campaign) { return answer }
        guard !options.isCancelled() else { return nil }
        var own = options
        own.threads = threads
        own.warmStart = start
        own.adherence = adherence
        own.progress = nil
        let result = try planner.plan(campaign, options: own).result
        guard result.stoppedBy != .interrupted else { return nil }
        let answer = SweepAnswer(result, of: campaign)
        try record(days, answer)
        return answer
      }
    }
    return try results.map { try $0.get() }
  }
}
