// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import MILP

/// One run of the planner: an incumbent first, then the objectives one by one, each to its proof.
final class PlanSearch {
  let instance: Instance
  let solver: any Solver
  let options: PlanningOptions
  let launchDays: LaunchDays
  let conflicts: [[Bool]]
  let vector: ObjectiveVector
  /// How long the objective at hand may take.
  private(set) var clock: SearchClock
  var statistics = PlanningStatistics()
  /// The best plan so far and its objective values.
  var best: (schedule: Schedule, value: [Int])?
  /// Earlier objectives of the kind `completion`, held: latest operational day by element.
  var latest: [Int]
  /// Earlier objectives that are sums, held at their optimum.
  var held: [(objective: SumObjective, value: Int)] = []
  /// Single elements, at least all that keep to what is held.
  var singles: SingleElements?
  /// What objectives are held at, the first ones.
  private(set) var heldValues: [Int] = []
  /// What is known before it begins.
  let known: Foreknowledge
  /// What stopped the search, if anything.
  var stoppedBy: StopCause?
  /// How long the run may take.
  private let wholeClock: SearchClock
  /// What stopped an objective after which the search went on to the next.
  private var leftOpen: StopCause?
  /// A plan that is better than the best in an objective that is held, and worse in those since.
  private var better: (schedule: Schedule, value: [Int])?

  init(_ instance: Instance, solver: any Solver, options: PlanningOptions) {
    self.instance = instance
    self.solver = solver
    self.options = options
    wholeClock = SearchClock(options)
    clock = wholeClock
    launchDays = LaunchDays(instance)
    conflicts = LoadSpace.conflicts(in: instance)
    vector = ObjectiveVector(instance)
    latest = instance.elements.map(\.latest)
    known = Foreknowledge(options.warmStart, of: instance)
  }

  /// What is known about one objective.
  struct Verdict {
    /// No plan is better, in thousandths; nil when nothing is known.
    var bound: Int?
    /// Whether the campaign is proven to have no plan at all.
    var isInfeasible = false
  }

  func run() throws -> PlanningResult {
    statistics.launchDays = launchDays.count
    if instance.free.isEmpty {
      best = (Schedule(flights: []), vector.values(of: []))
    } else {
      let windows = TimeWindows(instance, launchDays: launchDays, latest: latest)
      // Reasons are those of the campaign as it was written.
      let plain = Instance(instance.campaign, reduces: false)
      if let reason = InfeasibilityReason.tooShortWait(plain) { return infeasible(reason) }
      if let element = windows.emptied {
        return infeasible(
          instance.holding == nil
            ? InfeasibilityReason.noDayLeft(in: plain)
            : InfeasibilityReason.cannotHold(instance, emptied: element))
      }
      if let reason = InfeasibilityReason.beforeSearch(plain) { return infeasible(reason) }
      if let plan = known.plan { offer(plan) }
      if best.map({ !known.isBest($0.value) && !suffices($0.value) }) ?? true {
        findIncumbent(windows)
      }
      keepToCeiling()
      if options.stopsAtFirstPlan, options.nodeLimit == 0 {
        if let best, suffices(best.value) { return anyPlan() }
        return PlanningResult(status: .unknown, stoppedBy: .nodeLimit, statistics: statistics)
      }
    }
    let objectives = instance.campaign.objectives
    var bounds: [Int?] = []
    for (index, objective) in objectives.enumerated() {
      if stoppedBy != nil {
        bounds.append(nil)
        continue
      }
      if let best, suffices(best.value) { return anyPlan() }
      clock =
        index + 1 < objectives.count ? wholeClock.limited(toShare: Self.share) : wholeClock
      let verdict: Verdict
      if instance.free.isEmpty || best.map({ isLeast($0.value, index) }) ?? false {
        verdict = Verdict(bound: best?.value[index])
      } else if let sum = SumObjective(objective, of: instance) {
        verdict = try prove(sum, objective, index)
      } else {
        verdict = try proveCompletion(objective, index)
      }
      if verdict.isInfeasible {
        if instance.holding != nil {
          return infeasible(InfeasibilityReason.cannotHold(instance, emptied: nil))
        }
        // There may well be plans above it.
        if known.ceiling != nil { return infeasible(InfeasibilityReason.aboveCeiling) }
        return infeasible(InfeasibilityReason.afterSearch(instance))
      }
      if let best, suffices(best.value) { return anyPlan() }
      bounds.append([verdict.bound, least(index)].compactMap(\.self).max())
      if exceedsCeiling(bounds) {
        return infeasible(InfeasibilityReason.aboveCeiling)
      }
      hold(objective, index)
      if index + 1 < objectives.count { goOn() }
    }
    clock = wholeClock
    if let better, best.map({ better.value.lexicographicallyPrecedes($0.value) }) ?? true {
      best = better
    }
    stoppedBy = stoppedBy ?? leftOpen
    let changes = try repair()
    var result = report(objectives, bounds)
    if let changes {
      result.changes = changes
      if changes.contains(where: { $0.bound != $0.value }) {
        result.status = .feasible
        result.stoppedBy = stoppedBy
      }
    }
    return result
  }

