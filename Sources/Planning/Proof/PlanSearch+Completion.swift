// SPDX-License-Identifier: GPL-3.0-or-later

internal import CampaignModel
internal import MILP

extension PlanSearch {
  /// Finds the smallest horizon of some elements and proves it (docs/model.md, section 5, step 4).
  func proveCompletion(_ objective: Objective, _ index: Int) throws -> Verdict {
    let members = instance.members(of: objective)
    var horizons = Horizons(
      instance, launchDays: launchDays, conflicts: conflicts, members: members, latest: latest)
    var candidates = horizons.days
    guard let floor = candidates.first else {
      // Nothing to fly is part of it: its day is known.
      return Verdict(bound: best?.value[index])
    }
    var refuted = horizons.refuteBySingles(
      candidates.filter { day in best.map { 1000 * day < $0.value[index] } ?? true },
      bytes: Self.mostBytes, clock: clock)
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
      let fitting = fitting(open, horizons)
      if fitting > 0 {
        let days = Array(open[..<fitting])
        let report = progress(objective, index)
        let found = try searchCompletion(days, horizons) { refuted, nodes in
          guard refuted < days.count else { return }
          report?(days[refuted], nodes)
        }
        if found.refuted > 0 { refuted = days[found.refuted - 1] }
        stoppedBy = found.stoppedBy
      } else {
        // Too many loads to list: the relaxation alone can refute.
        let reached = try bisect(open, horizons, refuted: refuted)
        if stoppedBy == nil, reached == refuted { stoppedBy = .loadLimit }
        refuted = reached
      }
      if let first = open.first(where: { $0 > refuted }) { proven = max(proven, first) }
    }
  }

  /// How many of some horizons, from the first, have few enough loads for a pool.
  private func fitting(_ days: [Int], _ horizons: Horizons) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      let fits = horizons.space(days[middle]).map { allLoads(of: $0) != nil } ?? true
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

  /// Refutes a horizon by the linear relaxation, if it can.
  private func refute(_ horizon: Int, _ horizons: Horizons) throws -> Answer {
    guard let space = horizons.space(horizon) else { return .refuted }
    let outcome = try relax(
      space, held: held, start: best?.schedule.loads ?? [], to: .coverage)
    switch outcome {
    case .infeasible: return .refuted
    case .stopped(let reason, _): return .stopped(StopCause(reason))
    case .solved(let solution): return solution.bound > 1e-4 ? .refuted : .open
    }
  }

  /// The largest horizon that the relaxation refutes, of `open` horizons of which the last is not.
  private func bisect(_ open: [Int], _ horizons: Horizons, refuted: Int) throws -> Int {
    var (low, high) = (0, open.count - 1)
    var refuted = refuted
    while low < high {
      let middle = (low + high) / 2
      switch try refute(open[middle], horizons) {
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
