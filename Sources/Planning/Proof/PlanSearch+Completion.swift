// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import MILP

extension PlanSearch {
  /// Finds the smallest horizon of some elements and proves it (docs/model.md, section 5, step 4).
  func proveCompletion(_ objective: Objective, _ index: Int) throws -> Verdict {
    let members = instance.members(of: objective)
    var candidates = horizons(of: members)
    guard let floor = candidates.first else {
      // Nothing to fly is part of it: its day is known.
      return Verdict(bound: best?.value[index])
    }
    var refuted = refuteBySingles(
      candidates.filter { day in best.map { 1000 * day < $0.value[index] } ?? true },
      members: members)
    var proven = floor
    while true {
      if let value = best.map({ $0.value[index] / 1000 }) {
        candidates.removeAll { $0 >= value }
        proven = min(max(proven, candidates.first { $0 > refuted } ?? value), value)
        if isClose(1000 * value, 1000 * proven) { return Verdict(bound: 1000 * proven) }
      }
      note(objective, index, bound: 1000 * proven)
      if let cause = clock.cause ?? stoppedBy {
        stoppedBy = cause
        return Verdict(bound: 1000 * proven)
      }
      let open = candidates.filter { $0 > refuted }
      guard !open.isEmpty else {
        // Every horizon is refuted: without a plan, there is none.
        return Verdict(bound: best?.value[index], isInfeasible: best == nil)
      }
      let fitting = fitting(open, members: members)
      if fitting > 0 {
        let days = Array(open[..<fitting])
        let report = progress(objective, index)
        let found = try searchCompletion(days, members: members) { refuted, nodes in
          guard refuted < days.count else { return }
          report?(days[refuted], nodes)
        }
        if found.refuted > 0 { refuted = days[found.refuted - 1] }
        stoppedBy = found.stoppedBy
      } else {
        // Too many loads to list: the relaxation alone can refute.
        let reached = try bisect(open, members: members, refuted: refuted)
        if stoppedBy == nil, reached == refuted { stoppedBy = .loadLimit }
        refuted = reached
      }
      if let first = open.first(where: { $0 > refuted }) { proven = max(proven, first) }
    }
  }

  /// The largest of some horizons that propagation refutes over single elements in place of loads,
  /// which are far fewer; -1 when it refutes none.
  private func refuteBySingles(_ days: [Int], members: [Int]) -> Int {
    guard let last = days.last, let space = space(horizon: last, members: members) else {
      return days.last ?? -1
    }
    guard let singles = SingleElements(space, limit: Self.loadLimit) else { return -1 }
    var (low, high) = (0, days.count)
    while low < high, clock.cause == nil {
      let middle = (low + high) / 2
      var kept = kept(by: days[middle], of: singles.pool, members: members)
      if singles.propagation.propagate(&kept) { high = middle } else { low = middle + 1 }
    }
    return low > 0 ? days[low - 1] : -1
  }

  /// How many of some horizons, from the first, have few enough loads for a pool.
  private func fitting(_ days: [Int], members: [Int]) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      let fits =
        space(horizon: days[middle], members: members).map { allLoads(of: $0) != nil } ?? true
      if fits { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What is known of a horizon.
  private enum Answer {
    case refuted
    case open
    case stopped(StopCause)
  }

  /// The days on which some elements can all have become operational, ascending; empty when all of
  /// them are past.
  private func horizons(of members: [Int]) -> [Int] {
    let windows = TimeWindows(instance, launchDays: launchDays, latest: latest)
    let new = members.filter { instance.elements[$0].past == nil }
    let known = members.compactMap { instance.elements[$0].past?.operational }.max() ?? 0
    let floor = max(known, new.map { windows.earliest[$0] }.max() ?? 0)
    var days: Set<Int> = []
    for element in new {
      for vehicle in instance.elements[element].vehicles {
        let shift =
          instance.vehicles[vehicle].transit + instance.elements[element].commissioning
        for day in launchDays.byVehicle[vehicle] where day.day + shift <= windows.latest[element] {
          days.insert(max(floor, day.day + shift))
        }
      }
    }
    return days.sorted()
  }

  /// The loads with which the members are operational by a horizon; nil when an element has none.
  func space(horizon: Int, members: [Int]) -> LoadSpace? {
    let windows = TimeWindows(
      instance, launchDays: launchDays, latest: limits(horizon: horizon, members: members))
    guard windows.emptied == nil else { return nil }
    let space = LoadSpace(
      instance, launchDays: launchDays, windows: windows, conflicts: conflicts)
    guard let singles = SingleElements(space, limit: Self.loadLimit) else { return space }
    return singles.narrowed(space)
  }

  /// Refutes a horizon by the linear relaxation, if it can.
  private func refute(_ horizon: Int, members: [Int]) throws -> Answer {
    guard let space = space(horizon: horizon, members: members) else { return .refuted }
    let outcome = try relax(
      space, held: held, start: best?.schedule.loads ?? [], to: .coverage)
    switch outcome {
    case .infeasible: return .refuted
    case .stopped(let reason, _): return .stopped(StopCause(reason))
    case .solved(let solution): return solution.bound > 1e-4 ? .refuted : .open
    }
  }

  /// The largest horizon that the relaxation refutes, of `open` horizons of which the last is not.
  private func bisect(_ open: [Int], members: [Int], refuted: Int) throws -> Int {
    var (low, high) = (0, open.count - 1)
    var refuted = refuted
    while low < high {
      let middle = (low + high) / 2
      switch try refute(open[middle], members: members) {
      case .refuted:
        refuted = open[middle]
        low = middle + 1
      case .open: high = middle
      case .stopped(let cause):
        stoppedBy = cause
        return refuted
      }
    }
    return refuted
  }
}