  // MARK: - What is known before

  /// Whether a plan with these values is all that is asked for.
  private func suffices(_ values: [Int]) -> Bool {
    options.stopsAtFirstPlan && known.isWanted(values)
  }

  /// The least value that an objective can have with the earlier ones held, if it is known.
  func least(_ index: Int) -> Int? {
    known.least(index, given: best?.value ?? [])
  }

  /// Whether a plan is known to be best in an objective without further proof.
  private func isLeast(_ values: [Int], _ index: Int) -> Bool {
    known.least(index, given: values) == values[index]
  }

  /// Where the first objective is a completion, days after its ceiling are of no use.
  ///
  /// Later objectives are judged when they are proven.
  private func keepToCeiling() {
    let objectives = instance.campaign.objectives
    guard let ceiling = known.ceiling, let first = objectives.first,
      case .completion = first
    else { return }
    for element in instance.members(of: first) {
      latest[element] = min(latest[element], ceiling[0] / 1000)
    }
    if let best, best.value[0] > ceiling[0] { (self.best, better) = (nil, nil) }
  }

  /// Whether no plan has a value within the ceiling.
  ///
  /// `bounds` are those of the objectives so far; they say something about the last when the earlier
  /// ones are proven to be at their least.
  private func exceedsCeiling(_ bounds: [Int?]) -> Bool {
    guard let ceiling = known.ceiling, let bound = bounds.last ?? nil else { return false }
    let earlier = bounds.count - 1
    guard earlier > 0 else { return bound > ceiling[0] }
    guard let value = best?.value else { return false }
    return value.prefix(earlier) == ceiling.prefix(earlier)
      && bounds.prefix(earlier).elementsEqual(value.prefix(earlier).map(Optional.some))
      && bound > ceiling[earlier]
  }

  /// The best plan so far where any will do.
  private func anyPlan() -> PlanningResult {
    guard let best, let flights = instance.flights(of: best.schedule, until: wholeClock) else {
      return PlanningResult(status: .unknown, stoppedBy: wholeClock.cause, statistics: statistics)
    }
    return PlanningResult(status: .feasible, flights: flights, statistics: statistics)
  }

  /// Holds an objective at the value of the best plan from here on.
  private func hold(_ objective: Objective, _ index: Int) {
    guard let value = best?.value[index] else { return }
    heldValues.append(value)
    if let sum = SumObjective(objective, of: instance) {
      held.append((sum, value))
    } else {
      for element in instance.members(of: objective) {
        latest[element] = min(latest[element], value / 1000)
      }
    }
  }

  /// What part of the time left an objective may take when others follow.
  private static let share = 2.0 / 3

  /// Goes on to the next objective after one that took its part of the time, or more loads than there is
  /// memory for: what is left open of one says nothing against the next.
  private func goOn() {
    guard let cause = stoppedBy, cause == .timeLimit || cause == .loadLimit, best != nil,
      wholeClock.cause == nil
    else { return }
    leftOpen = leftOpen ?? cause
    stoppedBy = nil
  }

  private func infeasible(_ reason: Infeasibility) -> PlanningResult {
    PlanningResult(status: .infeasible, infeasibility: reason, statistics: statistics)
  }

  private func report(_ objectives: [Objective], _ bounds: [Int?]) -> PlanningResult {
    guard let best, let flights = instance.flights(of: best.schedule, until: wholeClock) else {
      return PlanningResult(
        status: .unknown, stoppedBy: stoppedBy ?? wholeClock.cause, statistics: statistics)
    }
    let reports = objectives.indices.map { index in
      ObjectiveReport(
        objective: objectives[index], value: objectives[index].shown(best.value[index]),
        bound: bounds[index].map { objectives[index].shown(min($0, best.value[index])) })
    }
    let isProven = reports.allSatisfy { report in report.gap.map { $0 <= options.gap } ?? false }
    return PlanningResult(
      status: isProven ? .optimal : .feasible,
      flights: flights, objectives: reports,
      stoppedBy: isProven ? nil : stoppedBy, statistics: statistics)
  }

  // MARK: - Incumbents

  /// Replaces the best plan by a better one; returns whether it was.
  ///
  /// Of an objective that is held nothing more is asked than that: what is proven of those after it is so
  /// for all plans that keep to what is held.
  @discardableResult
  func offer(_ schedule: Schedule) -> Bool {
    let schedule = instance.inOrder(schedule)
    let value = vector.values(of: schedule.loads)
    guard zip(value, heldValues).allSatisfy({ $0 <= $1 }) else { return false }
    let since = heldValues.count
    let isBetter =
      best.map { value.dropFirst(since).lexicographicallyPrecedes($0.value.dropFirst(since)) }
      ?? true
    if let first = better ?? best, value.lexicographicallyPrecedes(first.value) {
      better = (schedule, value)
    }
    if isBetter { best = (schedule, value) }
    return isBetter
  }

  /// Runs the local search in a fixed number of streams, on as many threads as allowed.
  private func findIncumbent(_ windows: TimeWindows) {
    // What was good for a campaign that differs a little needs less searching.
    let hint = known.hint.map { (load: $0, amount: 1.0) }
    let streams = hint.isEmpty ? 4 : 2
    let patience =
      min(3_000, 10 + instance.free.count * instance.free.count * 5 / 4) / (hint.isEmpty ? 1 : 3)
    let (instance, conflicts, launchDays) = (instance, conflicts, launchDays)
    let (clock, seed, limits) = (clock, options.seed, latest)
    let isCancelled: @Sendable () -> Bool = { clock.cause != nil }
    let objectives = instance.campaign.objectives
    let members = objectives.map { instance.members(of: $0) }
    let (known, mayStop) = (known, options.stopsAtFirstPlan)
    let results = inParallel(count: streams, threads: options.threads) { stream in
      var search = LocalSearch(
        instance, windows: windows, conflicts: conflicts, seed: seed, stream: stream)
      if mayStop || known.floor != nil {
        search.isEnough = { known.isBest($0) || mayStop && known.isWanted($0) }
      }
      if !hint.isEmpty { search.restart(from: hint, aim: .objective(0)) }
      for index in objectives.indices {
        if index > 0 || hint.isEmpty { search.restart(aim: .objective(index)) }
        search.run(patience: patience, isCancelled: isCancelled)
        // A horizon just too short for the best plan so far says which elements are late in it.
        while !members[index].isEmpty, let value = search.best?.value[index] {
          var shorter = limits
          for element in members[index] {
            shorter[element] = min(shorter[element], value / 1000 - 1)
          }
          let windows = TimeWindows(instance, launchDays: launchDays, latest: shorter)
          guard windows.emptied == nil else { break }
          search.restart(aim: .deadlines(windows.latest))
          search.run(patience: patience, isCancelled: isCancelled)
          guard let better = search.best?.value[index], better < value else { break }
        }
      }
      return (search.best, search.schedules)
    }
    for (found, schedules) in results {
      statistics.schedules += schedules
      if let found { offer(found.schedule) }
    }
  }

  /// Whether a gap is as small as was asked for.
  func isClose(_ value: Int, _ bound: Int) -> Bool {
    if let best, suffices(best.value) { return true }
    return Double(value - bound) <= options.gap * Double(max(1000, abs(value)))
  }

  func note(_ objective: Objective, _ index: Int, bound: Int?) {
    options.progress?(
      PlanningProgress(
        objective: objective, incumbent: best.map { objective.shown($0.value[index]) },
        bound: bound.map { objective.shown($0) }, columns: statistics.columns,
        rows: statistics.rows, nodes: statistics.nodes,
        elapsed: clock.elapsed))
  }

  /// Reports the day before which completion is refuted, from within a session; nil when nobody
  /// listens.
  func progress(_ objective: Objective, _ index: Int) -> (@Sendable (Int, Int) -> Void)? {
    guard let progress = options.progress else { return nil }
    let incumbent = best.map { Amount(thousandths: $0.value[index]) }
    let (clock, statistics) = (clock, statistics)
    return { day, nodes in
      progress(
        PlanningProgress(
          objective: objective, incumbent: incumbent, bound: Amount(thousandths: 1000 * day),
          columns: statistics.columns, rows: statistics.rows, nodes: statistics.nodes + nodes,
          elapsed: clock.elapsed))
    }
  }
}

extension Objective {
  /// A value as users count it: what is maximized is searched for as its opposite.
  fileprivate func shown(_ thousandths: Int) -> Amount {
    Amount(thousandths: self == .value ? -thousandths : thousandths)
  }
}
